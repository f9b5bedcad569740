// SPDX-License-Identifier: GPL-3.0-or-later
// Finds \boxed{…} and \fbox{…}, in which an R1 answer stands. Pure functions, any thread.
#pragma once

#include "core/base/export.h"

#include <cstddef>
#include <string_view>
#include <vector>

namespace retort {

struct BoxHead {
    std::size_t begin = 0; // byte of the backslash
    std::size_t open = 0;  // byte of the opening brace
};
// The last `most` of a text, from the last one back; closed or not.
RETORT_DATA_API std::vector<BoxHead> lastBoxHeads(std::string_view text, std::size_t most);

} // namespace retort
