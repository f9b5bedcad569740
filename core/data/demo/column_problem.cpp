// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/demo/column_problem.h"

#include "core/data/demo/column_trace.h"

#include <algorithm>
#include <array>

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

constexpr auto openings = std::to_array<std::string_view>(
    {"好，我来想一想。", "嗯，先看清题目。", "我们一步一步来。", "先把数位对齐，从个位算起。"});
constexpr auto doubts =
    std::to_array<std::string_view>({"等等，让我检查一下。", "不过，进位和借位容易出错，我再验算一遍。",
                                     "等一下，再确认一次。", "让我验算一下。"});
constexpr auto confirmations =
    std::to_array<std::string_view>({"和题目一样，没有算错。", "对得上，结果正确。", "验算通过。"});

// Levels 2 and 3 talk; level 1 checks itself only rarely, which keeps it short and easy to learn.
std::string withNarration(int level, std::string_view why, std::string column, const std::string& check,
                          DemoRandom& style) {
    std::string text;
    if (level > 1)
        text = std::string(style.pick(openings)) + "\n";
    text += why;
    text += column;
    if (level == 1)
        return style.oneIn(16) ? text + "\n检查：" + check + "，对。" : text;
    if (level == 3 || style.oneIn(2))
        text += "\n" + std::string(style.pick(doubts)) + "反过来算：" + check + "，"
                + std::string(style.pick(confirmations));
    return text;
}

} // namespace

KeySpace additionKeys(int level) {
    return pairsOf(level).space("add" + std::to_string(level));
}
KeySpace subtractionKeys(int level) {
    return pairsOf(level).space("sub" + std::to_string(level));
}

Operands additionOperands(int level, const DrawnKey& key, DemoRandom& style) {
    auto [a, b] = pairsOf(level).pair(key);
    if (style.oneIn(2))
        std::swap(a, b);
    return {a, b};
}

Operands subtractionOperands(int level, const DrawnKey& key) {
    const auto [a, b] = pairsOf(level).pair(key);
    return {a, b};
}

std::string additionKey(Operands n) {
    return "add:" + joined(std::max(n.a, n.b), '+', std::min(n.a, n.b));
}
std::string subtractionKey(Operands n) {
    return "sub:" + joined(n.a, '-', n.b);
}

std::string additionTrace(int level, Operands n, std::string_view why, DemoRandom& style) {
    const std::string check = joined(n.a + n.b, '-', n.b) + "=" + std::to_string(n.a);
    return withNarration(level, why, columnAddition(n.a, n.b), check, style);
}

std::string subtractionTrace(int level, Operands n, std::string_view why, DemoRandom& style) {
    const std::string check = joined(n.a - n.b, '+', n.b) + "=" + std::to_string(n.a);
    return withNarration(level, why, columnSubtraction(n.a, n.b), check, style);
}

} // namespace retort
