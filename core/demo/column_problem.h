// SPDX-License-Identifier: GPL-3.0-or-later
// What the four kinds of column sums share: key spaces by level, and a trace from a question's two numbers.
//   level 1: up to 3 digits, the terse regular trace; level 2: 4 digits; level 3: 5 and 6 digits, with doubts
//   and a check by the inverse operation.
#pragma once

#include "core/demo/kind.h"

namespace retort {

KeySpace additionKeys(int level);
KeySpace subtractionKeys(int level);

struct Operands {
    std::int64_t a = 0, b = 0;
};
// Of an addition the order of the two is a matter of style; the key is the same either way (larger first).
Operands additionOperands(int level, const DrawnKey &key, DemoRandom &style);
Operands subtractionOperands(int level, const DrawnKey &key);

std::string additionKey(Operands n);
std::string subtractionKey(Operands n);

// `why` opens the trace ("求总数用加法，"); may be empty.
std::string additionTrace(int level, Operands n, std::string_view why, DemoRandom &style);
std::string subtractionTrace(int level, Operands n, std::string_view why, DemoRandom &style);

} // namespace retort
