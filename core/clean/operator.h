// SPDX-License-Identifier: GPL-3.0-or-later
// A cleaning operator: judges each sample (keep, change, drop) with a reason. One .cpp in
// core/clean/operators that defines <id>Operator() and one line in operators.def are all a new one needs. A
// CleanPass holds the state of one run over one corpus.
#pragma once

#include "core/base/export.h"
#include "core/base/option.h"
#include "core/base/text.h"
#include "core/data/samples/sample.h"
#include "core/data/versions/version_store.h"

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace retort {

enum class OutcomeKind { Keep, Change, Drop };
struct OperatorOutcome {
    OutcomeKind kind = OutcomeKind::Keep;
    Text reason;  // of a change or drop, about this row
    Text summary; // true of all rows that are counted under it; empty: the reason is
};

inline OperatorOutcome keepSample() {
    return {};
}
inline OperatorOutcome changeSample(Text reason, Text summary = {}) {
    return {OutcomeKind::Change, std::move(reason), std::move(summary)};
}
inline OperatorOutcome dropSample(Text reason, Text summary = {}) {
    return {OutcomeKind::Drop, std::move(reason), std::move(summary)};
}

// Calls: learn(all rows in order, one thread) and finishLearn() when learns(); then judge, any threads.
class RETORT_DATA_API CleanPass {
public:
    virtual ~CleanPass();
    virtual bool learns() const { return false; }
    virtual void learn(SampleId, const Sample &) {}
    virtual void finishLearn() {}
    // May change `sample` only when it returns Change. Same input, same outcome, in any order.
    virtual OperatorOutcome judge(SampleId id, Sample &sample) const = 0;
};

// A pass that learns nothing.
std::unique_ptr<CleanPass> judgingPass(std::function<OperatorOutcome(Sample &)> judge);

struct OperatorExample {
    std::vector<Sample> input;
    std::vector<OutcomeKind> outcomes; // one per input
    std::vector<Sample> changed;       // the texts of the changed ones, in order
    OptionValues options = {};
};

struct CleanOperator {
    const char *id;
    Text label, help;
    OptionTable options;
    std::unique_ptr<CleanPass> (*startWith)(const ChosenOptions &options); // throws Error(InvalidArgument)
    std::vector<OperatorExample> (*examples)();
    std::unique_ptr<CleanPass> start(const OptionValues &values) const {
        return startWith({options, values});
    }
};

RETORT_DATA_API const std::vector<CleanOperator> &cleanOperators(); // in order of operators.def
RETORT_DATA_API const CleanOperator *findCleanOperator(std::string_view id);
RETORT_DATA_API const CleanOperator &
requireCleanOperator(std::string_view id); // throws Error(InvalidArgument)

} // namespace retort
