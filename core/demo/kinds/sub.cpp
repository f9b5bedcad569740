// SPDX-License-Identifier: GPL-3.0-or-later
// Plain subtraction; results are never negative.
#include "core/demo/column_problem.h"

#include <array>

namespace retort {
namespace {

constexpr auto wording =
    std::to_array<std::string_view>({"{a}-{b}等于多少？", "计算：{a}-{b}=？", "{a}减{b}是多少？",
                                     "求{a}与{b}的差。", "算一算{a}-{b}。", "{a}-{b}="});

void build(int level, const DrawnKey &key, DemoRandom &style, DemoProblem &problem) {
    buildPlainSum('-', wording, level, key, style, problem);
}

} // namespace

extern const DemoKind demoKind_sub{"sub", RETORT_TR("core", "Subtraction"), 1, 3, sumKeys<'-'>, build};

} // namespace retort
