// SPDX-License-Identifier: GPL-3.0-or-later
// Learning rate of a step: warm-up from 0, constant, decay over the last share of the steps. Pure, any
// thread.
#pragma once

#include "core/base/export.h"

#include <cstdint>

namespace retort {

enum class Decay { Linear, Cosine, None };

struct LrSchedule {
    double peak = 1e-3;
    std::int64_t warmupSteps = 0;
    Decay decay = Decay::Linear;
    double decayShare = 0.5; // of all steps
    double finalShare = 0;   // of the peak
    // `step` counts from 0; step 0 of a warm-up over w steps has peak / w.
    RETORT_LEARN_API double at(std::int64_t step, std::int64_t totalSteps) const;
};

// A warm-up that would leave nothing of the run takes a tenth of it.
RETORT_LEARN_API std::int64_t fittingWarmup(std::int64_t warmupSteps, std::int64_t totalSteps);

} // namespace retort
