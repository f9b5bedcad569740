// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/page_header.h"

#include "ui/theme/icon.h"
#include "ui/theme/style_paint.h"
#include "ui/widgets/labels.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPainter>

namespace retort {

PageHeader::PageHeader(const QString &title, QWidget *parent)
    : QWidget(parent),
      m_title(makeLabel(title, FontRole::pageTitle, Role::text, this)),
      m_inputs(new QHBoxLayout),
      m_searchPlace(new QHBoxLayout),
      m_buttons(new QHBoxLayout),
      m_primaryPlace(new QHBoxLayout) {
    const auto fit = [this] { setMinimumHeight(Theme::instance().scaled(size::pageHeader)); };
    fit();
    connect(&Theme::instance(), &Theme::changed, this, fit);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(space::pageX, 0, space::pageX, 0);
    row->setSpacing(space::m);
    for (QHBoxLayout *part : {m_inputs, m_searchPlace, m_buttons, m_primaryPlace})
        part->setSpacing(space::s);
    m_inputs->setSpacing(space::l);
    row->addWidget(m_title);
    row->addSpacing(space::xs);
    row->addLayout(m_inputs);
    row->addStretch(1);
    row->addLayout(m_searchPlace);
    row->addLayout(m_buttons);
    row->addLayout(m_primaryPlace);
    setAccessibleName(title);
}

void PageHeader::setTitle(const QString &title) {
    m_title->setText(title);
    setAccessibleName(title);
}

QString PageHeader::title() const {
    return m_title->text();
}

void PageHeader::addInput(QWidget *widget) {
    m_inputs->addWidget(widget);
}

QLineEdit *PageHeader::search(const QString &placeholder) {
    if (!m_search) {
        m_search = new QLineEdit(this);
        m_search->setClearButtonEnabled(true);
        m_search->addAction(themeIcon(QStringLiteral("edit-find"), Role::text3), QLineEdit::LeadingPosition);
        m_search->setMinimumWidth(120);
        m_search->setMaximumWidth(240);
        m_searchPlace->addWidget(m_search);
    }
    if (!placeholder.isEmpty()) {
        m_search->setPlaceholderText(placeholder);
        m_search->setAccessibleName(placeholder);
    }
    return m_search;
}

ActionButton *PageHeader::addSecondary(QAction *action) {
    auto *button = new ActionButton(action, ButtonKind::secondary, this);
    m_buttons->addWidget(button);
    return button;
}

ActionButton *PageHeader::setPrimary(QAction *action) {
    if (!m_primary) {
        m_primary = new ActionButton(action, ButtonKind::primary, this);
        m_primaryPlace->addWidget(m_primary);
    } else {
        m_primary->setAction(action);
    }
    return m_primary;
}

void PageHeader::addTrailing(QWidget *widget) {
    m_buttons->addWidget(widget);
}

void PageHeader::paintEvent(QPaintEvent *) {
    QPainter p(this);
    p.fillRect(rect(), colour(Role::window));
    paint::hairline(&p, rect().bottomLeft(), rect().bottomRight(), colour(Role::border));
}

} // namespace retort
