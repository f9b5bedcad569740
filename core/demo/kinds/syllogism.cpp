// SPDX-License-Identifier: GPL-3.0-or-later
// Syllogisms over invented classes, so that nothing but the premises can answer: yes, no, or it does not
// follow. Level 2: two premises; level 3: three. No arithmetic.
#include "core/demo/kind.h"
#include "core/demo/narration.h"
#include "core/demo/phrase.h"

#include <array>

namespace retort {
namespace {

constexpr auto classes = std::to_array<std::string_view>(
    {"布卡", "罗米", "迪达", "古鲁", "塔尼", "维索", "卡洛", "波林", "萨卡", "努比", "希洛", "梅戈"});
constexpr auto pets = std::to_array<std::string_view>({"豆豆", "球球", "毛毛", "点点", "乐乐", "圆圆"});

// follows: X is of the first class, all premises lead on to the last. excluded: the last premise forbids it.
// backwards: X is of the last class, which tells nothing about the first.
enum Form { Follows, Excluded, Backwards, formCount };

std::uint64_t classesOf(int level) {
    return level == 2 ? 2 : 3;
}

std::vector<std::uint64_t> sizesOf(int level) {
    auto sizes = drawSizes(classes.size(), classesOf(level));
    sizes.push_back(pets.size());
    sizes.push_back(formCount);
    return sizes;
}

KeySpace keys(int level) {
    return {"syllogism" + std::to_string(level), {{product(sizesOf(level)), 1}}};
}

using Chain = std::vector<std::string>; // each class lies in the next

std::string link(const Chain &chain, std::size_t i, Form form) {
    const bool forbids = form == Excluded && i + 2 == chain.size();
    return forbids ? "没有一个" + chain[i] + "是" + chain[i + 1]
                   : "所有的" + chain[i] + "都是" + chain[i + 1];
}

std::string isA(const std::string &pet, const std::string &name) {
    return pet + "是" + name;
}

std::string premises(const Chain &chain, const std::string &pet, Form form) {
    std::string text;
    for (std::size_t i = 0; i + 1 < chain.size(); ++i)
        text += link(chain, i, form) + "。";
    return text + isA(pet, form == Backwards ? chain.back() : chain.front()) + "。";
}

std::string trace(int level, const Chain &chain, const std::string &pet, Form form, DemoRandom &style) {
    std::string text = opening(style);
    if (form == Backwards) {
        text += "\n" + isA(pet, chain.back()) + "。";
        for (std::size_t i = 0; i + 1 < chain.size(); ++i)
            text +=
                "\n" + link(chain, i, form) + "，但是没有说所有的" + chain[i + 1] + "都是" + chain[i] + "。";
        text += "\n所以" + pet + "可能是" + chain.front() + "，也可能不是，条件不够。";
        return text
               + doubtAndCheck(level, "条件只能从" + chain.front() + "推到" + chain.back() + "，不能倒过来推",
                               style);
    }
    text += "\n" + isA(pet, chain.front()) + "。";
    for (std::size_t i = 0; i + 1 < chain.size(); ++i) {
        const bool forbids = form == Excluded && i + 2 == chain.size();
        text +=
            "\n" + link(chain, i, form) + "，所以" + pet + (forbids ? "不是" : "是") + chain[i + 1] + "。";
    }
    return text + doubtAndCheck(level, "从" + chain.front() + "一步一步推到" + chain.back(), style);
}

void build(int level, const DrawnKey &key, DemoRandom &style, DemoProblem &problem) {
    const auto digits = mixedRadix(key.index, sizesOf(level));
    const Chain chain = drawn(classes, classesOf(level), digits);
    const std::string pet(pets.at(digits[classesOf(level)]));
    const Form form = static_cast<Form>(digits.back());
    const std::string &asked = form == Backwards ? chain.front() : chain.back();
    static constexpr std::array<std::string_view, formCount> names = {"follows", "excluded", "backwards"};
    static constexpr std::array<std::string_view, formCount> answers = {"是", "不是", "不能确定"};
    problem.problemKey = "syllogism:" + std::string(names[form]) + ":" + pet;
    for (const std::string &name : chain)
        problem.problemKey += "<" + name;
    problem.question = premises(chain, pet, form) + pet + (style.oneIn(2) ? "是" : "一定是") + asked + "吗？";
    problem.reasoning = trace(level, chain, pet, form, style);
    problem.reference = answers[form];
    problem.answer = "结论：" + boxed(problem.reference) + "。";
    problem.tags = {"逻辑", "三段论"};
}

} // namespace

extern const DemoKind demoKind_syllogism{"syllogism", RETORT_TR("core", "Syllogisms"), 2, 3, keys, build};

} // namespace retort
