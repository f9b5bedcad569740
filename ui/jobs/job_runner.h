// SPDX-License-Identifier: GPL-3.0-or-later
// Runs jobs one after the other on its own thread; no other class of the window owns a thread. Lives in the
// GUI thread: every signal and callback comes there. Each start has a number and its own JobContext; a
// superseded job's result is dropped. Each job ends in exactly one of finished, failed, cancelled; idle()
// follows when nothing is left. What must outlive the page that starts it is a task of the TaskCenter.
//
//   app.jobs().rows().start(
//       {this, tr("Reading rows")},
//       [store, filter](JobContext &job) { return store->rowIds(version, filter, {}, job); }, // worker
//       [this](std::vector<SampleId> ids) { m_model->setIds(std::move(ids)); });              // GUI thread
#pragma once

#include "core/base/error.h"
#include "core/base/job.h"

#include <QElapsedTimer>
#include <QObject>
#include <QPointer>
#include <QString>
#include <QTimer>

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

namespace retort {

struct JobFailure { // what the worker's exception was
    ErrorCode code = ErrorCode::Internal;
    Text text;
};

using JobNumber = quint64; // unique over all runners of the process; 0: none

// What the task list shows. Given as a function it is made anew in whatever language the window has by then.
class JobLabel {
public:
    JobLabel() = default;
    JobLabel(const QString &text) : m_make([text] { return text; }) {}
    JobLabel(const char *text) : JobLabel(QString::fromUtf8(text)) {}
    template <std::invocable Make>
    JobLabel(Make make) : m_make(std::move(make)) {}
    QString operator()() const { return m_make ? m_make() : QString(); }

private:
    std::function<QString()> m_make;
};

struct JobSpec {
    QObject *receiver = nullptr; // callbacks are dropped once it is gone (the job itself goes on)
    JobLabel label = {};
    QString channel = {}; // superseding runners: only a job of the same channel replaces an older one
                          // (empty: the receiver is the channel)
    bool quiet = false;   // not in the task list
    std::shared_ptr<JobContext> context = {}; // empty: one is made
    // GUI thread, once for every start that was taken, after the result's or failure's callback; also when it
    // was cancelled, superseded or never ran. The place to put back a page's "busy".
    std::function<void()> onEnd = {};
};

struct JobInfo {
    JobNumber number = 0;
    QString label;
    bool running = false; // else waiting
    bool cancelling = false;
    bool quiet = false;
    Progress progress;
    double elapsed_s = 0;
    std::optional<double> left_s; // from progress; none before 2 % or 2 s
};

class JobRunner final : public QObject {
    Q_OBJECT

public:
    enum class State { Idle, Running, Cancelling };
    // Finish: in order like Queue, but nothing is dropped or cancelled by closing, which waits instead.
    enum class Policy { Queue, Supersede, Finish };
    static constexpr int tick_ms = 33;

    explicit JobRunner(Policy policy, QObject *parent = nullptr);
    ~JobRunner() override; // cancels everything (Finish: ends it) and joins; no callback comes any more

    // `work` runs on the worker thread, so it captures values only. `onResult` takes its result by value
    // (nothing if it returns void). Without `onFailed` the failure is shown as a toast by the window.
    template <class Work, class OnResult>
    JobNumber start(JobSpec request, Work work, OnResult onResult,
                    std::function<void(const JobFailure &)> onFailed = {}) {
        using Result = std::invoke_result_t<Work &, JobContext &>;
        return enqueue<Result>(
            std::move(request), std::move(work),
            [onResult = std::move(onResult)](const std::shared_ptr<void> &result) mutable {
                if constexpr (std::is_void_v<Result>)
                    onResult();
                else
                    onResult(std::move(*static_cast<Result *>(result.get())));
            },
            std::move(onFailed));
    }
    // The same, and `deliver` gets the result as it was made (null of a void job).
    using Deliver = std::function<void(const std::shared_ptr<void> &)>;
    template <class Result, class Work>
    JobNumber enqueue(JobSpec request, Work work, Deliver deliver,
                      std::function<void(const JobFailure &)> onFailed) {
        return add(
            std::move(request),
            [work = std::move(work)](JobContext &job) mutable -> std::shared_ptr<void> {
                if constexpr (std::is_void_v<Result>) {
                    work(job);
                    return nullptr;
                } else {
                    return std::make_shared<Result>(work(job));
                }
            },
            std::move(deliver), std::move(onFailed));
    }

    State state() const;
    bool busy() const { return state() != State::Idle; }
    JobNumber runningNumber() const;   // 0: none
    std::vector<JobInfo> jobs() const; // running first, then waiting in order

    void cancel(JobNumber number) { setRequest(number, JobRequest::Abort); } // unknown numbers are ignored
    void cancelAll();
    // Pause, GoOn, Stop (finish and save), Abort of the job with that number, if it runs. One that waits can
    // only be dropped: by Stop and Abort.
    void setRequest(JobNumber number, JobRequest what);
    // Takes no further start (start() returns 0), drops what waits, cancels what runs (not with
    // Policy::Finish); idle() tells when it is over.
    void close();

    void setThreads(int threads) { m_threads = threads; } // for jobs started from now on

Q_SIGNALS:
    void started(retort::JobNumber number);
    void ticked(retort::JobNumber number); // every 33 ms while it runs, and once before its end
    void metrics(retort::JobNumber number,
                 const std::vector<retort::MetricPoint> &points); // at most every 33 ms
    void events(retort::JobNumber number, const std::vector<retort::RunEvent> &events);
    void finished(retort::JobNumber number);
    void failed(retort::JobNumber number, const retort::JobFailure &failure);
    void cancelled(retort::JobNumber number);
    void unhandledFailure(const QString &label, const retort::JobFailure &failure); // no onFailed was given
    void idle();
    void jobsChanged(); // list, state or progress

protected:
    void customEvent(QEvent *event) override;

private:
    using Work = std::function<std::shared_ptr<void>(JobContext &)>;
    struct Entry;
    struct Outcome;
    class Worker;

    JobNumber add(JobSpec request, Work work, Deliver deliver,
                  std::function<void(const JobFailure &)> onFailed);
    void supersede(const Entry &newer);
    void dropWaiting(JobNumber number);
    void launchNext();
    void drain(Entry &entry);
    void end(JobNumber number, Outcome outcome);
    void report(Entry &entry, Outcome &outcome);
    static void notifyEnd(Entry &entry);

    Policy m_policy;
    int m_threads = 0;
    bool m_closed = false;
    std::unique_ptr<Entry> m_current;
    std::deque<std::unique_ptr<Entry>> m_waiting;
    std::unique_ptr<Worker> m_worker; // made at the first start
    QTimer m_tick;
};

} // namespace retort
