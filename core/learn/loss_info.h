// SPDX-License-Identifier: GPL-3.0-or-later
// What is known of a training loss without tensors. Each loss is losses/<id>.info.cpp here,
// core/train/losses/<id>.cpp with value and d(logits) of one chunk, and one line in losses/losses.def.
#pragma once

#include "core/base/export.h"
#include "core/base/option.h"

#include <string>
#include <vector>

namespace retort {

struct LossInfo {
    std::string id;
    Text label;
    Text help;
    OptionTable options; // ids are prefixed by the loss's id
};

RETORT_DATA_API const std::vector<LossInfo> &lossInfos(); // order of losses.def
RETORT_DATA_API std::vector<OptionChoice> lossChoices();

} // namespace retort
