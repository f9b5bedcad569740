// SPDX-License-Identifier: GPL-3.0-or-later
// Addition and subtraction, plain and told as a little story. Results are never negative. Few stories, so
// that a tiny model learns to read them.
#include "core/demo/column_problem.h"

#include <array>

namespace retort {
namespace {

constexpr auto additions =
    std::to_array<std::string_view>({"{a}+{b}等于多少？", "计算：{a}+{b}=？", "{a}加{b}是多少？",
                                     "求{a}与{b}的和。", "算一算{a}+{b}。", "{a}+{b}="});

constexpr auto subtractions =
    std::to_array<std::string_view>({"{a}-{b}等于多少？", "计算：{a}-{b}=？", "{a}减{b}是多少？",
                                     "求{a}与{b}的差。", "算一算{a}-{b}。", "{a}-{b}="});

constexpr auto additionStories = std::to_array<SumStory>({
    {"{p}有{a}{m}{o}，又得到{b}{m}，现在一共有多少{m}{o}？", "求总数用加法，"},
    {"{p}有{a}{m}{o}，{q}有{b}{m}{o}，两人一共有多少{m}{o}？", "求总数用加法，"},
    {"{p}有{a}{m}{o}，{q}比{p}多{b}{m}，{q}有多少{m}{o}？", "求较大的数用加法，"},
    {"停车场原来有{a}辆车，又开来{b}辆，现在有多少辆车？", "求总数用加法，", "辆"},
    {"图书馆上午借出{a}本书，下午借出{b}本，一共借出多少本书？", "求总数用加法，", "本"},
    {"果园里有{a}棵桃树和{b}棵梨树，一共有多少棵树？", "求总数用加法，", "棵"},
    {"{p}读一本书，已经读了{a}页，还剩{b}页，这本书一共有多少页？", "求总数用加法，", "页"},
    {"仓库里有{a}袋大米，又运来{b}袋，现在有多少袋大米？", "求总数用加法，", "袋"},
});

constexpr auto subtractionStories = std::to_array<SumStory>({
    {"{p}有{a}{m}{o}，送给{q}{b}{m}，还剩多少{m}{o}？", "求剩下的用减法，"},
    {"{p}有{a}{m}{o}，用掉了{b}{m}，还剩多少{m}{o}？", "求剩下的用减法，"},
    {"停车场有{a}辆车，开走了{b}辆，还剩多少辆车？", "求剩下的用减法，", "辆"},
    {"仓库里有{a}袋大米，运走了{b}袋，还剩多少袋大米？", "求剩下的用减法，", "袋"},
    {"{p}有{a}{m}{o}，{q}比{p}少{b}{m}，{q}有多少{m}{o}？", "求较小的数用减法，", "", false},
    {"{p}有{a}{m}{o}，{q}有{b}{m}{o}，{p}比{q}多多少{m}？", "求相差的数用减法，", "", false},
    {"一本书有{a}页，{p}已经读了{b}页，还剩多少页没读？", "求剩下的用减法，", "页"},
    {"学校有{a}名学生，其中男生有{b}名，女生有多少名？", "求另一部分用减法，", "名", false},
});

template <char sign, const auto &wording>
void plain(int level, const DrawnKey &key, DemoRandom &style, DemoProblem &problem) {
    buildPlainSum(sign, wording, level, key, style, problem);
}

template <char sign, const auto &stories>
void story(int level, const DrawnKey &key, DemoRandom &style, DemoProblem &problem) {
    buildSumStory(sign, stories, level, key, style, problem);
}

} // namespace

extern const DemoKind demoKind_add{"add",        RETORT_TR("core", "Addition"), 1, 3,
                                   sumKeys<'+'>, plain<'+', additions>};
extern const DemoKind demoKind_sub{"sub",        RETORT_TR("core", "Subtraction"), 1, 3,
                                   sumKeys<'-'>, plain<'-', subtractions>};
extern const DemoKind demoKind_add_word{
    "add_word", RETORT_TR("core", "Addition in a story"), 1, 2, sumKeys<'+'>, story<'+', additionStories>};
extern const DemoKind demoKind_sub_word{"sub_word",
                                        RETORT_TR("core", "Subtraction in a story"),
                                        1,
                                        2,
                                        sumKeys<'-'>,
                                        story<'-', subtractionStories>};

} // namespace retort
