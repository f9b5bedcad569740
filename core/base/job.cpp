// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/job.h"

#include <chrono>
#include <exception>
#include <thread>
#include <utility>

namespace retort {

void MetricMailbox::post(MetricPoint point) {
    const std::lock_guard lock(m_mutex);
    m_metrics.push_back(std::move(point));
}

void MetricMailbox::post(RunEvent event) {
    const std::lock_guard lock(m_mutex);
    m_events.push_back(std::move(event));
}

std::vector<MetricPoint> MetricMailbox::drainMetrics() {
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_metrics, {});
}

std::vector<RunEvent> MetricMailbox::drainEvents() {
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_events, {});
}

namespace {
double steadyNow_s() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}
} // namespace

JobContext::JobContext() : m_threads(int(std::max(1u, std::thread::hardware_concurrency()))) {}
JobContext::~JobContext() = default;

void JobContext::checkCancelled() const {
    if (cancelled())
        throw Cancelled();
}

void JobContext::setRequest(JobRequest request) {
    m_request.store(request, std::memory_order_release);
}

void JobContext::progress(std::uint64_t done, std::uint64_t total, const Text &phase) {
    const double now_s = steadyNow_s();
    std::function<void(const Progress &)> callback;
    Progress progress{done, total, phase};
    {
        const std::lock_guard lock(m_mutex);
        const bool newPhase = !(m_progress.phase == phase);
        m_progress = progress;
        if (m_onProgress && (newPhase || done == total || now_s - m_lastProgress_s >= 0.05)) {
            m_lastProgress_s = now_s;
            callback = m_onProgress;
        }
    }
    if (callback)
        callback(progress);
}

void JobContext::issue(Issue issue) {
    const std::lock_guard lock(m_mutex);
    ++m_issueCount;
    if (m_issues.size() < maxIssues)
        m_issues.push_back(std::move(issue));
}

Progress JobContext::progressNow() const {
    const std::lock_guard lock(m_mutex);
    return m_progress;
}

std::vector<Issue> JobContext::issues() const {
    const std::lock_guard lock(m_mutex);
    return m_issues;
}

std::int64_t JobContext::issueCount() const {
    const std::lock_guard lock(m_mutex);
    return m_issueCount;
}

void JobContext::setOnProgress(std::function<void(const Progress &)> callback) {
    const std::lock_guard lock(m_mutex);
    m_onProgress = std::move(callback);
}

void JobContext::parallel(std::size_t n, const std::function<void(std::size_t)> &fn) {
    const std::size_t workers = std::min<std::size_t>(std::size_t(m_threads), n);
    std::atomic<std::size_t> next{0};
    std::mutex failureMutex;
    std::exception_ptr failure;
    std::size_t failedAt = n;
    const auto work = [&] {
        for (std::size_t i = next++; i < n; i = next++) {
            try {
                fn(i);
            } catch (...) {
                const std::lock_guard lock(failureMutex);
                if (i < failedAt) {
                    failedAt = i;
                    failure = std::current_exception();
                }
                next = n;
            }
        }
    };
    {
        std::vector<std::jthread> threads;
        for (std::size_t t = 1; t < workers; ++t)
            threads.emplace_back(work);
        work();
    }
    if (failure)
        std::rethrow_exception(failure);
}

} // namespace retort
