// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers about a text, in Unicode code points. Pure functions, any thread.
#pragma once

#include "core/base/export.h"

#include <cstddef>
#include <string_view>

namespace retort {

// Share of n-grams (of code points, white space left out) that occurred before in the same text: 1 − distinct
// / all. 0 for texts shorter than n. cleaning.md: warn above 0.2, drop above 0.5 at n = 10.
RETORT_DATA_API double duplicatedNgramShare(std::string_view text, std::size_t n = 10);

// Whether the last `tail` code points are a loop: one block of at most a third of them, with a letter or
// digit in it, repeated to the very end. Finds runs that were cut off while repeating themselves.
struct TailLoop {
    std::size_t begin = 0;  // byte where the looping part begins
    std::size_t period = 0; // code points of the repeated block; 0: no loop
};
RETORT_DATA_API TailLoop findTailLoop(std::string_view text, std::size_t tail = 200);

} // namespace retort
