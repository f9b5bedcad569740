// SPDX-License-Identifier: GPL-3.0-or-later
// Rows without a question, reasoning, answer or reference, and rows whose generation was cut off.
#include "core/base/option_make.h"
#include "core/clean/operator.h"
#include "core/clean/operators/example_sample.h"

#include "core/base/utf8.h"

#include <array>

namespace retort {

using namespace option_make;

namespace {

struct Part {
    const char *id;
    const char *label;
    const char *reason;
    std::string Sample::*field;
    bool wanted;
};
const std::array<Part, 4> parts{{
    {"question", RETORT_TR("core", "Without a question"), RETORT_TR("core", "No question."),
     &Sample::question, true},
    {"reasoning", RETORT_TR("core", "Without a reasoning"), RETORT_TR("core", "No reasoning."),
     &Sample::reasoning, true},
    {"answer", RETORT_TR("core", "Without an answer"), RETORT_TR("core", "No answer."), &Sample::answer,
     true},
    {"reference", RETORT_TR("core", "Without a reference answer"), RETORT_TR("core", "No reference answer."),
     &Sample::reference, false},
}};

class Pass : public CleanPass {
public:
    Pass(std::vector<const Part *> wanted, bool cut) : m_wanted(std::move(wanted)), m_cut(cut) {}

    Verdict judge(SampleId, Sample &sample) const override {
        for (const Part *part : m_wanted)
            if (isBlank(sample.*part->field))
                return dropSample(part->reason);
        if (m_cut && (sample.faults & faultBit(Fault::CutByLength)))
            return dropSample(RETORT_TR("core", "The teacher stopped at its length limit."));
        if (m_cut && (sample.faults & faultBit(Fault::StartWithoutEnd)) && isBlank(sample.answer))
            return dropSample(RETORT_TR("core", "The reasoning never ends."));
        return keepSample();
    }

private:
    std::vector<const Part *> m_wanted;
    bool m_cut;
};

OptionTable optionTable() {
    OptionTable table;
    for (const Part &part : parts)
        table.push_back(
            boolOption(part.id, part.wanted, part.label,
                       RETORT_TR("core", "Drops rows in which this part is empty or only white space.")));
    table.push_back(
        boolOption("cut", true, RETORT_TR("core", "Cut off"),
                   RETORT_TR("core", "Drops rows whose generation ended at a length limit, or whose "
                                     "reasoning was never closed and has no answer.")));
    return table;
}

class MissingParts : public CleanOperator {
public:
    const char *id() const override { return "missing_parts"; }
    Text label() const override { return RETORT_TR("core", "Missing parts"); }
    Text help() const override {
        return RETORT_TR("core",
                         "Drops rows that lack a part that training needs, and rows that were cut off.");
    }
    const OptionTable &options() const override {
        static const OptionTable table = optionTable();
        return table;
    }

    std::unique_ptr<CleanPass> start(const OptionValues &values) const override {
        std::vector<const Part *> wanted;
        for (const Part &part : parts)
            if (optionBool(options(), values, part.id))
                wanted.push_back(&part);
        return std::make_unique<Pass>(std::move(wanted), optionBool(options(), values, "cut"));
    }

    std::vector<OperatorExample> examples() const override {
        using enum VerdictKind;
        return {
            {{exampleSample("问", "想", "答"), exampleSample("", "想", "答"),
              exampleSample("问", " \n", "答"), exampleSample("问", "想", ""),
              exampleSample("问", "想", "答", faultBit(Fault::CutByLength))},
             {Keep, Drop, Drop, Drop, Drop},
             {}},
            {{exampleSample("问", "", "答"),
              exampleSample("问", "想到一半", "", faultBit(Fault::StartWithoutEnd))},
             {Keep, Drop},
             {},
             {{"reasoning", false}, {"answer", false}}},
            {{exampleSample("问", "想", "答")}, {Drop}, {}, {{"reference", true}}},
        };
    }
};

} // namespace

RETORT_DEFINE_OPERATOR(missing_parts, MissingParts)

} // namespace retort
