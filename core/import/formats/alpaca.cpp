// SPDX-License-Identifier: GPL-3.0-or-later
// Alpaca (instruction, input, output, system, history) with <think> inside output; also the SFT variant of
// Chinese-DeepSeek-R1-Distill-data-110k, which adds repo_name and score.
#include "core/base/option_make.h"
#include "core/import/record.h"

#include "core/base/utf8.h"

namespace retort {

using namespace option_make;

namespace {

RecordResult read(Record &record, bool instructionIsSystem) {
    Sample sample;
    const bool hasInput = !record.firstOf({"input"}).empty();
    const bool asSystem = instructionIsSystem && hasInput;
    std::string instruction = record.take("instruction", asSystem ? place::system : place::question);
    std::string input = record.take("input", place::question);
    if (asSystem)
        sample.system = std::move(instruction);
    else if (!isBlank(instruction))
        sample.question = std::move(instruction);
    if (!isBlank(input))
        (sample.question += sample.question.empty() ? "" : "\n") += input;
    if (const std::string_view trace = record.firstOf(reasoningAliases()); !trace.empty())
        sample.reasoning = record.take(trace, place::reasoning);
    placeAssistantText(
        record, sample,
        record.take("output", sample.reasoning.empty() ? place::reasoningAndAnswer : place::answer));
    // A system text beside an instruction that is one already: both count.
    if (const std::string_view system = record.stringAt("system"); asSystem && !isBlank(system)) {
        sample.system = std::string(system) + "\n" + sample.system;
        record.place("system", place::system);
    }
    return finishRecord(record, std::move(sample)); // history stays in the metadata
}

// One and the same instruction over different inputs tells a role, it asks nothing.
bool constantInstruction(const std::vector<Record> &head) {
    std::string_view first, firstInput;
    std::size_t same = 0;
    bool inputsDiffer = false;
    for (const Record &record : head) {
        const std::string_view instruction = record.stringAt("instruction");
        const std::string_view input = record.stringAt("input");
        if (isBlank(instruction) || isBlank(input))
            return false;
        if (first.empty()) {
            first = instruction;
            firstInput = input;
        }
        if (instruction != first)
            return false;
        inputsDiffer = inputsDiffer || input != firstInput;
        ++same;
    }
    return same >= 3 && inputsDiffer;
}

std::vector<FormatExample> examples() {
    const Sample farmer{.system = "你是农学专家。",
                        .question = "水稻何时插秧？",
                        .reasoning = "看气温。",
                        .answer = "四五月。"};
    Sample joined = farmer;
    joined.system = "说得简短些。";
    joined.question = "你是农学专家。\n水稻何时插秧？";
    joined.metadata = R"({"history":[["你好","您好"]]})";
    const std::string asked =
        R"("instruction":"你是农学专家。","input":"水稻何时插秧？","output":"<think>看气温。</think>四五月。")";
    return {
        {R"({"instruction":"一根绳子长12米，用去四分之一，还剩多少米？","input":"","output":"<think>\n12×1/4=3，12-3=9。\n</think>\n\n剩下 \\boxed{9} 米。","repo_name":"example/none","score":10})",
         {{.question = "一根绳子长12米，用去四分之一，还剩多少米？",
           .reasoning = "12×1/4=3，12-3=9。",
           .answer = "剩下 \\boxed{9} 米。",
           .source = "example/none",
           .metadata = R"({"score":10})"}}},
        {"{" + asked + "}", {farmer}, {{"instruction", std::string("system")}}},
        {"{" + asked + R"(,"system":"说得简短些。","history":[["你好","您好"]]})",
         {joined},
         {{"instruction", std::string("question")}}},
        {R"({"instruction":"","input":"","output":""})", {}},
    };
}

} // namespace

ImportFormat alpacaFormat() {
    return {
        .id = "alpaca",
        .label = RETORT_TR("core", "Alpaca with <think> (also 110k-SFT)"),
        .help = RETORT_TR("core", "Records with instruction, input and output; the reasoning stands in think "
                                  "tags inside output. Earlier turns (history) are kept as metadata."),
        .options =
            {choiceOption(
                 "instruction", "auto", RETORT_TR("core", "The instruction is"),
                 RETORT_TR(
                     "core",
                     "Where the field “instruction” goes when “input” has a text too. By itself: the system "
                     "prompt when it is the same in all first records, else the head of the question."))
                 .choices({{"auto", RETORT_TR("core", "recognised by itself")},
                           {"question", RETORT_TR("core", "the head of the question")},
                           {"system", RETORT_TR("core", "the system prompt")}})},
        .detect =
            [](const std::vector<Record> &head) {
                return 0.9 * shareOf(head, [](const Record &r) {
                           const auto output = r.has("instruction") ? r.find("output") : std::nullopt;
                           return output && output->is_string() && !r.has("question");
                       });
            },
        .readerWith = [](const ChosenOptions &options) -> RecordReader {
            return [system = options.text("instruction") == "system"](Record &record) {
                return read(record, system);
            };
        },
        .examples = examples,
        .decide =
            [](const std::vector<Record> &head, OptionValues &values) {
                if (std::string &chosen = std::get<std::string>(values["instruction"]); chosen == "auto")
                    chosen = constantInstruction(head) ? "system" : "question";
            }};
}

} // namespace retort
