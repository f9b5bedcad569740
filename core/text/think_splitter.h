// SPDX-License-Identifier: GPL-3.0-or-later
// Splits an assistant text into reasoning and answer by its inline tags, counts what is wrong
// with it. Does not mend anything: dirt stays in the texts and is flagged; mending
// is the cleaning operator think_tag_repair. Pure functions, any thread.
#pragma once

#include "core/base/export.h"
#include "core/base/fault.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace retort {

enum class ThinkTags {
    None,           // no tag at all
    Think,          // <think> … </think>
    Thinking,       // <thinking> … </thinking>
    Reasoning,      // <reasoning> … </reasoning>
    BeginOfThought, // <|begin_of_thought|> … <|end_of_thought|>
    ImStart,        // <|im_start|>think … <|im_start|>answer (s1)
    Kimi,           // ◁think▷ … ◁/think▷
    FullWidth       // ＜think＞ … ＜/think＞
};

struct ThinkTag {
    ThinkTags family = ThinkTags::None;
    bool end = false;
    bool inCode = false;             // inside a closed ``` fence or `span`: text that speaks about tags
    std::size_t begin = 0, size = 0; // bytes
};

struct ThinkSplit {
    std::string before;    // text before the first start tag, when there is any
    std::string reasoning; // white space around it removed
    std::string
        answer; // white space around it removed, <answer> and <|begin_of_solution|> unwrapped when balanced
    ThinkTags tags = ThinkTags::None;
    std::uint32_t faults = 0; // bits of Fault
    bool answerWrapped = false;
};

// All think tags of a text in order.
RETORT_DATA_API std::vector<ThinkTag> findThinkTags(std::string_view text);

// Rule, first hit wins: start and end → what lies between (the matching end when nested; an empty leading
// pair before another pair is skipped); end only → all before the first end; start only → all after it, the
// answer is empty; none → all is answer. Faults are set for what was seen.
RETORT_DATA_API ThinkSplit splitThink(std::string_view text);

// Faults that can be seen in the texts of a sample whose reasoning has a place of its own: empty parts, tags
// left in a field, trace equals answer, question at the head of the trace, boxed answer only inside it.
RETORT_DATA_API std::uint32_t textFaults(std::string_view question, std::string_view reasoning,
                                         std::string_view answer);
// The bits textFaults() decides; others (CutByLength, StartWithoutEnd …) are findings of the import and stay.
RETORT_DATA_API std::uint32_t textFaultMask();

} // namespace retort
