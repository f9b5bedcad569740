// SPDX-License-Identifier: GPL-3.0-or-later
// The reading column: question, folding reasoning with numbered steps and highlighted re-checks, repetitions
// and tags, answer. Only visible paragraphs are laid out (QPlainTextEdit), so a trace of 200k tokens opens at
// once. GUI thread.
#pragma once

#include "core/data/sample.h"
#include "core/trace/trace_steps.h"

#include <QPlainTextEdit>

namespace retort {

class TraceReader final : public QPlainTextEdit {
    Q_OBJECT

public:
    explicit TraceReader(QWidget *parent = nullptr);
    void setSample(const Sample &sample, const TraceView &view);
    void setFolded(bool folded); // the reasoning becomes one line
    bool folded() const { return m_folded; }
    void goToStep(int step);
    bool goToProblem(int direction); // next or previous re-check, repetition, tag; false when there is none

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void rebuild();
    void addBlock(const QString &text, const QTextCharFormat &format);
    void centre();

    Sample m_sample;
    TraceView m_view;
    bool m_folded = false, m_rebuilding = false;
    std::vector<int> m_stepBlocks;               // block number of each step
    std::vector<std::pair<int, int>> m_problems; // document positions
};

} // namespace retort
