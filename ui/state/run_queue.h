// SPDX-License-Identifier: GPL-3.0-or-later
// Long work that waits in the project's queue, and the trainings of the program: starts them whichever page
// is shown, and begins the next entry when the one before has ended. An entry stays in the queue until what
// it makes is stored; one that could not begin says why and is passed over. What another session left waiting
// is offered, never begun by itself; after a stop or abort the queue is held. GUI thread.
#pragma once

#include "core/data/runs/task_queue.h"
#include "core/learn/train_job.h"

#include <QObject>

#include <functional>
#include <map>

namespace retort {

class AppState;

class RunQueue final : public QObject {
    Q_OBJECT

public:
    using Config = std::function<TrainConfig()>; // called on a worker: it may read the project

    explicit RunQueue(AppState &app);

    // The result of the task "train" is a TrainResult.
    void start(Config config); // now
    void resume(RunId run);
    // To the project's queue; `settings` as of QueuedTask, called on a worker.
    void add(std::string verb, std::function<std::string()> settings);
    bool takesMore() const;
    int waiting() const; // entries that do not run now
    bool runsNow(const QueuedTask &task) const { return task.id == m_begun; }
    bool goesOn() const { return m_goesOn; }
    bool canGoOn() const; // it is held, or an entry could not begin
    void goOn();          // the first that waits, then the others; also those that could not begin before
    void hold();          // what runs goes on, nothing begins after it
    void remove(std::int64_t queued);
    void swap(std::int64_t queued, std::int64_t other);
    QString describe(const QueuedTask &waiting) const; // "5M-6L-256 · v3 · lr 3e-4", and why it did not begin

Q_SIGNALS:
    void changed(); // the list, what runs, held or going on

private:
    void train(std::function<TrainResult(JobContext &)> work);
    void change(std::function<void(TaskQueue &)> work);
    bool busy() const;
    void next();
    void listsChanged();

    AppState &m_app;
    bool m_goesOn = false;
    bool m_offered = false;                // of this project
    std::int64_t m_done = 0;               // the last one: our list may still name it
    std::int64_t m_begun = 0;              // the entry that runs now
    quint64 m_task = 0;                    // its job
    std::map<std::int64_t, Text> m_failed; // by entry
};

} // namespace retort
