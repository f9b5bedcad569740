// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/care/backup.h"

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/log.h"
#include "core/data/artifacts/removal.h"
#include "core/data/care/copy_file.h"
#include "core/data/project/open_projects.h"
#include "core/data/project/paths.h"
#include "core/data/project/session.h"
#include "core/data/project/stamp.h"
#include "core/data/runs/run_folder.h"
#include "core/data/sql/project_lock.h"
#include "core/data/sql/schema.h"

#include <algorithm>
#include <chrono>
#include <unistd.h>

namespace fs = std::filesystem;

namespace retort {
namespace {

constexpr auto backupEvery = std::chrono::hours(24);
constexpr std::size_t dailyKept = 5;

bool isDaily(const fs::path &path) {
    return path.filename().string().ends_with("-daily.retort");
}

bool newerThan(const fs::path &path, std::chrono::hours age) {
    std::error_code status;
    const auto time = fs::last_write_time(path, status);
    return !status && fs::file_time_type::clock::now() - time < age;
}

void dropOldDailies(const fs::path &project) {
    std::size_t kept = 0;
    std::error_code ignored;
    for (const auto &path : projectBackups(project))
        if (isDaily(path) && ++kept > dailyKept)
            fs::remove(path, ignored);
}

void requireBackup(const fs::path &backup, const JobContext &job) {
    const auto db = openDatabase(backup.string(), Access::ReadOnly);
    withSqliteErrors(backup.string(), [&] {
        const CancelScope cancel(*db, job);
        if (oneInteger(*db, "PRAGMA application_id") != projectApplicationId)
            throw Error(ErrorCode::NotOurs, RETORT_TR("core", "“%1” is not a backup of a Retort project."),
                        backup.string());
        if (const auto schema = oneInteger(*db, "PRAGMA user_version").value_or(0); schema > projectSchema)
            throw Error(ErrorCode::NewerVersion,
                        RETORT_TR("core", "The backup “%1” was written by a newer Retort."), backup.string());
        if (const std::string fault = databaseFault(*db, true); !fault.empty())
            throw Error(ErrorCode::Damaged,
                        RETORT_TR("core", "The backup “%1” is damaged (%2). Choose another one."),
                        backup.string(), fault);
    });
}

} // namespace

fs::path writeBackup(SQLite::Database &db, const fs::path &project, const std::string &reason) {
    const fs::path folder = backupsFolder(project);
    fs::create_directories(folder);
    const std::string base = fileStamp() + "-" + reason;
    fs::path path = folder / (base + ".retort");
    for (int n = 2; fs::exists(path); ++n)
        path = folder / (base + "-" + std::to_string(n) + ".retort");
    const fs::path temporary = path.string() + ".writing-" + std::to_string(::getpid());
    std::error_code ignored;
    fs::remove(temporary, ignored); // VACUUM INTO wants no file there
    try {
        withSqliteErrors(temporary.string(),
                         [&] { Query(db, "VACUUM INTO ?").bind(temporary.string()).run(); });
        renameDurably(temporary, path);
    } catch (...) {
        fs::remove(temporary, ignored);
        throw;
    }
    return path;
}

std::vector<fs::path> projectBackups(const fs::path &folder) {
    std::vector<fs::path> found;
    std::error_code ignored;
    for (const auto &entry : fs::directory_iterator(backupsFolder(folder), ignored))
        if (entry.path().extension() == ".retort")
            found.push_back(entry.path());
    std::ranges::sort(
        found, [](const auto &a, const auto &b) { return a.filename() > b.filename(); }); // stamps sort
    return found;
}

namespace {
[[noreturn]] void throwOpen(const fs::path &folder) {
    throw Error(ErrorCode::Busy, RETORT_TR("core", "The project “%1” is open. Close it everywhere first."),
                folder.string());
}
} // namespace

// Who trains on a network file system has closed the project, but still appends to the journal of its run.
void requireClosed(const fs::path &folder) {
    if (isOpenHere(folder) || hasSession(folder))
        throwOpen(folder);
    for (const RunId run : runFolders(folder))
        if (lockIsHeld(runLockFile(folder, run)))
            throw Error(ErrorCode::Busy,
                        RETORT_TR("core", "Run %1 of the project “%2” is being trained. Stop it first."), run,
                        folder.string());
}

// The WAL belongs to the old database: beside the new one SQLite would play it back into the wrong file. The
// old database keeps a second name in the trash until the new one has taken its place in one step.
void replaceDatabase(const fs::path &folder, const fs::path &with) {
    const fs::path database = folder / databaseName;
    const FileLock lock = waitForProjectLock(folder, "restore");
    // Opening makes a session file under this lock before it touches the database: nobody comes now.
    if (hasSession(folder))
        throwOpen(folder);
    for (const char *suffix : {"-wal", "-shm"})
        if (const fs::path old = database.string() + suffix; fs::exists(old))
            moveToTrashFolder(folder, old);
    if (fs::exists(database)) {
        const fs::path place = freeTrashName(folder, database);
        std::error_code status;
        fs::create_hard_link(database, place, status);
        if (status)
            copyFileDurably(database, place);
        syncFolder(place.parent_path());
    }
    renameDurably(with, database);
}

void restoreBackup(const fs::path &folder, const fs::path &backup, const JobContext &job) {
    const fs::path path = fs::weakly_canonical(fs::absolute(folder));
    requireClosed(path);
    requireBackup(backup, job);
    const fs::path temporary =
        path / ("." + std::string(databaseName) + ".tmp-" + std::to_string(::getpid()) + "-restore");
    const auto prepare = [&] {
        fs::remove(temporary);
        copyFileDurably(backup, temporary, &job);
        const auto db = openDatabase(temporary.string(), Access::ReadWrite);
        withSqliteErrors(temporary.string(), [&] {
            if (!oneInteger(*db, "SELECT 1 FROM sqlite_master WHERE name='meta'"))
                return;
            setMetaValue(*db, "keep_unknown_files", "restored " + nowUtc());
            forgetRemovals(*db);
        });
    };
    try {
        prepare();
        replaceDatabase(path, temporary);
    } catch (...) {
        std::error_code ignored;
        fs::remove(temporary, ignored);
        throw;
    }
}

DailyBackup::DailyBackup(fs::path project, std::string target) {
    const auto backups = projectBackups(project);
    const bool fresh = !backups.empty() && newerThan(backups.front(), backupEvery);
    std::error_code status;
    const auto size = fs::file_size(project / databaseName, status);
    if (fresh || status || freeSpace(project) < 2 * size)
        return;
    m_thread = std::thread([this, project = std::move(project), target = std::move(target)] {
        try {
            const auto db = openDatabase(target, Access::ReadOnly);
            const CancelScope cancel(*db, m_job);
            writeBackup(*db, project, "daily");
            dropOldDailies(project);
        } catch (const Cancelled &) { // closing
        } catch (const std::exception &e) {
            log(LogLevel::Warning, std::string("daily backup: ") + e.what());
        }
    });
}

DailyBackup::~DailyBackup() {
    m_job.cancel();
    if (m_thread.joinable())
        m_thread.join();
}

} // namespace retort
