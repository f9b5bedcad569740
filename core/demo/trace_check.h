// SPDX-License-Identifier: GPL-3.0-or-later
// Does the arithmetic of a trace hold? Reads every statement (7+5=12, 3×4+2=14, 0.5<0.75) and every
// written-out column sum (core/demo/column_trace.h) of a text and checks them exactly. It knows the
// forms of the demo generator and plain arithmetic, not language: a false sentence without numbers passes.
// Pure, any thread.
#pragma once

#include "core/base/export.h"
#include "core/base/text.h"

#include <string_view>

namespace retort {

struct TraceCheck {
    bool holds = false;
    int statements = 0; // equations, comparisons and column lines that were read
    Text why;           // what failed, with its place; empty when it holds
};

// Holds when there is at least one statement, all are true, every column carries and borrows right and works
// on numbers that the question or an earlier line gave, and a numeric reference is what the trace arrives at.
// The reference may be empty. Division signs ÷, ×, full-width forms and U+2212 are understood.
RETORT_DATA_API TraceCheck checkTrace(std::string_view question, std::string_view reasoning,
                                      std::string_view reference);

} // namespace retort
