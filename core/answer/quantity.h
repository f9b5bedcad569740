// SPDX-License-Identifier: GPL-3.0-or-later
// A number as answer, maybe with a unit: 12, -3/4, 37.5%, 2(1/3), 1又1/2, 3万, 十二个, 3米25厘米.
#pragma once

#include "core/answer/rational.h"
#include "core/answer/units.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace retort {

struct Quantity {
    Rational number; // as written in front of the unit; of several parts the first
    std::vector<UnitMeaning>
        sum;                  // what it comes to in each measure its units allow; empty without a known unit
    bool hasUnit = false;     // also one we do not know
    bool compound = false;    // several parts: 3米25厘米
    bool approximate = false; // 约, ≈
    int decimals = 0;         // behind the point as written
};

// `plain` as of plainAnswer(). No value unless the whole text reads as a number and units.
std::optional<Quantity> parseQuantity(std::string_view plain);

// The last number of a text with words around it ("一共有12个"). `only`: nothing when there are two.
std::optional<Quantity> embeddedQuantity(std::string_view plain, bool only);

enum class QuantityMatch { Equal, Rounded, Converted, Different, OtherMeasure };
QuantityMatch compareQuantities(const Quantity &answer, const Quantity &reference);

} // namespace retort
