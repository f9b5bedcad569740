// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/home/stage_card.h"

#include "ui/pages/page.h"
#include "ui/theme/icon.h"
#include "ui/widgets/chip.h"

#include <QEvent>

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
      m_detail(makeText({}, FontRole::caption, Role::text2, this)),
      m_chip(new Chip({}, this)),
      m_button(new ActionButton({}, ButtonKind::secondary, this)) {
    auto *title = makeLabel(pageTitle(page), FontRole::cardTitle, Role::text, this);
    body()->setSpacing(space::xs);
    addTo(body(),
          {rowOf({m_icon, title, stretch, m_chip}), m_count, m_detail, stretch, rowOf({m_button, stretch})});
    m_detail->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    setDense(m_button, true);
    connect(m_button, &QAbstractButton::clicked, this,
            [this] { Q_EMIT activated(QString::fromLatin1(m_page.id), m_action); });
    updateIcon();
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
