// SPDX-License-Identifier: GPL-3.0-or-later
// The window's own QActions (rows of the action table without a page), and stand-ins for page actions in the
// menus: a stand-in goes to its page and triggers the real one there. GUI thread.
#pragma once

#include "ui/actions/action_table.h"

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QSet>

#include <functional>

class QMenu;
class QMenuBar;
class QWidget;

namespace retort {

class Page;

class WindowActions final : public QObject {
    Q_OBJECT

public:
    explicit WindowActions(QWidget *window);

    QAction *action(const QString &id) const { return m_own.value(id); } // null for page actions
    void bind(const char *id, std::function<void()> handler);
    bool isBound(const QString &id) const { return m_bound.contains(id); }

    // Every row that means something now: window rows, and page rows of registered pages.
    static std::vector<const ActionSpec *> listed();
    bool enabled(const ActionSpec &spec) const;
    void trigger(const ActionSpec &spec);

    // Each menu is filled when it opens; `extra` then adds to it.
    void buildMenus(QMenuBar *bar, const std::function<void(MenuId, QMenu *)> &extra);
    void setCurrentPage(Page *page); // its keys win over the window's
    void retranslate();

Q_SIGNALS:
    void pageActionWanted(const QString &pageId, const QString &actionId);

protected:
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    QAction *focusAction(const QString &id) const;
    void fill(QMenu *menu, MenuId id);

    QWidget *m_window;
    QHash<QString, QAction *> m_own;
    QSet<QString> m_bound;
    QPointer<Page> m_page;
    QPointer<QWidget> m_focus; // in this window, the last one
};

QString placeTitle(const ActionSpec &spec); // page, menu, or what it acts on

} // namespace retort
