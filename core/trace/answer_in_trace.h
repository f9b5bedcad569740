// SPDX-License-Identifier: GPL-3.0-or-later
// Where the final value of an answer occurs in a text: as a whole number or word, not as a part of another.
#pragma once

#include "core/base/export.h"
#include "core/text/normalise.h"

#include <cstddef>
#include <string_view>
#include <vector>

namespace retort {

RETORT_DATA_API std::vector<TextSpan> findFinalValue(std::string_view text, std::string_view answer,
                                                     std::size_t most);

} // namespace retort
