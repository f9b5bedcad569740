// SPDX-License-Identifier: GPL-3.0-or-later
// Hands a run that was stopped and saved to `retort-cli train --resume`, a process and session of its own
// that outlives the window, and waits until that process trains it. What it says goes to background.log in
// the run's folder. GUI thread, which starts the process itself; it looks after it in jobs.
#pragma once

#include "core/data/runs/run_store.h"

#include <QObject>
#include <QString>
#include <QTimer>

namespace retort {

class AppState;
class Desktop;

class BackgroundRun final : public QObject {
    Q_OBJECT

public:
    BackgroundRun(AppState &app, const Desktop &desktop, RunId run, QObject *parent);
    void start() { look(); } // exactly one of the signals follows

Q_SIGNALS:
    void taken(); // it trains there; or nothing was left to train
    void failed(const QString &why);

private:
    struct Look;
    void launch();
    void reopenProject();
    void look();
    void judge(const Look &look);

    AppState &m_app;
    std::shared_ptr<Project> m_project; // the window may have left it by the time
    const Desktop &m_desktop;
    RunId m_run;
    QString m_log; // file
    qint64 m_logBegin = 0, m_pid = 0;
    int m_looks = 0;
    QTimer m_again;
};

} // namespace retort
