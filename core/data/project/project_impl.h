// SPDX-License-Identifier: GPL-3.0-or-later
// The inside of a Project, for core/data only: its writer, its readers, the marks on disk that say who is at
// work, and one slot per cache type that all stores of the project share. Any thread, unless said otherwise.
#pragma once

#include "core/base/file.h"
#include "core/data/care/daily_backup.h"
#include "core/data/project/project.h"
#include "core/data/sql/reader_connections.h"
#include "core/data/sql/sqlite.h"
#include "core/data/sql/writer_thread.h"

#include <chrono>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <typeindex>
#include <vector>

namespace retort {

inline constexpr const char *databaseName = "project.retort";
inline constexpr const char *projectLockName = "project.lock";

std::string utcText(std::chrono::system_clock::time_point time); // "2026-01-31T08:05:09Z"
std::string nowUtc();
std::string newUuid();                          // 32 hex digits
std::string fileStamp();                        // "20260131-080509", for names of backups and trash
std::string ownerNote(const std::string &verb); // "pid host verb"

std::filesystem::path resolvedFolder(const std::filesystem::path &folder); // absolute, links followed
void makeFolders(const std::filesystem::path &folder);                     // samples, runs, models …
std::filesystem::path locksFolder(const std::filesystem::path &project);
std::filesystem::path backupsFolder(const std::filesystem::path &project);
std::string segmentName(std::int64_t segment); // "0001.arrow"

// Moves a file or folder of the project into trash/ under a name that is free there. Returns its new place.
std::filesystem::path freeTrashName(const std::filesystem::path &project, const std::filesystem::path &path);
std::filesystem::path moveToTrashFolder(const std::filesystem::path &project,
                                        const std::filesystem::path &path);
// Where the files of a record lie while it is in the trash: trash/run-0007.
std::filesystem::path placeInTrash(const std::filesystem::path &project, const std::string &kind,
                                   std::int64_t id);
// Ends the records that are in the trash since `before` or longer and that no record which stays uses.
// Versions and sources are not meant. Inside a transaction; returns where their files lie.
std::vector<std::filesystem::path>
endTrashedRecords(SQLite::Database &db, const std::filesystem::path &project, const std::string &before);

// --- files that a commit frees. The commit itself says so (in meta), the removal comes after it: what a kill
// in between leaves is removed by the next opening, and nothing else ever is.
void planRemoval(SQLite::Database &db, const std::filesystem::path &project,
                 const std::filesystem::path &path); // in the commit
// Checkpoints the WAL, removes, forgets the plan. Returns the bytes freed.
std::int64_t carryOutRemovals(Project::Impl &inside, const std::vector<std::filesystem::path> &paths);
void forgetRemovals(SQLite::Database &db); // of a copied or restored database
void sweepRemovals(Project::Impl &inside);
// Temporary files of dead processes; `alone`: no other process has the project open.
void sweepTemporaryFiles(const std::filesystem::path &project, bool alone);
void sweepReadCopies(); // of databases that were read aside, in the folder for temporary files

// VACUUM INTO backups/<stamp>-<reason>.retort; whole or absent.
std::filesystem::path writeBackup(SQLite::Database &db, const std::filesystem::path &project,
                                  const std::string &reason);

bool isOpenHere(const std::filesystem::path &folder); // by this process, in any mode
std::shared_ptr<Project> openHere(const std::filesystem::path &folder, OpenMode mode); // or none
bool hasSession(const std::filesystem::path &folder);    // some process has it open for writing
void requireClosed(const std::filesystem::path &folder); // throws Error(Busy) when any process has it open
void writeNewDatabase(const std::filesystem::path &file, const std::string &name); // whole or absent
void restoreBackup(const std::filesystem::path &folder, const std::filesystem::path &backup,
                   const JobContext &job);
// The present database and its WAL go to the trash, `with` takes their place. Throws Error(Busy) when
// somebody has opened the project meanwhile: then nothing is changed.
void replaceDatabase(const std::filesystem::path &folder, const std::filesystem::path &with);

[[noreturn]] void throwOpenElsewhere(const std::filesystem::path &folder); // Busy, on a network file system
// True when RETORT_NETWORK_FS=1 says so, or the file system is one.
bool treatedAsNetwork(const std::filesystem::path &path);
// project.lock, on a network file system: not held when somebody else has it for all of `wait`, or for a
// while longer where that is somebody who takes turns (project_turns.h).
FileLock waitForNetworkLock(const std::filesystem::path &folder, FileLock::Mode mode,
                            std::chrono::milliseconds wait);

struct Project::Impl {
    std::filesystem::path folder;
    OpenMode mode = OpenMode::ReadWrite;
    bool network = false;
    std::string target;          // what connections open: a path, or a URI of a read-only project
    std::filesystem::path aside; // copy of database and WAL, removed at the end
    FileLock session;            // locks/session-…: a free one that is still there tells of a crash
    std::filesystem::path sessionFile;
    FileLock exclusive;  // project.lock for the whole session, on a network file system; shared by readers
    bool sweeps = false; // neither migrated nor restored: what is old in the trash may go
    std::shared_ptr<ReaderConnections>
        readers;                          // none on a network file system: the writer's connection reads too
    std::unique_ptr<WriterThread> writer; // none when read-only, and between turns
    mutable std::mutex mutex;
    ProjectInfo info;
    std::unique_ptr<SQLite::Database> counter; // kept for PRAGMA data_version
    std::mutex counterMutex;
    std::map<std::type_index, std::shared_ptr<void>> slots;
    std::unique_ptr<DailyBackup> daily;

