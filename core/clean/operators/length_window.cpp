// SPDX-License-Identifier: GPL-3.0-or-later
// Lengths of question, reasoning and answer in characters (Unicode code points). An empty part is not judged
// here: that is missing_parts, and many good sets have no reasoning at all.
#include "core/base/option_make.h"
#include "core/clean/operator.h"

#include "core/base/error.h"
#include "core/base/utf8.h"

#include <array>

namespace retort {

using namespace option_make;

namespace {

struct Part {
    const char *minId;
    const char *maxId;
    const char *minLabel;
    const char *maxLabel;
    const char *tooShort;
    const char *tooLong;
    const char *allTooShort;
    const char *allTooLong;
    std::string Sample::*field;
    std::int64_t minDefault, maxDefault;
};
const std::array<Part, 3> parts{{
    {"question_min", "question_max", RETORT_TR("core", "Question, at least"),
     RETORT_TR("core", "Question, at most"), RETORT_TR("core", "Question of %n character(s), below %1."),
     RETORT_TR("core", "Question of %n character(s), above %1."),
     RETORT_TR("core", "Question of fewer than %n character(s)."),
     RETORT_TR("core", "Question of more than %n character(s)."), &Sample::question, 2, 8000},
    {"reasoning_min", "reasoning_max", RETORT_TR("core", "Reasoning, at least"),
     RETORT_TR("core", "Reasoning, at most"), RETORT_TR("core", "Reasoning of %n character(s), below %1."),
     RETORT_TR("core", "Reasoning of %n character(s), above %1."),
     RETORT_TR("core", "Reasoning of fewer than %n character(s)."),
     RETORT_TR("core", "Reasoning of more than %n character(s)."), &Sample::reasoning, 20, 32000},
    {"answer_min", "answer_max", RETORT_TR("core", "Answer, at least"), RETORT_TR("core", "Answer, at most"),
     RETORT_TR("core", "Answer of %n character(s), below %1."),
     RETORT_TR("core", "Answer of %n character(s), above %1."),
     RETORT_TR("core", "Answer of fewer than %n character(s)."),
     RETORT_TR("core", "Answer of more than %n character(s)."), &Sample::answer, 1, 16000},
}};

struct Window {
    const Part *part;
    std::int64_t min, max; // max 0: no limit
};

OperatorOutcome judge(const std::vector<Window> &windows, const Sample &sample) {
    for (const Window &window : windows) {
        const auto length = std::int64_t(codePointCount(trimWhiteSpace(sample.*window.part->field)));
        if (length == 0)
            continue;
        if (length < window.min)
            return dropSample(pluralText(window.part->tooShort, length, window.min),
                              pluralText(window.part->allTooShort, window.min));
        if (window.max > 0 && length > window.max)
            return dropSample(pluralText(window.part->tooLong, length, window.max),
                              pluralText(window.part->allTooLong, window.max));
    }
    return keepSample();
}

OptionTable optionTable() {
    const auto limit = [](const char *id, std::int64_t value, const char *label, const char *help) {
        return intOption(id, value, label, help).between(0, 10'000'000).unit(RETORT_TR("core", "characters"));
    };
    OptionTable table;
    for (const Part &part : parts) {
        table.push_back(
            limit(part.minId, part.minDefault, part.minLabel,
                  RETORT_TR("core", "Shorter ones are dropped. An empty one is not judged here.")));
        table.push_back(limit(part.maxId, part.maxDefault, part.maxLabel,
                              RETORT_TR("core", "Longer ones are dropped. 0: no limit."))
                            .zero(RETORT_TR("core", "no limit")));
    }
    return table;
}

std::unique_ptr<CleanPass> start(const ChosenOptions &options) {
    std::vector<Window> windows;
    for (const Part &part : parts) {
        const Window window{&part, options.integer(part.minId), options.integer(part.maxId)};
        if (window.max > 0 && window.min > window.max)
            throw Error(
                ErrorCode::InvalidArgument,
                RETORT_TR("core",
                          "The lower limit %1 is above the upper limit %2: every row would be dropped."),
                window.min, window.max);
        windows.push_back(window);
    }
    return judgingPass([windows](Sample &sample) { return judge(windows, sample); });
}

std::vector<OperatorExample> examples() {
    const std::string trace = "先把三和四放在一起，数一数一共有七个，所以是七。";
    const Sample good{.question = "三加四？", .reasoning = trace, .answer = "7"};
    using enum OutcomeKind;
    return {
        {{good,
          {.question = "三加四？", .reasoning = "七。", .answer = "7"},
          {.question = "三加四？", .answer = "7"},
          {.question = "？", .reasoning = trace, .answer = "7"}},
         {Keep, Drop, Keep, Drop},
         {}},
        {{good, {.question = "三加四？", .reasoning = trace + trace, .answer = "7"}},
         {Keep, Drop},
         {},
         {{"reasoning_max", std::int64_t(30)}}},
    };
}

} // namespace

CleanOperator length_windowOperator() {
    return {.id = "length_window",
            .label = RETORT_TR("core", "Length window"),
            .help =
                RETORT_TR("core", "Drops rows whose question, reasoning or answer is too short or too long, "
                                  "counted in characters."),
            .options = optionTable(),
            .startWith = start,
            .examples = examples};
}

} // namespace retort
