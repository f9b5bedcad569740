// SPDX-License-Identifier: GPL-3.0-or-later
// Follows one run through the project: what SQLite has of it now, then every quarter second what is new,
// whoever trains it. So a run of this window and one of `retort-cli train` look the same, and a restart shows
// the same curves. Reads only while its page is in sight. GUI thread.
#pragma once

#include "core/learn/train_job.h"

#include <QObject>
#include <QTimer>
#include <QWidget>

#include <memory>

namespace retort {

class AppState;

class RunFollower final : public QObject {
    Q_OBJECT

public:
    explicit RunFollower(AppState &app, QWidget *page);
    void follow(RunId run); // 0: nothing; the same run again: nothing happens
    RunId run() const { return m_run; }

Q_SIGNALS:
    void restarted(); // another run: forget what was drawn
    void updated(const retort::RunTail::Update &update);

protected:
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    void poll();
    AppState &m_app;
    QWidget *m_page;
    RunId m_run = 0;
    std::shared_ptr<RunTail> m_tail; // used by one job at a time
    bool m_polling = false;
    QTimer m_timer;
};

} // namespace retort
