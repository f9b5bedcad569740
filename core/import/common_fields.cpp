// SPDX-License-Identifier: GPL-3.0-or-later
// What most formats share: the lists of aliases, the fields that mean the same everywhere, and
// putting an assistant's text into reasoning and answer.
#include "core/import/record.h"

#include "core/base/utf8.h"
#include "core/text/think_splitter.h"

#include <algorithm>

namespace retort {

using Names = std::vector<std::string_view>;

const Names &reasoningAliases() {
    static const Names names{"reasoning_content",
                             "reasoning",
                             "thinking",
                             "think",
                             "thought",
                             "cot",
                             "reason",
                             "rationale",
                             "think_content",
                             "model_reasoning",
                             "deepseek_reasoning",
                             "deepseek_thinking_trajectory",
                             "gemini_thinking_trajectory",
                             "thinking_trajectories",
                             "chain_of_thought",
                             "complex_cot"};
    return names;
}

const Names &questionAliases() {
    static const Names names{"question",    "problem",           "query", "prompt", "input",
                             "instruction", "formated_question", "user",  "context"};
    return names;
}

const Names &modelAnswerAliases() {
    static const Names names{"deepseek_attempt",  "gen_ans",     "model_answer", "answer_content",
                             "deepseek_solution", "r1_solution", "attempt"};
    return names;
}

const Names &answerAliases() {
    // "content" may be the passage that a question is about: it comes behind what can only be an answer.
    static const Names names{"answer", "response", "output",  "final_answer", "solution", "targets",
                             "target", "answers",  "content", "completion",   "text"};
    return names;
}

const Names &referenceAliases() {
    static const Names names{"reference_answer", "reference", "ground_truth_solution",
                             "ground_truth",     "gold",      "answer_key"};
    return names;
}

std::string splitWord(std::string_view word) {
    const auto split = splitFromWord(word);
    return !split ? "" : *split == Split::Validation ? "valid" : splitName(*split);
}

void placeAssistantText(Record &record, Sample &sample, std::string text) {
    if (!isBlank(sample.reasoning)) {
        sample.answer = std::move(text);
        return;
    }
    ThinkSplit split = splitThink(text);
    if (split.tags == ThinkTags::None && !split.answerWrapped) {
        sample.answer = std::move(text); // exactly as it stands
        return;
    }
    if (!split.before.empty())
        record.addMetadataText("text_before_think", split.before);
    sample.reasoning = std::move(split.reasoning);
    sample.answer = std::move(split.answer);
    sample.faults |= split.faults;
}

namespace {

void takeInto(Record &record, std::string &place, std::string_view key, const char *placed) {
    if (place.empty() && !key.empty())
        place = record.take(key, placed);
}

// A word or a list of words; anything else stays metadata.
void takeTags(Record &record, Sample &sample) {
    const auto tags = record.find("tags");
    if (!tags || !sample.tags.empty())
        return;
    if (const auto one = stringOf(*tags))
        sample.tags.emplace_back(*one);
    simdjson::dom::array list;
    if (tags->get_array().get(list) == simdjson::SUCCESS) {
        for (const JsonValue tag : list)
            if (!stringOf(tag))
                return;
        for (const JsonValue tag : list)
            sample.tags.emplace_back(*stringOf(tag));
    }
    if (!sample.tags.empty())
        record.place("tags", place::tags);
}

void takeFinishReason(Record &record, Sample &sample) {
    const std::string_view reason = record.stringAt("finish_reason");
    if (reason.empty())
        return;
    if (reason == "length" || reason == "insufficient_system_resource")
        sample.faults |= faultBit(Fault::CutByLength);
    record.notePlace("finish_reason",
                     place::faults); // also kept as metadata: the word says more than the bit
}

} // namespace

void placeCommonFields(Record &record, Sample &sample) {
    takeInto(record, sample.system, record.firstOf({"system", "system_prompt"}), place::system);
    takeInto(record, sample.source,
             record.firstOf({"repo_name", "source", "data_source", "source_dataset", "question_source"}),
             place::source);
    takeInto(record, sample.groupKey, record.firstOf({"group_key", "problem_key"}), place::groupKey);
    takeInto(record, sample.reference, record.firstOf(referenceAliases()), place::reference);
    const std::string_view splitKey = record.firstOf({"split"});
    if (sample.split.empty() && !splitKey.empty()) {
        sample.split = splitWord(record.stringAt(splitKey));
        if (!sample.split.empty())
            record.place(splitKey, place::split);
    }
    takeTags(record, sample);
    takeFinishReason(record, sample);
}

std::string withMember(std::string json, std::string_view key, std::string_view valueJson) {
    json.pop_back();
    if (json.size() > 1)
        json += ',';
    appendJsonString(json, key);
    ((json += ':') += valueJson) += '}';
    return json;
}

RecordResult finishRecord(Record &record, Sample sample, bool commonFields) {
    RecordResult result;
    if (commonFields)
        placeCommonFields(record, sample);
    else
        takeFinishReason(record, sample); // a fault, whatever was mapped
    if (!record.notText().empty()) {
        result.refusal =
            Refusal{record.notText(),
                    RETORT_TR("core", "An object or a list of objects stands where a text was expected.")};
    } else if (isBlank(sample.question) && isBlank(sample.reasoning) && isBlank(sample.answer)) {
        result.refusal = Refusal{{},
                                 RETORT_TR("core", "No question, reasoning or answer in this record; its "
                                                   "fields have other names, or are empty.")};
    } else {
        sample.metadata = record.metadata();
        result.samples.push_back(std::move(sample));
    }
    return result;
}

} // namespace retort
