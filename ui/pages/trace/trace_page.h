// SPDX-License-Identifier: GPL-3.0-or-later
// Trace: queue | reading column | steps and numbers; verdict buttons with their keys at the bottom. Marks are
// pending changes: saved at once, undone and redone one by one, made a version by "Make a version". GUI
// thread.
#pragma once

#include "ui/pages/page.h"

#include <QTimer>

class QLineEdit;
class QListView;

namespace retort {

template <typename Source>
class MetricPanel;
class SampleModel;
template <typename Record>
class RecordModel;
class TableView;
class TraceReader;
struct StepHead;
struct TraceFacts;
struct TraceText;

class TracePage final : public Page {
    Q_OBJECT

public:
    TracePage(AppState &app, QWidget *parent);
    void activated() override;
    void open(const QVariantMap &args) override; // {"sample": id}

protected:
    void hideEvent(QHideEvent *event) override;

private:
    bool showsMarks() const override { return true; }
    QWidget *makeQueue();
    QWidget *makeReading();
    QWidget *makeFacts();
    void showVersion();
    void showRow(int row);
    void showTrace(TraceText trace);
    void showNothing();
    void setFolded(bool folded);
    void goToProblem(int direction); // 1: the next remark, -1: the one before
    void seekProblem(int direction); // in the other samples
    void stopSeeking();
    void step(int by);
    void mark(const std::string &verdict);
    void showState();
    SampleId current() const;

    TableView *m_queue = nullptr;
    SampleModel *m_model = nullptr;
    TraceReader *m_reader = nullptr;
    MetricPanel<TraceFacts> *m_strip = nullptr;
    QListView *m_steps = nullptr;
    RecordModel<StepHead> *m_stepModel = nullptr;
    QLabel *m_faults = nullptr, *m_pending = nullptr;
    QLineEdit *m_search = nullptr;
    EmptyState *m_empty = nullptr;
    QWidget *m_body = nullptr;
    QAction *m_keep = nullptr, *m_discard = nullptr, *m_apply = nullptr, *m_drop = nullptr;
    int m_arriving = 0; // direction of the search that led to the sample that is being read
    quint64 m_seek = 0; // job that looks through the other samples
    QAction *m_review = nullptr, *m_next = nullptr, *m_previous = nullptr, *m_fold = nullptr;
    QTimer m_searchSoon;
    SampleId m_wanted = 0; // shown as soon as the ids are in
    SampleId m_shown = 0;  // in the reader; 0: what is chosen has not been read yet
};

} // namespace retort
