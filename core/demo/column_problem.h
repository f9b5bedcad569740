// SPDX-License-Identifier: GPL-3.0-or-later
// What the four kinds of column sums share: key spaces by level, and the whole problem from its wording.
//   level 1: up to 3 digits, the terse regular trace; level 2: 4 digits; level 3: 5 and 6 digits, with doubts
//   and a check by the inverse operation.
#pragma once

#include "core/demo/kind.h"

#include <span>

namespace retort {

// '+' or '-'.
template <char sign>
KeySpace sumKeys(int level);

// Places in a question: {a} {b} the numbers, {p} {q} people, {o} objects and {m} their measure word.
struct SumStory {
    std::string_view question;
    std::string_view why;          // opens the trace: "求总数用加法，"
    std::string_view measure = {}; // empty: that of the object drawn
    bool zeroReadsWell = true;     // "left over: 0" does, "the others are 0" does not
};

// The key of an addition is the same in either order of its numbers.
void buildPlainSum(char sign, std::span<const std::string_view> questions, int level, const DrawnKey &key,
                   DemoRandom &style, DemoProblem &problem);
void buildSumStory(char sign, std::span<const SumStory> stories, int level, const DrawnKey &key,
                   DemoRandom &style, DemoProblem &problem);

} // namespace retort
