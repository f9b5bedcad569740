// SPDX-License-Identifier: GPL-3.0-or-later
// Opening projects (Project::open, Project::isProject): what kind of file it is, whether it is sound, older
// or newer, who else has it open, and what a process that died has left.
#include "core/data/care/project_open.h"

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/log.h"
#include "core/data/artifacts/removal.h"
#include "core/data/artifacts/run_import.h"
#include "core/data/artifacts/trash.h"
#include "core/data/care/backup.h"
#include "core/data/care/sweep.h"
#include "core/data/project/open_projects.h"
#include "core/data/project/paths.h"
#include "core/data/project/session.h"
#include "core/data/project/stamp.h"
#include "core/data/project/work.h"
#include "core/data/runs/run_folder.h"
#include "core/data/runs/run_store.h"
#include "core/data/sql/project_lock.h"
#include "core/data/sql/schema.h"

#include <array>
#include <chrono>
#include <fcntl.h>
#include <unistd.h>

namespace fs = std::filesystem;

namespace retort {
namespace {

std::string newestBackupName(const fs::path &folder) {
    const auto backups = projectBackups(folder);
    return backups.empty() ? std::string() : backups.front().filename().string();
}

[[noreturn]] void throwDamaged(const fs::path &folder, const std::string &why) {
    const std::string backup = newestBackupName(folder);
    if (backup.empty())
        throw Error(ErrorCode::Damaged,
                    RETORT_TR("core", "The project “%1” is damaged (%2), and it has no backup. “retort-cli "
                                      "project repair” rebuilds what the sample files still hold."),
                    folder.string(), why);
    throw Error(ErrorCode::Damaged,
                RETORT_TR("core", "The project “%1” is damaged (%2). Its newest backup is “%3”: restore it, "
                                  "or run “retort-cli project repair”."),
                folder.string(), why, backup);
}

[[noreturn]] void throwNotOurs(const fs::path &folder) {
    throw Error(ErrorCode::NotOurs, RETORT_TR("core", "“%1” was not made by Retort: it is no project."),
                (folder / databaseName).string());
}

[[noreturn]] void throwNewer(const fs::path &folder, std::int64_t schema) {
    throw Error(ErrorCode::NewerVersion,
                RETORT_TR("core", "The project “%1” was written by a newer Retort (project format %2, this "
                                  "one reads up to %3). Update Retort to open it."),
                folder.string(), schema, projectSchema);
}

struct Head {
    std::size_t size = 0;
    bool sqlite = false;
    std::uint32_t application = 0, schema = 0;
};

Head readHead(const fs::path &file) {
    std::array<unsigned char, 100> bytes{};
    Head head;
    head.size = Descriptor(file, O_RDONLY).read(reinterpret_cast<char *>(bytes.data()), bytes.size());
    const auto number = [&](std::size_t at) {
        return std::uint32_t(bytes[at]) << 24 | std::uint32_t(bytes[at + 1]) << 16
               | std::uint32_t(bytes[at + 2]) << 8 | bytes[at + 3];
    };
    head.sqlite = head.size == bytes.size()
                  && std::string_view(reinterpret_cast<const char *>(bytes.data()), 16)
                         == std::string_view("SQLite format 3\0", 16);
    head.application = number(68);
    head.schema = number(60);
    return head;
}

// What surrounds a file that has lost its head tells whether it was ours.
bool looksLikeOurs(const fs::path &folder) {
    return fs::is_directory(folder / "samples") && fs::is_directory(folder / "runs");
}

// Application id, schema number, soundness, tables.
void requireSound(const fs::path &folder, SQLite::Database &db, bool check, bool thorough) {
    if (oneInteger(db, "PRAGMA application_id") != projectApplicationId)
        throwNotOurs(folder);
    if (const auto schema = oneInteger(db, "PRAGMA user_version").value_or(0); schema > projectSchema)
        throwNewer(folder, schema);
    if (!check)
        return;
    if (const std::string fault = databaseFault(db, thorough); !fault.empty())
        throwDamaged(folder, fault);
}

void requireTables(const fs::path &folder, SQLite::Database &db) {
    const auto faults = schemaFaults(db);
    if (!faults.empty())
        throwDamaged(folder, "unexpected: " + faults.front());
}

// SQLite's own words for a damaged file become the message that names the backup.
template <typename Fn>
void withDamageNamed(const fs::path &folder, Fn &&fn) {
    try {
        fn();
    } catch (const Error &e) {
        if (e.code() == ErrorCode::Damaged && e.text().pattern == damagedDatabasePattern)
            throwDamaged(folder, e.text().args.back());
        // Its head says that it is ours; SQLite cannot make sense of the rest.
        if (e.code() == ErrorCode::NotOurs
            && readHead(folder / databaseName).application == std::uint32_t(projectApplicationId))
            throwDamaged(folder, "not a database any more");
        throw;
    }
}

void requireWritable(const fs::path &folder) {
    for (const fs::path &path : {folder, folder / databaseName})
        if (::access(path.c_str(), W_OK) != 0)
            throw Error(ErrorCode::Permission,
                        RETORT_TR("core", "The project “%1” cannot be changed here (no permission to write). "
                                          "Open it read-only, or save a copy elsewhere."),
                        folder.string());
}

void noticeInterruptedRuns(Project::Impl &inside) {
    std::int64_t interrupted = 0;
    inside.read([&](SQLite::Database &db) {
        Query runs(db, "SELECT id FROM run WHERE state IN (?, ?) AND trashed IS NULL");
        runs.bind(int(RunState::Running), int(RunState::Paused));
        while (runs.next())
            interrupted += !lockIsHeld(runLockFile(inside.folder, runs.integer(0)));
    });
    if (interrupted > 0)
        inside.addNotice(pluralText(
            RETORT_TR(
                "core",
                "%n training run(s) (was|were) interrupted and can be resumed from the last checkpoint."),
            interrupted));
}

// A project of today has nothing yet that a backup would save.
bool createdBefore(Project::Impl &inside, std::chrono::hours age) {
    std::string created;
    inside.read([&](SQLite::Database &db) { created = metaValue(db, "created"); });
    return created < utcText(std::chrono::system_clock::now() - age);
}

// Backup first.
bool migrateIfOlder(Project::Impl &inside, SQLite::Database &db) {
    const auto schema = oneInteger(db, "PRAGMA user_version").value_or(0);
    if (schema >= projectSchema)
        return false;
    const fs::path backup = writeBackup(db, inside.folder, "before-format-" + std::to_string(projectSchema));
    db.exec("PRAGMA synchronous=FULL");
    db.exec("BEGIN IMMEDIATE");
    try {
        migrateSchema(db);
        db.exec("COMMIT");
    } catch (...) {
        db.tryExec("ROLLBACK");
        throw;
    }
    inside.addNotice(text(
        RETORT_TR(
            "core",
            "The project was updated to the format of this Retort. A backup of the old state is in “%1”."),
        backup.string()));
    return true;
}

FileLock lockForSession(Project::Impl &inside) {
    FileLock lock =
        waitForNetworkLock(inside.folder, FileLock::Mode::Exclusive, std::chrono::milliseconds(100));
    if (!lock.held())
        throwOpenElsewhere(inside.folder);
    lock.writeNote(ownerNote("open"));
    inside.addNotice(RETORT_TR(
        "core", "This project lies on a network file system: only one process at a time can open it."));
    return lock;
}

// True: it has been migrated.
bool openDatabaseChecked(Project::Impl &inside, const SessionStart &session, FileLock lock) {
    bool migrated = false;
    withDamageNamed(inside.folder, [&] {
        inside.writer = std::make_shared<WriterThread>(inside.folder, inside.target, std::move(lock));
        inside.writer->outside("open", [&](SQLite::Database &db) {
            requireSound(inside.folder, db, session.crashed || session.alone, session.crashed);
            migrated = migrateIfOlder(inside, db);
            requireTables(inside.folder, db);
        });
    });
    return migrated;
}

void openForWriting(Project &project) {
    Project::Impl &inside = ProjectAccess::impl(project);
    requireWritable(inside.folder);
    makeFolders(inside.folder);
    inside.target = (inside.folder / databaseName).string();
    FileLock lock = inside.network ? lockForSession(inside) : FileLock();
    const SessionStart session = startSession(inside);
    const bool migrated = openDatabaseChecked(inside, session, std::move(lock));
    session.forgetDead();
    if (session.crashed)
        inside.addNotice(RETORT_TR(
            "core", "Retort did not end properly the last time; the project has been checked and is sound."));
    if (!inside.network)
        inside.readers = std::make_shared<ReaderConnections>(inside.target);
    sweepTemporaryFiles(inside.folder, session.alone);
    inside.read([&](SQLite::Database &db) {
        inside.sweeps = !migrated && metaValue(db, "keep_unknown_files").empty();
    });
    if (inside.sweeps)
        sweepRemovals(inside);
    if (!migrated)
        sweepDeadWork(inside);
    importRuns(project);
    noticeInterruptedRuns(inside);
    if (session.alone && !inside.network && createdBefore(inside, std::chrono::hours(24)))
        inside.daily = std::make_shared<DailyBackup>(inside.folder, inside.target);
}

void openForReading(Project::Impl &inside) {
    inside.info.readOnly = true;
    withDamageNamed(inside.folder, [&] {
        inside.target = readOnlyTarget(inside);
        inside.readers = std::make_shared<ReaderConnections>(inside.target);
        inside.read([&](SQLite::Database &db) {
            requireSound(inside.folder, db, true, false);
            if (oneInteger(db, "PRAGMA user_version") != projectSchema)
                throw Error(ErrorCode::Unsupported,
                            RETORT_TR("core", "The project “%1” has an older format. Open it once for "
                                              "writing, so that it is updated."),
                            inside.folder.string());
            requireTables(inside.folder, db);
        });
    });
}

} // namespace

void requireOurFile(const fs::path &folder) {
    const fs::path file = folder / databaseName;
    std::error_code status;
    if (!fs::exists(file, status))
        throw Error(ErrorCode::NotFound,
                    RETORT_TR("core", "There is no Retort project in “%1”: “%2” is missing."),
                    folder.string(), databaseName);
    if (!fs::is_regular_file(file, status))
        throwNotOurs(folder);
    const Head head = readHead(file);
    if (!head.sqlite) {
        if (looksLikeOurs(folder))
            throwDamaged(folder,
                         head.size < 100 ? "its database is cut short" : "its database has no valid head");
        throwNotOurs(folder);
    }
    if (head.application != std::uint32_t(projectApplicationId))
        throwNotOurs(folder);
    if (head.schema > std::uint32_t(projectSchema))
        throwNewer(folder, head.schema);
}

bool Project::isProject(const fs::path &folder) {
    const fs::path file = resolvedFolder(folder) / databaseName;
    bool ours = false;
    const bool closed = whileClosedHere(folder, [&] {
        std::error_code status;
        if (!fs::is_regular_file(file, status))
            return;
        try {
            const Head head = readHead(file);
            ours = head.sqlite && head.application == std::uint32_t(projectApplicationId);
        } catch (const Error &) {
        }
    });
    return ours || !closed;
}

namespace {
constexpr int trashKept_days = 14;

void emptyOldTrash(Project &project) {
    try {
        if (const std::int64_t freed = emptyTrash(project, trashKept_days); freed > 0)
            log(LogLevel::Info,
                "trash of " + project.folder().string() + ": " + std::to_string(freed) + " bytes freed");
    } catch (const std::exception &e) { // a full trash is no reason not to open
        log(LogLevel::Warning, std::string("emptying the trash: ") + e.what());
    }
}
} // namespace

std::shared_ptr<Project> Project::open(const fs::path &folder, OpenMode mode) {
    const fs::path path = resolvedFolder(folder);
    return openOnce(path, mode, [&](bool isOpen) {
        if (!isOpen)
            requireOurFile(path);
        auto inside = std::make_unique<Impl>();
        inside->folder = path;
        inside->mode = mode;
        inside->network = mode == OpenMode::ReadWrite && treatedAsNetwork(path);
        inside->info.schema = projectSchema;
        auto project = ProjectAccess::make(std::move(inside));
        Impl &impl = ProjectAccess::impl(*project);
        mode == OpenMode::ReadWrite ? openForWriting(*project) : openForReading(impl);
        if (impl.sweeps)
            emptyOldTrash(*project);
        return project;
    });
}

bool importRunOfClosed(const fs::path &folder, RunId run, std::chrono::milliseconds wait) {
    FileLock lock = waitForNetworkLock(folder, FileLock::Mode::Exclusive, wait);
    if (!lock.held())
        return false;
    lock.writeNote(ownerNote(momentaryVerb));
    auto inside = std::make_unique<Project::Impl>();
    inside->folder = folder;
    inside->network = true;
    inside->target = (folder / databaseName).string();
    inside->writer = std::make_shared<WriterThread>(folder, inside->target, std::move(lock));
    const auto project = ProjectAccess::make(std::move(inside));
    project->read([&](SQLite::Database &db) {
        if (oneInteger(db, "PRAGMA user_version") != projectSchema)
            throw Error(
                ErrorCode::NewerVersion,
                RETORT_TR(
                    "core",
                    "The project “%1” was changed by another version of Retort meanwhile. Open it again."),
                folder.string());
    });
    importRun(*project, run, true);
    return true;
}

} // namespace retort
