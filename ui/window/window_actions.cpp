// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/window_actions.h"

#include "ui/pages/page.h"

#include <QAction>
#include <QApplication>
#include <QCoreApplication>
#include <QMenu>
#include <QMenuBar>
#include <QRegularExpression>

namespace retort {
namespace {

constexpr MenuId menuOrder[] = {MenuId::File,  MenuId::Edit,  MenuId::View,   MenuId::Data, MenuId::Run,
                                MenuId::Model, MenuId::Tools, MenuId::Window, MenuId::Help};

// Rows after which a line is drawn.
bool endsGroup(QLatin1String id) {
    for (const char *last :
         {"project_demo", "project_rename", "project_close", "edit_redo", "view_zoom_reset",
          "view_language_toggle", "view_full_screen", "go_forward", "go_home", "help_whats_this"})
        if (id == QLatin1String(last))
            return true;
    return false;
}

QLatin1String goTarget(const ActionSpec &spec) {
    const QLatin1String id(spec.id);
    if (!id.startsWith(QLatin1String("go_")) || id == QLatin1String("go_back")
        || id == QLatin1String("go_forward"))
        return {};
    return id.sliced(3);
}

} // namespace

QString menuTitle(MenuId id) {
    const auto shown = [](const char *text) { return QCoreApplication::translate("menus", text); };
    switch (id) {
    case MenuId::None:
        break;
    case MenuId::File:
        return shown(QT_TRANSLATE_NOOP("menus", "&File"));
    case MenuId::Edit:
        return shown(QT_TRANSLATE_NOOP("menus", "&Edit"));
    case MenuId::View:
        return shown(QT_TRANSLATE_NOOP("menus", "&View"));
    case MenuId::Data:
        return shown(QT_TRANSLATE_NOOP("menus", "&Data"));
    case MenuId::Run:
        return shown(QT_TRANSLATE_NOOP("menus", "&Run"));
    case MenuId::Model:
        return shown(QT_TRANSLATE_NOOP("menus", "&Model"));
    case MenuId::Tools:
        return shown(QT_TRANSLATE_NOOP("menus", "&Tools"));
    case MenuId::Window:
        return shown(QT_TRANSLATE_NOOP("menus", "&Window"));
    case MenuId::Help:
        return shown(QT_TRANSLATE_NOOP("menus", "&Help"));
    }
    return {};
}

QString placeTitle(const ActionSpec &spec) {
    if (isOfFocus(spec))
        return QCoreApplication::translate("menus",
                                           qstrcmp(spec.page, onChart) == 0
                                               ? QT_TRANSLATE_NOOP("menus", "Chart in focus")
                                               : QT_TRANSLATE_NOOP("menus", "Chosen in a table or picker"));
    const PageInfo *page = *spec.page ? findPage(QLatin1String(spec.page)) : nullptr;
    return page ? pageTitle(*page) : menuTitlePlain(spec.menu);
}

QString menuTitlePlain(MenuId id) {
    static const QRegularExpression chineseMnemonic(QStringLiteral("\\(&.\\)"));
    return menuTitle(id).remove(chineseMnemonic).remove(u'&');
}

std::vector<const ActionSpec *> WindowActions::listed() {
    std::vector<const ActionSpec *> list;
    for (const ActionSpec &spec : actionTable()) {
        const QLatin1String target = goTarget(spec);
        if (!target.isEmpty() && !findPage(target))
            continue;
        if (*spec.page && !isOfFocus(spec) && !findPage(QLatin1String(spec.page)))
            continue;
        list.push_back(&spec);
    }
    return list;
}

WindowActions::WindowActions(QWidget *window) : QObject(window), m_window(window) {
    for (const ActionSpec *spec : listed()) {
        if (*spec->page)
            continue;
        auto *action = new QAction(this);
        dressAction(action, *spec);
        m_own.insert(QLatin1String(spec->id), action);
        m_window->addAction(action);
    }
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) {
        if (now && now->window() == m_window)
            m_focus = now;
    });
}

QAction *WindowActions::action(const QString &id) const {
    return m_own.value(id);
}

void WindowActions::bind(const char *id, std::function<void()> handler) {
    QAction *own = m_own.value(QLatin1String(id));
    if (!own)
        return; // the page is not registered
    connect(own, &QAction::triggered, this, std::move(handler));
    m_bound.insert(QLatin1String(id), true);
}

