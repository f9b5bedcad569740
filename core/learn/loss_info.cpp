// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/loss_info.h"

#include "core/base/plug_ins.h"

namespace retort {

#define RETORT_LOSS(id) LossInfo id##_loss_info();
#include "core/learn/losses/losses.def"
#undef RETORT_LOSS

const std::vector<LossInfo> &lossInfos() {
    static const std::vector<LossInfo> infos = {
#define RETORT_LOSS(id) id##_loss_info(),
#include "core/learn/losses/losses.def"
#undef RETORT_LOSS
    };
    return infos;
}

std::vector<OptionChoice> lossChoices() {
    return plugInChoices(lossInfos(), [](const LossInfo &) { return true; });
}

} // namespace retort
