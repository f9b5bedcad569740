// SPDX-License-Identifier: GPL-3.0-or-later
// Reads one reasoning: cuts it into steps, marks what a reader looks for, and counts. Byte ranges refer to
// the text that was given; steps cover it without gaps. Pure functions, any thread; a 200k-token trace takes
// some tens of ms.
#pragma once

#include "core/base/export.h"
#include "core/text/language.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace retort {

enum class TraceSpanKind {
    Connective,    // 首先, 然后, 因此, First, Therefore at the head of a sentence
    Recheck,       // 等等, 不对, 让我检查, Wait, Let me check
    Boxed,         // the last \boxed{…}
    OtherLanguage, // a run of sentences in another language than the rest
    Repetition,    // a text that stood before in the trace, and the loop at its end
    ThinkTag,      // a tag left inside
    Answer         // where the given answer occurs
};

struct TraceSpan {
    TraceSpanKind kind = TraceSpanKind::Connective;
    std::size_t begin = 0, end = 0;
};

struct TraceStep {
    std::size_t begin = 0, end = 0; // bytes, with the white space that follows
    bool recheck = false;
    std::string number; // "1", "(2)", "第三步" of a numbered list; else empty
};

struct TraceFacts {
    std::size_t chars = 0, sentences = 0;
    std::size_t steps = 0, rechecks = 0;
    double repetition = 0; // share of duplicated 10-grams: warn above 0.2, bad above 0.5
    bool endsInLoop = false;
    std::size_t languageSwitches = 0;
    double latinShare = 0;
    std::string boxed; // content of the last \boxed{…}; empty: none
};

struct TraceView {
    std::vector<TraceStep> steps;
    std::vector<TraceSpan> spans; // by begin; kinds may overlap
    TraceFacts facts;
};

// `answer` may be empty; when given, its final value is looked for in the trace (marks of kind Answer).
RETORT_DATA_API TraceView cutTrace(std::string_view reasoning, std::string_view answer = {});

// Its \boxed, else its last number, else the whole short answer; empty when it has none.
RETORT_DATA_API std::string finalValue(std::string_view answer);

} // namespace retort
