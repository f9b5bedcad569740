// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/samples/sample.h"

#include "core/base/plug_ins.h"
#include "core/base/utf8.h"
#include "core/data/samples/sample_json.h"

#include <nlohmann/json.hpp>

namespace retort {

const std::vector<FaultInfo> &faultTable() {
    static const std::vector<FaultInfo> table = {
        {Fault::EmptyQuestion, "empty_question", RETORT_TR("core", "No question")},
        {Fault::EmptyReasoning, "empty_reasoning", RETORT_TR("core", "No reasoning")},
        {Fault::EmptyAnswer, "empty_answer", RETORT_TR("core", "No answer")},
        {Fault::EmptyThink, "empty_think", RETORT_TR("core", "Empty think tags")},
        {Fault::StartWithoutEnd, "start_without_end", RETORT_TR("core", "Trace never ends: no </think>")},
        {Fault::EndWithoutStart, "end_without_start", RETORT_TR("core", "</think> without <think>")},
        {Fault::SeveralEndTags, "several_end_tags", RETORT_TR("core", "More than one </think>")},
        {Fault::TagInField, "tag_in_field", RETORT_TR("core", "Think tag left inside the reasoning")},
        {Fault::TextBeforeThink, "text_before_think", RETORT_TR("core", "Text before <think>")},
        {Fault::NestedTags, "nested_tags", RETORT_TR("core", "Nested think tags")},
        {Fault::AnswerTagsUnbalanced, "answer_tags_unbalanced", RETORT_TR("core", "Unbalanced answer tags")},
        {Fault::AnswerOnlyInTrace, "answer_only_in_trace", RETORT_TR("core", "Answer only inside the trace")},
        {Fault::CutByLength, "cut_by_length", RETORT_TR("core", "Cut by the length limit")},
        {Fault::TraceEqualsAnswer, "trace_equals_answer", RETORT_TR("core", "Trace and answer are the same")},
        {Fault::QuestionInTrace, "question_in_trace", RETORT_TR("core", "Trace repeats the question")},
        {Fault::DamagedSegment, "damaged_segment", RETORT_TR("core", "Damaged sample file")},
    };
    return table;
}

std::vector<std::string> faultIds(std::uint32_t faults) {
    std::vector<std::string> ids;
    for (const FaultInfo &info : faultTable())
        if (faults & std::uint32_t(info.fault))
            ids.emplace_back(info.id);
    return ids;
}

std::uint32_t faultBits(const std::vector<std::string> &ids) {
    std::uint32_t bits = 0;
    for (const std::string &id : ids)
        bits |= faultBit(
            requirePlugIn(faultTable(), id, RETORT_TR("core", "There is no fault named “%1”.")).fault);
    return bits;
}

const char *splitName(Split split) {
    static constexpr const char *names[] = {"train", "validation", "test"};
    return names[std::size_t(split)];
}

std::optional<Split> splitFromWord(std::string_view word) {
    static constexpr std::pair<std::string_view, Split> words[] = {
        {"train", Split::Train},           {"training", Split::Train},
        {"valid", Split::Validation},      {"val", Split::Validation},
        {"validation", Split::Validation}, {"dev", Split::Validation},
        {"eval", Split::Validation},       {"test", Split::Test},
        {"testing", Split::Test}};
    const std::string key = foldKey(word);
    for (const auto &[name, split] : words)
        if (key == name)
            return split;
    return std::nullopt;
}

// The prefix keeps a generator's key and a question that reads the same apart.
std::string splitGroupKey(const Sample &sample) {
    return sample.groupKey.empty() ? "q:" + foldKey(sample.question) : "k:" + sample.groupKey;
}

std::string sampleToJson(const Sample &s) {
    nlohmann::json json{{"tags", s.tags}, {"faults", s.faults}};
    for (const auto &[name, text] : sampleTexts)
        json[name] = s.*text;
    return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

Sample sampleFromJson(std::string_view text) {
    try {
        const auto json = nlohmann::json::parse(text);
        Sample s;
        for (const auto &[name, member] : sampleTexts)
            s.*member = json.at(name);
        s.tags = json.at("tags").get<std::vector<std::string>>();
        s.faults = json.at("faults");
        return s;
    } catch (const nlohmann::json::exception &e) {
        throw Error(ErrorCode::Damaged, RETORT_TR("core", "A stored edit cannot be read (%1)."), e.what());
    }
}

} // namespace retort
