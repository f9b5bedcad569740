// SPDX-License-Identifier: GPL-3.0-or-later
// Painting of what stands in rows: headers, view items, menus, tabs.
#include "ui/theme/icon.h"
#include "ui/theme/style_paint.h"
#include "ui/theme/theme.h"

#include <QAbstractItemView>
#include <QMenu>
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

namespace {

void menuMark(QPainter *p, const QStyleOptionMenuItem *o, const QRect &place) {
    const QColor c = colour(o->state & QStyle::State_Enabled ? Role::accent : Role::text3);
    if (o->checked)
        checkMark(p, QRectF(place), c);
}

} // namespace

void menuItem(QPainter *p, const QStyleOptionMenuItem *o, const QWidget *w) {
    p->fillRect(o->rect, colour(Role::surface));
    if (o->menuItemType == QStyleOptionMenuItem::Separator) {
        const double y = o->rect.center().y();
        hairline(p, {o->rect.left() + 8.0, y}, {o->rect.right() - 8.0, y}, colour(Role::border));
        return;
    }
    const bool on = o->state & QStyle::State_Enabled;
    if (on && (o->state & QStyle::State_Selected))
        box(p, QRectF(o->rect).adjusted(4, 1, -4, -1), colour(Role::soft), {}, 4);
    const QRect r = o->rect.adjusted(12, 0, -12, 0);
    const QRect mark(r.left(), r.center().y() - 7, 16, 16);
    const bool checkable = o->checkType != QStyleOptionMenuItem::NotCheckable;
    if (checkable && (o->checked || o->icon.isNull()))
        menuMark(p, o, mark);
    else if (!o->icon.isNull())
        o->icon.paint(p, mark, Qt::AlignCenter, on ? QIcon::Normal : QIcon::Disabled);
    p->setFont(o->font);
    const QRect text = r.adjusted(24, 0, 0, 0);
    const QStringList parts = o->text.split(QLatin1Char('\t'));
    const int flags = Qt::AlignVCenter | Qt::TextSingleLine | Qt::TextShowMnemonic;
    p->setPen(colour(on ? Role::text : Role::text3));
    p->drawText(text, flags | Qt::AlignLeft, parts.value(0));
    if (parts.size() > 1) {
        p->setPen(colour(Role::text3));
        p->drawText(text, flags | Qt::AlignRight, parts.value(1));
    }
    if (o->menuItemType == QStyleOptionMenuItem::SubMenu)
        chevron(p, QRectF(r.right() - 10, r.top(), 10, r.height()), Qt::RightArrow, colour(Role::text2));
    Q_UNUSED(w);
}

void menuBarItem(QPainter *p, const QStyleOptionMenuItem *o) {
    p->fillRect(o->rect, colour(Role::window));
    const bool on = o->state & QStyle::State_Enabled;
    if (on && (o->state & (QStyle::State_Selected | QStyle::State_Sunken)))
        box(p, QRectF(o->rect).adjusted(1, 2, -1, -2), colour(Role::soft), {}, 4);
    p->setPen(colour(on ? Role::text : Role::text3));
    p->drawText(o->rect, Qt::AlignCenter | Qt::TextShowMnemonic | Qt::TextSingleLine, o->text);
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
