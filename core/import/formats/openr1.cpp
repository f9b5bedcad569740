// SPDX-License-Identifier: GPL-3.0-or-later
// open-r1/OpenR1-Math-220k: one problem, two to four traces with flags in parallel lists: a sample each.
#include "core/base/option_make.h"
#include "core/import/record.h"

namespace retort {

using namespace option_make;

namespace {

constexpr std::string_view parallelLists[] = {"is_reasoning_complete", "correctness_math_verify",
                                              "correctness_llama", "finish_reasons"};

std::optional<JsonValue> itemOf(const Record &record, std::string_view key, std::size_t index) {
    const auto list = record.listAt(key);
    JsonValue item;
    if (!list || list->at(index).get(item) != simdjson::SUCCESS || item.is_null())
        return std::nullopt;
    return item;
}

bool isTrue(const std::optional<JsonValue> &value) {
    return value && value->is_bool() && value->get_bool().value_unsafe();
}

RecordResult readOne(Record &record, std::size_t index) {
    Sample sample;
    sample.question = record.take("problem", place::question);
    sample.reference = record.take("answer", place::reference);
    if (sample.reference == "proof" || sample.reference == "notfound")
        sample.reference.clear();
    record.place("generations", place::reasoningAndAnswer);
    record.place("messages", place::reasoningAndAnswer); // a copy of one generation
    const auto text = itemOf(record, "generations", index);
    if (text)
        placeAssistantText(record, sample, textOf(*text));
    record.addMetadata("generation", std::to_string(index + 1));
    for (const std::string_view key : parallelLists) {
        record.place(key, place::metadata);
        const auto item = itemOf(record, key, index);
        if (item)
            record.addMetadata(key == "finish_reasons" ? "finish_reason" : key, jsonOf(*item));
        if (item && key == "finish_reasons" && stringOf(*item) == "length")
            sample.faults |= faultBit(Fault::CutByLength);
    }
    return finishRecord(record, std::move(sample));
}

RecordResult read(Record &record, bool onlyCorrect) {
    const auto generations = record.listAt("generations");
    if (!generations || generations->size() == 0)
        return {{}, Refusal{"generations", RETORT_TR("core", "No list of generations in this record.")}};
    RecordResult result;
    for (std::size_t i = 0; i < generations->size(); ++i) {
        if (onlyCorrect && !isTrue(itemOf(record, "correctness_math_verify", i)))
            continue;
        Record own = record;
        RecordResult one = readOne(own, i);
        if (one.refusal)
            return one;
        for (Sample &sample : one.samples)
            result.samples.push_back(std::move(sample));
        if (i + 1 == generations->size())
            record = std::move(own); // with its places, for the preview
    }
    if (result.samples.empty())
        result.refusal = Refusal{"correctness_math_verify",
                                 RETORT_TR("core", "No generation of this record was verified as right.")};
    return result;
}

std::vector<FormatExample> examples() {
    const std::string record =
        R"({"problem":"求 $2^{5}$。","solution":"连乘。","answer":"32","source":"hand","generations":["<think>\n2*2*2*2*2=32\n</think>\n\n$\\boxed{32}$","<think>\n16+15=31\n</think>\n\n31"],"correctness_math_verify":[true,false],"correctness_llama":null,"finish_reasons":["stop","length"],"messages":[{"role":"user","content":"求 $2^{5}$。"}]})";
    const Sample right{
        .question = "求 $2^{5}$。",
        .reasoning = "2*2*2*2*2=32",
        .answer = "$\\boxed{32}$",
        .reference = "32",
        .source = "hand",
        .metadata =
            R"({"solution":"连乘。","generation":1,"correctness_math_verify":true,"finish_reason":"stop"})"};
    Sample wrong = right;
    wrong.reasoning = "16+15=31";
    wrong.answer = "31";
    wrong.metadata =
        R"({"solution":"连乘。","generation":2,"correctness_math_verify":false,"finish_reason":"length"})";
    wrong.faults = faultBit(Fault::CutByLength);
    return {{record, {right, wrong}},
            {record, {right}, {{"only_correct", true}}},
            {R"({"problem":"1+1","generations":[]})", {}}};
}

} // namespace

ImportFormat openr1Format() {
    return {
        .id = "openr1",
        .label = RETORT_TR("core", "OpenR1-Math (several generations)"),
        .help = RETORT_TR("core", "Records with problem, answer and a list of generations. Each generation "
                                  "becomes a sample with its own flags; the answer is the reference."),
        .options = {boolOption("only_correct", false, RETORT_TR("core", "Only verified generations"),
                               RETORT_TR("core",
                                         "Leaves out the generations that Math-Verify did not find right "
                                         "(correctness_math_verify)."))},
        .detect =
            [](const std::vector<Record> &head) {
                return shareOf(head,
                               [](const Record &r) { return r.has("problem") && r.listAt("generations"); });
            },
        .readerWith = [](const ChosenOptions &options) -> RecordReader {
            return [correct = options.flag("only_correct")](Record &record) { return read(record, correct); };
        },
        .examples = examples};
}

} // namespace retort
