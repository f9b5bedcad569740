// SPDX-License-Identifier: GPL-3.0-or-later
// The faults a sample can have, as bits. Ids and labels are in core/data/samples/sample.h.
#pragma once

#include <cstdint>

namespace retort {

// Faults found at import or by cleaning. Order is stored: append only.
enum class Fault : std::uint32_t {
    EmptyQuestion = 1u << 0,
    EmptyReasoning = 1u << 1, // no trace at all
    EmptyAnswer = 1u << 2,
    EmptyThink = 1u << 3,      // <think>\n\n</think>
    StartWithoutEnd = 1u << 4, // cut trace
    EndWithoutStart = 1u << 5, // R1 style text with only </think>
    SeveralEndTags = 1u << 6,
    TagInField = 1u << 7, // a tag left inside a separate reasoning field (a stray </think> for instance)
    TextBeforeThink = 1u << 8,
    NestedTags = 1u << 9,
    AnswerTagsUnbalanced = 1u << 10,
    AnswerOnlyInTrace = 1u << 11,
    CutByLength = 1u << 12, // finish_reason length or insufficient_system_resource
    TraceEqualsAnswer = 1u << 13,
    QuestionInTrace = 1u << 14, // the trace begins by repeating the whole question
    DamagedSegment = 1u << 15,  // its segment fails the checks; the texts cannot be read
};
inline constexpr int faultCount = 16;

inline constexpr std::uint32_t faultBit(Fault fault) {
    return static_cast<std::uint32_t>(fault);
}

} // namespace retort
