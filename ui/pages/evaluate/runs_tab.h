// SPDX-License-Identifier: GPL-3.0-or-later
// Runs: a table with an eye per run over their overlaid charts; a run keeps its colour. GUI thread.
#pragma once

#include "core/data/run_store.h"

#include <QWidget>

#include <map>
#include <set>

namespace retort {

class AppState;
class ChartGroup;
class EmptyState;
class TableView;
template <typename Record>
class RecordModel;

class RunsTab final : public QWidget {
    Q_OBJECT

public:
    RunsTab(AppState &app, QWidget *parent);
    void refresh();

private:
    void toggle(RunId run);
    void loadMissing();
    void showRuns();

    AppState &m_app;
    TableView *m_table;
    RecordModel<RunRecord> *m_model;
    ChartGroup *m_charts;
    EmptyState *m_empty;
    QWidget *m_full;
    std::set<RunId> m_hidden, m_known;
    std::map<RunId, std::int64_t> m_loadedTo; // last metric row of each run in the charts
    bool m_loading = false;
};

} // namespace retort