bool WindowActions::isBound(const QString &id) const {
    return m_bound.value(id);
}

// Up from what had the focus last: an open palette has it now.
QAction *WindowActions::focusAction(const QString &id) const {
    for (const QWidget *w = m_focus; w; w = w->parentWidget())
        for (QAction *action : w->actions())
            if (action->objectName() == id)
                return action;
    return nullptr;
}

bool WindowActions::enabled(const ActionSpec &spec) const {
    const QString id = QLatin1String(spec.id);
    if (isOfFocus(spec)) {
        const QAction *real = focusAction(id);
        return real && real->isEnabled();
    }
    if (!*spec.page)
        return m_own.value(id) && m_own.value(id)->isEnabled();
    if (!m_page || m_page->id() != QLatin1String(spec.page))
        return true; // the page itself will say
    const QAction *real = m_page->findAction(id);
    return real && real->isEnabled();
}

void WindowActions::trigger(const ActionSpec &spec) {
    if (QAction *real =
            isOfFocus(spec) ? focusAction(QLatin1String(spec.id)) : m_own.value(QLatin1String(spec.id)))
        real->trigger();
    else if (!isOfFocus(spec))
        Q_EMIT pageActionWanted(QLatin1String(spec.page), QLatin1String(spec.id));
}

QAction *WindowActions::standIn(const ActionSpec &spec) {
    const QString id = QLatin1String(spec.id);
    if (QAction *made = m_standIns.value(id))
        return made;
    auto *action = new QAction(this);
    connect(action, &QAction::triggered, this, [this, &spec] { trigger(spec); });
    m_standIns.insert(id, action);
    return action;
}

void WindowActions::buildMenus(QMenuBar *bar, const std::function<void(MenuId, QMenu *)> &extra) {
    bar->clear(); // takes the menus off and leaves them alive
    qDeleteAll(bar->findChildren<QMenu *>(QString(), Qt::FindDirectChildrenOnly));
    const auto rows = listed();
    for (const MenuId menuId : menuOrder) {
        auto *menu = new QMenu(menuTitle(menuId), bar);
        for (const ActionSpec *spec : rows) {
            if (spec->menu != menuId)
                continue;
            menu->addAction(*spec->page ? standIn(*spec) : m_own.value(QLatin1String(spec->id)));
            if (endsGroup(QLatin1String(spec->id)))
                menu->addSeparator();
        }
        extra(menuId, menu);
        if (menu->isEmpty())
            delete menu;
        else
            bar->addMenu(menu);
    }
    syncStandIns();
}

void WindowActions::setCurrentPage(Page *page) {
    m_page = page;
    QList<QKeySequence> taken;
    if (page)
        for (const ActionSpec &spec : actionTable())
            if (page->id() == QLatin1String(spec.page))
                taken += actionKeys(spec);
    for (auto it = m_own.begin(); it != m_own.end(); ++it) {
        QList<QKeySequence> keys = actionKeys(*findActionSpec(it.key()));
        keys.removeIf([&](const QKeySequence &key) { return taken.contains(key); });
        it.value()->setShortcuts(keys);
    }
    if (page)
        for (const ActionSpec &spec : actionTable())
            if (page->id() == QLatin1String(spec.page))
                if (const QAction *real = page->findAction(QLatin1String(spec.id)))
                    connect(real, &QAction::changed, this, &WindowActions::syncStandIns,
                            Qt::UniqueConnection);
    syncStandIns();
}

// A stand-in shows its keys as text only: the shortcut itself belongs to the page.
void WindowActions::syncStandIns() {
    for (auto it = m_standIns.begin(); it != m_standIns.end(); ++it) {
        const ActionSpec &spec = *findActionSpec(it.key());
        dressAction(it.value(), spec);
        it.value()->setShortcuts(QList<QKeySequence>());
        const QList<QKeySequence> keys = actionKeys(spec);
        if (!keys.isEmpty())
            it.value()->setText(actionText(spec) + u'\t' + keys.first().toString(QKeySequence::NativeText));
        it.value()->setEnabled(enabled(spec));
    }
}

void WindowActions::retranslate() {
    for (auto it = m_own.begin(); it != m_own.end(); ++it) {
        const bool checked = it.value()->isChecked();
        dressAction(it.value(), *findActionSpec(it.key()));
        if (it.value()->isCheckable())
            it.value()->setChecked(checked);
    }
    setCurrentPage(m_page);
}

} // namespace retort
