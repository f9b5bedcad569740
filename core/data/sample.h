// SPDX-License-Identifier: GPL-3.0-or-later
// One question-reasoning-answer sample and what the tables know about it. Plain values, any thread.
#pragma once

#include "core/base/export.h"
#include "core/base/text.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace retort {

// A sample's texts, UTF-8. `metadata` is a JSON object with every input field that has no place of its own.
struct Sample {
    std::string system;
    std::string question;
    std::string reasoning; // without think tags when clean; dirt is kept and flagged
    std::string answer;
    std::string reference; // reference answer; may be empty
    std::string source;    // e.g. repo_name of the record
    std::string language;  // "zh", "en", "mixed", "other"; empty until judged
    std::string groupKey;  // problem key of a generator; empty: the normalised question is used
    std::string split;     // the file's own split ("train", "valid", "test"), empty when it has none
    std::vector<std::string> tags;
    std::string metadata = "{}";
    std::uint32_t faults = 0; // bits of Fault
};

// Faults found at import or by cleaning; formats.md A7. Order is stored: append only.
enum class Fault : std::uint32_t {
    EmptyQuestion = 1u << 0,
    EmptyReasoning = 1u << 1, // no trace at all
    EmptyAnswer = 1u << 2,
    EmptyThink = 1u << 3,        // <think>\n\n</think>
    StartWithoutEnd = 1u << 4,   // cut trace
    EndWithoutStart = 1u << 5,   // R1 style text with only </think>
    SeveralEndTags = 1u << 6,
    TagInField = 1u << 7,        // a tag left inside a separate reasoning field (a stray </think> for instance)
    TextBeforeThink = 1u << 8,
    NestedTags = 1u << 9,
    AnswerTagsUnbalanced = 1u << 10,
    AnswerOnlyInTrace = 1u << 11,
    CutByLength = 1u << 12,      // finish_reason length or insufficient_system_resource
    TraceEqualsAnswer = 1u << 13,
    QuestionInTrace = 1u << 14,  // the trace begins by repeating the whole question
    DamagedSegment = 1u << 15,   // its segment fails the checks; the texts cannot be read
};
inline constexpr int faultCount = 16;

struct FaultInfo {
    Fault fault;
    const char* id; // "empty_reasoning"
    Text label;
};
RETORT_DATA_API const std::vector<FaultInfo>& faultTable();
RETORT_DATA_API std::vector<std::string> faultIds(std::uint32_t faults);
RETORT_DATA_API std::uint32_t faultBits(const std::vector<std::string>& ids); // throws Error(InvalidArgument) on an unknown id

enum class Split : std::uint8_t { Train, Validation, Test };
RETORT_DATA_API const char* splitName(Split split); // "train", "validation", "test"

} // namespace retort
