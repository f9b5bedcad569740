// SPDX-License-Identifier: GPL-3.0-or-later
// The one run that trains now, whoever trains it: a job of this window, or another process whose steps arrive
// through the project. For title, status line, rail badge and closing. GUI thread.
#pragma once

#include "core/data/runs/run_store.h"

#include <QElapsedTimer>
#include <QObject>
#include <QString>

#include <optional>

namespace retort {

class AppState;

struct RunStatus {
    bool active = false;
    bool ours = false; // trained by this process
    bool paused = false;
    RunId run = 0; // 0: not known yet
    QString name;
    double share = 0; // 0..1
    std::optional<double> loss;
    std::optional<double> left_s;
    bool operator==(const RunStatus &) const = default;
};

class RunWatch final : public QObject {
    Q_OBJECT

public:
    explicit RunWatch(AppState &app, QObject *parent = nullptr);
    const RunStatus &status() const { return m_status; }
    RunId lastOurs() const { return m_jobRun; } // that this process trains or trained last; 0: none
    QString summary() const; // "62 % · loss 0.84 · 0007 · 5M"; empty when nothing trains

Q_SIGNALS:
    void changed();
    void ended(bool failed, const QString &name); // of a run of this process

private:
    void update();
    RunStatus statusNow();
    std::optional<double> leftOfOthers(const RunRecord &run);

    AppState &m_app;
    RunStatus m_status;
    RunId m_jobRun = 0;
    QString m_jobName;
    std::optional<double> m_jobLoss;
    std::int64_t m_jobStep = 0; // the newest that was logged

    // Where another process's run was when it was first seen going: its speed since then tells the time left.
    RunId m_seenRun = 0;
    std::int64_t m_seenStep = 0;
    QElapsedTimer m_seenSince;
};

} // namespace retort
