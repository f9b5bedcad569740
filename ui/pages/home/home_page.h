// SPDX-License-Identifier: GPL-3.0-or-later
// Home: the chain of stages with what each holds and the one next step, first steps that tick themselves,
// recent projects, where to get data, and the switches for language and theme. GUI thread.
#pragma once

#include "ui/pages/page.h"

class QGridLayout;
class QVBoxLayout;

namespace retort {

class Card;
class StageCard;
struct FirstStep;

class HomePage final : public Page {
    Q_OBJECT

public:
    HomePage(AppState &app, QWidget *parent);

private:
    void addSwitches();
    QWidget *makeWelcome();
    QWidget *makeChain();
    Card *makeFirstSteps();
    Card *makeRecent();
    Card *makeGetData();
    void update();
    void fillSteps();
    QToolButton *stepButton(const FirstStep &step);
    void fillRecent();

    QWidget *m_welcome = nullptr;
    QWidget *m_chain = nullptr;
    std::vector<StageCard *> m_cards;
    Card *m_steps = nullptr;
    QVBoxLayout *m_stepList = nullptr;
    QVBoxLayout *m_recentList = nullptr;
};

} // namespace retort
