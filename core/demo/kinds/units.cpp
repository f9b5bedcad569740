// SPDX-License-Identifier: GPL-3.0-or-later
// Conversion of units of length, mass, time, money and volume. Level 2: a large unit into a small one and
// back; level 3: a quantity in two units ("3米25厘米") into the small one.
#include "core/demo/kind.h"
#include "core/demo/narration.h"
#include "core/demo/phrase.h"

#include <array>

namespace retort {
namespace {

struct Conversion {
    std::string_view large, small;
    std::int64_t factor;
};

constexpr auto conversions = std::to_array<Conversion>({{"米", "厘米", 100},
                                                        {"米", "分米", 10},
                                                        {"分米", "厘米", 10},
                                                        {"厘米", "毫米", 10},
                                                        {"千米", "米", 1000},
                                                        {"千克", "克", 1000},
                                                        {"吨", "千克", 1000},
                                                        {"小时", "分钟", 60},
                                                        {"分钟", "秒", 60},
                                                        {"天", "小时", 24},
                                                        {"元", "角", 10},
                                                        {"角", "分", 10},
                                                        {"升", "毫升", 1000}});
constexpr std::uint64_t amounts = 98; // 2 … 99 large units
constexpr std::uint64_t maxRest = 99; // at most so many small ones on top, fewer where the factor is small

std::uint64_t restsOf(const Conversion &c) {
    return std::min<std::uint64_t>(maxRest, static_cast<std::uint64_t>(c.factor) - 1);
}

KeySpace keys(int level) {
    if (level == 2)
        return {"unit2", {{conversions.size() * amounts, 1}, {conversions.size() * amounts, 1}}};
    KeySpace space{"unit3", {}};
    for (const Conversion &c : conversions)
        space.strata.push_back({amounts * restsOf(c), c.factor > 10 ? 2u : 1u});
    return space;
}

std::string str(std::int64_t n) {
    return std::to_string(n);
}
std::string with(std::int64_t n, std::string_view unit) {
    return str(n) + std::string(unit);
}

std::string ask(const std::string &quantity, std::string_view unit, DemoRandom &style) {
    static constexpr auto questions = std::to_array<std::string_view>(
        {"{q}等于多少{u}？", "{q}是多少{u}？", "把{q}换算成{u}，是多少{u}？"});
    return fill(style.pick(questions), {{"q", quantity}, {"u", std::string(unit)}});
}

std::string rule(const Conversion &c) {
    return "因为1" + std::string(c.large) + "=" + with(c.factor, c.small) + "，";
}

void finish(std::int64_t result, std::string_view unit, const std::string &quantity, DemoProblem &problem) {
    problem.problemKey = "unit:" + quantity + "=" + std::string(unit);
    problem.reference = str(result);
    problem.answer = quantity + "等于" + boxed(problem.reference) + std::string(unit) + "。";
    problem.tags = {"单位换算"};
}

void buildOneUnit(bool down, int level, const Conversion &c, std::int64_t amount, DemoRandom &style,
                  DemoProblem &problem) {
    const std::int64_t small = amount * c.factor;
    const std::string large = with(amount, c.large), fine = with(small, c.small);
    const std::string times = str(amount) + "×" + str(c.factor), over = str(small) + "÷" + str(c.factor);
    const std::string &from = down ? large : fine;
    problem.question = ask(from, down ? c.small : c.large, style);
    problem.reasoning =
        opening(style) + (down ? "大单位换成小单位，用乘法。\n" : "小单位换成大单位，用除法。\n") + rule(c)
        + "所以" + from + "就是" + (down ? times + "=" + fine : over + "=" + large) + "。"
        + doubtAndCheck(level, "反过来：" + (down ? over + "=" + str(amount) : times + "=" + str(small)),
                        style);
    finish(down ? small : amount, down ? c.small : c.large, from, problem);
}

void buildTwoUnits(int level, const Conversion &c, std::int64_t amount, std::int64_t rest, DemoRandom &style,
                   DemoProblem &problem) {
    const std::int64_t part = amount * c.factor, result = part + rest;
    const std::string quantity = with(amount, c.large) + with(rest, c.small);
    problem.question = ask(quantity, c.small, style);
    problem.reasoning = opening(style) + quantity + "里有两个单位，先都换成" + std::string(c.small) + "。\n"
                        + rule(c) + with(amount, c.large) + "就是" + str(amount) + "×" + str(c.factor) + "="
                        + with(part, c.small) + "。\n再加上" + with(rest, c.small) + "：" + str(part) + "+"
                        + str(rest) + "=" + with(result, c.small) + "。"
                        + doubtAndCheck(level,
                                        "反过来：" + str(result) + "-" + str(rest) + "=" + str(part) + "，"
                                            + str(part) + "÷" + str(c.factor) + "=" + str(amount),
                                        style);
    finish(result, c.small, quantity, problem);
}

void build(int level, const DrawnKey &key, DemoRandom &style, DemoProblem &problem) {
    if (level == 2) {
        const Conversion &c = conversions.at(key.index / amounts);
        const auto amount = static_cast<std::int64_t>(key.index % amounts) + 2;
        return buildOneUnit(key.stratum == 0, level, c, amount, style, problem);
    }
    const Conversion &c = conversions.at(key.stratum);
    const auto digits = mixedRadix(key.index, {amounts, restsOf(c)});
    buildTwoUnits(level, c, static_cast<std::int64_t>(digits[0]) + 2,
                  static_cast<std::int64_t>(digits[1]) + 1, style, problem);
}

} // namespace

extern const DemoKind demoKind_units{"units", RETORT_TR("core", "Conversion of units"), 2, 3, keys, build};

} // namespace retort
