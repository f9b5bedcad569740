// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/lr_schedule.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace retort {

double LrSchedule::at(std::int64_t step, std::int64_t totalSteps) const {
    const double rise = warmupSteps > 0 ? std::min(1.0, double(step + 1) / double(warmupSteps)) : 1.0;
    double fall = 1.0;
    const double length = decayShare * double(totalSteps), begin = double(totalSteps) - length;
    if (decay != Decay::None && length > 0 && double(step) > begin) {
        const double done = std::min(1.0, (double(step) - begin) / length);
        const double shape =
            decay == Decay::Linear ? 1.0 - done : 0.5 * (1.0 + std::cos(std::numbers::pi * done));
        fall = finalShare + (1.0 - finalShare) * shape;
    }
    return peak * rise * fall;
}

std::int64_t fittingWarmup(std::int64_t warmupSteps, std::int64_t totalSteps) {
    return warmupSteps >= totalSteps ? totalSteps / 10 : warmupSteps;
}

} // namespace retort
