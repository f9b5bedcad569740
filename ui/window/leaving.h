// SPDX-License-Identifier: GPL-3.0-or-later
// What has to happen before the project is left, by quitting, closing it or opening another one: asks about
// everything that still goes on, stops, saves, cancels or hands on as the answer says, and goes on once
// nothing is left. Marks and other short writes are never asked about: they are waited for. GUI thread.
#pragma once

#include "ui/jobs/job_runner.h"

#include <QObject>
#include <QPointer>

#include <functional>
#include <vector>

class QWidget;

namespace retort {

class AppState;
class AskDialog;
class Desktop;
class RunWatch;

class Leaving final : public QObject {
    Q_OBJECT

public:
    Leaving(AppState &app, const Desktop &desktop, const RunWatch &runs, QWidget *window);

    enum class What { Quit, CloseProject };
    // `then` comes once nothing goes on any more; not at all when the answer is to stay. While one is under
    // way another one is ignored, but atOnce() hurries it.
    void begin(What what, std::function<void()> then);
    void atOnce(std::function<void()> then);   // asks nothing: a run is stopped and saved, the rest cancelled
    bool handsOn() const { return m_handsOn; } // to a process of its own, which does not train yet

Q_SIGNALS:
    void changed();

private:
    enum class Run { Abort, StopAndSave, HandOn };
    void askAboutRun();
    void askAboutTasks();
    void askOrStay(AskDialog *ask);
    void askAnew();
    void end(Run run);
    void goOn();
    void handOn();
    void finish();
    void stay();
    bool trains() const;

    AppState &m_app;
    const Desktop &m_desktop;
    const RunWatch &m_runs;
    QWidget *m_window;
    What m_what = What::Quit;
    std::function<void()> m_then;
    bool m_ending = false; // the answer is there
    bool m_handsOn = false;
    QPointer<AskDialog> m_ask;
    std::vector<JobInfo> m_asked; // about these
};

} // namespace retort
