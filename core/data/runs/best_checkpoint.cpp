// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/runs/best_checkpoint.h"

#include <cmath>

namespace retort {

const CheckpointRecord *bestCheckpoint(const std::vector<CheckpointRecord> &checkpoints) {
    const CheckpointRecord *best = nullptr;
    for (const CheckpointRecord &c : checkpoints)
        if (std::isfinite(c.valLoss) && (!best || c.valLoss <= best->valLoss))
            best = &c;
    return best || checkpoints.empty() ? best : &checkpoints.back();
}

} // namespace retort
