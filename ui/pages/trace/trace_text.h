// SPDX-License-Identifier: GPL-3.0-or-later
// A sample as the Trace page shows it: question, numbered steps with what was found in them, answer. Made on
// a worker thread in one walk over steps and marks.
#pragma once

#include "core/data/samples/sample.h"
#include "core/trace/trace_steps.h"
#include "ui/widgets/reading_view.h"

#include <utility>
#include <vector>

namespace retort {

struct StepHead {
    QString text; // "12  等等，这一步…"
    bool recheck = false;
};

struct TraceText {
    ReadingText open, folded;                  // folded: the reasoning is one line
    std::vector<int> steps;                    // where each begins in `open`
    std::vector<std::pair<int, int>> problems; // start and length in `open`, in reading order
    std::vector<StepHead> heads;               // of the list of steps
    TraceFacts facts;
    QStringList faults; // in words

    SheetPtr openSheet, foldedSheet; // for the reader
    void makeSheets(const ReadingLook &look);
};

TraceText makeTraceText(const Sample &sample, const TraceView &view);

} // namespace retort
