// SPDX-License-Identifier: GPL-3.0-or-later
// The reading column: question, folding reasoning with numbered steps and highlighted re-checks, repetitions
// and tags, answer. GUI thread; what it shows was made elsewhere.
#pragma once

#include "ui/pages/trace/trace_text.h"
#include "ui/widgets/reading_view.h"

namespace retort {

class TraceReader final : public ReadingView {
    Q_OBJECT

public:
    explicit TraceReader(QWidget *parent = nullptr);
    void setTrace(TraceText trace);
    void clearTrace() { setTrace({}); }
    void setFolded(bool folded); // the reasoning becomes one line
    bool folded() const { return m_folded; }
    void goToStep(int step);
    bool goToProblem(int direction); // next or previous re-check, repetition, tag; false when there is none

private:
    TraceText m_trace;
    bool m_folded = false;
};

} // namespace retort
