// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/drawer_splitter.h"

#include "ui/theme/theme.h"
#include "ui/widgets/card.h"
#include "ui/widgets/layouts.h"

#include <QShortcut>
#include <QSplitter>
#include <QToolButton>

#include <algorithm>

namespace retort {

DrawerSplitter::DrawerSplitter(QWidget *parent) : QWidget(parent), m_splitter(new QSplitter(this)) {
    m_splitter->setHandleWidth(space::cardGap);
    rowIn(this, {{m_splitter, 1}}, space::cardGap);
}

Card *DrawerSplitter::makeCard(const QString &title, QWidget *parent) {
    auto *card = new Card(title, parent);
    auto *close = new QToolButton(card);
    setDense(close, true);
    setIconButton(close, QStringLiteral("sidebar-collapse-right"), tr("Close “%1”").arg(title));
    connect(close, &QToolButton::clicked, this, [this] { setOpen(false); });
    card->addHeaderWidget(new QWidget(card), 1);
    card->addHeaderWidget(close);
    return card;
}

void DrawerSplitter::setDrawer(const QString &title, QWidget *content, int width) {
    m_content = content;
    m_width = width;
    m_beside = makeCard(title, m_splitter);
    m_above = makeCard(title, this);
    m_above->hide();
    m_strip = new FoldedCard(title, this, Qt::RightEdge);
    connect(m_strip, &FoldedCard::clicked, this, [this] { setOpen(true); });
    layout()->addWidget(m_strip);
    m_beside->body()->addWidget(content);
    m_escape = new QShortcut(Qt::Key_Escape, this, [this] { setOpen(false); });
    m_escape->setContext(Qt::WidgetWithChildrenShortcut);
    arrange();
}

void DrawerSplitter::setOpen(bool open) {
    if (open == isOpen())
        return;
    (m_over ? m_openOver : m_openBeside) = open;
    arrange();
}

void DrawerSplitter::setOpenBeside(bool open) {
    m_openBeside = open;
    arrange();
}

void DrawerSplitter::arrange() {
    const bool above = m_over && m_openOver, beside = !m_over && m_openBeside;
    Card *home = m_over ? m_above : m_beside;
    if (m_content->parentWidget() != home)
        home->body()->addWidget(m_content);
    m_beside->setVisible(beside);
    m_above->setVisible(above);
    m_strip->setVisible(!beside); // below the drawer too: the columns do not move when it opens
    m_escape->setEnabled(above);
    if (above)
        placeOver();
    Q_EMIT openChanged(isOpen());
}

void DrawerSplitter::placeOver() {
    const int wide = std::min(m_width, width());
    m_above->setGeometry(width() - wide, 0, wide, height());
    m_above->raise();
}

void DrawerSplitter::resizeEvent(QResizeEvent *event) {
    QWidget::resizeEvent(event);
    const bool over = window()->width() < Theme::instance().scaled(size::drawerBelowWidth);
    if (!m_content)
        return;
    if (over != m_over) {
        m_over = over;
        m_openOver = false; // the columns are seen first
        arrange();
    } else if (m_over && m_openOver) {
        placeOver();
    }
}

} // namespace retort
