// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/style_paint.h"

#include "ui/theme/theme.h"

#include <QPainter>
#include <QPlainTextEdit>
#include <QStyleOption>
#include <QTextEdit>

namespace retort::paint {
namespace {

bool enabled(const QStyleOption *o) {
    return o->state & QStyle::State_Enabled;
}
bool hovered(const QStyleOption *o) {
    return enabled(o) && (o->state & QStyle::State_MouseOver);
}
bool pressed(const QStyleOption *o) {
    return o->state & QStyle::State_Sunken;
}
bool focusedByKey(const QStyleOption *o) {
    return (o->state & QStyle::State_HasFocus) && (o->state & QStyle::State_KeyboardFocusChange);
}
bool invalid(const QWidget *w) {
    return w && w->property("retortInvalid").toBool();
}

// A button that closes a dialog by Enter looks primary without being told.
ButtonKind kindOf(const QStyleOption *o, const QWidget *w) {
    const ButtonKind kind = buttonKind(w);
    const auto *button = qstyleoption_cast<const QStyleOptionButton *>(o);
    if (button && kind == ButtonKind::secondary && (button->features & QStyleOptionButton::DefaultButton))
        return ButtonKind::primary;
    return kind;
}

QColor inputOutline(const QStyleOption *o, const QWidget *w) {
    if (!enabled(o))
        return colour(Role::border);
    if (invalid(w))
        return colour(Role::bad);
    if (o->state & QStyle::State_HasFocus)
        return colour(Role::accent);
    return colour(hovered(o) ? Role::text3 : Role::borderS);
}

} // namespace

void box(QPainter *p, const QRectF &rect, const QColor &fill, const QColor &outline, double radius,
         double width) {
    p->save();
    p->setRenderHint(QPainter::Antialiasing);
    const double inset = outline.isValid() ? width / 2 : 0;
    p->setPen(outline.isValid() ? QPen(outline, width) : QPen(Qt::NoPen));
    p->setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
    p->drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius - inset, radius - inset);
    p->restore();
}

void focusRing(QPainter *p, const QRectF &rect, double radius) {
    box(p, rect, {}, colour(Role::accent), radius, size::focusRing);
}

