// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/sql/writer_thread.h"

#include "core/base/error.h"
#include "core/base/log.h"
#include "core/data/sql/project_lock.h"

#include <sqlite3.h>

namespace retort {
namespace {

constexpr int pagesToMove = 1'000;    // 4 MB: the WAL goes into the database when readers allow it
constexpr int pagesToInsist = 16'000; // 64 MB: wait for the readers, so that the WAL starts anew
constexpr int insist_ms = 2'000;

} // namespace

WriterThread::WriterThread(std::filesystem::path project, std::string target, FileLock session)
    : m_project(std::move(project)),
      m_target(std::move(target)),
      m_session(std::move(session)),
      m_db(openDatabase(m_target, Access::ReadWrite, m_session.held())) {
    withSqliteErrors(m_target, [&] {
        m_db->exec("PRAGMA journal_mode=WAL; PRAGMA journal_size_limit=67108864; PRAGMA synchronous=NORMAL");
        sqlite3_wal_autocheckpoint(m_db->getHandle(), 0);
    });
    sqlite3_wal_hook(
        m_db->getHandle(),
        [](void *pages, sqlite3 *, const char *, int count) {
            *static_cast<int *>(pages) = count;
            return SQLITE_OK;
        },
        &m_walPages);
    m_thread = std::thread([this] { loop(); });
}

WriterThread::~WriterThread() {
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
    }
    m_wake.notify_all();
    m_thread.join();
}

void WriterThread::write(const std::string &verb, const Work &work, bool durable) {
    Task task{Task::Kind::Write, verb, work, durable};
    submit(task);
}

void WriterThread::read(const Work &work) {
    if (std::this_thread::get_id() == m_thread.get_id())
        return withSqliteErrors(m_target, [&] { work(*m_db); });
    Task task{Task::Kind::Read, "read", work};
    submit(task);
}

void WriterThread::outside(const std::string &verb, const Work &work) {
    Task task{Task::Kind::Outside, verb, work};
    submit(task);
}

void WriterThread::emptyWal() {
    outside("empty WAL", [this](SQLite::Database &db) {
        if (const int code = moveWal(SQLITE_CHECKPOINT_RESTART);
            code != SQLITE_OK && (code & 0xff) != SQLITE_BUSY)
            throw SQLite::Exception(db.getHandle(), code);
    });
}

std::int64_t WriterThread::commits() const {
    const std::lock_guard lock(m_mutex);
    return m_commits;
}

void WriterThread::submit(Task &task) {
    if (std::this_thread::get_id() == m_thread.get_id())
        throw Error(ErrorCode::Internal, RETORT_TR("core", "A write was asked for inside a write."));
    std::unique_lock lock(m_mutex);
    m_queue.push_back(&task);
    m_wake.notify_one();
    m_finished.wait(lock, [&] { return task.done; });
    if (task.failure)
        std::rethrow_exception(task.failure);
}

void WriterThread::loop() {
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_wake.wait(lock, [&] { return m_ending || !m_queue.empty(); });
        if (m_queue.empty())
            break;
        Task *const task = m_queue.front();
        m_queue.pop_front();
        lock.unlock();
        perform(*task);
        lock.lock();
        if (task->kind == Task::Kind::Write && !task->failure)
            ++m_commits;
        task->done = true;
        m_finished.notify_all();
    }
    lock.unlock();
    closeWal();
    m_db.reset();
}

void WriterThread::perform(Task &task) {
    try {
        withSqliteErrors(m_target, [&] {
            if (task.kind == Task::Kind::Read)
                return task.work(*m_db);
            const FileLock held = m_session.held() ? FileLock() : waitForProjectLock(m_project, task.verb);
            if (task.kind == Task::Kind::Outside)
                return task.work(*m_db);
            transact(task);
            boundWal();
        });
    } catch (...) {
        task.failure = std::current_exception();
    }
}

void WriterThread::transact(const Task &task) {
    if (m_synchronous != task.durable) {
        m_db->exec(task.durable ? "PRAGMA synchronous=FULL" : "PRAGMA synchronous=NORMAL");
        m_synchronous = task.durable;
    }
    m_db->exec("BEGIN IMMEDIATE");
    try {
        task.work(*m_db);
        // SQLITE_FULL may have rolled back under a caller that swallowed the error.
        if (sqlite3_get_autocommit(m_db->getHandle()) != 0)
            throw Error(
                ErrorCode::DiskFull,
                RETORT_TR("core", "The disk is full: “%1” cannot be written. Free some space and try again."),
                m_target);
        m_db->exec("COMMIT");
    } catch (...) {
        if (sqlite3_get_autocommit(m_db->getHandle()) == 0)
            m_db->tryExec("ROLLBACK");
        throw;
    }
}

// Into the database as far as `mode` says; returns SQLite's code.
int WriterThread::moveWal(int mode) {
    int pages = 0, moved = 0;
    sqlite3_busy_timeout(m_db->getHandle(), insist_ms);
    const int code = sqlite3_wal_checkpoint_v2(m_db->getHandle(), nullptr, mode, &pages, &moved);
    sqlite3_busy_timeout(m_db->getHandle(), busyTimeout_ms);
    if (code == SQLITE_OK && pages == moved)
        m_walPages = 0;
    return code;
}

// Under project.lock. Failing loses nothing: the WAL stays and is moved after the next commit.
void WriterThread::boundWal() {
    if (m_walPages < pagesToMove)
        return;
    const int code =
        moveWal(m_walPages >= pagesToInsist ? SQLITE_CHECKPOINT_RESTART : SQLITE_CHECKPOINT_PASSIVE);
    if (code != SQLITE_OK && (code & 0xff) != SQLITE_BUSY)
        log(LogLevel::Warning, std::string("WAL of ") + m_target + " stays: " + sqlite3_errstr(code));
}

// So that a closed project is one file, which also opens from read-only media.
void WriterThread::closeWal() {
    try {
        const FileLock held = m_session.held() ? FileLock() : FileLock::tryLock(m_project / projectLockName);
        if (!m_session.held() && !held.held())
            return;
        sqlite3_busy_timeout(m_db->getHandle(), 0);
        sqlite3_wal_checkpoint_v2(m_db->getHandle(), nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
    } catch (const std::exception &e) {
        log(LogLevel::Warning, std::string("closing ") + m_target + ": " + e.what());
    }
}

} // namespace retort
