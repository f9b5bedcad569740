// SPDX-License-Identifier: GPL-3.0-or-later
// Painting of what stands in rows: headers, view items, tabs.
#include "ui/theme/style_paint.h"
#include "ui/theme/theme.h"

#include <QAbstractItemView>
#include <QPainter>
#include <QStyleOption>
#include <QTreeView>

namespace retort::paint {

void headerSection(QPainter *p, const QStyleOptionHeader *o) {
    const bool hover = (o->state & QStyle::State_MouseOver) && (o->state & QStyle::State_Enabled);
    p->fillRect(o->rect, colour(hover ? Role::sunken : Role::surface));
    const QRect &r = o->rect;
    hairline(p, {double(r.left()), double(r.bottom())}, {double(r.right()), double(r.bottom())},
             colour(Role::border));
    if (hover && o->orientation == Qt::Horizontal)
        hairline(p, {double(r.right()), r.top() + 6.0}, {double(r.right()), r.bottom() - 6.0},
                 colour(Role::borderS));
}

void itemPanel(QPainter *p, const QStyleOptionViewItem *o, const QWidget *w) {
    const bool selected = o->state & QStyle::State_Selected;
    const bool hover = (o->state & QStyle::State_MouseOver) && (o->state & QStyle::State_Enabled);
    if (o->backgroundBrush.style() != Qt::NoBrush)
        p->fillRect(o->rect, o->backgroundBrush);
    if (!selected) {
        if (hover)
            p->fillRect(o->rect, mixColours(colour(Role::surface), colour(Role::sunken), .6));
        return;
    }
    const bool first = o->viewItemPosition == QStyleOptionViewItem::Beginning
                       || o->viewItemPosition == QStyleOptionViewItem::OnlyOne
                       || o->viewItemPosition == QStyleOptionViewItem::Invalid;
    // A tree's row begins with its branches, where the bar stands already.
    const bool afterBranches = qobject_cast<const QTreeView *>(w) && o->rect.left() > 0;
    selectedRow(p, o->rect, o->state & QStyle::State_Enabled,
                first && !afterBranches && qobject_cast<const QAbstractItemView *>(w));
}

void selectedRow(QPainter *p, const QRect &rect, bool enabled, bool bar) {
    p->fillRect(rect, colour(enabled ? Role::soft : Role::sunken));
    if (bar)
        p->fillRect(QRect(rect.left(), rect.top(), size::accentBar, rect.height()), colour(Role::accent));
}

void tabShape(QPainter *p, const QStyleOptionTab *o) {
    const bool selected = o->state & QStyle::State_Selected;
    const bool hover = (o->state & QStyle::State_MouseOver) && (o->state & QStyle::State_Enabled);
    const QRectF r(o->rect);
    if (hover && !selected)
        box(p, r.adjusted(2, 3, -2, -5), mixColours(colour(Role::window), colour(Role::text), .06), {},
            size::radiusControl);
    if (selected)
        box(p, QRectF(r.left() + 8, r.bottom() - 2, r.width() - 16, 2), colour(Role::accent), {}, 1);
    if ((o->state & QStyle::State_HasFocus) && (o->state & QStyle::State_KeyboardFocusChange))
        focusRing(p, r.adjusted(2, 2, -2, -4), size::radiusControl);
}

} // namespace retort::paint
