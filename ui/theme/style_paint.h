// SPDX-License-Identifier: GPL-3.0-or-later
// Painting of single parts, shared by RetortStyle and by widgets that paint themselves. Stateless.
#pragma once

#include "ui/theme/role.h"

#include <QRect>
#include <Qt>

class QPainter;
class QStyleOption;
class QStyleOptionComboBox;
class QStyleOptionHeader;
class QStyleOptionSlider;
class QStyleOptionSpinBox;
class QStyleOptionTab;
class QStyleOptionViewItem;
class QWidget;

namespace retort {
namespace paint {

/// Rounded box whose outline of `width` px lies inside `rect`; an invalid colour leaves fill or outline out.
void box(QPainter *p, const QRectF &rect, const QColor &fill, const QColor &outline, double radius,
         double width = 1);
/// The 2 px focus ring just inside `rect`.
void focusRing(QPainter *p, const QRectF &rect, double radius);
/// A chevron of `side` px centred in `rect`.
void chevron(QPainter *p, const QRectF &rect, Qt::ArrowType direction, const QColor &c, double side = 8);
/// Hairline; `rect` gives the place, the line is 1 px whatever the scale.
void hairline(QPainter *p, QPointF from, QPointF to, const QColor &c);

// Parts of RetortStyle, one per kind of control.
void buttonPanel(QPainter *p, const QStyleOption *o, const QWidget *w);
QColor buttonTextColour(const QStyleOption *o, const QWidget *w);
void toolPanel(QPainter *p, const QStyleOption *o, const QWidget *w);
void inputBox(QPainter *p, const QStyleOption *o, const QWidget *w);
void comboBox(QPainter *p, const QStyleOptionComboBox *o, const QWidget *w);
void spinBox(QPainter *p, const QStyleOptionSpinBox *o, const QWidget *w);
void checkIndicator(QPainter *p, const QStyleOption *o);
void slider(QPainter *p, const QStyleOptionSlider *o, const QWidget *w);
void scrollBar(QPainter *p, const QStyleOptionSlider *o, const QWidget *w);
void headerSection(QPainter *p, const QStyleOptionHeader *o);
/// Soft ground, and the accent bar where `bar`.
void selectedRow(QPainter *p, const QRect &rect, bool enabled, bool bar);
void itemPanel(QPainter *p, const QStyleOptionViewItem *o, const QWidget *w);
void tabShape(QPainter *p, const QStyleOptionTab *o);
void frame(QPainter *p, const QStyleOption *o, const QWidget *w);
bool isReadingText(const QWidget *w); // without a frame, but for the ring while it has the keyboard

} // namespace paint
} // namespace retort
