// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/samples/sample.h"

#include "core/base/error.h"
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
    for (const std::string &id : ids) {
        std::uint32_t bit = 0;
        for (const FaultInfo &info : faultTable())
            if (id == info.id)
                bit = std::uint32_t(info.fault);
        if (!bit)
            throw Error(ErrorCode::InvalidArgument,
                        text(RETORT_TR("core", "There is no fault named “%1”."), id));
        bits |= bit;
    }
    return bits;
}

const char *splitName(Split split) {
    switch (split) {
    case Split::Train:
        return "train";
    case Split::Validation:
        return "validation";
    case Split::Test:
        return "test";
    }
    return "train";
}

std::optional<Split> splitFromWord(std::string_view word) {
    static constexpr std::pair<std::string_view, Split> words[] = {
        {"train", Split::Train},           {"training", Split::Train},
        {"valid", Split::Validation},      {"val", Split::Validation},
        {"validation", Split::Validation}, {"dev", Split::Validation},
        {"eval", Split::Validation},       {"test", Split::Test},
        {"testing", Split::Test}};
    std::string small(word);
    for (char &c : small)
        c = c >= 'A' && c <= 'Z' ? char(c + 32) : c;
    for (const auto &[name, split] : words)
        if (small == name)
            return split;
    return std::nullopt;
}

// The prefix keeps a generator's key and a question that reads the same apart.
std::string splitGroupKey(const Sample &sample) {
    return sample.groupKey.empty() ? "q:" + foldKey(sample.question) : "k:" + sample.groupKey;
}

std::string sampleToJson(const Sample &s) {
    const nlohmann::json json{
        {"system", s.system},     {"question", s.question},   {"reasoning", s.reasoning},
        {"answer", s.answer},     {"reference", s.reference}, {"source", s.source},
        {"language", s.language}, {"group_key", s.groupKey},  {"split", s.split},
        {"tags", s.tags},         {"metadata", s.metadata},   {"faults", s.faults}};
    return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

Sample sampleFromJson(std::string_view text) {
    try {
        const auto json = nlohmann::json::parse(text);
        Sample s;
        s.system = json.at("system");
        s.question = json.at("question");
        s.reasoning = json.at("reasoning");
        s.answer = json.at("answer");
        s.reference = json.at("reference");
        s.source = json.at("source");
        s.language = json.at("language");
        s.groupKey = json.at("group_key");
        s.split = json.at("split");
        s.tags = json.at("tags").get<std::vector<std::string>>();
        s.metadata = json.at("metadata");
        s.faults = json.at("faults");
        return s;
    } catch (const nlohmann::json::exception &e) {
        throw Error(ErrorCode::Damaged,
                    retort::text(RETORT_TR("core", "A stored edit cannot be read (%1)."), e.what()));
    }
}

} // namespace retort
