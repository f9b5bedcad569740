// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/trace/trace_reader.h"

#include <QTextCursor>

#include <algorithm>

namespace retort {

TraceReader::TraceReader(QWidget *parent) : ReadingView(parent) {
    setAccessibleName(tr("Reasoning trace"));
    setReadingFont(FontRole::trace);
    setLineHeight(points::traceLineHeight_percent);
    setColumn(points::traceColumn_em);
    clearTrace();
}

void TraceReader::setTrace(TraceText trace) {
    m_trace = std::move(trace);
    if (!m_trace.openSheet)
        m_trace.makeSheets(look());
    setSheet(m_folded ? m_trace.foldedSheet : m_trace.openSheet);
}

void TraceReader::setFolded(bool folded) {
    if (m_folded == folded)
        return;
    m_folded = folded;
    setSheet(m_folded ? m_trace.foldedSheet : m_trace.openSheet);
}

void TraceReader::goToStep(int step) {
    if (step < 0 || std::size_t(step) >= m_trace.steps.size())
        return;
    setFolded(false);
    showStretch(m_trace.steps[std::size_t(step)], 0);
}

bool TraceReader::goToProblem(int direction) {
    const auto &problems = m_trace.problems;
    if (problems.empty())
        return false;
    setFolded(false);
    const int here = textCursor().selectionStart();
    auto target = problems.end();
    if (direction > 0)
        target = std::ranges::find_if(problems, [&](const auto &p) { return p.first > here; });
    else
        for (auto it = problems.begin(); it != problems.end() && it->first < here; ++it)
            target = it;
    if (target == problems.end())
        return false;
    showStretch(target->first, target->second);
    return true;
}

} // namespace retort
