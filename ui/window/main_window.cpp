// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/main_window.h"

#include "core/data/project/project.h"
#include "core/learn/device.h"
#include "ui/jobs/task_center.h"
#include "ui/models/device_text.h"
#include "ui/models/kind_info.h"
#include "ui/pages/page.h"
#include "ui/project/project_dialogs.h"
#include "ui/settings.h"
#include "ui/state/app_state.h"
#include "ui/text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/layouts.h"
#include "ui/widgets/nav_rail.h"
#include "ui/widgets/toast.h"
#include "ui/window/command_palette.h"
#include "ui/window/desktop.h"
#include "ui/window/help_dialogs.h"
#include "ui/window/language.h"
#include "ui/window/leaving.h"
#include "ui/window/page_stack.h"
#include "ui/window/run_watch.h"
#include "ui/window/status_line.h"
#include "ui/window/window_actions.h"

#include <QAction>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QMenu>
#include <QMenuBar>
#include <QMimeData>
#include <QStatusTipEvent>
#include <QTimer>

namespace retort {

MainWindow::MainWindow(AppState &app, WindowOptions options)
    : m_app(app),
      m_options(std::move(options)),
      m_language(new WindowLanguage(this)),
      m_desktop(new Desktop(this)),
      m_runs(new RunWatch(app, this)),
      m_actions(nullptr),
      m_pages(nullptr),
      m_projectMenu(new QMenu(this)),
      m_recentMenu(new QMenu(this)),
      m_leaving(new Leaving(app, *m_desktop, *m_runs, this)) {
    setObjectName(QStringLiteral("main_window"));
    for (const OptionSpec &spec : Settings::table())
        applySetting(fromUtf8(spec.id));
    m_actions = new WindowActions(this);
    m_pages = new PageStack(app, this);
    setMinimumSize(size::windowMinWidth, size::windowMinHeight);
    setAcceptDrops(true);
    bindCommands();
    connect(m_recentMenu, &QMenu::aboutToShow, this, &MainWindow::fillRecentMenu);
    buildMenus();
    buildLayout();
    connectState();
    updateTitle();
    updateActions();
}

MainWindow::~MainWindow() = default;

void MainWindow::buildLayout() {
    auto *central = new QWidget(this);
    buildRail();
    m_status = new StatusLine(m_app, *m_runs, m_projectMenu, central);
    columnIn(central, {{rowOf({m_rail, {m_pages, 1}}, 0), 1}, m_status}, 0);
    setCentralWidget(central);
    m_dropHint = makeLabel({}, FontRole::pageTitle, Role::accent, this); // over the whole window
    m_dropHint->setAlignment(Qt::AlignCenter);
    m_dropHint->setAutoFillBackground(true);
    m_dropHint->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_dropHint->hide();
}

void MainWindow::buildRail() {
    m_rail = new NavRail(this);
    std::optional<PageGroup> group;
    for (const PageInfo &page : pageTable()) {
        const QString id = QString::fromLatin1(page.id);
        QAction *go = m_actions->action(QStringLiteral("go_") + id);
        Q_ASSERT_X(go, page.id, "a page needs a row go_<id> in the action table");
        const bool foot = page.group == PageGroup::Foot;
        if (group && *group != page.group && !foot)
            m_rail->addGroupGap();
        group = page.group;
        m_rail->addPage(id, go, QString::fromLatin1(page.icon), foot);
    }
    connect(m_rail, &NavRail::activated, m_pages, [this](const QString &id) { m_pages->showPage(id); });
}

void MainWindow::buildMenus() {
    m_actions->buildMenus(menuBar(), [this](MenuId id, QMenu *menu) {
        if (id != MenuId::File)
            return;
        m_recentMenu->setTitle(tr("Recent projects"));
        menu->insertMenu(m_actions->action(QStringLiteral("project_save_copy")), m_recentMenu);
    });
    m_projectMenu->clear();
    for (const char *id : {"project_reveal", "project_rename", "trash_show", "project_save_copy",
                           "project_close", "project_open", "project_create"})
        m_projectMenu->addAction(m_actions->action(QLatin1String(id)));
    m_projectMenu->insertSeparator(m_actions->action(QStringLiteral("project_open")));
}

void MainWindow::fillRecentMenu() {
    m_recentMenu->clear();
    for (const RecentProject &recent : m_app.settings().recentProjects()) {
        QAction *open =
            m_recentMenu->addAction(QStringLiteral("%1 — %2").arg(recent.name, formatPath(recent.folder)));
        connect(open, &QAction::triggered, this,
                [this, folder = recent.folder] { m_app.openProject(folder); });
        m_app.lookFor(recent.folder, open, [open](bool there) { open->setEnabled(there); });
    }
    m_recentMenu->addSeparator();
    m_recentMenu->addAction(m_actions->action(QStringLiteral("recent_clear")));
}

void MainWindow::connectState() {
    connect(&m_app.settings(), &Settings::changed, this, &MainWindow::applySetting);
    connect(&m_app, &AppState::pageRequested, m_pages, &PageStack::showPage);
    connect(&m_app, &AppState::toastRequested, this,
            [this](const ToastSpec &toast) { ToastHost::of(this)->post(toast); });
    connect(ToastHost::of(this), &ToastHost::undoChanged, this, &MainWindow::updateActions);
    connect(&m_app, &AppState::projectChanged, this, [this] {
        if (!m_options.newSession && !m_options.safeMode)
            m_app.settings().remember(QStringLiteral("project"),
                                      m_app.hasProject() ? fromUtf8(m_app.project()->folder().string())
                                                         : QString());
        m_pages->projectChanged();
        ToastHost::of(this)->dropOutdated();
        updateTitle();
        updateActions();
    });
    connect(&m_app, &AppState::changed, this, [this](const Kinds &kinds) {
        if (kinds.meets(Kinds::ProjectFacts))
            updateTitle();
        if (kinds.meets(Kinds::ProjectFacts) || kinds.has(ArtifactKind::Version)) { // marks can be undone
            ToastHost::of(this)->dropOutdated();
            updateActions();
        }
    });
    connect(&m_app, &AppState::openingChanged, this, &MainWindow::updateActions);
    connect(&m_app, &AppState::projectFailed, this, [this](const QString &folder, const JobFailure &failure) {
        if (std::exchange(m_restored, {}) == folder && failure.code == ErrorCode::NotFound)
            m_pages->showPage(QStringLiteral("home")); // the last project is gone
        else
            showProjectFailure(m_app, this, folder, failure);
    });
    connect(m_pages, &PageStack::shown, this, &MainWindow::onShown);
    connect(m_actions, &WindowActions::pageActionWanted, this,
            [this](const QString &page, const QString &action) {
                const bool seen = m_pages->currentId() == page;
                if (!seen)
                    m_pages->showPage(page, {{QStringLiteral("command"), action}});
                const ActionSpec &spec = *findActionSpec(action);
                // What changes something at once acts only on what was in sight.
                Page *shown = m_pages->currentPage();
                QAction *real = shown ? shown->findAction(action) : nullptr;
                const bool offered = real && real->isVisible();
                if (!seen && (spec.acts() || !offered)) {
                    const QString text =
                        offered ? tr("“%1” was not done yet: choose it again now that you see what it "
                                     "acts on.")
                                : tr("“%1” is not possible at the moment.");
                    ToastSpec toast{MessageKind::info, text.arg(actionText(spec))};
                    toast.holds = [this, page] { return m_pages->currentId() == page; };
                    m_app.toast(toast);
                } else if (offered && real->isEnabled()) {
                    real->trigger();
                }
            });
    connect(m_runs, &RunWatch::changed, this, [this] {
        updateTitle();
        updateBadges();
    });
    connect(m_runs, &RunWatch::ended, this, &MainWindow::runEnded);
    connect(&m_app.jobs(), &TaskCenter::tasksChanged, this, &MainWindow::updateBadges);
    connect(m_leaving, &Leaving::changed, this, &MainWindow::updateBadges);
    connect(&m_app, &AppState::leavingAsked, this, [this](const std::function<void()> &then) {
        m_leaving->begin(Leaving::What::CloseProject, then);
    });
}

void MainWindow::applySetting(const QString &id) {
    const Settings &settings = m_app.settings();
    Theme &theme = Theme::instance();
    if (id == QLatin1String("theme")) {
        const QString mode = settings.themeMode();
        theme.setMode(mode == QLatin1String("dark")    ? Theme::Mode::dark
                      : mode == QLatin1String("light") ? Theme::Mode::light
                                                       : Theme::Mode::automatic);
    } else if (id == QLatin1String("zoom")) {
        theme.setZoom(settings.zoom());
    } else if (id == QLatin1String("reduce_motion")) {
        theme.setReduceMotion(settings.reduceMotion());
    } else if (id == QLatin1String("language")) {
        // Later, when built: the page that switched is thrown away and must not be in the middle of its own
        // signal.
        if (!m_actions)
            m_language->apply(settings.shownLanguage());
        else
            QTimer::singleShot(0, this, [this] { m_language->apply(m_app.settings().shownLanguage()); });
    } else if (id == QLatin1String("inhibit_suspend") && m_status) {
        updateBadges();
    }
}

void MainWindow::changeEvent(QEvent *event) {
    QMainWindow::changeEvent(event);
    // Two translators are exchanged, so the event comes several times: one rebuild at the end.
    if (event->type() == QEvent::LanguageChange && m_status)
        QTimer::singleShot(0, this, &MainWindow::retranslate);
}

void MainWindow::retranslate() {
    if (property("shownLanguage").toString() == m_language->current())
        return;
    setProperty("shownLanguage", m_language->current());
    m_actions->retranslate();
    buildMenus();
    m_status->retranslate();
    m_pages->rebuild();
    readDevice(); // its text in the status line was made in the old language
    updateTitle();
}

void MainWindow::onShown(const QString &pageId) {
    m_rail->setCurrent(pageId);
    ToastHost::of(this)->dropOutdated();
    ToastHost::of(this)->place();
    m_actions->setCurrentPage(m_pages->currentPage());
    if (Page *page = m_pages->currentPage())
        connect(page, &Page::undoChanged, this, &MainWindow::changedByHand, Qt::UniqueConnection);
    if (!m_options.newSession && !m_options.safeMode)
        m_app.settings().remember(QStringLiteral("page"), pageId);
    updateActions();
}

void MainWindow::updateTitle() {
    const QString running = m_runs->summary();
    setWindowTitle(!running.isEmpty() ? running
                   : !m_app.hasProject()
                       ? QStringLiteral("Retort")
                       : fromUtf8(m_app.snapshot().info.name) + QStringLiteral(" — Retort"));
}

void MainWindow::updateActions() {
    const auto enable = [this](const char *id, bool on) {
        m_actions->action(QLatin1String(id))->setEnabled(on);
    };
    const bool open = m_app.hasProject();
    for (const char *id :
         {"project_save_copy", "project_reveal", "project_close", "trash_show", "view_refresh"})
        enable(id, open);
    enable("project_rename", open && !m_app.readOnly());
    for (const char *id : {"project_create", "project_open", "project_demo"})
        enable(id, !m_app.opening());
    enable("go_back", m_pages->canGoBack());
    enable("go_forward", m_pages->canGoForward());
    const Page *page = m_pages->currentPage();
    enable("edit_undo", ToastHost::of(this)->canUndo() || (page && page->canUndo()));
    enable("edit_redo", page && page->canRedo());
}

// A newer change than that of the toast: Edit ▸ Undo means it from now on.
void MainWindow::changedByHand() {
    ToastHost::of(this)->forgetUndo();
    updateActions();
}

void MainWindow::updateBadges() {
    for (const PageInfo &page : pageTable()) {
        const QString id = QString::fromLatin1(page.id);
        const bool trains =
            qstrcmp(page.id, kindInfo(ArtifactKind::Run).page) == 0 && m_runs->status().active;
        m_rail->setBadge(id, trains || m_app.jobs().going(id));
    }
    // While a run is handed on nobody trains for a moment, and the hold goes on with it.
    m_desktop->setAwake((m_runs->status().active || m_leaving->handsOn())
                            && std::get<bool>(m_app.settings().value(QStringLiteral("inhibit_suspend"))),
                        tr("A student is being trained"));
}

void MainWindow::runEnded(bool failed, const QString &name) {
    if (isActiveWindow() || !std::get<bool>(m_app.settings().value(QStringLiteral("notify_end"))))
        return;
    m_desktop->notify(failed ? tr("Training failed") : tr("Training has ended"), name);
}

void MainWindow::readDevice() {
    readDevices(m_app.jobs(), this, [this](const std::vector<DeviceInfo> &devices) {
        if (const DeviceInfo *best = findDevice(devices, "auto"))
            m_app.setDeviceText(deviceName(*best));
    });
}

bool MainWindow::event(QEvent *event) {
    if (event->type() == QEvent::StatusTip && m_status) {
        m_status->showTip(static_cast<QStatusTipEvent *>(event)->tip());
        return true;
    }
    return QMainWindow::event(event);
}

void MainWindow::showTasks() {
    m_status->showTasks();
}

void MainWindow::showPalette() {
    auto *palette = new CommandPalette(*m_actions, this);
    palette->setAttribute(Qt::WA_DeleteOnClose);
    palette->popUp();
}

// --- files dropped on the window

void MainWindow::dragEnterEvent(QDragEnterEvent *event) {
    if (!event->mimeData()->hasUrls())
        return;
    for (const QUrl &url : event->mimeData()->urls())
        if (!url.isLocalFile())
            return;
    event->acceptProposedAction();
    m_dropHint->setText(m_app.hasProject() ? tr("Drop to import") : tr("Drop a project folder to open it"));
    m_dropHint->setGeometry(rect());
    m_dropHint->raise();
    m_dropHint->show();
}

void MainWindow::dragLeaveEvent(QDragLeaveEvent *) {
    m_dropHint->hide();
}

void MainWindow::dropEvent(QDropEvent *event) {
    m_dropHint->hide();
    QStringList paths;
    for (const QUrl &url : event->mimeData()->urls())
        paths << url.toLocalFile();
    event->acceptProposedAction();
    openPaths(paths);
}

void MainWindow::openPaths(const QStringList &paths) {
    if (paths.isEmpty())
        return;
    const QFileInfo first(paths.first());
    const QString folder =
        first.fileName() == QLatin1String("project.retort") ? first.path() : first.filePath();
    if (Project::isProject(toUtf8(folder))) {
        m_app.openProject(folder);
        return;
    }
    if (!m_app.hasProject()) {
        m_app.toastInfo(tr("Open or make a project first, then drop the files again."));
        return;
    }
    if (m_app.readOnly())
        return m_app.toastReadOnly();
    m_app.goTo(QStringLiteral("data"), {{QStringLiteral("files"), paths}});
}

} // namespace retort
