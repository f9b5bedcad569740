// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/thread_pool.h"

#include <thread>

namespace retort {

void ThreadPool::with(JobContext &job, const std::function<void(ThreadPool &)> &body) {
    const auto size = std::size_t(job.threads());
    ThreadPool pool(size);
    if (size == 1)
        return body(pool);
    // parallel() gives each of its `size` threads one index, because none returns before the body has ended.
    const std::thread::id caller = std::this_thread::get_id();
    job.parallel(size, [&](std::size_t) {
        if (std::this_thread::get_id() != caller)
            return pool.serve();
        try {
            body(pool);
        } catch (...) {
            pool.finish();
            throw;
        }
        pool.finish();
    });
}

void ThreadPool::run(std::size_t n, const std::function<void(std::size_t)> &fn) {
    std::unique_lock lock(m_mutex);
    m_work = &fn;
    m_next = 0;
    m_count = n;
    m_failure = nullptr;
    m_failedAt = n;
    if (n > 1)
        m_wake.notify_all();
    takeAll(lock);
    m_done.wait(lock, [&] { return m_running == 0; });
    m_work = nullptr;
    if (m_failure)
        std::rethrow_exception(m_failure);
}

void ThreadPool::takeAll(std::unique_lock<std::mutex> &lock) {
    while (m_work && m_next < m_count) {
        const std::size_t i = m_next++;
        const std::function<void(std::size_t)> &work = *m_work;
        ++m_running;
        lock.unlock();
        std::exception_ptr failure;
        try {
            work(i);
        } catch (...) {
            failure = std::current_exception();
        }
        lock.lock();
        --m_running;
        if (failure && i < m_failedAt) {
            m_failure = failure;
            m_failedAt = i;
            m_next = m_count;
        }
    }
    if (m_running == 0)
        m_done.notify_all();
}

void ThreadPool::serve() {
    std::unique_lock lock(m_mutex);
    while (!m_finished) {
        m_wake.wait(lock, [&] { return m_finished || (m_work && m_next < m_count); });
        takeAll(lock);
    }
}

void ThreadPool::finish() {
    const std::lock_guard lock(m_mutex);
    m_finished = true;
    m_wake.notify_all();
}

} // namespace retort
