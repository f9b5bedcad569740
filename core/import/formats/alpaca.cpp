// SPDX-License-Identifier: GPL-3.0-or-later
// Alpaca (instruction, input, output, system, history) with <think> inside output; also the SFT variant of
// Chinese-DeepSeek-R1-Distill-data-110k, which adds repo_name and score.
#include "core/base/option_make.h"
#include "core/import/record.h"

#include "core/base/utf8.h"

namespace retort {

using namespace option_make;

namespace {

class Reader : public RecordReader {
public:
    explicit Reader(bool instructionIsSystem) : m_instructionIsSystem(instructionIsSystem) {}

    RecordResult read(Record &record) const override {
        Sample sample;
        const bool hasInput = !record.firstOf({"input"}).empty();
        const bool asSystem = m_instructionIsSystem && hasInput;
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
        if (const auto system = asSystem ? record.find("system") : std::nullopt)
            if (const auto text = stringOf(*system); text && !isBlank(*text)) {
                sample.system = std::string(*text) + "\n" + sample.system;
                record.place("system", place::system);
            }
        return finishRecord(record, std::move(sample)); // history stays in the metadata
    }

private:
    bool m_instructionIsSystem;
};

OptionTable optionTable() {
    return {
        choiceOption(
            "instruction", "auto", RETORT_TR("core", "The instruction is"),
            RETORT_TR("core",
                      "Where the field “instruction” goes when “input” has a text too. By itself: the system "
                      "prompt when it is the same in all first records, else the head of the question."))
            .choices({{"auto", RETORT_TR("core", "recognised by itself")},
                      {"question", RETORT_TR("core", "the head of the question")},
                      {"system", RETORT_TR("core", "the system prompt")}})};
}

// One and the same instruction over different inputs tells a role, it asks nothing.
bool constantInstruction(const std::vector<Record> &head) {
    std::string_view first, firstInput;
    std::size_t same = 0;
    bool inputsDiffer = false;
    for (const Record &record : head) {
        const auto value = record.find("instruction");
        const auto input = record.find("input");
        const auto instruction = value ? stringOf(*value) : std::nullopt;
        const auto inputText = input ? stringOf(*input) : std::nullopt;
        if (!instruction || !inputText || isBlank(*instruction) || isBlank(*inputText))
            return false;
        if (first.empty()) {
            first = *instruction;
            firstInput = *inputText;
        }
        if (*instruction != first)
            return false;
        inputsDiffer = inputsDiffer || *inputText != firstInput;
        ++same;
    }
    return same >= 3 && inputsDiffer;
}

class Alpaca : public ImportFormat {
public:
    const char *id() const override { return "alpaca"; }
    Text label() const override { return RETORT_TR("core", "Alpaca with <think> (also 110k-SFT)"); }
    Text help() const override {
        return RETORT_TR("core", "Records with instruction, input and output; the reasoning stands in think "
                                 "tags inside output. Earlier turns (history) are kept as metadata.");
    }
    const OptionTable &options() const override {
        static const OptionTable table = optionTable();
        return table;
    }

    double detect(const std::vector<Record> &head) const override {
        return 0.9 * shareOf(head, [](const Record &r) {
                   const auto output = r.has("instruction") ? r.find("output") : std::nullopt;
                   return output && output->is_string() && !r.has("question");
               });
    }

    OptionValues resolve(const std::vector<Record> &head, const OptionValues &values) const override {
        OptionValues resolved = withDefaults(options(), values);
        if (optionText(options(), resolved, "instruction") == "auto")
            resolved["instruction"] = std::string(constantInstruction(head) ? "system" : "question");
        return resolved;
    }

    std::unique_ptr<RecordReader> reader(const OptionValues &values) const override {
        return std::make_unique<Reader>(optionText(options(), values, "instruction") == "system");
    }

    std::vector<FormatExample> examples() const override {
        Sample rope;
        rope.question = "一根绳子长12米，用去四分之一，还剩多少米？";
        rope.reasoning = "12×1/4=3，12-3=9。";
        rope.answer = "剩下 \\boxed{9} 米。";
        rope.source = "example/none";
        rope.metadata = R"({"score":10})";
        Sample farmer;
        farmer.system = "你是农学专家。";
        farmer.question = "水稻何时插秧？";
        farmer.reasoning = "看气温。";
        farmer.answer = "四五月。";
        Sample joined = farmer;
        joined.system = "说得简短些。";
        joined.question = "你是农学专家。\n水稻何时插秧？";
        joined.metadata = R"({"history":[["你好","您好"]]})";
        const std::string asked =
            R"("instruction":"你是农学专家。","input":"水稻何时插秧？","output":"<think>看气温。</think>四五月。")";
        return {
            {R"({"instruction":"一根绳子长12米，用去四分之一，还剩多少米？","input":"","output":"<think>\n12×1/4=3，12-3=9。\n</think>\n\n剩下 \\boxed{9} 米。","repo_name":"example/none","score":10})",
             {rope}},
            {"{" + asked + "}", {farmer}, {{"instruction", std::string("system")}}},
            {"{" + asked + R"(,"system":"说得简短些。","history":[["你好","您好"]]})",
             {joined},
             {{"instruction", std::string("question")}}},
            {R"({"instruction":"","input":"","output":""})", {}},
        };
    }
};

} // namespace

RETORT_DEFINE_FORMAT(alpaca, Alpaca)

} // namespace retort
