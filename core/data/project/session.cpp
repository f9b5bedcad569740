// SPDX-License-Identifier: GPL-3.0-or-later
// Who has the project open, whether somebody crashed, and how a project is read that cannot be written.
#include "core/data/project/session.h"

#include "core/base/error.h"
#include "core/base/leftovers.h"
#include "core/data/project/paths.h"
#include "core/data/project/stamp.h"
#include "core/data/sql/project_lock.h"

#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <sqlite3.h>
#include <thread>
#include <unistd.h>

namespace fs = std::filesystem;

namespace retort {
namespace {

const std::string asidePrefix = "retort-read-"; // then the pid: a sweep finds those of dead processes

fs::path temporaryFolder() {
    const char *const set = std::getenv("TMPDIR");
    return set && *set ? set : "/tmp";
}

std::string uriOf(const fs::path &file, const std::string &query) {
    std::string uri = "file:";
    for (const char c : file.string()) {
        if (c == '%' || c == '?' || c == '#')
            uri += c == '%' ? "%25" : c == '?' ? "%3f" : "%23";
        else
            uri += c;
    }
    return uri + "?" + query;
}

constexpr std::chrono::milliseconds glance{100}; // somebody who only looks holds a lock for microseconds
constexpr int quickLook_ms = 500;                // our own writers never keep a reader out that long

// A reader keeps writers out for as long as it reads: on a network file system SQLite's own locks are not
// worth much, and a copy of a database that is being written is none.
void lockForReading(Project::Impl &inside) {
    const fs::path file = inside.folder / projectLockName;
    try {
        inside.shared = waitForNetworkLock(inside.folder, FileLock::Mode::Shared, glance);
        if (!inside.shared.held())
            throwOpenElsewhere(inside.folder);
        inside.shared.writeNote(ownerNote("read"));
    } catch (const Error &e) {
        if (e.code() == ErrorCode::Busy || lockIsHeld(file))
            throwOpenElsewhere(inside.folder);
        // Nothing can be written here, not even a lock: nobody on this machine does.
    }
}

// Somebody holds the database for a whole session, as on a network file system: no use to wait for it.
void requireNotHeld(const Project::Impl &inside, const std::string &target) {
    try {
        SQLite::Database db(target, SQLite::OPEN_READONLY | SQLite::OPEN_URI, quickLook_ms);
        Query(db, "PRAGMA schema_version").run();
    } catch (const SQLite::Exception &e) {
        if ((e.getErrorCode() & 0xff) == SQLITE_BUSY && lockIsHeld(inside.folder / projectLockName))
            throwOpenElsewhere(inside.folder);
    }
}

bool canRead(const Project::Impl &inside, const std::string &target) {
    requireNotHeld(inside, target);
    try {
        const auto db = openDatabase(target, Access::ReadOnly);
        withSqliteErrors(target, [&] { Query(*db, "SELECT count(*) FROM sqlite_master").run(); });
        return true;
    } catch (const Error &e) {
        if (e.code() == ErrorCode::Damaged || e.code() == ErrorCode::NotOurs || e.code() == ErrorCode::Busy)
            throw; // another way of opening does not mend it
        return false;
    }
}

void copyAside(const fs::path &from, const fs::path &to) {
    std::error_code status;
    if (!fs::copy_file(from, to, status) || status)
        throw systemError(status ? status.value() : EIO, "copy", from.string());
}

struct Fingerprint {
    std::uintmax_t size = 0;
    fs::file_time_type time;
    bool operator==(const Fingerprint &) const = default;
};
Fingerprint fingerprintOf(const fs::path &file) {
    std::error_code status;
    return {fs::file_size(file, status), fs::last_write_time(file, status)};
}

// Database and WAL as they belong together. Another machine or mount may be writing: then no copy is whole.
void copyAsideWhole(const Project::Impl &inside, const fs::path &database, const fs::path &wal) {
    const fs::path lock = inside.folder / projectLockName, copy = inside.aside / databaseName;
    const auto now = [&] { return std::pair(fingerprintOf(database), fingerprintOf(wal)); };
    const auto before = now();
    const bool held = lockIsHeld(lock);
    if (!held) {
        copyAside(database, copy);
        copyAside(wal, copy.string() + "-wal");
    }
    if (held || lockIsHeld(lock) || now() != before)
        throw Error(ErrorCode::Busy,
                    RETORT_TR("core", "The project “%1” cannot be read while it is being written from "
                                      "elsewhere. Try again when nobody works on it."),
                    inside.folder.string());
}

bool heldForAMoment(const fs::path &lockFile) {
    try {
        return readFile(lockFile).ends_with(momentaryVerb);
    } catch (const Error &) {
        return false;
    }
}

} // namespace

void throwOpenElsewhere(const fs::path &folder) {
    throw Error(ErrorCode::Busy,
                RETORT_TR("core", "The project “%1” lies on a network file system, where one process at a "
                                  "time can open it; it is open elsewhere (%2)."),
                folder.string(), readFile(folder / projectLockName));
}

bool treatedAsNetwork(const fs::path &path) {
    const char *const forced = std::getenv("RETORT_NETWORK_FS");
    return (forced && std::string_view(forced) == "1") || onNetworkFileSystem(path);
}

FileLock waitForNetworkLock(const fs::path &folder, FileLock::Mode mode, std::chrono::milliseconds wait) {
    constexpr std::chrono::seconds momentaryWait{10};
    const fs::path file = folder / projectLockName;
    const auto from = std::chrono::steady_clock::now();
    for (;;) {
        FileLock lock = FileLock::tryLock(file, mode);
        const auto waited = std::chrono::steady_clock::now() - from;
        if (lock.held() || (waited >= wait && !(waited < momentaryWait && heldForAMoment(file))))
            return lock;
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
}

void sweepReadCopies() {
    sweepLeftovers(temporaryFolder(), asidePrefix, asidePrefix);
}

SessionStart startSession(Project::Impl &inside) {
    const fs::path locks = locksFolder(inside.folder);
    const FileLock lock = inside.network ? FileLock() : waitForProjectLock(inside.folder, "open");
    SessionStart start;
    for (const auto &entry : fs::directory_iterator(locks)) {
        if (!entry.path().filename().string().starts_with("session-"))
            continue;
        if (lockIsHeld(entry.path()))
            start.alone = false;
        else
            start.dead.push_back(entry.path());
    }
    start.crashed = !start.dead.empty();
    inside.sessionFile = locks / ("session-" + newUuid() + ".lock");
    inside.session = FileLock::tryLock(inside.sessionFile);
    inside.session.writeNote(ownerNote("open"));
    return start;
}

bool hasSession(const fs::path &folder) {
    std::error_code ignored;
    for (const auto &entry : fs::directory_iterator(locksFolder(folder), ignored))
        if (entry.path().filename().string().starts_with("session-") && lockIsHeld(entry.path()))
            return true;
    return false;
}

void SessionStart::forgetDead() const {
    std::error_code ignored;
    for (const auto &file : dead)
        fs::remove(file, ignored);
}

// Never immutable beside a WAL that holds something: its rows would be missing without a word.
std::string readOnlyTarget(Project::Impl &inside) {
    const fs::path database = inside.folder / databaseName, wal = database.string() + "-wal";
    const std::string plain = uriOf(database, "mode=ro");
    if (treatedAsNetwork(inside.folder))
        lockForReading(inside);
    if (canRead(inside, plain))
        return plain;
    std::error_code status;
    const auto walSize = fs::file_size(wal, status);
    if (status || walSize == 0)
        return uriOf(database, "mode=ro&immutable=1");
    sweepReadCopies();
    std::string pattern =
        (temporaryFolder() / (asidePrefix + std::to_string(::getpid()) + "-XXXXXX")).string();
    if (!::mkdtemp(pattern.data()))
        throw systemError(errno, "create", pattern);
    inside.aside = pattern;
    try {
        copyAsideWhole(inside, database, wal);
    } catch (...) {
        fs::remove_all(inside.aside, status);
        throw;
    }
    return uriOf(inside.aside / databaseName, "mode=ro");
}

} // namespace retort
