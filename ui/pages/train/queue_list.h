// SPDX-License-Identifier: GPL-3.0-or-later
// The trainings that wait, in their order, with buttons to begin, reorder and remove them; out of sight while
// none waits. GUI thread.
#pragma once

#include "core/data/runs/task_queue.h"

#include <QWidget>

#include <functional>

class QListWidget;
class QPushButton;

namespace retort {

class AppState;
class FoldSection;

class QueueList final : public QWidget {
    Q_OBJECT

public:
    QueueList(AppState &app, QWidget *parent);
    void open();

private:
    int chosen() const; // row; -1: none
    void refresh();
    void showState();
    void move(int by);
    QPushButton *addButton(const QString &text, std::function<void()> clicked);

    AppState &m_app;
    FoldSection *m_fold;
    QListWidget *m_list;
    QPushButton *m_start, *m_up, *m_down, *m_remove;
    std::vector<QueuedTask> m_shown;
};

} // namespace retort
