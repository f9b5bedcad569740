// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/demo/column_problem.h"

#include "core/demo/column_trace.h"
#include "core/demo/narration.h"
#include "core/demo/phrase.h"

#include <algorithm>

namespace retort {
namespace {

PairSpace pairsOf(int level) {
    return level == 1 ? PairSpace{1, 3} : level == 2 ? PairSpace{4, 4} : PairSpace{5, 6};
}

std::string joined(std::int64_t a, char sign, std::int64_t b) {
    return std::to_string(a) + sign + std::to_string(b);
}

struct Sum {
    char sign;
    std::int64_t a = 0, b = 0;

    Sum(char s, int level, const DrawnKey &key, DemoRandom &style) : sign(s) {
        std::tie(a, b) = pairsOf(level).pair(key);
        if (isAddition() && style.oneIn(2))
            std::swap(a, b);
    }
    bool isAddition() const { return sign == '+'; }

    // Levels 2 and 3 talk; level 1 checks itself only rarely, which keeps it short and easy to learn.
    std::string trace(int level, std::string_view why, DemoRandom &style) const {
        const std::int64_t result = isAddition() ? a + b : a - b;
        const std::string check = joined(result, isAddition() ? '-' : '+', b) + "=" + std::to_string(a);
        const std::string column = isAddition() ? columnAddition(a, b) : columnSubtraction(a, b);
        if (level == 1)
            return std::string(why) + column + (style.oneIn(16) ? "\n检查：" + check + "，对。" : "");
        return opening(style) + "\n" + std::string(why) + column
               + doubtAndCheck(level, "反过来算：" + check, style);
    }

    void finish(int level, std::string_view why, std::string_view form, DemoRandom &style,
                DemoProblem &problem) const {
        problem.problemKey = isAddition() ? "add:" + joined(std::max(a, b), sign, std::min(a, b))
                                          : "sub:" + joined(a, sign, b);
        problem.reasoning = trace(level, why, style);
        problem.reference = std::to_string(isAddition() ? a + b : a - b);
        problem.tags = {std::string(form), isAddition() ? "加法" : "减法"};
    }
};

} // namespace

template <char sign>
KeySpace sumKeys(int level) {
    return pairsOf(level).space((sign == '+' ? "add" : "sub") + std::to_string(level));
}
template KeySpace sumKeys<'+'>(int);
template KeySpace sumKeys<'-'>(int);

void buildPlainSum(char sign, std::span<const std::string_view> questions, int level, const DrawnKey &key,
                   DemoRandom &style, DemoProblem &problem) {
    const Sum sum(sign, level, key, style);
    problem.question =
        fill(style.pick(questions), {{"a", std::to_string(sum.a)}, {"b", std::to_string(sum.b)}});
    sum.finish(level, "", "算术", style, problem);
    problem.answer = "答案是" + boxed(problem.reference) + "。";
}

void buildSumStory(char sign, std::span<const SumStory> stories, int level, const DrawnKey &key,
                   DemoRandom &style, DemoProblem &problem) {
    const Sum sum(sign, level, key, style);
    const SumStory *story = &style.pick(stories);
    while (sum.a == sum.b && !story->zeroReadsWell)
        story = &style.pick(stories);
    const Thing &thing = style.pick(countableThings());
    const auto [p, q] = pickTwoPeople(style);
    const std::string measure(story->measure.empty() ? thing.measure : story->measure);
    problem.question = fill(story->question, {{"a", std::to_string(sum.a)},
                                              {"b", std::to_string(sum.b)},
                                              {"p", std::string(p)},
                                              {"q", std::string(q)},
                                              {"m", measure},
                                              {"o", std::string(thing.name)}});
    sum.finish(level, story->why, "应用题", style, problem);
    problem.answer = "答：" + boxed(problem.reference) + measure + "。";
}

} // namespace retort
