// SPDX-License-Identifier: GPL-3.0-or-later
// Sources and splits, page-wide: what was imported, what it is for, and whether the chosen version has it |
// a new version with the ticked sources and other shares, counted before it is made. GUI thread; counting and
// making are jobs.
#pragma once

#include "core/data/versions/derive.h"
#include "ui/jobs/job_runner.h"
#include "ui/models/record_model.h"

#include <QTimer>
#include <QWidget>

#include <array>
#include <optional>
#include <set>
#include <vector>

class QAction;
class QLabel;

namespace retort {

class ActionButton;
class AppState;
class OptionForm;
class SplitBar;
class TableView;
struct Task;

class SourcesSheet final : public QWidget {
    Q_OBJECT

public:
    SourcesSheet(AppState &app, QWidget *parent);
    void begin(); // as the chosen version is now
    QVariantMap viewState() const;
    void setViewState(const QVariantMap &state);

Q_SIGNALS:
    void closed();

private:
    QWidget *makeSources();
    QWidget *makeNewVersion();
    QWidget *makeCounts(QWidget *parent);
    void follow();        // the project's lists or the chosen version changed
    void toggle(int row); // in or out of the new version
    void switchRole();    // of the chosen ones
    static void setRoles(AppState &app, std::vector<SourceId> ids, SourceRole role, bool undoable);
    DeriveConfig config() const;
    bool differs() const;
    void edited(); // counts follow a moment later
    void count();
    void showCounts(const std::optional<VersionInfo> &wouldBe);
    void makeVersion();
    void showTask(const Task &task);
    void showState();

    AppState &m_app;
    RecordModel<SourceInfo> *m_model;
    TableView *m_table = nullptr;
    QAction *m_role = nullptr;
    OptionForm *m_form = nullptr;
    QLabel *m_intro = nullptr, *m_total = nullptr, *m_refusal = nullptr, *m_pending = nullptr;
    std::array<QLabel *, 4> m_now{}, m_then{}; // rows, train, validation, test
    SplitBar *m_bar = nullptr;
    ActionButton *m_make = nullptr;
    std::set<SourceId> m_ticked;
    VersionId m_version = 0; // that the ticks and the form began from
    QTimer m_countSoon;
    bool m_counted = false, m_busy = false;
};

} // namespace retort
