// SPDX-License-Identifier: GPL-3.0-or-later
// Plain subtraction; results are never negative.
#include "core/demo/column_problem.h"
#include "core/demo/phrase.h"

#include <array>

namespace retort {
namespace {

constexpr auto questions =
    std::to_array<std::string_view>({"{a}-{b}等于多少？", "计算：{a}-{b}=？", "{a}减{b}是多少？",
                                     "求{a}与{b}的差。", "算一算{a}-{b}。", "{a}-{b}="});

void build(int level, const DrawnKey &key, DemoRandom &style, DemoProblem &problem) {
    const Operands n = subtractionOperands(level, key);
    problem.problemKey = subtractionKey(n);
    problem.question = fill(style.pick(questions), {{"a", std::to_string(n.a)}, {"b", std::to_string(n.b)}});
    problem.reasoning = subtractionTrace(level, n, "", style);
    problem.reference = std::to_string(n.a - n.b);
    problem.answer = "答案是" + boxed(problem.reference) + "。";
    problem.tags = {"算术", "减法"};
}

} // namespace

extern const DemoKind demoKind_sub{"sub", RETORT_TR("core", "Subtraction"), 1, 3, subtractionKeys, build};

} // namespace retort
