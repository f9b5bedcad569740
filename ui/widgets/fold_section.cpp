// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/fold_section.h"

#include "ui/widgets/labels.h"
#include "ui/widgets/layouts.h"

#include <QToolButton>

namespace retort {

FoldSection::FoldSection(const QString &title, QWidget *parent)
    : QWidget(parent),
      m_headline(new QToolButton(this)),
      m_remark(new ElidedLabel({}, this)),
      m_content(new QWidget(this)),
      m_body(columnIn(m_content, {}, space::s)) {
    columnIn(this, {rowOf({m_headline, {m_remark, 1}}), m_content}, 0);
    m_body->setContentsMargins(0, space::s, 0, 0);
    m_content->hide();
    m_headline->setAutoRaise(true);
    m_headline->setArrowType(Qt::RightArrow);
    m_headline->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_headline->setIconSize({size::icon / 2, size::icon / 2});
    setDense(m_headline, true);
    setFontRole(m_headline, FontRole::bodyBold);
    setFontRole(m_remark, FontRole::caption);
    setTextRole(m_remark, Role::text2);
    m_remark->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    setTitle(title);
    connect(m_headline, &QAbstractButton::clicked, this, [this] { setOpen(!m_open); });
    connect(&m_run, &QVariantAnimation::valueChanged, this,
            [this](const QVariant &v) { m_content->setMaximumHeight(v.toInt()); });
    connect(&m_run, &QVariantAnimation::finished, this, &FoldSection::finish);
}

void FoldSection::setTitle(const QString &title) {
    m_headline->setText(u' ' + title); // Qt puts the arrow close to it
    m_headline->setAccessibleName(title);
}

QString FoldSection::title() const {
    return m_headline->accessibleName();
}

void FoldSection::setRemark(const QString &remark) {
    m_remark->setText(remark);
    m_headline->setAccessibleDescription(remark);
}

void FoldSection::setOpen(bool open) {
    if (m_open == open)
        return;
    m_open = open;
    m_headline->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
    const int ms = isVisible() ? Theme::instance().duration_ms(motion::fold_ms) : 0;
    m_run.stop();
    if (ms == 0) {
        finish();
    } else {
        const int full = m_content->sizeHint().height();
        m_run.setDuration(ms);
        m_run.setStartValue(open ? 0 : m_content->height());
        m_run.setEndValue(open ? full : 0);
        m_content->show();
        m_run.start();
    }
    Q_EMIT toggled(open);
}

void FoldSection::finish() {
    m_content->setMaximumHeight(QWIDGETSIZE_MAX);
    m_content->setVisible(m_open);
}

} // namespace retort
