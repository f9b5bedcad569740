// SPDX-License-Identifier: GPL-3.0-or-later
// A cleaning operator: judges each sample (keep, change, drop) with a reason. One .cpp in
// core/clean/operators and one line in operators.def are all a new one needs. An operator is a stateless
// description; a CleanPass holds the state of one run over one corpus.
#pragma once

#include "core/base/export.h"
#include "core/base/option.h"
#include "core/base/text.h"
#include "core/data/samples/sample.h"
#include "core/data/versions/version_store.h"

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace retort {

enum class VerdictKind { Keep, Change, Drop };
struct Verdict {
    VerdictKind kind = VerdictKind::Keep;
    Text reason; // of a change or drop, about this row
    Text
        summary; // of all rows it is said of, and what they are counted by; empty: the reason is that already
};

inline Verdict keepSample() {
    return {};
}
inline Verdict changeSample(Text reason, Text summary = {}) {
    return {VerdictKind::Change, std::move(reason), std::move(summary)};
}
inline Verdict dropSample(Text reason, Text summary = {}) {
    return {VerdictKind::Drop, std::move(reason), std::move(summary)};
}

// Calls: learn(all rows in order, one thread) and finishLearn() when learns(); then judge, from many threads
// at once.
class RETORT_DATA_API CleanPass {
public:
    virtual ~CleanPass();
    virtual bool learns() const; // default false
    virtual void learn(SampleId id, const Sample &sample);
    virtual void finishLearn();
    // May change `sample` only when it returns Change. Same input, same verdict; never depends on the order
    // of calls.
    virtual Verdict judge(SampleId id, Sample &sample) const = 0;
};

struct OperatorExample {
    std::vector<Sample> input;
    std::vector<VerdictKind> verdicts; // one per input
    std::vector<Sample> changed;       // the texts of the changed ones, in order
    OptionValues options = {};
};

class RETORT_DATA_API CleanOperator {
public:
    virtual ~CleanOperator();
    virtual const char *id() const = 0;
    virtual Text label() const = 0;
    virtual Text help() const = 0;
    virtual const OptionTable &options() const = 0;
    virtual std::unique_ptr<CleanPass>
    start(const OptionValues &values) const = 0; // throws Error(InvalidArgument)
    virtual std::vector<OperatorExample> examples() const = 0;
};

RETORT_DATA_API const std::vector<const CleanOperator *> &cleanOperators(); // in order of operators.def
RETORT_DATA_API const CleanOperator *findCleanOperator(std::string_view id);
RETORT_DATA_API const CleanOperator &
requireCleanOperator(std::string_view id); // throws Error(InvalidArgument)

// Defines what operators.def lists; stands once at the end of an operator's .cpp, inside the namespace.
#define RETORT_DEFINE_OPERATOR(id, Class)                                                                    \
    const CleanOperator &id##Operator();                                                                     \
    const CleanOperator &id##Operator() {                                                                    \
        static const Class part;                                                                             \
        return part;                                                                                         \
    }

} // namespace retort
