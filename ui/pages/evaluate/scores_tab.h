// SPDX-License-Identifier: GPL-3.0-or-later
// Scores: evaluations in a table, a form to make one, and below the answers of the chosen one, right and
// wrong, each with its thinking. GUI thread; evaluating is a live job.
#pragma once

#include "core/data/runs/run_store.h"
#include "core/learn/eval_job.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QPlainTextEdit;

namespace retort {

class AppState;
class Banner;
class EmptyState;
template <typename Source>
class MetricPanel;
class OptionForm;
class ProgressLine;
class Tabs;
class TableView;
template <typename Record>
class RecordModel;
struct Task;

class ScoresTab final : public QWidget {
    Q_OBJECT

public:
    ScoresTab(AppState &app, QWidget *parent);
    void refresh();
    void readDevices();                                        // into the form, off the GUI thread
    void choose(const std::vector<std::int64_t> &evaluations); // selected, the first one shown
    void evaluate();                                           // the chosen checkpoint
    bool busy() const { return m_busy; }
    QVariantMap viewState() const;
    void setViewState(const QVariantMap &state);

Q_SIGNALS:
    void busyChanged();

private:
    QWidget *makeSetup();
    QWidget *makeResults();
    void showTask(const Task &task);
    void showEvaluation();
    void filterAnswers();
    void showAnswer();

    AppState &m_app;
    OptionForm *m_form = nullptr;
    QComboBox *m_split = nullptr;
    Banner *m_banner = nullptr;
    ProgressLine *m_progress = nullptr;
    MetricPanel<EvalSummary> *m_strip = nullptr;
    QLabel *m_leftOut = nullptr;
    TableView *m_table = nullptr, *m_answers = nullptr;
    RecordModel<EvaluationRecord> *m_model = nullptr;
    RecordModel<EvaluationAnswer> *m_answerModel = nullptr;
    Tabs *m_which = nullptr;
    QPlainTextEdit *m_detail = nullptr;
    std::vector<EvaluationAnswer> m_all;
    std::int64_t m_shown = 0;
    bool m_busy = false;
};

} // namespace retort
