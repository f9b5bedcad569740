// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/chip.h"

#include "ui/theme/icon.h"
#include "ui/theme/style_paint.h"
#include "ui/theme/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QStyleOptionViewItem>

namespace retort {
namespace {

constexpr int kPad = 6, kIconGap = 4, kCross = 16;

int chipIcon() {
    return Theme::instance().scaled(14);
}

int chipWidth(const QFontMetrics &metrics, const ChipSpec &spec) {
    return 2 * kPad + (spec.iconName.isEmpty() ? 0 : chipIcon() + kIconGap)
           + metrics.horizontalAdvance(spec.text);
}

// Height is that of the font plus 4. Returns the width used; draws nothing when `p` is null (to measure).
int paintChip(QPainter *p, const QRect &place, const QFont &font, const ChipSpec &spec,
              qreal devicePixelRatio) {
    const QFontMetrics metrics(font);
    const int width = std::min(chipWidth(metrics, spec), place.width());
    if (!p)
        return width;
    const int height = std::min(metrics.height() + 4, place.height());
    const QRect r(place.left(), place.top() + (place.height() - height) / 2, width, height);
    paint::box(p, r, colour(tintOf(spec.role)), {}, 4);
    int x = r.left() + kPad;
    if (!spec.iconName.isEmpty()) {
        const QPixmap icon = themePixmap(spec.iconName, chipIcon(), spec.role, devicePixelRatio);
        p->drawPixmap(x, r.top() + (height - chipIcon()) / 2, icon);
        x += chipIcon() + kIconGap;
    }
    const QRect words(x, r.top(), r.right() - kPad - x + 2, height);
    p->setFont(font);
    p->setPen(colour(spec.role));
    p->drawText(words, Qt::AlignVCenter | Qt::AlignLeft,
                metrics.elidedText(spec.text, Qt::ElideRight, words.width()));
    return width;
}

bool removes(const QKeyEvent *event) {
    return event->modifiers() == Qt::NoModifier
           && (event->key() == Qt::Key_Delete || event->key() == Qt::Key_Backspace);
}

} // namespace

Chip::Chip(const ChipSpec &spec, QWidget *parent) : QAbstractButton(parent) {
    setFontRole(this, FontRole::caption);
    setFocusPolicy(Qt::NoFocus);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    setSpec(spec);
}

void Chip::setSpec(const ChipSpec &spec) {
    m_spec = spec;
    setText(spec.text);
    setAccessibleName(spec.text);
    setToolTip(spec.toolTip);
    updateGeometry();
    update();
}

void Chip::setRemovable(bool removable) {
    m_removable = removable;
    setFocusPolicy(removable ? Qt::TabFocus : Qt::NoFocus);
    updateGeometry();
    update();
}

QSize Chip::sizeHint() const {
    const QFontMetrics metrics(font());
    return {chipWidth(metrics, m_spec) + (m_removable ? kCross : 0), metrics.height() + 4};
}

QRect Chip::crossRect() const {
    return {width() - kCross - 2, (height() - kCross) / 2, kCross, kCross};
}

void Chip::paintEvent(QPaintEvent *) {
    QPainter p(this);
    paint::box(&p, rect(), colour(tintOf(m_spec.role)), {}, 4);
    paintChip(&p, rect().adjusted(0, 0, m_removable ? -kCross : 0, 0), font(), m_spec, devicePixelRatioF());
    if (m_removable) {
        const QRectF r = QRectF(crossRect()).adjusted(5, 5, -5, -5);
        p.setRenderHint(QPainter::Antialiasing);
        p.setPen(QPen(colour(m_spec.role), 1.5, Qt::SolidLine, Qt::RoundCap));
        p.drawLine(r.topLeft(), r.bottomRight());
        p.drawLine(r.topRight(), r.bottomLeft());
    }
    if (hasFocus())
        paint::focusRing(&p, rect(), 4);
}

void Chip::mouseReleaseEvent(QMouseEvent *event) {
    const bool onCross = m_removable && isDown() && crossRect().adjusted(-2, -4, 2, 4).contains(event->pos());
    QAbstractButton::mouseReleaseEvent(event);
    if (onCross)
        Q_EMIT removed();
}

// Else a page's own Del would act instead.
bool Chip::event(QEvent *event) {
    if (m_removable && event->type() == QEvent::ShortcutOverride && removes(static_cast<QKeyEvent *>(event)))
        event->accept();
    return QAbstractButton::event(event);
}

void Chip::keyPressEvent(QKeyEvent *event) {
    if (m_removable && removes(event)) {
        Q_EMIT removed();
        return;
    }
    QAbstractButton::keyPressEvent(event);
}

void paintChips(QPainter *p, const QStyleOptionViewItem &option, const QVector<ChipSpec> &chips) {
    p->save();
    p->setClipRect(option.rect);
    const QFont font = Theme::instance().font(FontRole::caption);
    const qreal scale = option.widget ? option.widget->devicePixelRatioF() : 1.0;
    QRect rest = option.rect.adjusted(space::s, 0, -space::xs, 0);
    for (int i = 0; i < chips.size(); ++i) {
        const int width = paintChip(nullptr, QRect(0, 0, 4000, rest.height()), font, chips[i], scale);
        const bool last = i + 1 == chips.size();
        const int reserve =
            last ? 0 : QFontMetrics(font).horizontalAdvance(QStringLiteral("+99")) + space::xs;
        if (i > 0 && width + reserve > rest.width()) {
            p->setFont(font);
            p->setPen(colour(Role::text2));
            p->drawText(rest, Qt::AlignVCenter, QStringLiteral("+%1").arg(chips.size() - i));
            break;
        }
        rest.setLeft(rest.left() + paintChip(p, rest, font, chips[i], scale) + space::xs);
    }
    p->restore();
}

} // namespace retort
