// SPDX-License-Identifier: GPL-3.0-or-later
// Subtraction told as a little story. Few stories, so that a tiny model learns to read them.
#include "core/demo/column_problem.h"

#include <array>

namespace retort {
namespace {

constexpr auto wording = std::to_array<SumStory>({
    {"{p}有{a}{m}{o}，送给{q}{b}{m}，还剩多少{m}{o}？", "求剩下的用减法，"},
    {"{p}有{a}{m}{o}，用掉了{b}{m}，还剩多少{m}{o}？", "求剩下的用减法，"},
    {"停车场有{a}辆车，开走了{b}辆，还剩多少辆车？", "求剩下的用减法，", "辆"},
    {"仓库里有{a}袋大米，运走了{b}袋，还剩多少袋大米？", "求剩下的用减法，", "袋"},
    {"{p}有{a}{m}{o}，{q}比{p}少{b}{m}，{q}有多少{m}{o}？", "求较小的数用减法，", "", false},
    {"{p}有{a}{m}{o}，{q}有{b}{m}{o}，{p}比{q}多多少{m}？", "求相差的数用减法，", "", false},
    {"一本书有{a}页，{p}已经读了{b}页，还剩多少页没读？", "求剩下的用减法，", "页"},
    {"学校有{a}名学生，其中男生有{b}名，女生有多少名？", "求另一部分用减法，", "名", false},
});

void build(int level, const DrawnKey &key, DemoRandom &style, DemoProblem &problem) {
    buildSumStory('-', wording, level, key, style, problem);
}

} // namespace

extern const DemoKind demoKind_sub_word{
    "sub_word", RETORT_TR("core", "Subtraction in a story"), 1, 2, sumKeys<'-'>, build};

} // namespace retort
