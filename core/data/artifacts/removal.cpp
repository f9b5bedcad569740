// SPDX-License-Identifier: GPL-3.0-or-later
// The end of files that a commit freed, and of what dead processes left in a project.
#include "core/base/leftovers.h"
#include "core/base/log.h"
#include "core/data/project/project_impl.h"
#include "core/data/project/work.h"
#include "core/data/sql/schema.h"

#include <algorithm>
#include <charconv>

namespace fs = std::filesystem;

namespace retort {

namespace {

constexpr std::string_view planPrefix = "removing:"; // key in meta, before the path inside the project
constexpr const char *goneSuffix = ".tmp";           // as a checkpoint that is being written: for the sweeps

// A folder loses its name first: whoever copies it sees all of it or nothing.
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

std::int64_t numberAfter(std::string_view name, char mark) {
    const auto at = name.rfind(mark);
    std::int64_t number = 0;
    if (at != std::string_view::npos)
        std::from_chars(name.data() + at + 1, name.data() + name.size(), number);
    return number;
}

// What the database may send away: it is read like any file from elsewhere. Nothing that a row names, and
// nothing of a run whose trainer lives and may have taken the name anew.
bool mayGo(SQLite::Database &db, const fs::path &project, const std::string &relative) {
    const fs::path path = fs::path(relative).lexically_normal();
    if (path.empty() || path.is_absolute() || path.string() != relative
        || std::distance(path.begin(), path.end()) < 2)
        return false;
    const std::string top = path.begin()->string(), name = path.filename().string();
    if (top == "samples")
        return !Query(db, "SELECT 1 FROM segment WHERE id=?").bind(numberAfter("-" + name, '-')).next();
    if (top == "trash") {
        const std::string kind = name.substr(0, name.rfind('-'));
        for (const char *known : {"tokenizer", "student", "run", "checkpoint", "evaluation", "chat"})
            if (kind == known)
                return !Query(db, "SELECT 1 FROM " + kind + " WHERE id=?")
                            .bind(numberAfter(name, '-'))
                            .next();
        return false;
    }
    const bool named = Query(db, "SELECT 1 FROM checkpoint WHERE folder=?1 UNION ALL SELECT 1 FROM tokenizer "
                                 "WHERE substr(file, 1, length(?1)+1)=?1 || '/'")
                           .bind(relative)
                           .next();
    if (top == "models")
        return !named;
    if (top != "runs")
        return false;
    const std::int64_t run = numberAfter("-" + std::next(path.begin())->string(), '-');
    if (std::distance(path.begin(), path.end()) == 2
        && Query(db, "SELECT 1 FROM run WHERE id=?").bind(run).next())
        return false;
    return !named && !lockIsHeld(runLockFile(project, run));
}

void forget(SQLite::Database &db, const std::string &relative) {
    Query(db, "DELETE FROM meta WHERE key=?").bind(std::string(planPrefix) + relative).run();
}

} // namespace

void planRemoval(SQLite::Database &db, const fs::path &project, const fs::path &path) {
    setMetaValue(db, std::string(planPrefix) + path.lexically_relative(project).string(), nowUtc());
}

std::int64_t carryOutRemovals(Project::Impl &inside, const std::vector<fs::path> &paths) {
    if (paths.empty())
        return 0;
    const Turn turn(inside);
    inside.writer->checkpoint();
    std::int64_t freed = 0;
    for (const fs::path &path : paths)
        freed += removeWhole(path);
    inside.write(
        "forget",
        [&](SQLite::Database &db) {
            for (const fs::path &path : paths)
                if (!fs::exists(path))
                    forget(db, path.lexically_relative(inside.folder).string());
        },
        false);
    return freed;
}

void forgetRemovals(SQLite::Database &db) {
    Query(db, "DELETE FROM meta WHERE key>=?1 AND key<?2").bind(planPrefix, "removing;").run();
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

void sweepTemporaryFiles(const fs::path &project, bool alone) {
    for (const char *name : {"", "samples", "locks", "runs", "models"})
        sweepLeftovers(name[0] ? project / name : project, ".", ".tmp-");
    std::error_code status;
    for (const char *parent : {"runs", "models"})
        for (const auto &entry : fs::directory_iterator(project / parent, status))
            if (entry.is_directory(status))
                sweepLeftovers(entry.path(), ".", ".tmp-");
    sweepLeftovers(backupsFolder(project), "", ".writing-");
    sweepLeftovers(project.parent_path(), ".", ".copying-");
    sweepReadCopies();
    if (!alone)
        return;
    for (const auto &entry : fs::directory_iterator(backupsFolder(project), status)) // of older versions
        if (entry.path().extension() == ".writing")
            fs::remove(entry.path(), status);
    for (const char *suffix : {".new", ".new-journal", ".new.new"}) // of a repair
        fs::remove((project / databaseName).string() + suffix, status);
}

} // namespace retort
