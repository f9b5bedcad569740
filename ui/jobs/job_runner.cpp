// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/job_runner.h"

#include <QCoreApplication>
#include <QEvent>

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <new>
#include <thread>
#include <utility>

//  GUI thread                                worker thread
//  ----------                                -------------
//  start() ── m_waiting ── launchNext() ──►  Worker::run: work(context)      the only catch-all
//  drain(): context->progressNow(), mailbox  (context is the one shared thing; it is safe for both)
//  end() ◄── posted event, takeDone() ─────  result or failure as a value, handed over under a mutex
//
//  The work's closure dies on the worker before the event is posted, so after idle() nothing of the job is
//  alive there. The thread outlives its jobs (SQLite keeps one connection per thread) and is joined when the
//  runner goes.

namespace retort {
namespace {

const auto doneEvent = QEvent::Type(QEvent::registerEventType());

JobNumber nextNumber() {
    static JobNumber last = 0; // GUI thread only
    return ++last;
}

// Of the exception that is being handled.
JobFailure failureNow() {
    std::string what = "unknown exception";
    try {
        throw;
    } catch (const Error &e) {
        return {e.code(), e.text()};
    } catch (const std::bad_alloc &) {
        return {ErrorCode::OutOfMemory,
                RETORT_TR("core", "Not enough memory. Close other programs or choose smaller sizes.")};
    } catch (const std::exception &e) {
        what = e.what();
    } catch (...) {
    }
    return {ErrorCode::Internal, text(RETORT_TR("core", "Something went wrong inside Retort (%1). This is a "
                                                        "mistake of the program: please report it."),
                                      what)};
}

} // namespace

struct JobRunner::Outcome {
    enum class Kind { Finished, Failed, Cancelled } kind = Kind::Cancelled;
    std::shared_ptr<void> result;
    JobFailure failure;
};

struct JobRunner::Entry {
    JobNumber number = 0;
    JobSpec request;
    QPointer<QObject> receiver;
    bool hasReceiver = false;
    quintptr channelOwner = 0; // receiver's address, only compared
    Work work;                 // empty once handed to the worker
    Deliver deliver;
    std::function<void(const JobFailure &)> onFailed;
    std::shared_ptr<JobContext> context;
    QElapsedTimer clock;
    Progress shown;
    bool stale = false; // superseded: whatever comes is dropped

    bool receiverAlive() const { return !hasReceiver || receiver; }
    bool sameChannel(const Entry &other) const {
        if (!request.channel.isEmpty() || !other.request.channel.isEmpty())
            return request.channel == other.request.channel;
        return channelOwner && channelOwner == other.channelOwner;
    }
};

class JobRunner::Worker {
public:
    explicit Worker(JobRunner *runner) : m_runner(runner), m_thread([this] { loop(); }) {}
    ~Worker() {
        {
            const std::lock_guard lock(m_mutex);
            m_quit = true;
        }
        m_wake.notify_one();
        m_thread.join();
    }

    void give(JobNumber number, Work work, std::shared_ptr<JobContext> context) {
        {
            const std::lock_guard lock(m_mutex);
            m_task = Task{number, std::move(work), std::move(context)};
        }
        m_wake.notify_one();
    }

    std::optional<std::pair<JobNumber, Outcome>> takeDone() {
        const std::lock_guard lock(m_mutex);
        return std::exchange(m_done, std::nullopt);
    }

    // Of a closed runner whose thread has been joined: nobody is left to be notified.
    static void runHere(Entry &entry) {
        Task task{entry.number, std::move(entry.work), entry.context};
        run(task);
    }

private:
    struct Task {
        JobNumber number;
        Work work;
        std::shared_ptr<JobContext> context;
    };

