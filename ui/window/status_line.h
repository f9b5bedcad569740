// SPDX-License-Identifier: GPL-3.0-or-later
// The line at the foot of the window: project, pending changes, run, device, tasks. Each part opens its panel
// above itself. Also shows the status tip of the command under the pointer. GUI thread.
#pragma once

#include <QLabel>
#include <QWidget>

class QHBoxLayout;
class QMenu;
class QToolButton;

namespace retort {

class AppState;
class Panel;
class RunWatch;

class StatusLine final : public QWidget {
    Q_OBJECT

public:
    StatusLine(AppState &app, RunWatch &runs, QMenu *projectMenu, QWidget *parent = nullptr);
    void showTip(const QString &tip) { m_tip->setText(tip); }
    void showTasks();
    void retranslate();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QToolButton *addPart(const QString &objectName);
    void updateProject();
    void updatePending();
    void updateRun();
    void updateDevice();
    void updateTasks();
    void showPanel(Panel *panel, QToolButton *above);

    AppState &m_app;
    RunWatch &m_runs;
    QHBoxLayout *m_row;
    QLabel *m_tip;
    QToolButton *m_project;
    QToolButton *m_pending;
    QToolButton *m_run;
    QToolButton *m_device;
    QToolButton *m_tasks;
};

} // namespace retort
