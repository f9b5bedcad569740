// SPDX-License-Identifier: GPL-3.0-or-later
// The threads of a job, kept for its whole length, so that many short pieces of work cost no thread starts.
// They come from JobContext::parallel; each runs tensor work on one OpenMP thread (LearnEngine sets that), so
// there is no barrier inside a piece of work.
#pragma once

#include "core/base/export.h"
#include "core/base/job.h"

#include <condition_variable>
#include <cstddef>
#include <exception>
#include <functional>
#include <mutex>

namespace retort {

class RETORT_LEARN_API ThreadPool {
public:
    // Runs `body` on the calling thread with job.threads() threads at hand; returns or throws what it does.
    static void with(JobContext &job, const std::function<void(ThreadPool &)> &body);

    // Calls fn(i) for i in [0, n), on the calling thread too; returns when all are done. Threads take the
    // next i as they get free. The first exception by index is rethrown.
    void run(std::size_t n, const std::function<void(std::size_t)> &fn);
    std::size_t size() const { return m_size; }

private:
    explicit ThreadPool(std::size_t size) : m_size(size) {}
    void serve();
    void takeAll(std::unique_lock<std::mutex> &lock);
    void finish();

    std::size_t m_size;
    std::mutex m_mutex;
    std::condition_variable m_wake, m_done;
    const std::function<void(std::size_t)> *m_work = nullptr;
    std::size_t m_next = 0, m_count = 0, m_running = 0;
    bool m_finished = false;
    std::exception_ptr m_failure;
    std::size_t m_failedAt = 0;
};

} // namespace retort