    void loop() {
        for (;;) {
            std::optional<Task> task;
            {
                std::unique_lock lock(m_mutex);
                m_wake.wait(lock, [this] { return m_quit || m_task; });
                if (!m_task)
                    return;
                task = std::exchange(m_task, std::nullopt);
            }
            const JobNumber number = task->number;
            Outcome outcome = run(*task);
            task.reset();
            {
                const std::lock_guard lock(m_mutex);
                m_done.emplace(number, std::move(outcome));
            }
            // A bare event, not a queued functor: the result then crosses under our own mutex, which TSan can
            // see.
            QCoreApplication::postEvent(m_runner, new QEvent(doneEvent));
        }
    }

    // Whatever the work throws becomes exactly one outcome.
    static Outcome run(Task &task) {
        Outcome outcome;
        try {
            task.context->checkCancelled();
            outcome.result = task.work(*task.context);
            outcome.kind = Outcome::Kind::Finished;
        } catch (const Cancelled &) {
            outcome.kind = Outcome::Kind::Cancelled;
        } catch (...) {
            outcome.kind = Outcome::Kind::Failed;
            outcome.failure = failureNow();
        }
        return outcome;
    }

    JobRunner *m_runner;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::optional<Task> m_task;
    std::optional<std::pair<JobNumber, Outcome>> m_done;
    bool m_quit = false;
    std::thread m_thread; // last: it starts when everything above is made
};

JobRunner::JobRunner(Policy policy, QObject *parent) : QObject(parent), m_policy(policy) {
    m_tick.setInterval(tick_ms);
    connect(&m_tick, &QTimer::timeout, this, [this] { drain(*m_current); }); // stopped while there is none
}

JobRunner::~JobRunner() {
    m_closed = true;
    if (m_current && m_policy != Policy::Finish)
        m_current->context->cancel();
    m_worker.reset(); // joins
    if (m_policy == Policy::Finish)
        for (const auto &entry : m_waiting)
            Worker::runHere(*entry);
}

JobRunner::State JobRunner::state() const {
    if (!m_current)
        return State::Idle;
    return m_current->stale || m_current->context->cancelled() ? State::Cancelling : State::Running;
}

JobNumber JobRunner::runningNumber() const {
    return m_current ? m_current->number : 0;
}

JobNumber JobRunner::add(JobSpec request, Work work, Deliver deliver,
                         std::function<void(const JobFailure &)> onFailed) {
    if (m_closed)
        return 0;
    auto entry = std::make_unique<Entry>();
    entry->number = nextNumber();
    entry->hasReceiver = request.receiver != nullptr;
    entry->receiver = request.receiver;
    entry->channelOwner = reinterpret_cast<quintptr>(request.receiver);
    entry->work = std::move(work);
    entry->deliver = std::move(deliver);
    entry->onFailed = std::move(onFailed);
    entry->context = request.context ? std::move(request.context) : std::make_shared<JobContext>();
    if (m_threads > 0)
        entry->context->setThreads(m_threads);
    entry->request = std::move(request);
    const JobNumber number = entry->number;
    if (m_policy == Policy::Supersede)
        supersede(*entry);
    m_waiting.push_back(std::move(entry));
    if (m_current)
        Q_EMIT jobsChanged();
    else
        launchNext();
    return number;
}

void JobRunner::supersede(const Entry &newer) {
    std::vector<JobNumber> older;
    for (const auto &entry : m_waiting)
        if (entry->sameChannel(newer))
            older.push_back(entry->number);
    if (m_current && m_current->sameChannel(newer) && !m_current->stale) {
        m_current->stale = true;
        m_current->context->cancel();
    }
    for (const JobNumber number : older)
        dropWaiting(number);
}

void JobRunner::dropWaiting(JobNumber number) {
    const auto it = std::ranges::find_if(m_waiting, [&](const auto &e) { return e->number == number; });
    if (it == m_waiting.end())
        return;
    const std::unique_ptr<Entry> dropped = std::move(*it);
    m_waiting.erase(it);
    notifyEnd(*dropped);
    Q_EMIT cancelled(number);
    Q_EMIT jobsChanged();
}

void JobRunner::launchNext() {
    m_current = std::move(m_waiting.front());
    m_waiting.pop_front();
    if (!m_worker)
        m_worker = std::make_unique<Worker>(this);
    m_current->clock.start();
    m_tick.start();
    m_worker->give(m_current->number, std::exchange(m_current->work, {}), m_current->context);
    const JobNumber number = m_current->number; // a slot may do anything
    Q_EMIT started(number);
    Q_EMIT jobsChanged();
}

void JobRunner::drain(Entry &entry) {
    const auto points = entry.context->mailbox().drainMetrics();
    const auto runEvents = entry.context->mailbox().drainEvents();
    if (!points.empty())
        Q_EMIT metrics(entry.number, points);
    if (!runEvents.empty())
        Q_EMIT events(entry.number, runEvents);
    const Progress now = entry.context->progressNow();
    const bool moved =
        now.done != entry.shown.done || now.total != entry.shown.total || now.phase != entry.shown.phase;
    entry.shown = now;
    Q_EMIT ticked(entry.number);
    if (moved)
        Q_EMIT jobsChanged();
}

void JobRunner::customEvent(QEvent *event) {
    if (event->type() != doneEvent || !m_worker)
        return;
    if (auto done = m_worker->takeDone())
        end(done->first, std::move(done->second));
}

void JobRunner::end(JobNumber number, Outcome outcome) {
    if (!m_current || m_current->number != number)
        return;
    drain(*m_current);
    m_tick.stop();
    report(*m_current, outcome);
    notifyEnd(*m_current);
    m_current.reset();
    if (!m_waiting.empty()) {
        launchNext();
        return;
    }
    Q_EMIT jobsChanged();
    Q_EMIT idle();
}

void JobRunner::report(Entry &entry, Outcome &outcome) {
    const bool wanted = !entry.stale && entry.receiverAlive();
    if (entry.stale || outcome.kind == Outcome::Kind::Cancelled) {
        Q_EMIT cancelled(entry.number);
    } else if (outcome.kind == Outcome::Kind::Finished) {
        if (wanted)
            entry.deliver(outcome.result);
        Q_EMIT finished(entry.number);
    } else {
        if (wanted && entry.onFailed)
            entry.onFailed(outcome.failure);
        else if (wanted)
            Q_EMIT unhandledFailure(entry.request.label(), outcome.failure);
        Q_EMIT failed(entry.number, outcome.failure);
    }
}

void JobRunner::notifyEnd(Entry &entry) {
    if (entry.request.onEnd && entry.receiverAlive())
        entry.request.onEnd();
}

std::vector<JobInfo> JobRunner::jobs() const {
    std::vector<JobInfo> list;
    if (m_current) {
        JobInfo info{m_current->number,
                     m_current->request.label(),
                     true,
                     state() == State::Cancelling,
                     m_current->request.quiet,
                     m_current->shown,
                     double(m_current->clock.elapsed()) / 1000,
                     {}};
        const double share =
            info.progress.total ? double(info.progress.done) / double(info.progress.total) : 0;
        if (share >= 0.02 && share <= 1 && info.elapsed_s >= 2)
            info.left_s = info.elapsed_s * (1 - share) / share;
        list.push_back(std::move(info));
    }
    for (const auto &entry : m_waiting)
        list.push_back(
            {entry->number, entry->request.label(), false, false, entry->request.quiet, {}, 0, {}});
    return list;
}

void JobRunner::cancelAll() {
    while (!m_waiting.empty())
        dropWaiting(m_waiting.back()->number);
    if (m_current)
        cancel(m_current->number);
}

void JobRunner::setRequest(JobNumber number, JobRequest what) {
    if (!m_current || m_current->number != number) {
        if (what == JobRequest::Stop || what == JobRequest::Abort)
            dropWaiting(number);
        return;
    }
    m_current->context->setRequest(what);
    Q_EMIT jobsChanged();
}

void JobRunner::close() {
    m_closed = true;
    if (m_policy != Policy::Finish)
        cancelAll();
}

} // namespace retort
