// SPDX-License-Identifier: GPL-3.0-or-later
// Which of two numbers is larger, or smaller. Level 2: whole numbers, place by place; level 3: decimals of
// unequal length, where 9.11 < 9.8 must be seen.
#include "core/demo/column_trace.h"
#include "core/demo/kind.h"
#include "core/demo/narration.h"
#include "core/demo/phrase.h"

#include <array>

namespace retort {
namespace {

constexpr auto questionsLarger = std::to_array<std::string_view>(
    {"{a}和{b}哪个大？", "比较{a}和{b}，哪个数更大？", "在{a}与{b}中，较大的数是哪一个？"});
constexpr auto questionsSmaller = std::to_array<std::string_view>(
    {"{a}和{b}哪个小？", "比较{a}和{b}，哪个数更小？", "在{a}与{b}中，较小的数是哪一个？"});

struct Pair {
    std::string large, small;
};

// Level 2: two different numbers of 100 … 999, or of 8000 … 9999.
constexpr std::int64_t wholeCount = 900, wideCount = 2000;
// Level 3: whole part 0 … 20, the same on both sides; one decimal against two.
constexpr std::uint64_t wholeParts = 21;

KeySpace keys(int level) {
    if (level == 2)
        return {"cmp2", {{wholeCount * (wholeCount - 1) / 2, 2}, {wideCount * (wideCount - 1) / 2, 1}}};
    return {"cmp3", {{wholeParts * 9 * 90, 1}}}; // one decimal against two, the second not 0
}

Pair distinctPair(std::uint64_t index, std::int64_t low) {
    const auto [row, column] = triangular(index); // large = row + 1 > small
    return {std::to_string(low + std::int64_t(row) + 1), std::to_string(low + std::int64_t(column))};
}

// 9.8 against 9.11 in all combinations of one decimal and two decimals that differ.
Pair decimalPair(std::uint64_t index) {
    const auto digits = mixedRadix(index, {wholeParts, 9, 90});
    const std::string whole = std::to_string(digits[0]) + ".";
    const std::uint64_t tenths = digits[1] + 1;                              // 1 … 9
    const std::uint64_t hundredths = digits[2] / 9 * 10 + digits[2] % 9 + 1; // 01 … 99 without a last 0
    const std::string one = whole + std::to_string(tenths);
    const std::string two = whole + (hundredths < 10 ? "0" : "") + std::to_string(hundredths);
    return tenths * 10 > hundredths ? Pair{one, two} : Pair{two, one};
}

std::string relation(std::string_view a, std::string_view b, bool aLarger) {
    return std::string(a) + (aLarger ? ">" : "<") + std::string(b);
}

std::string wholeTrace(const std::string &a, const std::string &b, bool aLarger) {
    std::string text = "两个数都是" + std::to_string(a.size()) + "位数，从最高位比起。";
    for (std::size_t i = 0; i < a.size(); ++i) {
        const std::string place(placeName(static_cast<int>(a.size() - 1 - i)));
        const std::string left(1, a[i]), right(1, b[i]);
        if (a[i] == b[i]) {
            text += "\n" + place + "位：" + left + "=" + right + "，一样大，看下一位。";
            continue;
        }
        text += "\n" + place + "位：" + relation(left, right, a[i] > b[i]) + "，分出大小了。";
        break;
    }
    return text + "\n所以" + relation(a, b, aLarger) + "。";
}

std::string decimalTrace(const std::string &a, const std::string &b, bool aLarger) {
    const std::string whole = a.substr(0, a.find('.'));
    const bool shortA = a.size() < b.size(); // one has one decimal, the other two
    const std::string longA = shortA ? a + "0" : a, longB = shortA ? b : b + "0";
    const std::string endA = longA.substr(longA.find('.') + 1), endB = longB.substr(longB.find('.') + 1);
    return "先看整数部分：" + whole + "=" + whole + "，一样大。\n小数位数不同，先补0对齐："
           + (shortA ? a + "=" + longA : b + "=" + longB) + "。\n小数部分：" + relation(endA, endB, aLarger)
           + "。\n所以" + relation(a, b, aLarger) + "。";
}

void build(int level, const DrawnKey &key, DemoRandom &style, DemoProblem &problem) {
    const Pair pair = level == 3         ? decimalPair(key.index)
                      : key.stratum == 0 ? distinctPair(key.index, 100)
                                         : distinctPair(key.index, 8000);
    const bool largeFirst = style.oneIn(2), askLarge = style.oneIn(2);
    const std::string &a = largeFirst ? pair.large : pair.small;
    const std::string &b = largeFirst ? pair.small : pair.large;
    problem.problemKey = "cmp:" + pair.large + ">" + pair.small;
    problem.question = fill(style.pick(askLarge ? questionsLarger : questionsSmaller), {{"a", a}, {"b", b}});
    problem.reasoning = opening(style) + "\n"
                        + (level == 2 ? wholeTrace(a, b, largeFirst) : decimalTrace(a, b, largeFirst))
                        + doubtAndCheck(level, "反过来看：" + relation(b, a, !largeFirst), style);
    problem.reference = askLarge ? pair.large : pair.small;
    problem.answer = (askLarge ? "较大的数是" : "较小的数是") + boxed(problem.reference) + "。";
    problem.tags = {"比较"};
}

} // namespace

extern const DemoKind demoKind_compare{"compare", RETORT_TR("core", "Comparison"), 2, 3, keys, build};

} // namespace retort
