// SPDX-License-Identifier: GPL-3.0-or-later
// What waits in the project's queue, in its order, with buttons to begin, hold, reorder and remove; out of
// sight while nothing waits. GUI thread.
#pragma once

#include "core/data/runs/task_queue.h"

#include <QWidget>

class QAction;
class QListWidget;

namespace retort {

class AppState;
class FoldSection;

class QueueList final : public QWidget {
    Q_OBJECT

public:
    QueueList(AppState &app, QWidget *parent);
    bool isOpen() const;
    void setOpen(bool open);

private:
    void refresh();
    void showState();
    int chosen() const; // its row; -1: none
    void move(int by);

    AppState &m_app;
    FoldSection *m_fold;
    QListWidget *m_list;
    QAction *m_start, *m_hold, *m_up, *m_down, *m_remove;
    std::vector<QueuedTask> m_shown;
};

} // namespace retort
