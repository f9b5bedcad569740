// SPDX-License-Identifier: GPL-3.0-or-later
// Every long job of the program, whoever looks at it: what waits, what runs, and the last one of each key
// that has ended, with its result or failure. A page follows a key; when it is thrown away the task goes on,
// and the page made in its place is shown how it stands or how it ended. Jobs run on resources, each with a
// thread of its own, so that one never stands in a queue for what it does not use. GUI thread.
#pragma once

#include "ui/jobs/job_runner.h"

#include <QWidget>

#include <any>
#include <array>

namespace retort {

enum class Resource {
    Device,   // training: one at a time, the others wait
    Evaluate, // evaluations: minutes on the device, beside the training
    Answers,  // chat, side by side: seconds on the device, which wait neither for training nor evaluation
    Disk,     // import, clean, tokenizer training, copies: long, in order
    Network,  // what waits for other machines
    Writes,   // marks, names, roles: short changes of the project in order, never dropped; closing waits
    Preview,  // live counts, previews: a newer one of the same channel replaces the older
    Rows      // row ids, one sample, lists of the project: the same, short (< 1 s)
};
inline constexpr std::size_t resourceCount = std::size_t(Resource::Rows) + 1;

// A value: what is known about a task now.
struct Task {
    enum class State { Waiting, Running, Stopping, Finished, Failed, Cancelled };

    QString key; // id of the page that shows it and, after a slash, which of its tasks: "data/import"
    JobLabel label, ended;
    JobNumber number = 0;
    State state = State::Waiting;
    JobInfo info;                        // while it waits or runs
    std::shared_ptr<JobContext> context; // findings, progress, requests
    std::any live;                       // what the job shows while it runs, as its starter made it
    std::shared_ptr<void> result;        // of the job's type; none without one
    JobFailure failure;

    bool going() const { return state <= State::Stopping; }
    // It has an end of its own for this; one that is aborted leaves nothing behind.
    bool stopped() const { return !going() && context->request() == JobRequest::Stop; }
    QString page() const { return key.section(u'/', 0, 0); }
    template <class Result>
    const Result &as() const {
        return *static_cast<const Result *>(result.get());
    }
};

struct TaskRequest {
    QString key;
    JobLabel label;
    JobLabel ended = {}; // what the task list says of it at its end
    std::any live = {};
};

class TaskCenter final : public QObject {
    Q_OBJECT

public:
    explicit TaskCenter(QObject *parent = nullptr);
    ~TaskCenter() override;

    JobRunner &on(Resource resource) { return *m_runners[std::size_t(resource)]; }
    const JobRunner &on(Resource resource) const { return *m_runners[std::size_t(resource)]; }
    JobRunner &network() { return on(Resource::Network); }
    JobRunner &writes() { return on(Resource::Writes); }
    JobRunner &preview() { return on(Resource::Preview); }
    JobRunner &rows() { return on(Resource::Rows); }

    // `apply` takes the result for the program (selects what was made, reads the lists), also when no page
    // follows any more; so it may capture the state, but no page. Followers are notified after it.
    template <class Work, class Apply>
    JobNumber start(Resource resource, TaskRequest request, Work work, Apply apply) {
        using Result = std::invoke_result_t<Work &, JobContext &>;
        auto task = std::make_unique<Task>();
        task->context = std::make_shared<JobContext>();
        Task *at = task.get(); // lives until a later one of its key begins, so at the end it is there
        JobSpec job;
        job.label = request.label;
        job.context = task->context;
        const auto fail = [at](const JobFailure &failure) { at->failure = failure; };
        const JobNumber number = on(resource).enqueue<Result>(
            std::move(job), std::move(work),
            [at, apply = std::move(apply)](const std::shared_ptr<void> &result) mutable {
                at->result = result;
                if constexpr (std::is_void_v<Result>)
                    apply();
                else
                    apply(at->as<Result>());
            },
            fail);
        keep(std::move(task), std::move(request), number);
        return number;
    }

    // Calls `show` with each news of the tasks of that key until `page` is gone: what is waiting, begins or
    // ends, and while the page is in sight how far it is, at most every 33 ms. At once, when there is one
    // that goes, or else the last that has ended.
    void follow(const QString &key, QWidget *page, std::function<void(const Task &)> show);
    void forget(const QString &key); // the end has been read: pages made later are not shown it
    void forgetEnded();              // another project
    // The running one before the waiting before the last that ended.
    const Task *find(const QString &key) const;
    const Task *running(Resource resource) const;    // null: none with a key
    void request(JobNumber number, JobRequest what); // Pause, GoOn, Stop or Abort of that one and no other
    void cancel(JobNumber number) { request(number, JobRequest::Abort); }

    std::vector<JobInfo> tasks() const;      // everything that goes and is not quiet, running before waiting
    std::vector<const Task *> ended() const; // newest first
    bool going(const QString &page) const;
    bool busy() const; // quiet jobs included
    void close();      // all runners; allIdle() follows, also when nothing was running
    void setThreads(int threads);

protected:
    bool eventFilter(QObject *page, QEvent *event) override;

Q_SIGNALS:
    void tasksChanged(); // at most every 33 ms per runner
    void taskEnded(const retort::Task &task);
    void unseenFailure(const retort::Task &task); // no page in sight has shown it
    void unhandledFailure(const QString &label,
                          const retort::JobFailure &failure); // of a job that is no task
    void allIdle();

private:
    struct Follower {
        QPointer<QWidget> page;
        QString key;
        std::function<void(const Task &)> show;
    };

    void keep(std::unique_ptr<Task> task, TaskRequest request, JobNumber number);
    Task *withNumber(JobNumber number);
    void update(JobRunner &runner);
    void end(JobNumber number, Task::State state);
    // True: a page in sight has shown it. `onlySeen`: pages out of sight need not know.
    bool notify(const Task &task, bool onlySeen = false);

    std::array<JobRunner *, resourceCount> m_runners;
    std::vector<std::unique_ptr<Task>> m_tasks; // in order of their start
    std::vector<Follower> m_followers;
};

} // namespace retort
