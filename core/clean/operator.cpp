// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/clean/operator.h"

#include "core/base/plug_ins.h"

namespace retort {

CleanPass::~CleanPass() = default;

namespace {
class JudgingPass final : public CleanPass {
public:
    explicit JudgingPass(std::function<OperatorOutcome(Sample &)> judge) : m_judge(std::move(judge)) {}
    OperatorOutcome judge(SampleId, Sample &sample) const override { return m_judge(sample); }

private:
    std::function<OperatorOutcome(Sample &)> m_judge;
};
} // namespace

std::unique_ptr<CleanPass> judgingPass(std::function<OperatorOutcome(Sample &)> judge) {
    return std::make_unique<JudgingPass>(std::move(judge));
}

#define RETORT_OPERATOR(id) CleanOperator id##Operator();
#include "core/clean/operators.def"
#undef RETORT_OPERATOR

const std::vector<CleanOperator> &cleanOperators() {
    static const std::vector<CleanOperator> all{
#define RETORT_OPERATOR(id) id##Operator(),
#include "core/clean/operators.def"
#undef RETORT_OPERATOR
    };
    return all;
}

const CleanOperator *findCleanOperator(std::string_view id) {
    return findPlugIn(cleanOperators(), id);
}

const CleanOperator &requireCleanOperator(std::string_view id) {
    return requirePlugIn(cleanOperators(), id,
                         RETORT_TR("core", "There is no cleaning operator “%1”. Known ones: %2."));
}

} // namespace retort
