// SPDX-License-Identifier: GPL-3.0-or-later
// Who has the project open, whether somebody crashed, and how a project is read that cannot be written.
#include "core/base/error.h"
#include "core/base/file.h"
#include "core/data/project_impl.h"
#include "core/data/work.h"

#include <cerrno>
#include <cstdlib>
#include <sys/stat.h>
#include <unistd.h>

namespace fs = std::filesystem;

namespace retort {

namespace {

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

bool canRead(const std::string &target) {
    try {
        const auto db = openDatabase(target, Access::ReadOnly);
        withSqliteErrors(target, [&] { Query(*db, "SELECT count(*) FROM sqlite_master").run(); });
        return true;
    } catch (const Error &e) {
        if (e.code() == ErrorCode::Damaged || e.code() == ErrorCode::NotOurs)
            throw; // another way of opening does not mend it
        return false;
    }
}

void copyAside(const fs::path &from, const fs::path &to) {
    std::error_code status;
    if (!fs::copy_file(from, to, status) || status)
        throw systemError(status ? status.value() : EIO, "copy", from.string());
}

} // namespace

SessionStart startSession(Project::Impl &inside) {
    const fs::path locks = locksFolder(inside.folder);
    const FileLock turn = inside.network ? FileLock() : waitForProjectLock(inside.folder, "open");
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

void SessionStart::forgetDead() const {
    std::error_code ignored;
    for (const auto &file : dead)
        fs::remove(file, ignored);
}

// Never immutable beside a WAL that holds something: its rows would be missing without a word.
std::string readOnlyTarget(Project::Impl &inside) {
    const fs::path database = inside.folder / databaseName, wal = database.string() + "-wal";
    const std::string plain = uriOf(database, "mode=ro");
    if (canRead(plain))
        return plain;
    std::error_code status;
    const auto walSize = fs::file_size(wal, status);
    if (status || walSize == 0)
        return uriOf(database, "mode=ro&immutable=1");
    const char *const temporary = std::getenv("TMPDIR");
    std::string pattern =
        (fs::path(temporary && *temporary ? temporary : "/tmp") / "retort-read-XXXXXX").string();
    if (!::mkdtemp(pattern.data()))
        throw systemError(errno, "create", pattern);
    inside.aside = pattern;
    copyAside(database, inside.aside / databaseName);
    copyAside(wal, (inside.aside / databaseName).string() + "-wal");
    return uriOf(inside.aside / databaseName, "mode=ro");
}

} // namespace retort
