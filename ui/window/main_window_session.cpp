// SPDX-License-Identifier: GPL-3.0-or-later
// Start and end of the window: what is restored and kept.
#include "core/data/project/project.h"
#include "ui/jobs/task_center.h"
#include "ui/pages/page.h"
#include "ui/project/project_dialogs.h"
#include "ui/settings.h"
#include "ui/state/app_state.h"
#include "ui/text.h"
#include "ui/theme/metrics.h"
#include "ui/window/leaving.h"
#include "ui/window/main_window.h"
#include "ui/window/page_stack.h"
#include "ui/window/window_actions.h"

#include <QAction>
#include <QCloseEvent>
#include <QDir>
#include <QMenuBar>
#include <QScreen>
#include <QStyle>

namespace retort {
namespace {

constexpr int layoutVersion = 1; // of saveState()
constexpr int unsafeStarts = 2;  // after so many that did not close properly, the session is not restored

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
        m_app.toast({MessageKind::warn, tr("Retort did not close properly the last times."),
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
    resize(QSize(retort::size::windowWidth, retort::size::windowHeight).boundedTo(room));
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
    if (project.isEmpty() && restore && !m_options.demo
        && std::get<bool>(settings.value(QStringLiteral("reopen_project"))))
        project = m_restored = settings.remembered(QStringLiteral("project")).toString();
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
    m_leaving->begin(Leaving::What::Quit, [this] { leave(); });
}

void MainWindow::leaveNow() {
    m_leaving->atOnce([this] { leave(); });
}

// Short jobs may still be at work, and marks wait to be saved.
void MainWindow::leave() {
    if (!isEnabled())
        return;
    saveSession();
    setEnabled(false);
    connect(&m_app.jobs(), &TaskCenter::allIdle, this, [this] {
        m_left = true;
        close();
    });
    m_app.jobs().close();
}

} // namespace retort
