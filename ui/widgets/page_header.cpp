// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/page_header.h"

#include "ui/theme/style_paint.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/layouts.h"

#include <QAction>
#include <QEvent>
#include <QLineEdit>
#include <QPainter>

namespace retort {

PageHeader::PageHeader(const QString &title, QWidget *parent)
    : QWidget(parent),
      m_inputs(new QHBoxLayout),
      m_searchPlace(new QHBoxLayout),
      m_buttons(new QHBoxLayout),
      m_primary(new ActionButton({}, ButtonKind::primary, this)) {
    const auto fit = [this] { setMinimumHeight(Theme::instance().scaled(size::pageHeader)); };
    fit();
    connect(&Theme::instance(), &Theme::changed, this, fit);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_buttons->setSpacing(space::s);
    m_inputs->setSpacing(space::l);
    m_primary->hide(); // until there is an action for it
    rowIn(this,
          {makeLabel(title, FontRole::pageTitle, Role::text, this), m_inputs, stretch, m_searchPlace,
           m_buttons, m_primary},
          space::m)
        ->setContentsMargins(space::pageX, 0, space::pageX, 0);
    setAccessibleName(title);
}

void PageHeader::add(QHBoxLayout *place, QWidget *widget) {
    place->addWidget(widget);
    if (isVisible())
        orderTabs();
}

// Tab goes from left to right, whatever was made first.
void PageHeader::orderTabs() {
    QWidget *last = nullptr;
    for (const QLayout *place : {m_inputs, m_searchPlace, m_buttons})
        for (int i = 0; i < place->count(); ++i) {
            QWidget *part = place->itemAt(i)->widget();
            for (QWidget *stop : QList<QWidget *>{part} + part->findChildren<QWidget *>())
                if ((stop->focusPolicy() & Qt::TabFocus) && stop->window() == window()) {
                    setTabOrder(last, stop);
                    last = stop;
                }
        }
    setTabOrder(last, m_primary);
}

void PageHeader::showEvent(QShowEvent *event) {
    orderTabs();
    QWidget::showEvent(event);
}

QLineEdit *PageHeader::search(const QString &placeholder) {
    if (!m_search) {
        m_search = makeSearch(placeholder, this);
        m_search->setMinimumWidth(120);
        m_search->setMaximumWidth(240);
        add(m_searchPlace, m_search);
    }
    return m_search;
}

ActionButton *PageHeader::addSecondary(QAction *action) {
    auto *button = new ActionButton(action, ButtonKind::secondary, this);
    add(m_buttons, button);
    m_secondary.push_back(button);
    return button;
}

ActionButton *PageHeader::setPrimary(QAction *action) {
    m_primary->setAction(action);
    m_primary->setVisible(action->isVisible());
    return m_primary;
}

bool PageHeader::event(QEvent *event) {
    if (event->type() == QEvent::LayoutRequest || event->type() == QEvent::Resize)
        fitButtons();
    return QWidget::event(event);
}

void PageHeader::fitButtons() {
    int wanted = layout()->sizeHint().width();
    for (const ActionButton *button : m_secondary)
        if (button->isIconOnly() && !button->isHidden())
            wanted += button->iconOnlySaves();
    for (ActionButton *button : m_secondary)
        button->setIconOnly(wanted > width());
}

void PageHeader::paintEvent(QPaintEvent *) {
    QPainter p(this);
    p.fillRect(rect(), colour(Role::window));
    paint::hairline(&p, rect().bottomLeft(), rect().bottomRight(), colour(Role::border));
}

} // namespace retort
