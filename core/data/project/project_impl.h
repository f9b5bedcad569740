// SPDX-License-Identifier: GPL-3.0-or-later
// The inside of a Project, for core/data only: its writer, its readers, the files that say who is at work,
// and one slot per cache type that all stores of the project share. Any thread, unless said otherwise.
#pragma once

#include "core/base/file.h"
#include "core/data/project/project.h"
#include "core/data/sql/reader_connections.h"
#include "core/data/sql/sqlite.h"
#include "core/data/sql/writer_thread.h"

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <typeindex>

namespace retort {

struct Project::Impl {
    std::filesystem::path folder;
    OpenMode mode = OpenMode::ReadWrite;
    bool network = false;
    std::string target;          // what connections open: a path, or a URI of a read-only project
    std::filesystem::path aside; // copy of database and WAL, removed at the end
    FileLock session;            // locks/session-…: a free one that is still there was left by a crash
    std::filesystem::path sessionFile;
    FileLock shared;     // project.lock of a reader on a network file system
    bool sweeps = false; // neither migrated nor restored: what is old in the trash may go
    std::shared_ptr<ReaderConnections>
        readers;                          // none on a network file system: the writer's connection reads too
    std::shared_ptr<WriterThread> writer; // none when read-only, and after closing; see writing()
    mutable std::mutex mutex;
    ProjectInfo info;
    bool closed = false;
    std::int64_t commitsAtClosing = 0;
    std::unique_ptr<SQLite::Database> counter; // kept for PRAGMA data_version
    std::mutex counterMutex;
    std::map<std::type_index, std::shared_ptr<void>> slots;
    std::shared_ptr<void> daily; // the backup that is written beside the work; ended first

    void readNow(const DatabaseWork &work);
    void writeNow(const std::string &verb, const DatabaseWork &work, bool durable);
    template <typename Fn>
    auto read(Fn &&work) {
        return resultOf([&](const DatabaseWork &run) { readNow(run); }, work);
    }
    template <typename Fn>
    auto write(const std::string &verb, Fn &&work, bool durable = false) {
        return resultOf([&](const DatabaseWork &run) { writeNow(verb, run, durable); }, work);
    }
    // Throws Error: Permission when open for reading only, Busy when closed.
    std::shared_ptr<WriterThread> writing() const;
    void addNotice(Text notice);
    void endSession();
};

struct ProjectAccess {
    static Project::Impl &impl(const Project &project) { return *project.m_impl; }
    static std::shared_ptr<Project> make(std::unique_ptr<Project::Impl> impl) {
        std::shared_ptr<Project> project(new Project);
        project->m_impl = std::move(impl);
        return project;
    }

    // The project's one T, made at the first call with (Project::Impl&).
    template <typename T>
    static std::shared_ptr<T> slot(const Project &project) {
        Project::Impl &inside = impl(project);
        const std::lock_guard lock(inside.mutex);
        auto &held = inside.slots[std::type_index(typeid(T))];
        if (!held)
            held = std::make_shared<T>(inside);
        return std::static_pointer_cast<T>(held);
    }
};

// All rows of a SELECT; `of` makes a record of one.
template <typename Of, typename... Args>
auto listRecords(const Project &project, const std::string &sql, const Of &of, const Args &...args) {
    std::vector<std::invoke_result_t<Of, const Query &>> records;
    project.read([&](SQLite::Database &db) {
        Query query(db, sql);
        for (query.bind(args...); query.next();)
            records.push_back(of(query));
    });
    return records;
}

} // namespace retort
