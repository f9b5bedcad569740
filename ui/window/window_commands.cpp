// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/main_window.h"

#include "core/base/file.h"
#include "ui/pages/page.h"
#include "ui/project/project_dialogs.h"
#include "ui/settings.h"
#include "ui/state/app_state.h"
#include "ui/text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/toast.h"
#include "ui/window/help_dialogs.h"
#include "ui/window/page_stack.h"
#include "ui/window/trash_dialog.h"
#include "ui/window/window_actions.h"

#include <QAction>
#include <QDesktopServices>
#include <QMenuBar>
#include <QUrl>
#include <QWhatsThis>

namespace retort {
namespace {

constexpr double zoomStep = 0.1;

void showFolder(const std::filesystem::path &folder) {
    QDesktopServices::openUrl(QUrl::fromLocalFile(fromPath(folder)));
}

void bindProject(MainWindow &w, AppState &app) {
    WindowActions &a = w.actions();
    a.bind("project_create", [&] { (new NewProjectDialog(app, &w))->open(); });
    a.bind("project_open", [&] { askOpenProject(app, &w); });
    a.bind("project_demo", [&] { openDemoProject(app); });
    a.bind("project_save_copy", [&] { askSaveCopy(app, &w); });
    a.bind("project_rename", [&] { askRenameProject(app, &w); });
    a.bind("trash_show", [&] {
        if (app.hasProject())
            (new TrashDialog(app, &w))->open();
    });
    a.bind("project_reveal", [&] {
        if (app.hasProject())
            showFolder(app.project()->folder());
    });
    a.bind("recent_clear", [&] { app.settings().clearRecent(); });
    a.bind("project_close", [&] { app.closeProject(); });
    a.bind("app_quit", [&] { w.close(); });
}

void bindView(MainWindow &w, AppState &app) {
    WindowActions &a = w.actions();
    const auto zoomBy = [&app](double step) {
        app.settings().setValue(QStringLiteral("zoom"), std::clamp(app.settings().zoom() + step, 0.7, 2.0));
    };
    a.bind("view_zoom_in", [zoomBy] { zoomBy(zoomStep); });
    a.bind("view_zoom_out", [zoomBy] { zoomBy(-zoomStep); });
    a.bind("view_zoom_reset", [&app] { app.settings().reset(QStringLiteral("zoom")); });
    a.bind("view_theme_toggle", [&app] {
        app.settings().setValue(QStringLiteral("theme"),
                                std::string(Theme::instance().isDark() ? "light" : "dark"));
    });
    a.bind("view_language_toggle", [&app] {
        const bool english = app.settings().shownLanguage() == QLatin1String("en");
        app.settings().setValue(QStringLiteral("language"), std::string(english ? "zh_CN" : "en"));
    });
    QAction *menuBar = a.action(QStringLiteral("view_menu_bar"));
    menuBar->setCheckable(true);
    menuBar->setChecked(true);
    a.bind("view_menu_bar", [&w, &app, menuBar] {
        w.menuBar()->setVisible(menuBar->isChecked());
        app.settings().remember(QStringLiteral("menu_bar"), menuBar->isChecked());
        if (!menuBar->isChecked())
            app.toastInfo(MainWindow::tr("The menu bar is hidden. %1 brings it back.")
                              .arg(actionKeysText(*findActionSpec(u"view_menu_bar"))));
    });
    QAction *full = a.action(QStringLiteral("view_full_screen"));
    full->setCheckable(true);
    a.bind("view_full_screen", [&w, full] {
        w.setWindowState(w.windowState().setFlag(Qt::WindowFullScreen, full->isChecked()));
    });
    a.bind("view_refresh", [&app] { app.refresh(); });
}

void bindPlaces(MainWindow &w, AppState &app) {
    WindowActions &a = w.actions();
    a.bind("go_back", [&w] { w.pages().goBack(); });
    a.bind("go_forward", [&w] { w.pages().goForward(); });
    for (const PageInfo &page : pageTable())
        a.bind((QByteArray("go_") + page.id).constData(),
               [&w, id = QString::fromLatin1(page.id)] { w.pages().showPage(id); });
    a.bind("settings_open", [&w] { w.pages().showPage(QStringLiteral("settings")); });
    a.bind("edit_undo", [&w] {
        if (ToastHost *toasts = ToastHost::of(&w); toasts->canUndo())
            toasts->undo();
        else if (Page *page = w.pages().currentPage(); page && page->canUndo())
            page->undo();
    });
    a.bind("edit_redo", [&w] {
        if (Page *page = w.pages().currentPage(); page && page->canRedo())
            page->redo();
    });
    a.bind("edit_find", [&w] {
        if (Page *page = w.pages().currentPage())
            page->focusSearch();
    });
    a.bind("palette_open", [&w] { w.showPalette(); });
    a.bind("tasks_show", [&w] { w.showTasks(); });
    a.bind("log_show", [] { showFolder(stateFolder()); });
    a.bind("help_keys", [&w] { w.showCheatSheet(); });
    a.bind("help_whats_this", [] { QWhatsThis::enterWhatsThisMode(); });
    a.bind("help_about", [&w, &app] { (new AboutDialog(app, &w))->open(); });
}

} // namespace

void bindWindowCommands(MainWindow &window, AppState &app) {
    bindProject(window, app);
    bindView(window, app);
    bindPlaces(window, app);
}

} // namespace retort
