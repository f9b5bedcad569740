// SPDX-License-Identifier: GPL-3.0-or-later
// Trainings of the program: starts them on the device whichever page is shown, keeps those that wait in the
// project's queue, and begins the next one when a training has ended, if that was asked for. What another
// session left waiting is offered, never started by itself. GUI thread.
#pragma once

#include "core/learn/train_job.h"

#include <QObject>

#include <functional>

namespace retort {

class AppState;
struct Task;

class RunQueue final : public QObject {
    Q_OBJECT

public:
    using Config = std::function<TrainConfig()>; // called on a worker: it may read the project

    explicit RunQueue(AppState &app);

    // The result of the task "train" is a TrainResult; one without a run: nothing was left in the queue.
    void start(Config config); // now, or when what trains here has ended
    void resume(RunId run);
    void add(Config config);          // to the project's queue; begins by itself after what trains now
    void startWaiting();              // the first that waits, then the others
    void hold() { m_goesOn = false; } // nothing begins by itself any more
    void remove(std::int64_t queued);
    void swap(std::int64_t queued, std::int64_t other);
    QString describe(const std::string &configJson) const; // "5M-6L-256 · v3 · lr 3e-4"

private:
    void train(std::function<TrainResult(JobContext &)> work);
    void change(std::function<void(class TaskQueue &)> work);
    void next();
    void offer();

    AppState &m_app;
    bool m_goesOn = false;
    bool m_offered = false; // of this project
};

} // namespace retort
