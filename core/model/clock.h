// SPDX-License-Identifier: GPL-3.0-or-later
// Seconds of the steady clock, for durations.
#pragma once

#include <chrono>

namespace retort {

inline double steadySeconds() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

} // namespace retort
