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

inline constexpr int projectApplicationId = 0x52745274; // "RtRt"

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
    // Throws Error: AlreadyExists, NotOurs, NewerVersion, Damaged (its text names the newest backup),
    // Permission, Io.
    static std::shared_ptr<Project> create(const std::filesystem::path &folder, const std::string &name);
    static std::shared_ptr<Project> open(const std::filesystem::path &folder,
                                         OpenMode mode = OpenMode::ReadWrite);
    static bool isProject(const std::filesystem::path &folder); // cheap: looks at the file's head only
    ~Project();

    const std::filesystem::path &folder() const;
    ProjectInfo info() const;
    void rename(const std::string &name);
    void setNote(const std::string &note);

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
    std::filesystem::path runsFolder() const;
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

class JobContext;

// A consistent copy of an open or closed project (VACUUM INTO, segments by reflink or copy), with an identity
// of its own. What is in the trash or under way is left out. `to` must be absent or empty; it appears only
// when whole.
RETORT_DATA_API void copyProject(const std::filesystem::path &from, const std::filesystem::path &to,
                                 JobContext *job = nullptr);

struct RepairReport {
    std::vector<Text> findings; // what was wrong
    std::vector<Text> done;     // what was mended
};
// integrity_check, segments against the table, rows rebuilt from segments the database does not know. A
// database that cannot be mended gives way to the newest sound backup or, without one, to a new one; the old
// one goes to the trash. Throws Error(Busy) while the project is open anywhere.
RETORT_DATA_API RepairReport repairProject(const std::filesystem::path &folder, JobContext *job = nullptr);

RETORT_DATA_API std::vector<std::filesystem::path>
projectBackups(const std::filesystem::path &folder); // newest first
// Writes backups/<time>-<reason>.retort now. One is made daily at opening, and before every change of format.
RETORT_DATA_API std::filesystem::path backupProject(Project &project, const std::string &reason);
// The present database goes to the trash. Throws Error(Busy) while the project is open anywhere, Damaged for
// the backup.
RETORT_DATA_API void restoreBackup(const std::filesystem::path &folder, const std::filesystem::path &backup);

// --- trash: records are marked, their files lie in trash/; emptied by the user, or 14 days later at opening
struct TrashItem {
    std::string kind; // "source", "version", "tokenizer", "student", "run", "checkpoint", "evaluation",
                      // "chat", "file"
    std::int64_t id = 0;
    std::string name, trashedAt;
    std::int64_t bytes = 0;
};
RETORT_DATA_API std::vector<TrashItem> trashItems(const Project &project); // newest first
// Removes for good what has been there for so many days; what living things still need stays. Returns the
// bytes freed.
RETORT_DATA_API std::int64_t emptyTrash(Project &project, int olderThan_days = 0);

} // namespace retort
