// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/banner.h"

#include "ui/theme/icon.h"
#include "ui/theme/style_paint.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/layouts.h"

#include <QPainter>
#include <QPushButton>
#include <QToolButton>

namespace retort {

Banner::Banner(QWidget *parent)
    : QWidget(parent),
      m_icon(new QLabel(this)),
      m_text(makeLabel({}, FontRole::body, Role::text, this)),
      m_action(new QPushButton(this)),
      m_second(new QPushButton(this)),
      m_close(new QToolButton(this)) {
    rowIn(this, {m_icon, {m_text, 1}, m_action, m_second, m_close})
        ->setContentsMargins(space::l, space::xs, space::s, space::xs);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setDense(m_action, true);
    setDense(m_second, true);
    setDense(m_close, true);
    setMinimumHeight(40);
    m_close->hide();
    hide();
    setIconButton(m_close, QStringLiteral("window-close"), tr("Close this message"));
    connect(m_action, &QPushButton::clicked, this, &Banner::actionActivated);
    connect(m_second, &QPushButton::clicked, this, &Banner::secondActivated);
    connect(m_close, &QToolButton::clicked, this, [this] {
        hide();
        Q_EMIT closed();
    });
    connect(&Theme::instance(), &Theme::changed, this, &Banner::updateIcon);
}

void Banner::show(Kind kind, const QString &text, const QString &actionText, const QString &secondText) {
    const bool isNew = !isVisible() || m_text->text() != text;
    m_kind = kind;
    m_text->setText(text);
    m_action->setText(actionText);
    m_action->setVisible(!actionText.isEmpty());
    m_second->setText(secondText);
    m_second->setVisible(!secondText.isEmpty());
    setAccessibleName(text);
    updateIcon();
    update();
    setVisible(true);
    if (isNew)
        announce(this);
}

void Banner::setClosable(bool closable) {
    m_close->setVisible(closable);
}

QString Banner::text() const {
    return m_text->text();
}

void Banner::updateIcon() {
    m_icon->setPixmap(themePixmap(iconOf(m_kind), Theme::instance().scaled(size::iconRail), roleOf(m_kind),
                                  devicePixelRatioF()));
}

void Banner::paintEvent(QPaintEvent *) {
    QPainter p(this);
    const QColor tint = colour(tintOf(roleOf(m_kind)));
    paint::box(&p, rect(), tint, mixColours(tint, colour(roleOf(m_kind)), .5), size::radiusCard);
}

} // namespace retort
