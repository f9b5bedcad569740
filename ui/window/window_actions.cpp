// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/window_actions.h"

#include "ui/pages/page.h"

#include <QAction>
#include <QApplication>
#include <QCoreApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QPlainTextEdit>
#include <QRegularExpression>

namespace retort {
namespace {

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

QString menuTitle(MenuId id) {
    static constexpr const char *titles[] = {
        // in the order of the enum
        "",
        QT_TRANSLATE_NOOP("menus", "&File"),
        QT_TRANSLATE_NOOP("menus", "&Edit"),
        QT_TRANSLATE_NOOP("menus", "&View"),
        QT_TRANSLATE_NOOP("menus", "&Data"),
        QT_TRANSLATE_NOOP("menus", "&Run"),
        QT_TRANSLATE_NOOP("menus", "&Model"),
        QT_TRANSLATE_NOOP("menus", "&Tools"),
        QT_TRANSLATE_NOOP("menus", "&Window"),
        QT_TRANSLATE_NOOP("menus", "&Help"),
    };
    const char *title = titles[std::size_t(id)];
    return *title ? QCoreApplication::translate("menus", title) : QString();
}

// Without its mnemonic: "File", "文件".
QString menuTitlePlain(MenuId id) {
    static const QRegularExpression chineseMnemonic(QStringLiteral("\\(&.\\)"));
    return menuTitle(id).remove(chineseMnemonic).remove(u'&');
}

} // namespace

QString placeTitle(const ActionSpec &spec) {
    if (isOfFocus(spec))
        return QCoreApplication::translate("menus",
                                           qstrcmp(spec.page, onChart) == 0
                                               ? QT_TRANSLATE_NOOP("menus", "Chart in focus")
                                               : QT_TRANSLATE_NOOP("menus", "Chosen in a table or picker"));
    const PageInfo *page = *spec.page ? findPage(QLatin1String(spec.page)) : nullptr;
    return page ? pageTitle(*page) : menuTitlePlain(spec.menu);
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
    qApp->installEventFilter(this);
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) {
        if (now && now->window() == m_window)
            m_focus = now;
    });
}

// A field with nothing to undo or redo leaves the key to the window; Qt's keep it.
bool WindowActions::eventFilter(QObject *object, QEvent *event) {
    if (event->type() != QEvent::ShortcutOverride)
        return false;
    const auto *key = static_cast<const QKeyEvent *>(event);
    const bool undo = key->matches(QKeySequence::Undo);
    if (!undo && !key->matches(QKeySequence::Redo))
        return false;
    bool own = true;
    if (const auto *line = qobject_cast<const QLineEdit *>(object))
        own = undo ? line->isUndoAvailable() : line->isRedoAvailable();
    else if (const auto *text = qobject_cast<const QPlainTextEdit *>(object))
        own = undo ? text->document()->isUndoAvailable() : text->document()->isRedoAvailable();
    if (!own)
        event->ignore();
    return !own;
}

void WindowActions::bind(const char *id, std::function<void()> handler) {
    QAction *own = m_own.value(QLatin1String(id));
    if (!own)
        return; // the page is not registered
    connect(own, &QAction::triggered, this, std::move(handler));
    m_bound.insert(QLatin1String(id));
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

void WindowActions::buildMenus(QMenuBar *bar, const std::function<void(MenuId, QMenu *)> &extra) {
    bar->clear(); // takes the menus off and leaves them alive
    qDeleteAll(bar->findChildren<QMenu *>(QString(), Qt::FindDirectChildrenOnly));
    const auto rows = listed();
    for (int i = int(MenuId::File); i <= int(MenuId::Help); ++i) {
        const auto id = MenuId(i);
        if (std::ranges::none_of(rows, [id](const ActionSpec *spec) { return spec->menu == id; }))
            continue;
        QMenu *menu = bar->addMenu(menuTitle(id));
        connect(menu, &QMenu::aboutToShow, this, [this, id, menu, extra] {
            menu->clear();
            fill(menu, id);
            extra(id, menu);
        });
    }
}

// A stand-in for the action of a page shows its keys as text only: the shortcut itself belongs to the page.
void WindowActions::fill(QMenu *menu, MenuId id) {
    for (const ActionSpec *spec : listed()) {
        if (spec->menu != id)
            continue;
        if (*spec->page) {
            QAction *standIn = menu->addAction(QString(), this, [this, spec] { trigger(*spec); });
            dressAction(standIn, *spec);
            standIn->setShortcuts(QList<QKeySequence>());
            if (const auto keys = actionKeys(*spec); !keys.isEmpty())
                standIn->setText(actionText(*spec) + u'\t' + keys.first().toString(QKeySequence::NativeText));
            standIn->setEnabled(enabled(*spec));
        } else {
            menu->addAction(m_own.value(QLatin1String(spec->id)));
        }
        if (endsGroup(QLatin1String(spec->id)))
            menu->addSeparator();
    }
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
