// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/clean/operator.h"

#include "core/base/error.h"

namespace retort {

#define RETORT_OPERATOR(id) const CleanOperator &id##Operator();
#include "core/clean/operators.def"
#undef RETORT_OPERATOR

CleanPass::~CleanPass() = default;
bool CleanPass::learns() const {
    return false;
}
void CleanPass::learn(SampleId, const Sample &) {}
void CleanPass::finishLearn() {}

CleanOperator::~CleanOperator() = default;

const std::vector<const CleanOperator *> &cleanOperators() {
    static const std::vector<const CleanOperator *> all{
#define RETORT_OPERATOR(id) &id##Operator(),
#include "core/clean/operators.def"
#undef RETORT_OPERATOR
    };
    return all;
}

const CleanOperator *findCleanOperator(std::string_view id) {
    for (const CleanOperator *op : cleanOperators())
        if (op->id() == id)
            return op;
    return nullptr;
}

const CleanOperator &requireCleanOperator(std::string_view id) {
    if (const CleanOperator *op = findCleanOperator(id))
        return *op;
    std::string known;
    for (const CleanOperator *op : cleanOperators())
        (known += known.empty() ? "" : ", ") += op->id();
    throw Error(ErrorCode::InvalidArgument,
                text(RETORT_TR("core", "There is no cleaning operator “%1”. Known ones: %2."), id, known));
}

} // namespace retort
