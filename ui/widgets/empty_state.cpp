// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/empty_state.h"

#include "ui/theme/icon.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/layouts.h"

#include <QAction>
#include <QVBoxLayout>

namespace retort {

EmptyState::EmptyState(const QString &iconName, const QString &title, const QString &sentence,
                       QWidget *parent)
    : QWidget(parent),
      m_iconName(iconName),
      m_icon(new QLabel(this)),
      m_primary(new ActionButton({}, ButtonKind::primary, this)),
      m_link(new QPushButton(this)) {
    auto *head = makeText(title, FontRole::metric, Role::text, this);
    auto *say = makeText(sentence, FontRole::body, Role::text2, this);
    for (QLabel *label : {m_icon, head, say}) {
        label->setAlignment(Qt::AlignCenter);
        label->setMaximumWidth(size::emptyState);
        // A wrapping label alone takes its narrowest shape; the fixed column keeps the sentence in one or two
        // lines.
        if (label != m_icon)
            label->setMinimumWidth(std::min(size::emptyState, 260));
    }
    auto *texts = new QVBoxLayout;
    texts->setSpacing(space::s);
    addTo(texts, {head, say});
    const auto centre = Qt::AlignHCenter;
    QVBoxLayout *column = columnIn(this,
                                   {stretch,
                                    {m_icon, 0, centre},
                                    rowOf({stretch, {texts, 1000}, stretch}),
                                    {m_primary, 0, centre},
                                    {m_link, 0, centre}},
                                   space::s);
    column->addStretch(2);
    setButtonKind(m_link, ButtonKind::ghost);
    m_primary->hide();
    m_link->hide();
    connect(m_primary, &QPushButton::clicked, this, &EmptyState::primaryActivated);
    connect(m_link, &QPushButton::clicked, this, &EmptyState::linkActivated);
    connect(&Theme::instance(), &Theme::changed, this, &EmptyState::updateIcon);
    updateIcon();
}

ActionButton *EmptyState::setPrimary(QAction *action) {
    m_primary->setAction(action);
    m_primary->setVisible(action->isVisible());
    connect(m_primary, &QPushButton::clicked, this, &EmptyState::primaryActivated, Qt::UniqueConnection);
    return m_primary;
}

ActionButton *EmptyState::setPrimary(const QString &text) {
    m_primary->setText(text);
    m_primary->setVisible(!text.isEmpty());
    return m_primary;
}

void EmptyState::setLink(const QString &text) {
    m_link->setText(text);
    m_link->setVisible(!text.isEmpty());
}

void EmptyState::updateIcon() {
    m_icon->setPixmap(themePixmap(m_iconName, size::iconEmpty, Role::text3, devicePixelRatioF()));
}

} // namespace retort
