// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/labels.h"

#include "ui/theme/icon.h"
#include "ui/widgets/layouts.h"

#include <QAccessible>
#include <QEvent>
#include <QLineEdit>
#include <QPainter>
#include <QStyle>

namespace retort {

QLabel *makeLabel(const QString &text, FontRole font, Role role, QWidget *parent) {
    auto *label = new QLabel(text, parent);
    setFontRole(label, font);
    setTextRole(label, role);
    return label;
}

QLabel *makeText(const QString &text, FontRole font, Role role, QWidget *parent) {
    QLabel *label = makeLabel(text, font, role, parent);
    label->setWordWrap(true);
    return label;
}

void showText(QLabel *label, const QString &text) {
    label->setText(text);
    label->setVisible(!text.isEmpty());
}

QLineEdit *makeSearchField(const QString &placeholder, QWidget *parent) {
    auto *field = new QLineEdit(parent);
    field->setClearButtonEnabled(true);
    field->addAction(themeIcon(QStringLiteral("edit-find"), Role::text3), QLineEdit::LeadingPosition);
    field->setPlaceholderText(placeholder);
    field->setAccessibleName(placeholder);
    return field;
}

ElidedLabel::ElidedLabel(const QString &text, QWidget *parent) : QLabel(text, parent) {
    setTextFormat(Qt::PlainText);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void ElidedLabel::setElideMode(Qt::TextElideMode mode) {
    m_mode = mode;
    update();
}

QSize ElidedLabel::minimumSizeHint() const {
    return {fontMetrics().horizontalAdvance(QStringLiteral("mm…")), fontMetrics().height()};
}

bool ElidedLabel::isElided() const {
    return fontMetrics().horizontalAdvance(text()) > contentsRect().width();
}

void ElidedLabel::resizeEvent(QResizeEvent *event) {
    QLabel::resizeEvent(event);
    updateToolTip();
}

void ElidedLabel::updateToolTip() {
    // A tooltip that somebody set stays; only our own comes and goes.
    if (!toolTip().isEmpty() && toolTip() != m_autoToolTip)
        return;
    m_autoToolTip = isElided() ? text() : QString();
    if (toolTip() != m_autoToolTip)
        setToolTip(m_autoToolTip);
}

void ElidedLabel::paintEvent(QPaintEvent *) {
    updateToolTip();
    QPainter p(this);
    const QString shown = fontMetrics().elidedText(text(), m_mode, contentsRect().width());
    style()->drawItemText(&p, contentsRect(), static_cast<int>(alignment()), palette(), isEnabled(), shown,
                          foregroundRole());
}

void announce(QWidget *message) {
    QAccessibleEvent event(message, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

InlineError::InlineError(QWidget *parent)
    : QWidget(parent),
      m_icon(new QLabel(this)),
      m_label(makeLabel({}, FontRole::caption, Role::bad, this)) {
    rowIn(this, {{m_icon, 0, Qt::AlignTop}, {m_label, 1}}, space::xs);
    m_label->setWordWrap(true);
    m_label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    hide();
    connect(&Theme::instance(), &Theme::changed, this, &InlineError::updateIcon);
    updateIcon();
}

void InlineError::setText(const QString &text) {
    m_label->setText(text);
    setAccessibleName(text);
    setVisible(!text.isEmpty());
}

void InlineError::changeEvent(QEvent *event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        updateIcon();
}

void InlineError::updateIcon() {
    m_icon->setPixmap(themePixmap(QStringLiteral("data-error"), iconSide(), Role::bad, devicePixelRatioF()));
}

} // namespace retort
