// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/folded_card.h"

#include "ui/theme/style_paint.h"
#include "ui/theme/theme.h"

#include <QPainter>

namespace retort {

FoldedCard::FoldedCard(const QString &title, QWidget *parent) : QAbstractButton(parent) {
    setText(title);
    setToolTip(tr("Unfold “%1”").arg(title));
    setAccessibleName(toolTip());
    setFontRole(this, FontRole::bodyBold);
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
}

QSize FoldedCard::sizeHint() const {
    const int width = Theme::instance().scaled(size::control);
    return {width, width + fontMetrics().horizontalAdvance(text()) + 2 * space::l};
}

void FoldedCard::paintEvent(QPaintEvent *) {
    QPainter p(this);
    p.setRenderHint(QPainter::Antialiasing);
    paint::box(&p, rect(), colour(underMouse() ? Role::soft : Role::surface), colour(Role::border),
               size::radiusCard);
    const QRectF head(0, 0, width(), width());
    paint::chevron(&p, head, Qt::RightArrow, colour(Role::text2));
    p.save();
    p.translate(width(), width());
    p.rotate(90);
    p.setPen(colour(Role::text2));
    p.drawText(QRectF(space::xs, 0, height() - width() - space::m, width()), Qt::AlignLeft | Qt::AlignVCenter,
               text());
    p.restore();
    if (hasFocus())
        paint::focusRing(&p, rect(), size::radiusCard);
}

} // namespace retort
