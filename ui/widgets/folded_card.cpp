// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/folded_card.h"

#include "ui/theme/style_paint.h"
#include "ui/theme/theme.h"

#include <QPainter>

namespace retort {

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
