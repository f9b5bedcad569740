// SPDX-License-Identifier: GPL-3.0-or-later
// Scores: evaluations in a table, a form to make one, and below the answers of the chosen one, right and
// wrong, each with its thinking. GUI thread; evaluating is a live job.
#pragma once

#include "core/data/runs/run_store.h"
#include "core/learn/eval_job.h"

#include "ui/widgets/kept_state.h"

#include <QWidget>

class QComboBox;
class QLabel;

namespace retort {

class AppState;
template <typename Source>
class MetricPanel;
template <typename Record>
class RecordModel;
class ReadingView;
class SetupPanel;
class TableView;
class Tabs;

class ScoresTab final : public QWidget {
    Q_OBJECT

public:
    ScoresTab(AppState &app, QWidget *parent);
    void refresh();
    void readDevices();                                        // into the form, off the GUI thread
    void choose(const std::vector<std::int64_t> &evaluations); // selected, the first one shown
    void evaluate();                                           // the chosen checkpoint
    void stop();                                               // what evaluates now
    void enqueue();                                            // the same, into the queue
    bool busy() const;
    QVariantMap viewState() const { return m_kept.values(); }
    void setViewState(const QVariantMap &state) { m_kept.restore(state); }

Q_SIGNALS:
    void busyChanged();

private:
    EvalConfig config() const;
    QWidget *makeEvaluations();
    QWidget *makeAnswers();
    void showEvaluation();
    void filterAnswers();
    void showAnswer();

    AppState &m_app;
    KeptState m_kept;
    SetupPanel *m_panel;
    QComboBox *m_split;
    MetricPanel<EvalSummary> *m_strip;
    QLabel *m_leftOut;
    TableView *m_table = nullptr, *m_answers = nullptr;
    RecordModel<EvaluationRecord> *m_model = nullptr;
    RecordModel<EvaluationAnswer> *m_answerModel = nullptr;
    Tabs *m_which = nullptr;
    ReadingView *m_detail = nullptr;
    std::vector<EvaluationAnswer> m_all;
    std::int64_t m_shown = 0, m_wanted = 0; // wanted: of the last session, until the lists are there
    bool m_newestNext = false;              // one was begun here
};

} // namespace retort
