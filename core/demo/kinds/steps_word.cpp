// SPDX-License-Identifier: GPL-3.0-or-later
// Stories that need two (level 2) or three (level 3) steps. A stratum is an expression; its operands are the
// key, the story around them is wording.
#include "core/demo/kind.h"
#include "core/demo/narration.h"
#include "core/demo/phrase.h"

#include <array>

namespace retort {
namespace {

using Numbers = std::array<std::int64_t, 4>;

struct Step {
    std::string_view why; // "一共摘了" …
    std::int64_t a;
    std::string_view sign;
    std::int64_t b, result;
};

struct Shape {
    int level;
    std::string_view key; // how the key reads, with {a} {b} {c} {d}
    std::string_view question;
    std::string_view measure;
    std::array<std::uint64_t, 4> sizes; // how many values each operand takes; 1: not used
    std::array<std::int64_t, 4> lowest; // smallest value of each operand
    std::vector<Step> (*steps)(const Numbers &n);
};

// Operands are drawn so that every intermediate result is positive.
const std::array<Shape, 6> shapes{{
    {2,
     "{a}+{b}-{c}",
     "{p}上午摘了{a}个{f}，下午摘了{b}个，送给{q}{c}个，还剩多少个？",
     "个",
     {180, 180, 39, 1},
     {20, 20, 1, 0},
     [](const Numbers &n) -> std::vector<Step> {
         return {{"上午和下午一共摘了", n[0], "+", n[1], n[0] + n[1]},
                 {"送出以后还剩", n[0] + n[1], "-", n[2], n[0] + n[1] - n[2]}};
     }},
    {2,
     "{a}-{b}+{c}",
     "公交车上原来有{a}人，到站后下去{b}人，又上来{c}人，现在车上有多少人？",
     "人",
     {60, 18, 39, 1},
     {20, 2, 1, 0},
     [](const Numbers &n) -> std::vector<Step> {
         return {{"下车以后还有", n[0], "-", n[1], n[0] - n[1]},
                 {"又有人上车，变成", n[0] - n[1], "+", n[2], n[0] - n[1] + n[2]}};
     }},
    {2,
     "{a}*{b}+{c}",
     "每盒铅笔有{a}支，{p}买了{b}盒，原来还有{c}支，现在一共有多少支铅笔？",
     "支",
     {29, 8, 60, 1},
     {2, 2, 1, 0},
     [](const Numbers &n) -> std::vector<Step> {
         return {{"买来的铅笔有", n[0], "×", n[1], n[0] * n[1]},
                 {"加上原来的，一共有", n[0] * n[1], "+", n[2], n[0] * n[1] + n[2]}};
     }},
    {2,
     "{a}-{b}*{c}",
     "{p}有{a}元，买了{b}本练习本，每本{c}元，还剩多少元？",
     "元",
     {120, 8, 8, 1},
     {81, 2, 2, 0},
     [](const Numbers &n) -> std::vector<Step> {
         return {{"买练习本花了", n[1], "×", n[2], n[1] * n[2]},
                 {"还剩", n[0], "-", n[1] * n[2], n[0] - n[1] * n[2]}};
     }},
    {3,
     "{a}*{b}+{c}*{d}",
     "学校买了{a}张桌子，每张{b}元，又买了{c}把椅子，每把{d}元，一共花了多少元？",
     "元",
     {28, 60, 28, 40},
     {3, 40, 3, 20},
     [](const Numbers &n) -> std::vector<Step> {
         return {{"桌子花了", n[0], "×", n[1], n[0] * n[1]},
                 {"椅子花了", n[2], "×", n[3], n[2] * n[3]},
                 {"一共花了", n[0] * n[1], "+", n[2] * n[3], n[0] * n[1] + n[2] * n[3]}};
     }},
    {3,
     "({a}+{b})*{c}-{d}",
     "一间教室里有男生{a}人，女生{b}人，每人折{c}只纸鹤，已经送出{d}只，还剩多少只？",
     "只",
     {20, 20, 7, 40},
     {10, 10, 3, 5},
     [](const Numbers &n) -> std::vector<Step> {
         const std::int64_t people = n[0] + n[1];
         return {{"教室里一共有", n[0], "+", n[1], people},
                 {"他们折的纸鹤有", people, "×", n[2], people * n[2]},
                 {"送出以后还剩", people * n[2], "-", n[3], people * n[2] - n[3]}};
     }},
}};

std::vector<const Shape *> shapesOf(int level) {
    std::vector<const Shape *> found;
    for (const Shape &shape : shapes)
        if (shape.level == level)
            found.push_back(&shape);
    return found;
}

std::vector<std::uint64_t> sizesOf(const Shape &shape) {
    return {shape.sizes.begin(), shape.sizes.end()};
}

KeySpace keys(int level) {
    KeySpace space{"steps" + std::to_string(level), {}};
    for (const Shape *shape : shapesOf(level))
        space.strata.push_back({product(sizesOf(*shape)), 1});
    return space;
}

Numbers numbersOf(const Shape &shape, std::uint64_t index) {
    const auto digits = mixedRadix(index, sizesOf(shape));
    Numbers n{};
    for (std::size_t i = 0; i < n.size(); ++i)
        n[i] = shape.lowest[i] + static_cast<std::int64_t>(digits[i]);
    return n;
}

std::string equation(const Step &step) {
    return std::to_string(step.a) + std::string(step.sign) + std::to_string(step.b) + "="
           + std::to_string(step.result);
}

// The last step undone.
std::string inverse(const Step &step) {
    const std::string_view sign = step.sign == "+" ? "-" : step.sign == "-" ? "+" : "÷";
    return "倒着算：" + std::to_string(step.result) + std::string(sign) + std::to_string(step.b) + "="
           + std::to_string(step.a);
}

std::string trace(int level, const std::vector<Step> &steps, std::string_view measure, DemoRandom &style) {
    static constexpr auto ordinals = std::to_array<std::string_view>({"第一步", "第二步", "第三步"});
    std::string text = opening(style) + "这道题要分" + (steps.size() == 2 ? "两" : "三") + "步。";
    for (std::size_t i = 0; i < steps.size(); ++i)
        text += "\n" + std::string(ordinals[i]) + "，" + std::string(steps[i].why) + equation(steps[i])
                + std::string(measure) + "。";
    return text + doubtAndCheck(level, inverse(steps.back()), style);
}

void build(int level, const DrawnKey &key, DemoRandom &style, DemoProblem &problem) {
    static constexpr auto fruits = std::to_array<std::string_view>({"苹果", "桃子", "梨", "橘子"});
    const Shape &shape = *shapesOf(level).at(key.stratum);
    const Numbers n = numbersOf(shape, key.index);
    const auto [p, q] = pickTwoPeople(style);
    const std::initializer_list<std::pair<std::string_view, std::string>> places = {
        {"a", std::to_string(n[0])},           {"b", std::to_string(n[1])}, {"c", std::to_string(n[2])},
        {"d", std::to_string(n[3])},           {"p", std::string(p)},       {"q", std::string(q)},
        {"f", std::string(style.pick(fruits))}};
    const std::vector<Step> steps = shape.steps(n);
    problem.problemKey = "steps:" + fill(shape.key, places);
    problem.question = fill(shape.question, places);
    // Some steps count people and others objects, so the middle ones go without a unit.
    problem.reasoning = trace(level, steps, level == 2 ? shape.measure : "", style);
    problem.reference = std::to_string(steps.back().result);
    problem.answer = "答：" + boxed(problem.reference) + std::string(shape.measure) + "。";
    problem.tags = {"应用题", "多步"};
}

} // namespace

extern const DemoKind demoKind_steps_word{
    "steps_word", RETORT_TR("core", "Stories of two and three steps"), 2, 3, keys, build};

} // namespace retort
