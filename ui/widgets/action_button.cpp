// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/action_button.h"

#include "ui/theme/style_paint.h"

#include <QAction>
#include <QApplication>
#include <QKeyEvent>
#include <QPainter>
#include <QStyleOptionButton>
#include <QStylePainter>

#include <utility>

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
        giveFocusAway();
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
    setToolTip(m_iconOnly ? text() + u'\n' + toolTipWithKeys(m_action) : toolTipWithKeys(m_action));
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

void ActionButton::setIconOnly(bool on) {
    const bool now = on && !icon().isNull();
    if (std::exchange(m_iconOnly, now) == now)
        return;
    if (m_action)
        follow();
    updateGeometry();
    update();
}

int ActionButton::iconOnlySaves() const {
    const QSize whole = QPushButton::sizeHint();
    return icon().isNull() ? 0 : whole.width() - whole.height();
}

QSize ActionButton::sizeHint() const {
    QSize s = QPushButton::sizeHint();
    if (m_iconOnly)
        return {s.height(), s.height()};
    if (m_busy && icon().isNull())
        s.rwidth() += iconSide() + space::s;
    return s;
}

void ActionButton::paintEvent(QPaintEvent *event) {
    if (!m_busy && !m_iconOnly)
        return QPushButton::paintEvent(event);
    QStylePainter p(this);
    QStyleOptionButton o;
    initStyleOption(&o);
    if (m_iconOnly) {
        o.text.clear(); // its own stays: screen readers read it
        return p.drawControl(QStyle::CE_PushButton, o);
    }
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

// Return and Space must not press what nobody has chosen: neither the action that takes the place of this
// one, nor the control after a button that goes.
void ActionButton::giveFocusAway() {
    QWidget *around = parentWidget();
    while (around && !around->isVisible())
        around = around->parentWidget();
    if (around && window()->focusWidget() == this)
        around->setFocus();
}

bool ActionButton::focusNextPrevChild(bool next) {
    if (isVisible() && isEnabled())
        return QPushButton::focusNextPrevChild(next);
    giveFocusAway(); // hidden or disabled, not left
    return true;
}

// The second press of a double one was meant for the action that stood here before.
bool ActionButton::takesPress() const {
    return !m_busy && !(m_exchanged.isValid() && m_exchanged.elapsed() < QApplication::doubleClickInterval());
}

void ActionButton::mousePressEvent(QMouseEvent *event) {
    if (takesPress())
        QPushButton::mousePressEvent(event);
}

void ActionButton::keyPressEvent(QKeyEvent *event) {
    const bool presses =
        event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space;
    if (presses && (!takesPress() || event->isAutoRepeat()))
        event->accept(); // held, too: it must not go on to what takes its place
    else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        click(); // Qt leaves Return to the dialog's default button, and the window has none
    else
        QPushButton::keyPressEvent(event);
}

} // namespace retort
