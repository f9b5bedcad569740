// SPDX-License-Identifier: GPL-3.0-or-later
// Start and end of the window: what is restored, and what is asked before a run or an import is left.
#include "core/data/project/project.h"
#include "ui/jobs/job_hub.h"
#include "ui/pages/page.h"
#include "ui/project/demo_project.h"
#include "ui/settings.h"
#include "ui/state/app_state.h"
#include "ui/text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/ask_dialog.h"
#include "ui/window/background_run.h"
#include "ui/window/main_window.h"
#include "ui/window/page_stack.h"
#include "ui/window/run_watch.h"

#include "ui/window/window_actions.h"

#include <QAction>
#include <QCloseEvent>
#include <QDir>
#include <QFileInfo>
#include <QMenuBar>
#include <QScreen>
#include <QStyle>
#include <QTimer>

namespace retort {
namespace {

constexpr int layoutVersion = 1; // of saveState()
constexpr int unsafeStarts = 2;  // ends without a goodbye after which the session is not restored

} // namespace

void MainWindow::start() {
    countStart();
    restoreSession();
    show();
    readDevice();
    if (!m_app.opening())
        openPaths(std::exchange(m_options.files, {}));
    else
        connect(&m_app, &AppState::projectChanged, this,
                [this] { openPaths(std::exchange(m_options.files, {})); });
}

// A program that dies while it restores its session would do so for ever.
void MainWindow::countStart() {
    if (m_options.newSession)
        return;
    const int unclean = m_app.settings().remembered(QStringLiteral("unclean_starts"), 0).toInt();
    m_app.settings().remember(QStringLiteral("unclean_starts"), unclean + 1);
    if (m_options.safeMode) {
        m_app.toastInfo(tr("Safe mode: nothing of the last session was opened."));
    } else if (unclean >= unsafeStarts) {
        m_options.safeMode = true;
        m_app.toast({ToastKind::Warning, tr("Retort did not close properly the last times."),
                     tr("So it starts without the last session. Your projects are as they were saved."),
                     tr("Show log"), [this] { m_actions->action(QStringLiteral("log_show"))->trigger(); }});
    }
}

void MainWindow::restoreSession() {
    Settings &settings = m_app.settings();
    const bool restore = !m_options.newSession && !m_options.safeMode;
    m_pages->setRemembers(restore);
    // With its frame, which is not known before it is shown, inside of what the screen has free.
    const QSize room = screen()->availableSize() - QSize(0, style()->pixelMetric(QStyle::PM_TitleBarHeight));
    resize(QSize(size::windowWidth, size::windowHeight).boundedTo(room));
    if (restore) {
        restoreGeometry(settings.remembered(QStringLiteral("geometry")).toByteArray());
        restoreState(settings.remembered(QStringLiteral("layout")).toByteArray(), layoutVersion);
        if (!settings.remembered(QStringLiteral("menu_bar"), true).toBool()) {
            menuBar()->hide();
            m_actions->action(QStringLiteral("view_menu_bar"))->setChecked(false);
        }
    }
    QString project = m_options.project;
    // `retort FOLDER` opens a project, `retort FILES…` imports.
    if (m_options.files.size() == 1 && Project::isProject(toUtf8(m_options.files.first())))
        project = m_options.files.takeFirst();
    const QString last = settings.remembered(QStringLiteral("project")).toString();
    if (project.isEmpty() && restore && !m_options.demo
        && std::get<bool>(settings.value(QStringLiteral("reopen_project"))) && QFileInfo::exists(last))
        project = last;
    QString page = m_options.page;
    if (page.isEmpty() && restore && !project.isEmpty())
        page = settings.remembered(QStringLiteral("page")).toString();
    if (!findPage(page))
        page = QStringLiteral("home");
    if (!project.isEmpty())
        m_app.openProject(QDir(project).absolutePath());
    else if (m_options.demo)
        openDemoProject(m_app);
    m_pages->showPage(page);
}

void MainWindow::saveSession() {
    if (m_options.newSession)
        return;
    Settings &settings = m_app.settings();
    settings.remember(QStringLiteral("unclean_starts"), 0);
    settings.remember(QStringLiteral("geometry"), saveGeometry());
    settings.remember(QStringLiteral("layout"), saveState(layoutVersion));
    m_pages->keepViews();
}

// --- closing

void MainWindow::closeEvent(QCloseEvent *event) {
    if (m_left) {
        event->accept();
        return;
    }
    event->ignore();
    if (m_leaving || !askBeforeClosing())
        return;
    leave();
}

// True: nothing to ask. Otherwise a question is open, and its answer closes the window.
bool MainWindow::askBeforeClosing() {
    if (m_app.jobs().train().busy()) {
        askAboutRun();
        return false;
    }
    if (!m_app.jobs().tasks().empty()) {
        askAboutTasks();
        return false;
    }
    return true;
}

void MainWindow::askAboutRun() {
    const RunStatus &run = m_runs->status();
    QString question = tr("%1 is at %2. What shall happen with it?").arg(run.name, formatShare(run.share, 0));
    for (const JobHub::Task &task : m_app.jobs().tasks())
        if (task.runner != &m_app.jobs().train())
            question += u'\n' + tr("%1 is cancelled when Retort closes.").arg(task.info.label);
    auto *ask = new AskDialog(tr("A student is being trained"), question, this);
    ask->addChoice(tr("Abort"), ButtonKind::danger, [this] {
        m_app.jobs().train().cancelAll();
        leave();
    });
    ask->addChoice(tr("Stop and save"), ButtonKind::secondary, [this] { leaveWhenTrainingEnds({}); });
    ask->addChoice(tr("Keep training in the background"), ButtonKind::secondary, [this] {
        m_handOver = true;
        leaveWhenTrainingEnds([this] { continueInBackground(m_runs->lastOurs()); });
    });
    ask->addSafeChoice(tr("Stay"));
    ask->open();
}

void MainWindow::askAboutTasks() {
    QStringList names;
    for (const JobHub::Task &task : m_app.jobs().tasks())
        names << task.info.label;
    auto *ask = new AskDialog(
        tr("Something is still running"),
        tr("%1. If you quit now it is cancelled, and nothing half-done remains.").arg(names.join(u'\n')),
        this);
    ask->addChoice(tr("Cancel it and quit"), ButtonKind::danger, [this] { leave(); });
    ask->addSafeChoice(tr("Stay"));
    ask->open();
}

// Stop finishes the step and writes a checkpoint; the window stays, says so, and closes from idle.
void MainWindow::leaveWhenTrainingEnds(std::function<void()> instead) {
    JobRunner &train = m_app.jobs().train();
    m_leaving = true;
    m_app.toastInfo(tr("Saving a checkpoint, then Retort closes."));
    auto *once = new QObject(this);
    const auto ended = [this, once, instead = std::move(instead)] {
        once->deleteLater();
        if (instead)
            instead();
        else
            leave();
    };
    for (const JobInfo &job : train.jobs())
        if (!job.running)
            train.cancel(job.number);
    // While the question was open the run may have ended by itself.
    if (!train.busy()) {
        ended();
        return;
    }
    connect(&train, &JobRunner::idle, once, ended);
    train.setRequest(JobRequest::Stop);
}

void MainWindow::continueInBackground(qint64 run) {
    auto *background = new BackgroundRun(m_app, *m_desktop, run, this);
    connect(background, &BackgroundRun::taken, this, &MainWindow::leave);
    connect(background, &BackgroundRun::failed, this, [this, background](const QString &why) {
        background->deleteLater();
        m_leaving = m_handOver = false;
        updateBadges();
        m_app.refresh();
        m_app.toast({ToastKind::Error,
                     tr("The run could not be handed to the background. It is stopped and saved; resume it "
                        "on the Train page."),
                     why,
                     {},
                     {}});
    });
    background->start();
}

void MainWindow::leaveNow() {
    if (m_leaving)
        return;
    if (m_app.jobs().train().busy())
        leaveWhenTrainingEnds({});
    else
        leave();
}

void MainWindow::leave() {
    m_leaving = true;
    saveSession();
    setEnabled(false);
    connect(&m_app.jobs(), &JobHub::allIdle, this, [this] {
        m_left = true;
        close();
    });
    m_app.jobs().close();
}

} // namespace retort
