// SPDX-License-Identifier: GPL-3.0-or-later
// Addition told as a little story. Few stories, so that a tiny model learns to read them.
#include "core/demo/column_problem.h"

#include <array>

namespace retort {
namespace {

constexpr auto wording = std::to_array<SumStory>({
    {"{p}有{a}{m}{o}，又得到{b}{m}，现在一共有多少{m}{o}？", "求总数用加法，"},
    {"{p}有{a}{m}{o}，{q}有{b}{m}{o}，两人一共有多少{m}{o}？", "求总数用加法，"},
    {"{p}有{a}{m}{o}，{q}比{p}多{b}{m}，{q}有多少{m}{o}？", "求较大的数用加法，"},
    {"停车场原来有{a}辆车，又开来{b}辆，现在有多少辆车？", "求总数用加法，", "辆"},
    {"图书馆上午借出{a}本书，下午借出{b}本，一共借出多少本书？", "求总数用加法，", "本"},
    {"果园里有{a}棵桃树和{b}棵梨树，一共有多少棵树？", "求总数用加法，", "棵"},
    {"{p}读一本书，已经读了{a}页，还剩{b}页，这本书一共有多少页？", "求总数用加法，", "页"},
    {"仓库里有{a}袋大米，又运来{b}袋，现在有多少袋大米？", "求总数用加法，", "袋"},
});

void build(int level, const DrawnKey &key, DemoRandom &style, DemoProblem &problem) {
    buildSumStory('+', wording, level, key, style, problem);
}

} // namespace

extern const DemoKind demoKind_add_word{
    "add_word", RETORT_TR("core", "Addition in a story"), 1, 2, sumKeys<'+'>, build};

} // namespace retort
