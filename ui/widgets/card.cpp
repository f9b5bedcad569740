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

FoldedCard::FoldedCard(const QString &title, QWidget *parent, Qt::Edge side)
    : QAbstractButton(parent),
      m_side(side) {
    setText(title);
    setToolTip(tr("Unfold “%1”").arg(title));
    setAccessibleName(toolTip());
    setFontRole(this, FontRole::bodyBold);
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
}

bool FoldedCard::upright() const {
    return !text().isEmpty() && text().front().script() == QChar::Script_Han;
}

QSize FoldedCard::sizeHint() const {
    const int width = Theme::instance().scaled(size::control);
    const int length =
        upright() ? int(text().size()) * fontMetrics().height() : fontMetrics().horizontalAdvance(text());
    return {width, width + length + 2 * space::l};
}

void FoldedCard::paintEvent(QPaintEvent *) {
    QPainter p(this);
    p.setRenderHint(QPainter::Antialiasing);
    paint::box(&p, rect(), colour(underMouse() ? Role::soft : Role::surface), colour(Role::border),
               size::radiusCard);
    const QRectF head(0, 0, width(), width());
    paint::chevron(&p, head, m_side == Qt::RightEdge ? Qt::LeftArrow : Qt::RightArrow, colour(Role::text2));
    p.setPen(colour(Role::text2));
    if (upright()) {
        const int line = fontMetrics().height();
        for (int i = 0; i < text().size(); ++i)
            p.drawText(QRect(0, width() + space::xs + i * line, width(), line), Qt::AlignCenter,
                       text().mid(i, 1));
    } else {
        p.save();
        p.translate(width(), width());
        p.rotate(90);
        p.drawText(QRectF(space::xs, 0, height() - width() - space::m, width()),
                   Qt::AlignLeft | Qt::AlignVCenter, text());
        p.restore();
    }
    if (hasFocus())
        paint::focusRing(&p, rect(), size::radiusCard);
}

} // namespace retort
