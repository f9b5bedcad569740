// SPDX-License-Identifier: GPL-3.0-or-later
// One stage of the chain on the Home page: icon and name, how much there is, state, one button. GUI thread.
#pragma once

#include "ui/pages/home/stages.h"
#include "ui/widgets/card.h"

class QLabel;

namespace retort {

class ActionButton;
class Chip;

class StageCard final : public Card {
    Q_OBJECT

public:
    StageCard(const PageInfo &page, QWidget *parent);
    const PageInfo &page() const { return m_page; }
    void show(const Stage &stage, bool projectOpen); // without one there is no button
    using Card::show;

Q_SIGNALS:
    void activated(const QString &page, const QString &action);

protected:
    void changeEvent(QEvent *event) override;

private:
    void updateIcon();

    const PageInfo &m_page;
    StageMark m_mark = StageMark::Open;
    QString m_action;
    QLabel *m_icon;
    QLabel *m_count;
    QLabel *m_detail;
    Chip *m_chip;
    ActionButton *m_button;
};

} // namespace retort
