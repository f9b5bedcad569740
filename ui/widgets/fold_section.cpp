// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/fold_section.h"

#include "ui/theme/style_paint.h"
#include "ui/theme/theme.h"

#include <QAbstractButton>
#include <QPainter>
#include <QVBoxLayout>

namespace retort {

class FoldSection::Headline final : public QAbstractButton {
public:
    explicit Headline(QWidget *parent) : QAbstractButton(parent) {
        setCheckable(true);
        setFocusPolicy(Qt::StrongFocus);
        setAttribute(Qt::WA_Hover);
        setFontRole(this, FontRole::bodyBold);
        setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    }

    QString remark;

    QSize sizeHint() const override {
        const int width = 24 + fontMetrics().horizontalAdvance(text() + remark) + space::l;
        return {width, Theme::instance().scaled(size::controlDense)};
    }

protected:
    void paintEvent(QPaintEvent *) override {
        QPainter p(this);
        if (underMouse())
            paint::box(&p, rect(), mixColours(colour(Role::surface), colour(Role::text), .06), {},
                       size::radiusControl);
        paint::chevron(&p, QRectF(4, 0, 16, height()), isChecked() ? Qt::DownArrow : Qt::RightArrow,
                       colour(Role::text2));
        const QRect words = rect().adjusted(24, 0, -space::s, 0);
        p.setPen(colour(isEnabled() ? Role::text : Role::text3));
        p.drawText(words, Qt::AlignVCenter, text());
        p.setFont(Theme::instance().font(FontRole::caption));
        p.setPen(colour(Role::text2));
        const int left = words.width() - fontMetrics().horizontalAdvance(text()) - space::l;
        p.drawText(words, Qt::AlignVCenter | Qt::AlignRight,
                   p.fontMetrics().elidedText(remark, Qt::ElideRight, left));
        if (hasFocus() && window()->testAttribute(Qt::WA_KeyboardFocusChange))
            paint::focusRing(&p, rect(), size::radiusControl);
    }
};

FoldSection::FoldSection(const QString &title, QWidget *parent)
    : QWidget(parent),
      m_headline(new Headline(this)),
      m_content(new QWidget(this)),
      m_body(new QVBoxLayout(m_content)) {
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_headline);
    column->addWidget(m_content);
    m_body->setContentsMargins(0, space::s, 0, 0);
    m_body->setSpacing(space::s);
    m_content->hide();
    setTitle(title);
    connect(m_headline, &QAbstractButton::toggled, this, &FoldSection::setOpen);
    connect(&m_run, &QVariantAnimation::valueChanged, this,
            [this](const QVariant &v) { m_content->setMaximumHeight(v.toInt()); });
    connect(&m_run, &QVariantAnimation::finished, this, &FoldSection::finish);
}

void FoldSection::setTitle(const QString &title) {
    m_headline->setText(title);
    m_headline->setAccessibleName(title);
}

QString FoldSection::title() const {
    return m_headline->text();
}

void FoldSection::setRemark(const QString &remark) {
    m_headline->remark = remark;
    m_headline->setAccessibleDescription(remark);
    m_headline->update();
}

void FoldSection::setOpen(bool open) {
    if (m_open == open)
        return;
    m_open = open;
    m_headline->setChecked(open);
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
