// SPDX-License-Identifier: GPL-3.0-or-later
// Reads a number at the head of a text: 12, -3/4, (5/7), 2(1/3), 1又1/2, 1,234.5, 37.5%, 3万, 十二, 四分之三.
#pragma once

#include "core/answer/rational.h"

#include <optional>
#include <string_view>

namespace retort {

struct ReadNumber {
    Rational value;
    int decimals = 0;     // digits behind the point as written
    std::size_t size = 0; // bytes read
};

std::optional<ReadNumber> readNumber(std::string_view text);

} // namespace retort
