// SPDX-License-Identifier: GPL-3.0-or-later
// A project folder: `project.retort` (SQLite, WAL), Arrow segments, runs, models, trash (design.md §2 and
// §5). A Project object is shared by all threads of a process: reads open the calling thread's own read-only
// connection, writes go through the one writer thread, which holds `project.lock` for the length of each
// transaction only. SQL stays in core/data: the stores (version_store.h, run_store.h, tokenizer_store.h …)
// are the interface.
#pragma once

#include "core/base/export.h"
#include "core/base/text.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
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
    bool networkFileSystem = false;
    std::vector<Text> notices; // backup made before migration, runs found interrupted, damaged segments …
};

class RETORT_DATA_API Project {
public:
    // Both throw Error: AlreadyExists, NotOurs, NewerVersion, Damaged (its text names the newest backup),
    // Permission, Io. Opening checks, migrates and sweeps: it lies in care/project_open.cpp, above all
    // stores.
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

    // Runs `work` inside one transaction on the writer thread, waits, rethrows. `durable` commits with
    // synchronous=FULL: for every commit that names or frees a file. `verb` is what project.lock tells a
    // waiting process.
    void write(const std::string &verb, const std::function<void(SQLite::Database &)> &work,
               bool durable = false);
    // The calling thread's read-only connection, one read transaction (a consistent snapshot) for the call's
    // length.
    void read(const std::function<void(SQLite::Database &)> &work) const;
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
    std::unique_ptr<Impl> m_impl;
    friend struct ProjectAccess;
};

} // namespace retort
