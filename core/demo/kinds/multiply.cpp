// SPDX-License-Identifier: GPL-3.0-or-later
// Multiplication by splitting a factor into its places. Level 2: by one digit; level 3: by two digits.
#include "core/demo/kind.h"
#include "core/demo/narration.h"
#include "core/demo/phrase.h"

#include <array>

namespace retort {
namespace {

constexpr auto questions =
    std::to_array<std::string_view>({"{a}×{b}等于多少？", "计算：{a}×{b}=？", "{a}乘{b}是多少？",
                                     "求{a}与{b}的积。", "{b}个{a}相加是多少？"});

// Level 2: 12 … 999 by 2 … 9. Level 3: 12 … 999 by 11 … 99, the first factor never the smaller one.
struct Factors {
    std::int64_t a, b;
};

KeySpace keys(int level) {
    if (level == 2)
        return {"mul2", {{88 * 8, 1}, {900 * 8, 3}}};
    return {"mul3", {{std::uint64_t{89} * 90 / 2, 1}, {900 * 89, 2}}};
}

Factors factorsOf(int level, const DrawnKey &key) {
    const auto index = static_cast<std::int64_t>(key.index);
    if (level == 2)
        return {(key.stratum == 0 ? 12 : 100) + index / 8, 2 + index % 8};
    if (key.stratum == 1)
        return {100 + index / 89, 11 + index % 89};
    const auto [row, column] = triangular(key.index);
    return {11 + std::int64_t(row), 11 + std::int64_t(column)};
}

std::string str(std::int64_t n) {
    return std::to_string(n);
}

// 347 → 300, 40, 7; zeros left out.
std::vector<std::int64_t> placesOf(std::int64_t n) {
    std::vector<std::int64_t> parts;
    for (std::int64_t unit = 100; unit > 0; unit /= 10)
        if (n / unit % 10 != 0)
            parts.push_back(n / unit % 10 * unit);
    return parts;
}

std::string joinParts(const std::vector<std::int64_t> &parts) {
    std::string text;
    for (const std::int64_t part : parts)
        text += (text.empty() ? "" : "+") + str(part);
    return text;
}

// "1800+240=2040，2040+42=2082。"
std::string addUp(const std::vector<std::int64_t> &parts) {
    std::string text;
    std::int64_t sum = parts.front();
    for (std::size_t i = 1; i < parts.size(); ++i) {
        text += (i > 1 ? "，" : "") + str(sum) + "+" + str(parts[i]) + "=" + str(sum + parts[i]);
        sum += parts[i];
    }
    return text.empty() ? text : text + "。";
}

// a by a number with one digit that is not zero.
std::string byOneDigit(std::int64_t a, std::int64_t b) {
    const auto parts = placesOf(a);
    if (parts.size() == 1)
        return str(a) + "×" + str(b) + "=" + str(a * b) + "。\n";
    std::string text = "把" + str(a) + "拆开，" + str(a) + "=" + joinParts(parts) + "。\n";
    std::vector<std::int64_t> products;
    for (const std::int64_t part : parts) {
        products.push_back(part * b);
        text += (products.size() > 1 ? "，" : "") + str(part) + "×" + str(b) + "=" + str(part * b);
    }
    return text + "。\n" + addUp(products) + "所以" + str(a) + "×" + str(b) + "=" + str(a * b) + "。\n";
}

std::string trace(int level, Factors n, DemoRandom &style) {
    std::string text = opening(style) + "要算" + str(n.a) + "×" + str(n.b) + "。\n";
    const auto parts = placesOf(n.b);
    std::vector<std::int64_t> products;
    if (parts.size() > 1)
        text += "先把" + str(n.b) + "拆成" + joinParts(parts) + "，分别去乘。\n";
    for (const std::int64_t part : parts) {
        text += byOneDigit(n.a, part);
        products.push_back(n.a * part);
    }
    if (products.size() > 1)
        text += "再加起来：" + addUp(products) + "\n";
    text.pop_back(); // the newline
    const std::string product = str(n.a * n.b);
    return text + doubtAndCheck(level, "用除法验算：" + product + "÷" + str(n.b) + "=" + str(n.a), style);
}

void build(int level, const DrawnKey &key, DemoRandom &style, DemoProblem &problem) {
    const Factors n = factorsOf(level, key);
    problem.problemKey = "mul:" + str(n.a) + "*" + str(n.b);
    problem.question = fill(style.pick(questions), {{"a", str(n.a)}, {"b", str(n.b)}});
    problem.reasoning = trace(level, n, style);
    problem.reference = str(n.a * n.b);
    problem.answer = str(n.a) + "乘" + str(n.b) + "等于" + boxed(problem.reference) + "。";
    problem.tags = {"算术", "乘法"};
}

} // namespace

extern const DemoKind demoKind_multiply{"multiply", RETORT_TR("core", "Multiplication"), 2, 3, keys, build};

} // namespace retort
