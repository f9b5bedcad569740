// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/task_center.h"

#include <QEvent>

#include <algorithm>

namespace retort {

TaskCenter::TaskCenter(QObject *parent) : QObject(parent) {
    for (std::size_t i = 0; i < resourceCount; ++i) {
        const auto resource = Resource(i);
        auto *runner = m_runners[i] =
            new JobRunner(resource < Resource::Writes    ? JobRunner::Policy::Queue
                          : resource == Resource::Writes ? JobRunner::Policy::Finish
                                                         : JobRunner::Policy::Supersede,
                          this);
        connect(runner, &JobRunner::jobsChanged, this, [this, runner] {
            update(*runner);
            Q_EMIT tasksChanged();
        });
        connect(runner, &JobRunner::ticked, this, [this, runner](JobNumber number) {
            update(*runner);
            if (const Task *task = withNumber(number))
                notify(*task, true);
        });
        connect(runner, &JobRunner::finished, this, [this](JobNumber n) { end(n, Task::State::Finished); });
        connect(runner, &JobRunner::failed, this, [this](JobNumber n) { end(n, Task::State::Failed); });
        connect(runner, &JobRunner::cancelled, this, [this](JobNumber n) { end(n, Task::State::Cancelled); });
        connect(runner, &JobRunner::unhandledFailure, this, &TaskCenter::unhandledFailure);
        connect(runner, &JobRunner::idle, this, [this] {
            if (!busy())
                Q_EMIT allIdle();
        });
    }
}

// Ask all before joining the first, so that they stop side by side.
TaskCenter::~TaskCenter() {
    for (JobRunner *runner : m_runners) {
        runner->disconnect(this);
        runner->close();
    }
    for (JobRunner *runner : m_runners)
        delete runner;
}

// Of each key the last that ended is kept; a newer one takes its place.
void TaskCenter::keep(std::unique_ptr<Task> task, TaskRequest request, JobNumber number) {
    if (number == 0) // the runners are closed
        return;
    forget(request.key);
    task->key = std::move(request.key);
    task->label = std::move(request.label);
    task->ended = std::move(request.ended);
    task->live = std::move(request.live);
    task->number = number;
    m_tasks.push_back(std::move(task));
    for (JobRunner *runner : m_runners)
        update(*runner);
    notify(*m_tasks.back());
    Q_EMIT tasksChanged();
}

Task *TaskCenter::withNumber(JobNumber number) {
    const auto it = std::ranges::find_if(m_tasks, [&](const auto &t) { return t->number == number; });
    return it == m_tasks.end() ? nullptr : it->get();
}

void TaskCenter::update(JobRunner &runner) {
    for (JobInfo &info : runner.jobs()) {
        Task *task = withNumber(info.number);
        if (!task || !task->going())
            continue;
        const auto before = task->state;
        task->state = info.cancelling ? Task::State::Stopping
                      : info.running  ? Task::State::Running
                                      : Task::State::Waiting;
        task->info = std::move(info);
        if (task->state != before)
            notify(*task);
    }
}

void TaskCenter::end(JobNumber number, Task::State state) {
    Task *task = withNumber(number);
    if (!task)
        return;
    task->state = state;
    const Task ended = *task; // a follower may forget it
    if (state == Task::State::Cancelled)
        std::erase_if(m_tasks, [&](const auto &t) { return t->number == number; });
    const bool seen = notify(ended);
    if (state == Task::State::Failed && !seen)
        Q_EMIT unseenFailure(ended);
    Q_EMIT taskEnded(ended);
}

bool TaskCenter::notify(const Task &task, bool onlySeen) {
    std::erase_if(m_followers, [](const Follower &f) { return !f.page; });
    const auto followers = m_followers; // a follower may add another, or end a page
    bool seen = false;
    for (const Follower &follower : followers) {
        if (!follower.page || follower.key != task.key)
            continue;
        const bool visible = follower.page->isVisible();
        seen = seen || visible;
        if (visible || !onlySeen)
            follower.show(task);
    }
    return seen;
}

// A page that comes into sight is told how far its task is.
bool TaskCenter::eventFilter(QObject *page, QEvent *event) {
    if (event->type() == QEvent::Show)
        for (const Follower &follower : std::vector(m_followers))
            if (const Task *task = find(follower.key); follower.page == page && task && task->going())
                follower.show(Task(*task));
    return false;
}

void TaskCenter::follow(const QString &key, QWidget *page, std::function<void(const Task &)> show) {
    m_followers.push_back({page, key, show});
    page->installEventFilter(this);
    if (const Task *task = find(key))
        show(Task(*task));
}

void TaskCenter::forget(const QString &key) {
    std::erase_if(m_tasks, [&](const auto &t) { return t->key == key && !t->going(); });
}

void TaskCenter::forgetEnded() {
    std::erase_if(m_tasks, [](const auto &t) { return !t->going(); });
}

const Task *TaskCenter::find(const QString &key) const {
    const Task *found = nullptr;
    for (const auto &task : m_tasks)
        if (task->key == key && (!found || !found->going() || task->state == Task::State::Running))
            found = task.get();
    return found;
}

const Task *TaskCenter::running(Resource resource) const {
    const JobNumber number = on(resource).runningNumber();
    return number ? const_cast<TaskCenter *>(this)->withNumber(number) : nullptr;
}

void TaskCenter::request(JobNumber number, JobRequest what) {
    for (JobRunner *runner : m_runners)
        runner->setRequest(number, what);
}

std::vector<JobInfo> TaskCenter::tasks() const {
    std::vector<JobInfo> list;
    for (const JobRunner *runner : m_runners)
        for (JobInfo &info : runner->jobs())
            if (!info.quiet)
                list.push_back(std::move(info));
    std::ranges::stable_sort(list, [](const JobInfo &a, const JobInfo &b) { return a.running > b.running; });
    return list;
}

std::vector<const Task *> TaskCenter::ended() const {
    std::vector<const Task *> list;
    for (auto it = m_tasks.rbegin(); it != m_tasks.rend(); ++it)
        if (!(*it)->going())
            list.push_back(it->get());
    return list;
}

bool TaskCenter::going(const QString &page) const {
    return std::ranges::any_of(m_tasks, [&](const auto &t) { return t->going() && t->page() == page; });
}

bool TaskCenter::busy() const {
    return std::ranges::any_of(m_runners, [](const JobRunner *r) { return r->busy(); });
}

void TaskCenter::close() {
    for (JobRunner *runner : m_runners)
        runner->close();
    if (!busy())
        QMetaObject::invokeMethod(this, &TaskCenter::allIdle, Qt::QueuedConnection);
}

void TaskCenter::setThreads(int threads) {
    for (JobRunner *runner : m_runners)
        runner->setThreads(threads);
}

} // namespace retort
