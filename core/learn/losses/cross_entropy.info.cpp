// SPDX-License-Identifier: GPL-3.0-or-later
// Cross-entropy with the data's own next token: what fine-tuning on a teacher's traces minimises.
#include "core/learn/loss_info.h"

namespace retort {

LossInfo cross_entropy_loss_info() {
    LossInfo info;
    info.id = "cross_entropy";
    info.label = RETORT_TR("core", "Cross-entropy");
    info.help = RETORT_TR("core", "Learns to predict each next token of the teacher's reasoning and answer.");
    return info;
}

} // namespace retort
