// SPDX-License-Identifier: GPL-3.0-or-later
// A project folder: `project.retort` (SQLite, WAL), Arrow segments, runs, models, trash. A Project object is
// shared by all threads of a process: reads open the calling thread's own read-only connection, writes go
// through the one writer thread, which holds `project.lock` for the length of each transaction only. SQL
// stays in core/data: the stores (version_store.h, run_store.h, chat_store.h …) are the interface.
#pragma once

#include "core/base/export.h"
#include "core/base/text.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

namespace SQLite {
class Database;
}

namespace retort {

enum class OpenMode { ReadWrite, ReadOnly };

struct ProjectInfo {
    std::string name;
    std::string note;
    std::string createdAt; // ISO 8601, UTC
    std::string uuid;
    int schema = 0;
    bool readOnly = false;
    std::vector<Text> notices; // backup made before migration, runs found interrupted, damaged segments …
};

using DatabaseWork = std::function<void(SQLite::Database &)>;
// Gives `run` the work to do and returns what the work returns.
template <typename Run, typename Fn>
auto resultOf(const Run &run, Fn &work) {
    using Result = std::invoke_result_t<Fn &, SQLite::Database &>;
    if constexpr (std::is_void_v<Result>) {
        run(std::ref(work));
    } else {
        std::optional<Result> result;
        run([&](SQLite::Database &db) { result.emplace(work(db)); });
        return std::move(*result);
    }
}

class RETORT_DATA_API Project {
public:
    // Both throw Error: AlreadyExists, NotOurs, NewerVersion, Damaged (its text names the newest backup),
    // Permission, Io. Opening checks, migrates and sweeps (care/project_open.cpp).
    static std::shared_ptr<Project> create(const std::filesystem::path &folder, const std::string &name);
    static std::shared_ptr<Project> open(const std::filesystem::path &folder,
                                         OpenMode mode = OpenMode::ReadWrite);
    static bool isProject(const std::filesystem::path &folder); // cheap: looks at the file's head only
    ~Project();

    const std::filesystem::path &folder() const;
    ProjectInfo info() const;
    void rename(const std::string &name);
    void setNote(const std::string &note);

    // On a network file system, where one process at a time has the database: gives it to others for good,
    // and returns true. Whatever needs it from then on throws Error(Busy). Elsewhere nothing happens.
    bool closeForOthers();
    bool isClosed() const;

    // Runs `work` inside one transaction on the writer thread, waits, rethrows, returns its result. `durable`
    // commits with synchronous=FULL: for every commit that names or frees a file. `verb` is what project.lock
    // tells a waiting process.
    template <typename Fn>
    auto write(const std::string &verb, Fn &&work, bool durable = false) {
        return resultOf([&](const DatabaseWork &run) { writeNow(verb, run, durable); }, work);
    }
    // On the calling thread's read-only connection, in one read transaction (a consistent snapshot).
    template <typename Fn>
    auto read(Fn &&work) const {
        return resultOf([&](const DatabaseWork &run) { readNow(run); }, work);
    }
    // Changes whenever any process committed (PRAGMA data_version of a kept connection); cheap, for polling.
    std::int64_t changeCounter() const;

    std::filesystem::path samplesFolder() const;
    std::filesystem::path modelsFolder() const;
    std::filesystem::path trashFolder() const;

    Project(const Project &) = delete;
    Project &operator=(const Project &) = delete;
    struct Impl; // project_impl.h, for core/data only

private:
    Project();
    void writeNow(const std::string &verb, const DatabaseWork &work, bool durable);
    void readNow(const DatabaseWork &work) const;
    std::unique_ptr<Impl> m_impl;
    friend struct ProjectAccess;
};

} // namespace retort
