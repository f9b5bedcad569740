// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/card.h"

#include "ui/theme/style_paint.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/layouts.h"

#include <QPainter>
#include <QVBoxLayout>

namespace retort {

Card::Card(QWidget *parent) : QFrame(parent), m_outer(new QVBoxLayout(this)), m_body(new QVBoxLayout) {
    setFrameShape(QFrame::NoFrame);
    m_body->setSpacing(space::s);
    m_outer->addLayout(m_body, 1);
    setFlush(false);
}

Card::Card(const QString &title, QWidget *parent) : Card(parent) {
    setTitle(title);
}

void Card::makeHeader() {
    if (m_header)
        return;
    m_header = new QWidget(this);
    m_title = makeLabel({}, FontRole::cardTitle, Role::text, m_header);
    m_headerRow = rowIn(m_header, {m_title, stretch});
    m_outer->insertWidget(0, m_header);
}

void Card::setTitle(const QString &title) {
    makeHeader();
    m_title->setText(title);
    setAccessibleName(title);
}

void Card::addHeaderWidget(QWidget *widget, int stretch) {
    makeHeader();
    m_headerRow->addWidget(widget, stretch);
}

void Card::setFlush(bool flush) {
    // 3 px is where the rounded corner is out of the way of a square child.
    const int x = flush ? 2 : space::cardX, y = flush ? 3 : space::cardY;
    m_outer->setContentsMargins(x, y, x, y);
    m_outer->setSpacing(flush ? 0 : space::s);
    if (m_headerRow)
        m_headerRow->setContentsMargins(flush ? space::cardX - 2 : 0, flush ? space::s : 0,
                                        flush ? space::s : 0, flush ? space::s : 0);
}

void Card::setSelected(bool selected) {
    m_selected = selected;
    update();
}

void Card::paintEvent(QPaintEvent *) {
    QPainter p(this);
    paint::box(&p, rect(), colour(m_selected ? Role::soft : Role::surface),
               colour(m_selected ? Role::accent : Role::border), size::radiusCard, m_selected ? 2 : 1);
}

} // namespace retort
