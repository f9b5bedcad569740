// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/leaving.h"

#include "ui/jobs/task_center.h"
#include "ui/state/app_state.h"
#include "ui/state/run_queue.h"
#include "ui/text.h"
#include "ui/widgets/ask_dialog.h"
#include "ui/window/background_run.h"
#include "ui/window/run_watch.h"

namespace retort {

Leaving::Leaving(AppState &app, const Desktop &desktop, const RunWatch &runs, QWidget *window)
    : QObject(window),
      m_app(app),
      m_desktop(desktop),
      m_runs(runs),
      m_window(window) {
    connect(&app.jobs(), &TaskCenter::tasksChanged, this, &Leaving::goOn, Qt::QueuedConnection);
}

bool Leaving::trains() const {
    return m_app.jobs().on(Resource::Device).busy();
}

void Leaving::begin(What what, std::function<void()> then) {
    if (m_then)
        return;
    m_what = what;
    m_then = std::move(then);
    if (trains())
        askAboutRun();
    else if (!m_app.jobs().tasks().empty())
        askAboutTasks();
    else
        finish();
}

void Leaving::atOnce(std::function<void()> then) {
    m_what = What::Quit;
    m_then = std::move(then);
    end(Run::StopAndSave);
}

void Leaving::askAboutRun() {
    const RunStatus &run = m_runs.status();
    const bool quits = m_what == What::Quit;
    QString question = tr("%1 is at %2. What shall happen with it?").arg(run.name, formatShare(run.share, 0));
    const QString other =
        quits ? tr("%1 is cancelled when Retort closes.") : tr("%1 is cancelled when the project closes.");
    for (const JobInfo &task : m_app.jobs().tasks())
        if (task.number != m_app.jobs().on(Resource::Device).runningNumber())
            question += u'\n' + other.arg(task.label);
    auto *ask = new AskDialog(tr("A student is being trained"), question, m_window);
    ask->addChoice(tr("Abort"), ButtonKind::danger, [this] { end(Run::Abort); });
    ask->addChoice(tr("Stop and save"), ButtonKind::secondary, [this] { end(Run::StopAndSave); });
    ask->addChoice(tr("Keep training in the background"), ButtonKind::secondary,
                   [this] { end(Run::HandOn); });
    askOrStay(ask);
}

void Leaving::askAboutTasks() {
    QStringList names;
    for (const JobInfo &task : m_app.jobs().tasks())
        names << task.label;
    const bool quits = m_what == What::Quit;
    const QString text = quits ? tr("%1. If you quit now it is cancelled, and nothing half-done remains.")
                               : tr("%1. If you leave the project now it is cancelled, and nothing half-done "
                                    "remains.");
    auto *ask = new AskDialog(tr("Something is still running"), text.arg(names.join(u'\n')), m_window);
    ask->addChoice(quits ? tr("Cancel it and quit") : tr("Cancel it and leave"), ButtonKind::danger,
                   [this] { end(Run::Abort); });
    askOrStay(ask);
}

void Leaving::askOrStay(AskDialog *ask) {
    m_ask = ask;
    m_asked = m_app.jobs().tasks();
    ask->addSafeChoice(tr("Stay"), [this] {
        if (!m_ending)
            stay();
    });
    ask->open();
}

// A stopped run finishes its step and writes a checkpoint; the window stays meanwhile, and says so. While the
// question was open the run may have ended by itself.
void Leaving::end(Run run) {
    if (!m_then || m_ending) // a signal of the system was quicker than the answer
        return;
    m_ending = true;
    m_handsOn = run == Run::HandOn;
    m_app.runs().hold();
    const JobNumber training = run == Run::Abort ? 0 : m_app.jobs().on(Resource::Device).runningNumber();
    for (const JobInfo &task : m_app.jobs().tasks())
        m_app.jobs().request(task.number, task.number == training ? JobRequest::Stop : JobRequest::Abort);
    if (training) {
        ToastSpec toast{MessageKind::info, m_what == What::Quit
                                               ? tr("Saving a checkpoint, then Retort closes.")
                                               : tr("Saving a checkpoint, then the project closes.")};
        toast.holds = [this] { return m_then != nullptr; };
        m_app.toast(toast);
    }
    Q_EMIT changed();
    goOn();
}

void Leaving::goOn() {
    if (m_ask && !m_ending
        && !std::ranges::equal(m_asked, m_app.jobs().tasks(), {}, &JobInfo::number, &JobInfo::number))
        askAnew();
    if (!m_ending || !m_app.jobs().tasks().empty())
        return;
    m_ending = false;
    if (m_handsOn)
        handOn();
    else
        finish();
}

// What was asked about has ended, or something else has begun.
void Leaving::askAnew() {
    const auto then = m_then;
    m_ask->reject(); // stays, where nothing is left to ask about
    if (!m_app.jobs().tasks().empty())
        begin(m_what, then);
}

void Leaving::handOn() {
    if (m_runs.lastOurs() == 0) {
        stay();
        m_app.toast(
            {MessageKind::bad, tr("The training had not begun yet, so there is nothing to hand to the "
                                  "background. Start it again.")});
        return;
    }
    auto *background = new BackgroundRun(m_app, m_desktop, m_runs.lastOurs(), this);
    connect(background, &BackgroundRun::taken, this, [this, background] {
        background->deleteLater();
        finish();
    });
    connect(background, &BackgroundRun::failed, this, [this, background](const QString &why) {
        background->deleteLater();
        stay();
        m_app.refresh();
        m_app.toast({MessageKind::bad,
                     tr("The run could not be handed to the background. It is stopped and saved; resume it "
                        "on the Train page."),
                     why});
    });
    background->start();
}

void Leaving::finish() {
    const auto then = std::exchange(m_then, {});
    m_handsOn = false;
    Q_EMIT changed();
    then();
}

void Leaving::stay() {
    m_then = {};
    m_ending = m_handsOn = false;
    Q_EMIT changed();
}

} // namespace retort
