// SPDX-License-Identifier: GPL-3.0-or-later
// Evaluate: tabs Runs (table and overlaid curves), Scores (evaluations and every answer), Side by side. GUI
// thread.
#pragma once

#include "ui/pages/page.h"

class QStackedWidget;

namespace retort {

class RunsTab;
class ScoresTab;
class Tabs;
class SideBySideTab;

class EvaluatePage final : public Page {
    Q_OBJECT

public:
    EvaluatePage(AppState &app, QWidget *parent);
    void activated() override;
    void open(const QVariantMap &args) override; // lists of ids: "runs", "evaluations", "sides"
                                                 // (checkpoints); "command": the tab that it acts on

private:
    void refresh();
    void showState();

    Tabs *m_tabs;
    QStackedWidget *m_stack;
    RunsTab *m_runs;
    ScoresTab *m_scores;
    SideBySideTab *m_sides;
    QAction *m_evaluate, *m_stop, *m_enqueue;
};

} // namespace retort
