// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/page_stack.h"

#include "ui/pages/page.h"
#include "ui/settings.h"
#include "ui/text.h"
#include "ui/widgets/empty_state.h"

#include <QAction>
#include <QSplitter>

namespace retort {
namespace {

constexpr qsizetype maxHistory = 50;

} // namespace

PageStack::PageStack(AppState &app, QWidget *parent) : QStackedWidget(parent), m_app(app) {
    connect(&app, &AppState::openingChanged, this, [this] {
        if (!currentPage())
            display(m_current, {}); // the placeholder says that it is opening
    });
}

PageStack::~PageStack() = default;

QSize PageStack::minimumSizeHint() const {
    return currentWidget() ? currentWidget()->minimumSizeHint() : QSize();
}

Page *PageStack::currentPage() const {
    return qobject_cast<Page *>(m_made.value(m_current));
}

void PageStack::showPage(const QString &id, const QVariantMap &args) {
    if (!findPage(id))
        return;
    if (id != m_current) {
        if (!m_current.isEmpty())
            m_back << m_current;
        if (m_back.size() > maxHistory)
            m_back.removeFirst();
        m_forward.clear();
    }
    display(id, args);
}

void PageStack::goBack() {
    if (m_back.isEmpty())
        return;
    m_forward << m_current;
    display(m_back.takeLast(), {});
}

void PageStack::goForward() {
    if (m_forward.isEmpty())
        return;
    m_back << m_current;
    display(m_forward.takeLast(), {});
}

void PageStack::display(const QString &id, const QVariantMap &args) {
    const PageInfo *info = findPage(id);
    if (!info)
        return;
    QWidget *widget = m_made.value(id);
    const bool placeholder = info->needsProject && !m_app.hasProject();
    if (placeholder || !widget) {
        delete widget;
        widget = placeholder ? makePlaceholder(*info) : make(*info);
        m_made.insert(id, widget);
    }
    m_current = id;
    const bool lost = !window()->focusWidget(); // at the start, or it went with a page made anew
    setCurrentWidget(widget);
    if (lost)
        widget->setFocus(); // not a control: nobody has chosen one
    updateGeometry();
    if (auto *page = qobject_cast<Page *>(widget)) {
        if (!args.isEmpty())
            page->open(args);
        page->activated();
        const QString id = args.value(QStringLiteral("action")).toString();
        if (QAction *action = id.isEmpty() ? nullptr : page->findAction(id); action && action->isEnabled())
            action->trigger();
    }
    Q_EMIT shown(id);
}

QWidget *PageStack::make(const PageInfo &info) {
    Page *page = info.create(m_app, this);
    addWidget(page);
    for (auto *splitter : page->findChildren<QSplitter *>())
        m_app.settings().keepSplitter(splitter, page->id() + u'/' + splitter->objectName());
    if (const QVariantMap view = m_views.value(QLatin1String(info.id)).toMap(); !view.isEmpty())
        page->setViewState(view);
    return page;
}

QWidget *PageStack::makePlaceholder(const PageInfo &info) {
    auto *empty =
        m_app.opening()
            ? new EmptyState(QLatin1String(info.icon), tr("Opening the project…"), tr("One moment."), this)
            : new EmptyState(
                QLatin1String(info.icon), tr("No project is open"),
                tr("“%1” works on the samples of a project. Home has the demo project and your recent ones.")
                    .arg(pageTitle(info)),
                this);
    if (!m_app.opening()) {
        empty->setPrimary(tr("Go to Home"));
        connect(empty, &EmptyState::primaryActivated, this, [this] { showPage(QStringLiteral("home")); });
    }
    addWidget(empty);
    return empty;
}

QVariantMap PageStack::viewStates() const {
    QVariantMap states = m_views;
    for (auto it = m_made.begin(); it != m_made.end(); ++it)
        if (const auto *page = qobject_cast<Page *>(it.value()))
            states.insert(it.key(), page->viewState());
    return states;
}

QString PageStack::viewsKey() const {
    return QStringLiteral("views/") + m_project;
}

void PageStack::keepViews() {
    if (m_remembers && !m_project.isEmpty())
        m_app.settings().remember(viewsKey(), viewStates());
}

void PageStack::dropAll(bool onlyProjectPages, bool keepViews) {
    m_views = viewStates();
    for (const QString &id : m_made.keys()) {
        const PageInfo *info = findPage(id);
        if (onlyProjectPages && !info->needsProject)
            continue;
        if (!keepViews)
            m_views.remove(id);
        QWidget *page = m_made.take(id);
        if (QWidget *focus = window()->focusWidget(); focus && page->isAncestorOf(focus))
            focus->clearFocus(); // Qt would hand it to the next control of the window
        delete page;
    }
}

void PageStack::rebuild() {
    dropAll(false, true);
    if (!m_current.isEmpty())
        display(m_current, {});
}

void PageStack::projectChanged() {
    keepViews();
    dropAll(true, false);
    m_project = m_app.hasProject() ? fromUtf8(m_app.snapshot().info.uuid) : QString();
    if (m_remembers && !m_project.isEmpty())
        m_views.insert(m_app.settings().remembered(viewsKey()).toMap());
    if (!m_current.isEmpty())
        display(m_current, {});
}

} // namespace retort
