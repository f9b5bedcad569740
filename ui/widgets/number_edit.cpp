// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/number_edit.h"

#include "ui/theme/theme.h"

#include <QEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QPainter>

#include <cmath>
#include <utility>

namespace retort {

UnitEdit::UnitEdit(QWidget *parent) : QLineEdit(parent) {}

void UnitEdit::setUnit(const QString &unit) {
    if (std::exchange(m_unit, unit) == unit)
        return;
    updateMargins();
    update();
}

// The number comes first: a unit that leaves it less than half of the field is cut.
QString UnitEdit::shownUnit() const {
    return fontMetrics().elidedText(m_unit, Qt::ElideRight, width() / 2);
}

void UnitEdit::updateMargins() {
    const QString unit = shownUnit();
    setTextMargins(0, 0, unit.isEmpty() ? 0 : fontMetrics().horizontalAdvance(unit) + space::xs, 0);
}

void UnitEdit::changeEvent(QEvent *event) {
    QLineEdit::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        updateMargins();
}

void UnitEdit::resizeEvent(QResizeEvent *event) {
    QLineEdit::resizeEvent(event);
    updateMargins();
}

void UnitEdit::paintEvent(QPaintEvent *event) {
    QLineEdit::paintEvent(event);
    if (m_unit.isEmpty())
        return;
    QPainter p(this);
    p.setPen(colour(Role::text3));
    p.drawText(rect().adjusted(0, 0, -space::s - 1, 0), Qt::AlignRight | Qt::AlignVCenter, shownUnit());
}

void UnitEdit::keyPressEvent(QKeyEvent *event) {
    const int key = event->key();
    const bool up = key == Qt::Key_Up || key == Qt::Key_PageUp,
               down = key == Qt::Key_Down || key == Qt::Key_PageDown;
    if (stepBy && !isReadOnly() && (up || down)) {
        const int size = key == Qt::Key_PageUp || key == Qt::Key_PageDown ? 10 : 1;
        stepBy(up ? size : -size);
        return;
    }
    QLineEdit::keyPressEvent(event);
}

QString formatTypedFloat(double value) {
    const double size = std::abs(value);
    // 0.1 + 0.2 is meant as 0.3.
    if (const double clean = QString::number(value, 'g', 12).toDouble();
        std::abs(clean - value) <= 1e-14 * size)
        value = clean;
    if (value != 0 && (size < 1e-2 || size >= 1e7)) {
        QString s = QString::number(value, 'e', QLocale::FloatingPointShortest);
        return s.replace(QStringLiteral("e-0"), QStringLiteral("e-"))
            .replace(QStringLiteral("e+0"), QStringLiteral("e"))
            .replace(QStringLiteral("e+"), QStringLiteral("e"));
    }
    return QString::number(value, 'f', QLocale::FloatingPointShortest);
}

QString formatTypedInt(qint64 value) {
    return std::abs(value) < 10'000 ? QString::number(value) : QLocale(QLocale::English).toString(value);
}

} // namespace retort
