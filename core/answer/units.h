// SPDX-License-Identifier: GPL-3.0-or-later
// Units of answers: what they measure and how they convert. A name may have two measures (分 is of time and
// of money), so a look-up gives all its meanings. Words that only count (个, 只, 本) are equal.
#pragma once

#include "core/answer/rational.h"

#include <string>
#include <string_view>
#include <vector>

namespace retort {

struct UnitMeaning {
    std::string measure; // "length", "length/time", "count" …
    Rational factor;     // into the smallest unit of that measure
};

// Empty for a name we do not know. A rate is two units with "/" or 每 between them.
std::vector<UnitMeaning> unitMeanings(std::string_view name);
bool isKnownUnit(std::string_view name);

} // namespace retort
