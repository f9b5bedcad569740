// SPDX-License-Identifier: GPL-3.0-or-later
// Rows without a question, reasoning, answer or reference, and rows whose generation was cut off.
#include "core/base/option_make.h"
#include "core/clean/operator.h"

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

OperatorOutcome judge(const std::vector<const Part *> &wanted, bool cut, const Sample &sample) {
    for (const Part *part : wanted)
        if (isBlank(sample.*part->field))
            return dropSample(part->reason);
    if (cut && (sample.faults & faultBit(Fault::CutByLength)))
        return dropSample(RETORT_TR("core", "The teacher stopped at its length limit."));
    if (cut && (sample.faults & faultBit(Fault::StartWithoutEnd)) && isBlank(sample.answer))
        return dropSample(RETORT_TR("core", "The reasoning never ends."));
    return keepSample();
}

OptionTable optionTable() {
    OptionTable table;
    for (const Part &part : parts)
        table.push_back(
            boolOption(part.id, part.wanted, part.label,
                       RETORT_TR("core", "Drops rows in which this part is empty or only white space.")));
    table.push_back(boolOption("cut", true, RETORT_TR("core", "Cut off"),
                               RETORT_TR("core", "Drops rows whose generation ended at a length limit, or "
                                                 "whose reasoning was never closed and has no answer.")));
    return table;
}

std::unique_ptr<CleanPass> start(const ChosenOptions &options) {
    std::vector<const Part *> wanted;
    for (const Part &part : parts)
        if (options.flag(part.id))
            wanted.push_back(&part);
    return judgingPass(
        [wanted, cut = options.flag("cut")](Sample &sample) { return judge(wanted, cut, sample); });
}

std::vector<OperatorExample> examples() {
    const Sample whole{.question = "问", .reasoning = "想", .answer = "答"};
    using enum OutcomeKind;
    return {
        {{whole,
          {.reasoning = "想", .answer = "答"},
          {.question = "问", .reasoning = " \n", .answer = "答"},
          {.question = "问", .reasoning = "想"},
          {.question = "问", .reasoning = "想", .answer = "答", .faults = faultBit(Fault::CutByLength)}},
         {Keep, Drop, Drop, Drop, Drop},
         {}},
        {{{.question = "问", .answer = "答"},
          {.question = "问", .reasoning = "想到一半", .faults = faultBit(Fault::StartWithoutEnd)}},
         {Keep, Drop},
         {},
         {{"reasoning", false}, {"answer", false}}},
        {{whole}, {Drop}, {}, {{"reference", true}}},
    };
}

} // namespace

CleanOperator missing_partsOperator() {
    return {.id = "missing_parts",
            .label = RETORT_TR("core", "Missing parts"),
            .help = RETORT_TR("core",
                              "Drops rows that lack a part that training needs, and rows that were cut off."),
            .options = optionTable(),
            .startWith = start,
            .examples = examples};
}

} // namespace retort