    void read(const std::function<void(SQLite::Database &)> &work);
    void write(const std::string &verb, const std::function<void(SQLite::Database &)> &work, bool durable);

    // --- turns, on a network file system only (project_turns.h)
    std::mutex turnMutex;
    bool turnsAllowed = false, inTurns = false;
    int users = 0;                  // calls that are at the database
    std::int64_t commitsBefore = 0; // by connections that are closed
    void enter(std::chrono::milliseconds wait);
    void leave() noexcept;
    void openForTurn(std::chrono::milliseconds wait);
    void closeAfterTurn() noexcept;
};

// While it lives the writer is there. It may be taken again inside, from any thread.
class Turn {
public:
    explicit Turn(Project::Impl &inside);
    Turn(Project::Impl &inside, std::chrono::milliseconds wait);
    ~Turn();
    Turn(const Turn &) = delete;
    Turn &operator=(const Turn &) = delete;

private:
    Project::Impl &m_inside;
};

struct ProjectAccess {
    static Project::Impl &impl(const Project &project) { return *project.m_impl; }
    static std::shared_ptr<Project> make() { return std::shared_ptr<Project>(new Project); }
    static void adopt(Project &project, std::unique_ptr<Project::Impl> impl) {
        project.m_impl = std::move(impl);
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

// --- opening
void requireOurFile(
    const std::filesystem::path &folder); // head of the file only; must not be open in this process
// mode=ro, immutable=1 or a copy aside. Throws Error(Busy) on a network file system where somebody has it
// open for writing.
std::string readOnlyTarget(Project::Impl &inside);
bool migrateIfOlder(Project::Impl &inside, SQLite::Database &db); // backup first

// Every process that has the project open for writing holds a lock on a file of its own; one that is there
// with its lock free tells of a crash.
struct SessionStart {
    bool crashed = false;
    bool alone = true;
    std::vector<std::filesystem::path> dead;
    void forgetDead() const; // once the database has been checked
};
SessionStart startSession(Project::Impl &inside);

std::filesystem::path runFolderOf(const std::filesystem::path &project, std::int64_t run);
std::filesystem::path runLockFile(const std::filesystem::path &project, std::int64_t run);

std::int64_t pruneCheckpoints(Project::Impl &inside, std::int64_t run, std::int64_t keep,
                              std::int64_t bestStep); // prune.h

// Takes in the journals of all runs (run_journal.h); one that cannot be taken in becomes a notice.
void takeInJournals(Project::Impl &inside);

// Takes back everything of works whose owner is dead, and moves segment files that nobody knows to trash.
void sweepDeadWork(Project::Impl &inside);

} // namespace retort
