// SPDX-License-Identifier: GPL-3.0-or-later
// The window: rail, menus, page stack, status line, toasts; session, drag and drop, language and look,
// closing. What pages do is theirs. GUI thread.
#pragma once

#include <QMainWindow>
#include <QStringList>

class QLabel;
class QMenu;

namespace retort {

class AppState;
class Desktop;
class Leaving;
class WindowLanguage;
class NavRail;
class PageStack;
class RunWatch;
class StatusLine;
class WindowActions;

struct WindowOptions {
    QString project;         // folder; empty: the session's
    QString page;            // page id; empty: the session's
    bool demo = false;       // the demo project, made when it is not there
    QStringList files;       // to import
    bool newSession = false; // nothing restored, nothing of the session overwritten
    bool safeMode = false;   // nothing restored; the window says so
};

class MainWindow final : public QMainWindow {
    Q_OBJECT

public:
    MainWindow(AppState &app, WindowOptions options);
    ~MainWindow() override;

    void start(); // restores the session, opens the project, shows
    PageStack &pages() { return *m_pages; }
    WindowActions &actions() { return *m_actions; }
    void leaveNow(); // closes without asking; a run is stopped and saved first
    void showTasks();
    void showPalette();

protected:
    void closeEvent(QCloseEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool event(QEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void bindCommands(); // window_commands.cpp
    void buildLayout();
    void buildRail();
    void buildMenus();
    void fillRecentMenu();
    void connectState();
    void applySetting(const QString &id);
    void retranslate();
    void onShown(const QString &pageId);
    void updateTitle();
    void updateActions();
    void changedByHand();
    void updateBadges();
    void readDevice();
    void runEnded(bool failed, const QString &name);
    void openPaths(const QStringList &paths);

    // session and closing
    void restoreSession();
    void saveSession();
    void countStart();
    void leave();

    AppState &m_app;
    WindowOptions m_options;
    WindowLanguage *m_language;
    Desktop *m_desktop;
    RunWatch *m_runs;
    WindowActions *m_actions;
    NavRail *m_rail = nullptr;
    PageStack *m_pages;
    StatusLine *m_status = nullptr;
    QLabel *m_dropHint = nullptr;
    QMenu *m_projectMenu;
    QMenu *m_recentMenu;
    Leaving *m_leaving;
    QString m_restored;  // the last session's project, until it is open
    bool m_left = false; // nothing goes on any more
};

} // namespace retort
