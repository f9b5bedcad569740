// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/page_header.h"

#include "ui/theme/style_paint.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/layouts.h"

#include <QAction>
#include <QEvent>
#include <QLabel>
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

QLineEdit *PageHeader::search(const QString &placeholder) {
    if (!m_search) {
        m_search = makeSearchField(placeholder, this);
        m_search->setMinimumWidth(120);
        m_search->setMaximumWidth(240);
        m_searchPlace->addWidget(m_search);
    }
    return m_search;
}

ActionButton *PageHeader::addSecondary(QAction *action) {
    auto *button = new ActionButton(action, ButtonKind::secondary, this);
    m_buttons->addWidget(button);
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

// From what all would take, whatever is folded now: else each answer would ask for another one.
void PageHeader::fitButtons() {
    int folded = 0, saved = 0;
    for (const ActionButton *button : m_secondary)
        if (!button->isHidden()) {
            saved += button->iconOnlySaves();
            folded += button->isIconOnly() ? button->iconOnlySaves() : 0;
        }
    const auto names = findChildren<QLabel *>(); // of the page and its inputs
    for (const QLabel *name : names)
        folded += name->isHidden() ? name->sizeHint().width() + space::m : 0;
    const bool icons = layout()->sizeHint().width() + folded > width();
    const int least = layout()->minimumSize().width() + folded - (icons ? saved : 0);
    for (ActionButton *button : m_secondary)
        button->setIconOnly(icons);
    for (QLabel *name : names)
        name->setVisible(least <= width());
}

void PageHeader::paintEvent(QPaintEvent *) {
    QPainter p(this);
    p.fillRect(rect(), colour(Role::window));
    paint::hairline(&p, rect().bottomLeft(), rect().bottomRight(), colour(Role::border));
}

} // namespace retort
