// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/demo/column_problem.h"

#include "core/demo/column_trace.h"
#include "core/demo/narration.h"

#include <algorithm>

namespace retort {
namespace {

PairSpace pairsOf(int level) {
    switch (level) {
    case 1:
        return {1, 3};
    case 2:
        return {4, 4};
    default:
        return {5, 6};
    }
}

std::string joined(std::int64_t a, char sign, std::int64_t b) {
    return std::to_string(a) + sign + std::to_string(b);
}

// Levels 2 and 3 talk; level 1 checks itself only rarely, which keeps it short and easy to learn.
std::string withNarration(int level, std::string_view why, std::string column, const std::string &check,
                          DemoRandom &style) {
    if (level == 1)
        return std::string(why) + column + (style.oneIn(16) ? "\n检查：" + check + "，对。" : "");
    return opening(style) + "\n" + std::string(why) + column
           + doubtAndCheck(level, "反过来算：" + check, style);
}

} // namespace

KeySpace additionKeys(int level) {
    return pairsOf(level).space("add" + std::to_string(level));
}
KeySpace subtractionKeys(int level) {
    return pairsOf(level).space("sub" + std::to_string(level));
}

Operands additionOperands(int level, const DrawnKey &key, DemoRandom &style) {
    auto [a, b] = pairsOf(level).pair(key);
    if (style.oneIn(2))
        std::swap(a, b);
    return {a, b};
}

Operands subtractionOperands(int level, const DrawnKey &key) {
    const auto [a, b] = pairsOf(level).pair(key);
    return {a, b};
}

std::string additionKey(Operands n) {
    return "add:" + joined(std::max(n.a, n.b), '+', std::min(n.a, n.b));
}
std::string subtractionKey(Operands n) {
    return "sub:" + joined(n.a, '-', n.b);
}

std::string additionTrace(int level, Operands n, std::string_view why, DemoRandom &style) {
    const std::string check = joined(n.a + n.b, '-', n.b) + "=" + std::to_string(n.a);
    return withNarration(level, why, columnAddition(n.a, n.b), check, style);
}

std::string subtractionTrace(int level, Operands n, std::string_view why, DemoRandom &style) {
    const std::string check = joined(n.a - n.b, '+', n.b) + "=" + std::to_string(n.a);
    return withNarration(level, why, columnSubtraction(n.a, n.b), check, style);
}

} // namespace retort
