// SPDX-License-Identifier: GPL-3.0-or-later
// Finding the answer in a response and comparing it with a reference: number-aware, exact, Chinese first.
// Give it the answer part only, never the reasoning. What it cannot prove equal is different; the rule that
// decided is returned for the inspector. Not a proof system: formulas are compared by value at several
// points. Pure functions, any thread.
#pragma once

#include "core/base/export.h"
#include "core/base/text.h"

#include <string>
#include <string_view>

namespace retort {

struct ExtractedAnswer {
    std::string text; // as it stands in the response; empty when nothing was found
    std::string rule; // boxed, hashes, anchor, last_number, last_choice, none
};

// The last \boxed{} (neighbours joined by 和, 或, a comma are one answer); else the later of "#### 12" and
// the last phrase such as 答案是, 答：, 故选; else the last number.
RETORT_DATA_API ExtractedAnswer extractAnswer(std::string_view response);

struct AnswerCheck {
    bool correct = false;
    std::string extracted; // what was compared
    std::string reference; // likewise: the part after "####" of a GSM8K solution, the content of a box
    std::string foundBy;   // ExtractedAnswer::rule
    std::string rule;      // the rule that decided: see answerRuleText
};

// A unit that only one side has is accepted, one of another kind is not; 25% is 1/4 and not 25; the order of
// choices and of unbracketed lists does not count. An empty reference is never matched.
RETORT_DATA_API AnswerCheck checkAnswer(std::string_view response, std::string_view reference);

// Two answers without looking for them in a text first.
RETORT_DATA_API AnswerCheck compareAnswers(std::string_view answer, std::string_view reference);

} // namespace retort
