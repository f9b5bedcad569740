// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/drop_hint.h"

#include "ui/theme/style_paint.h"
#include "ui/theme/theme.h"

#include <QPainter>

namespace retort {

DropHint::DropHint(QWidget *window) : QWidget(window) {
    setAttribute(Qt::WA_TransparentForMouseEvents);
    hide();
}

void DropHint::cover(const QString &text) {
    m_text = text;
    setGeometry(parentWidget()->rect());
    raise();
    show();
}

void DropHint::paintEvent(QPaintEvent *) {
    QPainter p(this);
    p.setRenderHint(QPainter::Antialiasing);
    QColor veil = colour(Role::window);
    veil.setAlphaF(0.82f);
    p.fillRect(rect(), veil);
    paint::box(&p, QRectF(rect()).adjusted(space::s, space::s, -space::s, -space::s), {},
               colour(Role::accent), size::radiusCard, 2);
    p.setFont(Theme::instance().font(FontRole::pageTitle));
    p.setPen(colour(Role::accent));
    p.drawText(rect(), Qt::AlignCenter, m_text);
}

} // namespace retort
