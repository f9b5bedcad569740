// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/job_hub.h"

#include <algorithm>

namespace retort {

JobHub::JobHub(QObject *parent) : QObject(parent) {
    using Policy = JobRunner::Policy;
    m_runners = {new JobRunner(QStringLiteral("train"), Policy::Queue, this),
                 new JobRunner(QStringLiteral("live"), Policy::Queue, this),
                 new JobRunner(QStringLiteral("data"), Policy::Queue, this),
                 new JobRunner(QStringLiteral("preview"), Policy::Supersede, this),
                 new JobRunner(QStringLiteral("rows"), Policy::Supersede, this)};
    for (JobRunner *runner : m_runners) {
        connect(runner, &JobRunner::jobsChanged, this, &JobHub::tasksChanged);
        connect(runner, &JobRunner::unhandledFailure, this, &JobHub::unhandledFailure);
        connect(runner, &JobRunner::idle, this, &JobHub::checkIdle);
    }
}

// Ask all before joining the first, so that they stop side by side.
JobHub::~JobHub() {
    for (JobRunner *runner : m_runners) {
        runner->disconnect(this);
        runner->close();
    }
    for (JobRunner *runner : m_runners)
        delete runner;
}

std::vector<JobHub::Task> JobHub::tasks() const {
    std::vector<Task> list;
    for (JobRunner *runner : m_runners)
        for (JobInfo &info : runner->jobs())
            if (!info.quiet)
                list.push_back({runner, std::move(info)});
    std::stable_sort(list.begin(), list.end(),
                     [](const Task &a, const Task &b) { return a.info.running > b.info.running; });
    return list;
}

void JobHub::cancel(JobNumber number) {
    for (JobRunner *runner : m_runners)
        runner->cancel(number);
}

bool JobHub::busy() const {
    return std::any_of(m_runners.begin(), m_runners.end(), [](const JobRunner *r) { return r->busy(); });
}

void JobHub::close() {
    for (JobRunner *runner : m_runners)
        runner->close();
    if (!busy())
        QMetaObject::invokeMethod(this, &JobHub::allIdle, Qt::QueuedConnection);
}

void JobHub::setThreads(int threads) {
    for (JobRunner *runner : m_runners)
        runner->setThreads(threads);
}

void JobHub::checkIdle() {
    if (!busy())
        Q_EMIT allIdle();
}

} // namespace retort
