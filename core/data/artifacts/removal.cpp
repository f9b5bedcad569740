// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/artifacts/removal.h"

#include "core/base/file.h"
#include "core/base/log.h"
#include "core/base/plug_ins.h"
#include "core/data/artifacts/kinds.h"
#include "core/data/project/paths.h"
#include "core/data/project/stamp.h"
#include "core/data/sql/project_lock.h"
#include "core/data/sql/schema.h"

#include <charconv>
#include <fmt/format.h>

namespace fs = std::filesystem;

namespace retort {
namespace {

constexpr std::string_view planPrefix = "removing:"; // key in meta, before the path inside the project
constexpr const char *goneSuffix = ".tmp";           // as a checkpoint that is being written: for the sweeps

// A folder loses its name first: a copy sees all of it or nothing.
std::int64_t removeWhole(const fs::path &path) {
    const fs::path gone = path.string() + goneSuffix;
    std::error_code status;
    if (fs::is_directory(path, status))
        fs::rename(path, gone, status);
    std::int64_t freed = 0;
    for (const fs::path &one : {path, gone}) {
        const std::int64_t bytes = sizeOnDisk(one);
        status.clear();
        fs::remove_all(one, status);
        if (status)
            log(LogLevel::Warning, "cannot remove " + one.string() + ": " + status.message());
        else
            freed += bytes;
    }
    return freed;
}

// "run-0007" is the place in the trash of a kind that is in the table, and no row has the number any more.
bool mayLeaveTrash(SQLite::Database &db, const std::string &name) {
    const auto dash = name.rfind('-');
    const KindSpec *const kind = findPlugIn(artifactTable(), name.substr(0, dash));
    if (!kind)
        return false;
    std::int64_t id = 0;
    std::from_chars(name.data() + dash + 1, name.data() + name.size(), id);
    return !oneInteger(db, fmt::format("SELECT 1 FROM {} WHERE id=?", kind->id), id);
}

// What the database may send away: it is read like any file from elsewhere. Nothing that a row names, and
// nothing of a run whose trainer lives and may have taken the name anew.
bool mayGo(SQLite::Database &db, const fs::path &project, const std::string &relative) {
    const fs::path path = fs::path(relative).lexically_normal();
    if (path.empty() || path.is_absolute() || path.string() != relative
        || std::distance(path.begin(), path.end()) < 2)
        return false;
    const std::string top = path.begin()->string();
    if (top == "samples")
        return !oneInteger(db, "SELECT 1 FROM segment WHERE id=?", segmentNumber(path));
    if (top == "trash")
        return mayLeaveTrash(db, path.filename().string());
    for (const KindSpec &kind : artifactTable())
        if (folderIsNamed(db, kind, relative))
            return false;
    const fs::path owner = project / top / *std::next(path.begin()) / "owner.lock";
    return (top == "models" || top == "runs") && !lockIsHeld(owner);
}

void forget(SQLite::Database &db, const std::string &relative) {
    execute(db, "DELETE FROM meta WHERE key=?", std::string(planPrefix) + relative);
}

} // namespace

void planRemoval(SQLite::Database &db, const fs::path &project, const fs::path &path) {
    setMetaValue(db, std::string(planPrefix) + path.lexically_relative(project).string(), nowUtc());
}

std::int64_t carryOutRemovals(Project::Impl &inside, const std::vector<fs::path> &paths) {
    if (paths.empty())
        return 0;
    inside.writing()->emptyWal();
    std::int64_t freed = 0;
    for (const fs::path &path : paths)
        freed += removeWhole(path);
    inside.write("forget", [&](SQLite::Database &db) {
        for (const fs::path &path : paths)
            if (!fs::exists(path))
                forget(db, path.lexically_relative(inside.folder).string());
    });
    return freed;
}

void forgetRemovals(SQLite::Database &db) {
    execute(db, "DELETE FROM meta WHERE key>=? AND key<?", planPrefix, "removing;");
}

void sweepRemovals(Project::Impl &inside) {
    std::vector<fs::path> left;
    inside.read([&](SQLite::Database &db) {
        Query plans(db, "SELECT substr(key, 10) FROM meta WHERE key>=?1 AND key<?2");
        for (plans.bind(planPrefix, "removing;"); plans.next();)
            if (mayGo(db, inside.folder, plans.text(0)))
                left.push_back(inside.folder / plans.text(0));
    });
    carryOutRemovals(inside, left);
}

} // namespace retort
