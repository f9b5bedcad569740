// SPDX-License-Identifier: GPL-3.0-or-later
// Home: the chain of stages with what each holds and the one next step, first steps that tick themselves,
// recent projects, where to get data, and the switches for language and theme. GUI thread.
#pragma once

#include "ui/pages/page.h"

#include <QSet>

class QToolButton;

namespace retort {

class StageCard;
struct Stage;

class HomePage final : public Page {
    Q_OBJECT

public:
    HomePage(AppState &app, QWidget *parent);

private:
    void addSwitches();
    QWidget *makeWelcome();
    QWidget *makeChain();
    Card *makeList(const QString &title, QVBoxLayout *&list);
    Card *makeGetData();
    void update();
    void fillSteps(const std::vector<Stage> &stages);
    QToolButton *stepButton(const Stage &stage);
    QWidget *recentLine(const QString &folder);
    void lookAtRecent();
    void fillRecent();

    QWidget *m_welcome = nullptr;
    std::vector<StageCard *> m_cards;
    Card *m_steps = nullptr;
    QVBoxLayout *m_stepList = nullptr;
    QVBoxLayout *m_recentList = nullptr;
    QLabel *m_noRecent = nullptr;
    QSet<QString> m_gone; // recent projects that are not there now
};

} // namespace retort
