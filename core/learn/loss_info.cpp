// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/loss_info.h"

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
    std::vector<OptionChoice> choices;
    for (const LossInfo &info : lossInfos())
        choices.push_back({info.id, info.label});
    return choices;
}

} // namespace retort
