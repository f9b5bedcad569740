// SPDX-License-Identifier: GPL-3.0-or-later
// The one thread of a process that writes to a project. Each transaction, and each move of the WAL into the
// database, holds project.lock, so that the writers of several processes come one after the other. Internal
// to core/data.
#pragma once

#include "core/base/file.h"
#include "core/data/sql/sqlite.h"

#include <condition_variable>
#include <deque>
#include <exception>
#include <filesystem>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

namespace retort {

class WriterThread {
public:
    // On a network file system `session` is project.lock, kept until the database is closed; reads come here
    // too. Elsewhere it is not held.
    WriterThread(std::filesystem::path project, std::string target, FileLock session);
    ~WriterThread(); // finishes what is queued, empties the WAL if nobody else is at it
    WriterThread(const WriterThread &) = delete;
    WriterThread &operator=(const WriterThread &) = delete;

    using Work = std::function<void(SQLite::Database &)>;
    void write(const std::string &verb, const Work &work, bool durable); // one transaction; rethrows
    void read(const Work &work); // on this connection, without a transaction of its own; rethrows
    void emptyWal();             // into the database, under the lock
    void outside(const std::string &verb,
                 const Work &work); // a transaction, but under the lock (VACUUM INTO)
    std::int64_t commits() const;

private:
    struct Task {
        enum class Kind { Write, Read, Outside } kind;
        std::string verb;
        const Work &work;
        bool durable = false, done = false;
        std::exception_ptr failure = {};
    };
    void submit(Task &task);
    void loop();
    void perform(Task &task);
    void transact(const Task &task);
    int moveWal(int mode);
    void boundWal();
    void closeWal();

    std::filesystem::path m_project;
    std::string m_target;
    FileLock m_session;
    std::unique_ptr<SQLite::Database> m_db;
    int m_walPages = 0;         // writer thread only
    bool m_synchronous = false; // whether FULL is set; writer thread only
    mutable std::mutex m_mutex;
    std::condition_variable m_wake, m_finished;
    std::deque<Task *> m_queue;
    std::int64_t m_commits = 0;
    bool m_ending = false;
    std::thread m_thread;
};

} // namespace retort
