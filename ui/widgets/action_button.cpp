// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/action_button.h"

#include "ui/theme/style_paint.h"

#include <QAction>
#include <QApplication>
#include <QKeyEvent>
#include <QPainter>
#include <QStyleOptionButton>
#include <QStylePainter>

namespace retort {

QString toolTipWithKeys(const QAction *action) {
    QString tip = action->toolTip();
    tip.remove(QLatin1Char('&'));
    const QString keys = action->shortcut().toString(QKeySequence::NativeText);
    return keys.isEmpty() || tip.contains(keys) ? tip : QStringLiteral("%1 (%2)").arg(tip, keys);
}

ActionButton::ActionButton(const QString &text, ButtonKind kind, QWidget *parent)
    : QPushButton(text, parent) {
    setButtonKind(this, kind);
    setAutoDefault(false);
    connect(&m_turn, &QTimer::timeout, this, [this] {
        m_angle = (m_angle + 30) % 360;
        update();
    });
}

ActionButton::ActionButton(QAction *action, ButtonKind kind, QWidget *parent)
    : ActionButton(QString(), kind, parent) {
    setAction(action);
}

void ActionButton::setAction(QAction *action) {
    if (action == m_action)
        return;
    if (m_action) {
        m_action->disconnect(this);
        m_exchanged.start();
    }
    disconnect(this, &QPushButton::clicked, nullptr, nullptr);
    m_action = action;
    if (!action)
        return;
    connect(action, &QAction::changed, this, &ActionButton::follow);
    connect(this, &QPushButton::clicked, action, &QAction::trigger);
    follow();
}

void ActionButton::follow() {
    setText(m_action->text());
    setIcon(m_action->icon());
    setToolTip(toolTipWithKeys(m_action));
    setStatusTip(m_action->statusTip());
    setWhatsThis(m_action->whatsThis());
    setEnabled(m_action->isEnabled());
    // Never shows what has no parent yet: that would flash up as a window of its own.
    if (m_action->isVisible() == m_hiddenByAction) {
        m_hiddenByAction = !m_action->isVisible();
        setVisible(!m_hiddenByAction);
    }
    setCheckable(m_action->isCheckable());
    setChecked(m_action->isChecked());
}

void ActionButton::setBusy(bool busy) {
    if (m_busy == busy)
        return;
    m_busy = busy;
    if (busy && Theme::instance().duration_ms(80) > 0)
        m_turn.start(80);
    else
        m_turn.stop();
    setAccessibleDescription(busy ? tr("Working") : QString());
    updateGeometry();
    update();
}

QSize ActionButton::sizeHint() const {
    QSize s = QPushButton::sizeHint();
    if (m_busy && icon().isNull())
        s.rwidth() += iconSide() + space::s;
    return s;
}

void ActionButton::paintEvent(QPaintEvent *event) {
    if (!m_busy)
        return QPushButton::paintEvent(event);
    QStylePainter p(this);
    QStyleOptionButton o;
    initStyleOption(&o);
    o.icon = {};
    p.drawControl(QStyle::CE_PushButtonBevel, o);
    const int side = iconSide(), gap = side + space::s;
    const int textWidth = fontMetrics().size(Qt::TextShowMnemonic, text()).width();
    const int left = std::max(space::s, (width() - textWidth - gap) / 2);
    o.rect.setLeft(gap);
    p.drawControl(QStyle::CE_PushButtonLabel, o);
    p.setRenderHint(QPainter::Antialiasing);
    p.setPen(QPen(paint::buttonTextColour(&o, this), 2, Qt::SolidLine, Qt::RoundCap));
    const QRectF ring(left + 1, (height() - side) / 2.0 + 1, side - 2, side - 2);
    p.drawArc(ring, -m_angle * 16, 260 * 16);
}

void ActionButton::mousePressEvent(QMouseEvent *event) {
    // The second press of a double click was meant for the action that stood here before.
    const bool meantBefore =
        m_exchanged.isValid() && m_exchanged.elapsed() < QApplication::doubleClickInterval();
    if (!m_busy && !meantBefore)
        QPushButton::mousePressEvent(event);
}

void ActionButton::keyPressEvent(QKeyEvent *event) {
    if (m_busy)
        event->ignore();
    else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        click(); // Qt leaves Return to the dialog's default button, and the window has none
    else
        QPushButton::keyPressEvent(event);
}

Switch::Switch(const QString &text, QWidget *parent) : QAbstractButton(parent) {
    setText(text);
    setAccessibleName(text);
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

QSize Switch::sizeHint() const {
    const int textWidth =
        text().isEmpty() ? 0 : space::s + fontMetrics().size(Qt::TextShowMnemonic, text()).width();
    return {Theme::instance().scaled(36) + textWidth + 4, Theme::instance().scaled(size::controlDense)};
}

void Switch::enterEvent(QEnterEvent *) {
    update();
}

void Switch::leaveEvent(QEvent *) {
    update();
}

void Switch::paintEvent(QPaintEvent *) {
    QPainter p(this);
    const double w = Theme::instance().scaled(36), h = Theme::instance().scaled(20);
    const QRectF track(2, (height() - h) / 2, w, h);
    const bool on = isChecked();
    const Role fill = !isEnabled() ? Role::sunken
                      : on         ? (underMouse() ? Role::accentHover : Role::accent)
                                   : Role::sunken;
    const QColor outline = on && isEnabled() ? QColor() : colour(isEnabled() ? Role::borderS : Role::border);
    paint::box(&p, track, colour(fill), outline, h / 2);
    const double d = h - 8;
    const QRectF knob(on ? track.right() - d - 4 : track.left() + 4, track.top() + 4, d, d);
    paint::box(&p, knob, colour(!isEnabled() ? Role::text3 : on ? Role::onAccent : Role::borderS), {}, d / 2);
    p.setPen(colour(isEnabled() ? Role::text : Role::text3));
    p.drawText(rect().adjusted(int(track.right()) + space::s, 0, 0, 0),
               Qt::AlignVCenter | Qt::TextShowMnemonic, text());
    if (hasFocus() && window()->testAttribute(Qt::WA_KeyboardFocusChange))
        paint::focusRing(&p, track.adjusted(-2, -2, 2, 2), h / 2 + 2);
}

} // namespace retort
