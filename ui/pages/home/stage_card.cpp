// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/home/stage_card.h"

#include "ui/pages/page.h"
#include "ui/theme/icon.h"
#include "ui/theme/theme.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/labels.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace retort {
namespace {

ChipSpec chipOf(StageMark mark) {
    switch (mark) {
    case StageMark::Open:
        return {};
    case StageMark::Next:
        return {StageCard::tr("next"), QStringLiteral("go-next"), Role::accent, {}};
    case StageMark::Running:
        return {StageCard::tr("running"), QStringLiteral("media-playback-start"), Role::accent, {}};
    case StageMark::Done:
        return {StageCard::tr("done"), QStringLiteral("dialog-ok"), Role::ok, {}};
    case StageMark::Stale:
        return {StageCard::tr("out of date"), QStringLiteral("data-warning"), Role::warn,
                StageCard::tr("Made from an older version than the newest")};
    }
    return {};
}

} // namespace

StageCard::StageCard(const PageInfo &page, QWidget *parent)
    : Card(parent),
      m_page(page),
      m_icon(new QLabel(this)),
      m_count(makeLabel({}, FontRole::metric, Role::text, this)),
      m_detail(makeLabel({}, FontRole::caption, Role::text2, this)),
      m_chip(new Chip({}, this)),
      m_button(new ActionButton({}, ButtonKind::secondary, this)) {
    auto *head = new QHBoxLayout;
    head->setSpacing(space::s);
    head->addWidget(m_icon);
    head->addWidget(makeLabel(pageTitle(page), FontRole::cardTitle, Role::text, this));
    head->addStretch(1);
    head->addWidget(m_chip);
    body()->setSpacing(space::xs);
    body()->addLayout(head);
    body()->addWidget(m_count);
    body()->addWidget(m_detail);
    body()->addStretch(1);
    auto *foot = new QHBoxLayout;
    foot->addWidget(m_button);
    foot->addStretch(1);
    body()->addSpacing(space::xs);
    body()->addLayout(foot);
    m_detail->setWordWrap(true);
    m_detail->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    setDense(m_button, true);
    connect(m_button, &QAbstractButton::clicked, this,
            [this] { Q_EMIT activated(QString::fromLatin1(m_page.id), m_action); });
    updateIcon();
}

QString StageCard::page() const {
    return QString::fromLatin1(m_page.id);
}

void StageCard::show(const Stage &stage, bool projectOpen) {
    m_mark = projectOpen ? stage.mark : StageMark::Open;
    m_button->setVisible(projectOpen);
    m_count->setText(stage.count);
    m_count->setVisible(!stage.count.isEmpty());
    m_detail->setText(stage.detail);
    const ChipSpec chip = chipOf(m_mark);
    m_chip->setVisible(!chip.text.isEmpty());
    m_chip->setSpec(chip);
    m_action = stage.action;
    m_button->setText(stage.verb);
    m_button->setAccessibleName(pageTitle(m_page) + QStringLiteral(": ") + stage.verb);
    setButtonKind(m_button, m_mark == StageMark::Next ? ButtonKind::primary : ButtonKind::secondary);
    setSelected(m_mark == StageMark::Next);
    updateIcon();
}

void StageCard::updateIcon() {
    const Role role = m_mark == StageMark::Next || m_mark == StageMark::Running ? Role::accent : Role::text2;
    m_icon->setPixmap(
        themePixmap(QString::fromLatin1(m_page.icon), size::iconRail, role, devicePixelRatioF()));
}

void StageCard::changeEvent(QEvent *event) {
    Card::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        updateIcon();
}

} // namespace retort
