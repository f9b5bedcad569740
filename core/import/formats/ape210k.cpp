// SPDX-License-Identifier: GPL-3.0-or-later
// Ape210K: Chinese word problems with equation and answer, JSON lines despite the name .json.
#include "core/base/option_make.h"
#include "core/import/record.h"

namespace retort {

using namespace option_make;

namespace {

RecordResult read(Record &record, bool equation) {
    Sample sample;
    sample.question = record.take("original_text", place::question);
    sample.reference = sample.answer = record.take("ans", "answer + reference");
    if (equation)
        sample.reasoning = record.take("equation", place::reasoning);
    return finishRecord(record, std::move(sample));
}

std::vector<FormatExample> examples() {
    const std::string record =
        R"({"id":"7","segmented_text":"每 班 几 本 ？","original_text":"把135本书平均分给3个班，每班几本？","ans":"45","equation":"x=135/3"})";
    Sample plain{.question = "把135本书平均分给3个班，每班几本？",
                 .answer = "45",
                 .reference = "45",
                 .metadata = R"({"id":"7","segmented_text":"每 班 几 本 ？","equation":"x=135/3"})"};
    Sample withEquation = plain;
    withEquation.reasoning = "x=135/3";
    withEquation.metadata = R"({"id":"7","segmented_text":"每 班 几 本 ？"})";
    return {{record, {plain}},
            {record, {withEquation}, {{"equation_as_reasoning", true}}},
            {R"({"id":"8","equation":"x=1"})", {}}};
}

} // namespace

ImportFormat ape210kFormat() {
    return {.id = "ape210k",
            .label = RETORT_TR("core", "Ape210K"),
            .help = RETORT_TR("core", "Records with original_text, ans and equation. The answer is also the "
                                      "reference answer; there is no reasoning."),
            .options = {boolOption("equation_as_reasoning", false, RETORT_TR("core", "Equation as reasoning"),
                                   RETORT_TR("core",
                                             "Takes the equation (x=135/3) as the reasoning. Without it the "
                                             "equation goes to the metadata, and the samples have none."))},
            .detect =
                [](const std::vector<Record> &head) {
                    return 0.98 * shareOf(head, [](const Record &r) {
                               return r.has("original_text") && r.has("ans") && r.has("equation");
                           });
                },
            .readerWith = [](const ChosenOptions &options) -> RecordReader {
                return [equation = options.flag("equation_as_reasoning")](Record &record) {
                    return read(record, equation);
                };
            },
            .examples = examples};
}

} // namespace retort
