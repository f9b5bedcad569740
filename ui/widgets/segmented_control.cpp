// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/segmented_control.h"

#include "ui/theme/icon.h"
#include "ui/theme/style_paint.h"
#include "ui/theme/theme.h"

#include <QAbstractButton>
#include <QButtonGroup>
#include <QHBoxLayout>
#include <QPainter>

namespace retort {

class SegmentedControl::Segment final : public QAbstractButton {
public:
    Segment(const QString &iconName, QWidget *parent) : QAbstractButton(parent), m_iconName(iconName) {
        setCheckable(true);
        setFocusPolicy(Qt::StrongFocus);
        setAttribute(Qt::WA_Hover);
        setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    }

    QSize sizeHint() const override {
        const int height = Theme::instance().scaled(isDense(this) ? size::controlDense : size::control);
        if (!m_iconName.isEmpty())
            return {height, height};
        return {fontMetrics().horizontalAdvance(text()) + 2 * space::m, height};
    }
    QSize minimumSizeHint() const override { return sizeHint(); } // a tab is never cut

protected:
    void paintEvent(QPaintEvent *) override {
        QPainter p(this);
        const QRectF r = QRectF(rect()).adjusted(2, 2, -2, -2);
        if (isChecked())
            paint::box(&p, r, colour(Role::soft), colour(Role::accent), size::radiusControl - 1);
        else if (underMouse() && isEnabled())
            paint::box(&p, r, colour(Role::sunken), {}, size::radiusControl - 1);
        const Role role = !isEnabled() ? Role::text3 : isChecked() ? Role::text : Role::text2;
        if (m_iconName.isEmpty()) {
            p.setPen(colour(role));
            p.drawText(rect(), Qt::AlignCenter, text());
        } else {
            const QPixmap icon = themePixmap(m_iconName, iconSide(), role, devicePixelRatioF());
            p.drawPixmap((width() - iconSide()) / 2, (height() - iconSide()) / 2, icon);
        }
        if (hasFocus() && window()->testAttribute(Qt::WA_KeyboardFocusChange))
            paint::focusRing(&p, r.adjusted(-1, -1, 1, 1), size::radiusControl);
    }

private:
    QString m_iconName;
};

SegmentedControl::SegmentedControl(QWidget *parent)
    : QWidget(parent),
      m_row(new QHBoxLayout(this)),
      m_group(new QButtonGroup(this)) {
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(0);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    connect(m_group, &QButtonGroup::buttonToggled, this, [this](QAbstractButton *button, bool on) {
        if (on)
            Q_EMIT currentChanged(button->objectName());
    });
}

void SegmentedControl::addSegment(const QString &id, const QString &text, const QString &iconName) {
    auto *segment = new Segment(iconName, this);
    segment->setObjectName(id);
    m_row->addWidget(segment);
    m_group->addButton(segment);
    setText(id, text);
    if (m_group->buttons().size() == 1)
        segment->setChecked(true);
}

void SegmentedControl::setText(const QString &id, const QString &text) {
    for (QAbstractButton *button : m_group->buttons())
        if (button->objectName() == id) {
            button->setText(text);
            button->setAccessibleName(text);
            button->setToolTip(text);
            button->updateGeometry();
        }
}

QString SegmentedControl::current() const {
    const QAbstractButton *button = m_group->checkedButton();
    return button ? button->objectName() : QString();
}

void SegmentedControl::setCurrent(const QString &id) {
    for (QAbstractButton *button : m_group->buttons())
        if (button->objectName() == id)
            button->setChecked(true);
}

void SegmentedControl::paintEvent(QPaintEvent *) {
    QPainter p(this);
    paint::box(&p, rect(), colour(Role::surface), colour(isEnabled() ? Role::borderS : Role::border),
               size::radiusControl);
}

} // namespace retort