void chevron(QPainter *p, const QRectF &rect, Qt::ArrowType direction, const QColor &c, double side) {
    p->save();
    p->setRenderHint(QPainter::Antialiasing);
    p->translate(rect.center());
    p->rotate(direction == Qt::UpArrow      ? 180
              : direction == Qt::LeftArrow  ? 90
              : direction == Qt::RightArrow ? -90
                                            : 0);
    const double w = side / 2, h = side / 4;
    p->setPen(QPen(c, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    p->drawPolyline(QPolygonF{QPointF(-w, -h), QPointF(0, h), QPointF(w, -h)});
    p->restore();
}

void hairline(QPainter *p, QPointF from, QPointF to, const QColor &c) {
    p->save();
    p->setRenderHint(QPainter::Antialiasing, false);
    p->setPen(QPen(c, 1));
    p->drawLine(from, to);
    p->restore();
}

void buttonPanel(QPainter *p, const QStyleOption *o, const QWidget *w) {
    const ButtonKind kind = kindOf(o, w);
    const bool filled = kind == ButtonKind::primary || kind == ButtonKind::dangerFilled;
    const bool checked = o->state & QStyle::State_On;
    QColor fill, outline;
    if (filled) {
        const Role base = kind == ButtonKind::primary ? Role::accent : Role::bad;
        fill = colour(base);
        if (hovered(o) || pressed(o))
            fill = kind == ButtonKind::primary ? colour(Role::accentHover)
                                               : mixColours(fill, colour(Role::text), .18);
        if (pressed(o))
            fill = mixColours(fill, colour(Role::text), .14);
        if (!enabled(o)) {
            fill = colour(Role::sunken);
            outline = colour(Role::border);
        }
    } else {
        const bool danger = kind == ButtonKind::danger;
        if (kind == ButtonKind::secondary || danger)
            outline = colour(!enabled(o) ? Role::border
                             : danger    ? Role::bad
                             : checked   ? Role::accent
                                         : Role::borderS);
        if (kind == ButtonKind::secondary)
            fill = colour(enabled(o) ? Role::surface : Role::window);
        if (checked)
            fill = colour(Role::soft);
        else if (hovered(o) || pressed(o))
            fill = colour(danger ? Role::badTint : Role::sunken);
        if (pressed(o) && fill.isValid())
            fill = mixColours(fill, colour(Role::text), .08);
    }
    QRectF r(o->rect);
    // The ring needs a gap to be seen around a filled button: the fill steps back for it.
    if (filled && focusedByKey(o))
        r.adjust(3, 3, -3, -3);
    box(p, r, fill, outline, size::radiusControl - (filled && focusedByKey(o) ? 2 : 0));
    // Fusion draws no focus rectangle for push buttons.
    if (focusedByKey(o))
        focusRing(p, o->rect, size::radiusControl);
}

QColor buttonTextColour(const QStyleOption *o, const QWidget *w) {
    if (!enabled(o))
        return colour(Role::text3);
    switch (kindOf(o, w)) {
    case ButtonKind::primary:
        return colour(Role::onAccent);
    case ButtonKind::dangerFilled:
        return colour(Role::onBad);
    case ButtonKind::danger:
        return colour(Role::bad);
    case ButtonKind::ghost:
        return colour(Role::accent);
    case ButtonKind::secondary:
        break;
    }
    return colour(Role::text);
}

void toolPanel(QPainter *p, const QStyleOption *o, const QWidget *w) {
    if (!(o->state & QStyle::State_AutoRaise))
        return buttonPanel(p, o, w);
    if (o->state & QStyle::State_On)
        box(p, o->rect, colour(Role::soft), {}, size::radiusControl);
    else if (hovered(o) || pressed(o))
        box(p, o->rect, mixColours(colour(Role::surface), colour(Role::text), pressed(o) ? .14 : .08), {},
            size::radiusControl);
    if (focusedByKey(o))
        focusRing(p, o->rect, size::radiusControl);
}

void inputBox(QPainter *p, const QStyleOption *o, const QWidget *w) {
    const bool strong = enabled(o) && (invalid(w) || (o->state & QStyle::State_HasFocus));
    box(p, o->rect, colour(enabled(o) ? Role::surface : Role::window), inputOutline(o, w),
        size::radiusControl, strong ? size::focusRing : 1);
}

void comboBox(QPainter *p, const QStyleOptionComboBox *o, const QWidget *w) {
    if (o->frame) {
        inputBox(p, o, w);
    } else if (hovered(o) || (o->state & QStyle::State_On) || focusedByKey(o)) {
        box(p, o->rect, mixColours(colour(Role::surface), colour(Role::text), .08), {}, size::radiusControl);
        if (focusedByKey(o))
            focusRing(p, o->rect, size::radiusControl);
    }
    const QRect arrow =
        w ? w->style()->subControlRect(QStyle::CC_ComboBox, o, QStyle::SC_ComboBoxArrow, w) : o->rect;
    chevron(p, arrow, Qt::DownArrow, colour(enabled(o) ? Role::text2 : Role::text3));
}

void spinBox(QPainter *p, const QStyleOptionSpinBox *o, const QWidget *w) {
    inputBox(p, o, w);
    if (o->buttonSymbols == QAbstractSpinBox::NoButtons || !w)
        return;
    const auto arrow = [&](QStyle::SubControl sub, Qt::ArrowType direction,
                           QAbstractSpinBox::StepEnabledFlag flag) {
        const QRect r = w->style()->subControlRect(QStyle::CC_SpinBox, o, sub, w);
        const bool on = enabled(o) && (o->stepEnabled & flag);
        if (on && (o->activeSubControls & sub) && (hovered(o) || pressed(o)))
            box(p, QRectF(r).adjusted(1, 1, -1, -1), colour(pressed(o) ? Role::soft : Role::sunken), {}, 3);
        chevron(p, r, direction, colour(on ? Role::text2 : Role::border), 7);
    };
    arrow(QStyle::SC_SpinBoxUp, Qt::UpArrow, QAbstractSpinBox::StepUpEnabled);
    arrow(QStyle::SC_SpinBoxDown, Qt::DownArrow, QAbstractSpinBox::StepDownEnabled);
}

void checkIndicator(QPainter *p, const QStyleOption *o) {
    const bool on = o->state & QStyle::State_On, mixed = o->state & QStyle::State_NoChange;
    const QRectF r(o->rect);
    if (!on && !mixed) {
        box(p, r, colour(hovered(o) ? Role::sunken : Role::surface),
            colour(enabled(o) ? Role::borderS : Role::border), 3);
        return;
    }
    box(p, r, colour(!enabled(o) ? Role::text3 : hovered(o) ? Role::accentHover : Role::accent), {}, 3);
    const QColor mark = colour(enabled(o) ? Role::onAccent : Role::surface);
    if (!on)
        return p->fillRect(QRectF(r.left() + r.width() * .25, r.center().y() - 1, r.width() * .5, 2), mark);
    p->save();
    p->setRenderHint(QPainter::Antialiasing);
    p->setPen(QPen(mark, r.width() / 8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const auto at = [&r](double x, double y) {
        return QPointF(r.x() + x * r.width(), r.y() + y * r.height());
    };
    p->drawPolyline(QPolygonF{at(.26, .53), at(.43, .70), at(.75, .33)});
    p->restore();
}

void slider(QPainter *p, const QStyleOptionSlider *o, const QWidget *w) {
    if (!w)
        return;
    const QRectF handle(w->style()->subControlRect(QStyle::CC_Slider, o, QStyle::SC_SliderHandle, w));
    const QRectF groove(o->rect.left() + 2, handle.center().y() - 2, o->rect.width() - 4, 4); // never upright
    QRectF done = groove;
    (o->upsideDown ? done.setLeft(handle.center().x()) : done.setRight(handle.center().x()));
    box(p, groove, colour(Role::sunken), colour(enabled(o) ? Role::borderS : Role::border), 2);
    box(p, done, colour(enabled(o) ? Role::accent : Role::text3), {}, 2);
    const bool held = (o->activeSubControls & QStyle::SC_SliderHandle) && (pressed(o) || hovered(o));
    box(p, handle.adjusted(1, 1, -1, -1), colour(Role::surface),
        colour(!enabled(o) ? Role::border
               : held      ? Role::accentHover
                           : Role::accent),
        handle.width() / 2, 2);
    if (focusedByKey(o))
        focusRing(p, handle.adjusted(-2, -2, 2, 2), handle.width() / 2 + 2);
}

void scrollBar(QPainter *p, const QStyleOptionSlider *o, const QWidget *w) {
    if (!w || o->maximum <= o->minimum)
        return;
    QRectF r(w->style()->subControlRect(QStyle::CC_ScrollBar, o, QStyle::SC_ScrollBarSlider, w));
    const bool held = hovered(o) || pressed(o);
    const double thick = held ? 8 : 6;
    if (o->orientation == Qt::Horizontal)
        r = QRectF(r.x() + 2, r.center().y() - thick / 2, r.width() - 4, thick);
    else
        r = QRectF(r.center().x() - thick / 2, r.y() + 2, thick, r.height() - 4);
    const QColor c =
        held ? colour(Role::text3) : mixColours(colour(Role::surface), colour(Role::borderS), .75);
    box(p, r, c, {}, thick / 2);
}

bool isReadingText(const QWidget *w) {
    const auto *text = qobject_cast<const QPlainTextEdit *>(w);
    return text && text->isReadOnly();
}

void frame(QPainter *p, const QStyleOption *o, const QWidget *w) {
    if (isReadingText(w)) {
        if (focusedByKey(o))
            focusRing(p, o->rect, size::radiusControl);
        return;
    }
    if (qobject_cast<const QTextEdit *>(w) || qobject_cast<const QPlainTextEdit *>(w)) {
        inputBox(p, o, w);
        return;
    }
    const bool popup = w && w->isWindow();
    box(p, o->rect, {}, colour(popup ? Role::borderS : Role::border), 0);
}

} // namespace retort::paint
