// SPDX-License-Identifier: GPL-3.0-or-later
// Runs: a table with an eye per run and one as baseline, over their overlaid charts and the checkpoints of
// the chosen run. A run keeps its colour. GUI thread.
#pragma once

#include "core/data/runs/run_store.h"

#include "ui/widgets/kept_state.h"

#include <QWidget>

#include <map>
#include <set>

class QAction;
class QLabel;
class QLineEdit;
class QCheckBox;

namespace retort {

class AppState;
class Card;
class ChartGroup;
class EmptyState;
class RunTableModel;
class TableView;
template <typename Record>
class RecordModel;

class RunsTab final : public QWidget {
    Q_OBJECT

public:
    RunsTab(AppState &app, QWidget *parent);
    void refresh();
    void showOnly(const std::vector<RunId> &runs); // these in the charts, and selected
    QVariantMap viewState() const;
    void setViewState(const QVariantMap &state);

private:
    QWidget *makeRuns();
    QWidget *makeCharts();
    QWidget *makeCheckpoints();
    void placeSettings();
    void toggle(const std::vector<RunId> &runs);
    void toggleBaseline();
    void showRuns();
    void showCount();
    void showChosen(); // of several runs the current one's checkpoints
    void showCheckpoints();
    void showChosenCheckpoint();
    void ask();
    void sideBySide();
    void loadMissing();
    void loadSizes();

    AppState &m_app;
    KeptState m_kept;
    QLineEdit *m_filter = nullptr;
    QCheckBox *m_differing = nullptr;
    QLabel *m_count = nullptr;
    TableView *m_table = nullptr;
    RunTableModel *m_model = nullptr;
    ChartGroup *m_charts = nullptr;
    Card *m_checkpointCard = nullptr;
    TableView *m_checkpoints = nullptr;
    RecordModel<CheckpointRecord> *m_checkpointModel = nullptr;
    QAction *m_ask = nullptr, *m_sides = nullptr;
    EmptyState *m_empty = nullptr;
    QWidget *m_full = nullptr;
    std::set<RunId> m_hidden, m_known;
    RunId m_checkpointsOf = 0;
    int m_columns = 0;                        // of the table, when settings were last placed
    std::map<RunId, std::int64_t> m_loadedTo; // last metric row of each run in the charts
    std::map<RunId, std::int64_t> m_sizes;
    std::map<RunId, std::pair<std::int64_t, std::size_t>> m_sizedAt; // step and checkpoints then
    bool m_loading = false;
};

} // namespace retort
