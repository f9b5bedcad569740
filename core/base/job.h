// SPDX-License-Identifier: GPL-3.0-or-later
// What a job sees of the outside: a request (go on, pause, stop, abort), progress, issues, a metric mailbox,
// and the only way to split work over threads. A job is a blocking function `XResult runXJob(const XConfig&,
// JobContext&)`; it runs on any thread. The outside reads the same object from other threads: every member is
// safe for that.
#pragma once

#include "core/base/error.h"
#include "core/base/export.h"
#include "core/base/text.h"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

namespace retort {

// A finding about one record or one place; collected, counted and shown, never thrown.
struct Issue {
    enum class Level { Note, Warning, Refused };
    Level level = Level::Refused;
    std::string file;
    std::int64_t line = 0; // 1-based; 0: not known
    std::string field;
    Text reason;
};

struct Progress {
    std::uint64_t done = 0;
    std::uint64_t total = 0; // 0: not known
    Text phase;
};

// Training knows three requests; any other job takes Stop and Abort for a cancel and knows no Pause.
enum class JobRequest { GoOn, Pause, Stop, Abort };

struct MetricPoint {
    std::int64_t run = 0;
    std::int64_t step = 0;
    std::string name; // "train/loss", "val/loss", "val/accuracy", "lr", "grad_norm", "tokens_per_s" …
    double value = 0; // may be non-finite: non-finite is data
    double wallTime_s = 0;
};
struct RunEvent {
    std::int64_t run = 0;
    std::int64_t step = 0;
    std::string kind; // "checkpoint", "best", "resumed", "early_stop" …
    Text what;
    double wallTime_s = 0;
};

// Filled by the training thread, drained by the window every 33 ms.
class RETORT_DATA_API MetricMailbox {
public:
    void post(MetricPoint point);
    void post(RunEvent event);
    std::vector<MetricPoint> drainMetrics();
    std::vector<RunEvent> drainEvents();

private:
    std::mutex m_mutex;
    std::vector<MetricPoint> m_metrics;
    std::vector<RunEvent> m_events;
};

class RETORT_DATA_API JobContext {
public:
    JobContext();
    ~JobContext();
    JobContext(const JobContext &) = delete;
    JobContext &operator=(const JobContext &) = delete;

    // --- for the job
    void checkCancelled() const; // throws Cancelled on Stop or Abort
    bool cancelled() const { return request() == JobRequest::Stop || request() == JobRequest::Abort; }
    JobRequest request() const { return m_request.load(std::memory_order_acquire); }
    void progress(std::uint64_t done, std::uint64_t total, const Text &phase);
    void issue(Issue issue); // keeps the first maxIssues, counts all
    MetricMailbox &mailbox() { return m_mailbox; }
    // Calls fn(i) for i in [0, n) on at most threads() threads (the caller is one) and returns when all are
    // done. The first exception by index is rethrown. Results must be written to slots by index: any thread
    // count, same bytes.
    void parallel(std::size_t n, const std::function<void(std::size_t)> &fn);
    int threads() const { return m_threads; }

    // --- for the outside
    void setRequest(JobRequest request);
    void cancel() { setRequest(JobRequest::Abort); }
    void setThreads(int threads) { m_threads = threads < 1 ? 1 : threads; }
    Progress progressNow() const;
    std::vector<Issue> issues() const;
    std::int64_t issueCount() const; // all, also beyond maxIssues
    // Called on the job's thread, at most every 50 ms plus phase changes; set before the start only.
    void setOnProgress(std::function<void(const Progress &)> callback);

    static constexpr std::size_t maxIssues = 10'000;

private:
    std::atomic<JobRequest> m_request{JobRequest::GoOn};
    int m_threads = 1;
    mutable std::mutex m_mutex;
    Progress m_progress;
    double m_lastProgress_s = 0;
    std::vector<Issue> m_issues;
    std::int64_t m_issueCount = 0;
    std::function<void(const Progress &)> m_onProgress;
    MetricMailbox m_mailbox;
};

} // namespace retort
