// SPDX-License-Identifier: GPL-3.0-or-later
// Order of an end: commit, empty the WAL, then the files.
#include "core/data/artifacts/trash.h"

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/plug_ins.h"
#include "core/data/artifacts/kinds.h"
#include "core/data/artifacts/removal.h"
#include "core/data/project/paths.h"
#include "core/data/project/project_impl.h"
#include "core/data/project/stamp.h"
#include "core/data/sql/schema.h"

#include <algorithm>
#include <fmt/format.h>
#include <optional>
#include <set>

namespace fs = std::filesystem;

namespace retort {
namespace {

// Before any date of a project, so that emptyTrash() takes what bears it and nothing else.
constexpr const char *longAgo = "1970-01-01T00:00:00Z";
constexpr int tooYoungForAll_days = 50 * 365;

// Entries of trash/ that no artifact owns: files that a sweep or a restore put there.
std::vector<fs::path> looseFiles(const fs::path &project, const std::set<fs::path> &owned) {
    std::vector<fs::path> loose;
    std::error_code ignored;
    for (const auto &entry : fs::directory_iterator(project / "trash", ignored))
        if (!owned.contains(entry.path()))
            loose.push_back(entry.path());
    return loose;
}

std::string timeOf(const fs::path &path) { // of the move, by the stamp in the name
    const std::string name = path.filename().string();
    if (name.size() < 16 || name[8] != '-' || name[15] != '-' || name.find_first_not_of("0123456789-") < 15)
        return {};
    return fmt::format("{}-{}-{}T{}:{}:{}Z", name.substr(0, 4), name.substr(4, 2), name.substr(6, 2),
                       name.substr(9, 2), name.substr(11, 2), name.substr(13, 2));
}

std::int64_t bytesInTrash(SQLite::Database &db, const fs::path &project, const KindSpec &kind,
                          std::int64_t id) {
    if (!*kind.segments)
        return sizeOnDisk(placeInTrash(project, kind.id, id));
    return *oneInteger(
        db, fmt::format("SELECT coalesce(sum(bytes), 0) FROM segment WHERE id IN ({})", kind.segments), id);
}

std::vector<TrashItem> artifactsInTrash(SQLite::Database &db, const fs::path &project) {
    std::vector<TrashItem> items;
    for (const KindSpec &kind : artifactTable()) {
        for (Query query(db,
                         fmt::format("SELECT id, name, trashed FROM {} WHERE trashed IS NOT NULL", kind.id));
             query.next();)
            items.push_back({kind.id, query.integer(0), query.text(1), query.text(2),
                             bytesInTrash(db, project, kind, query.integer(0))});
    }
    return items;
}

// A process that died between the commit and the move to the trash left the files in their old place. Not
// after a restore, nor where the name was given anew: then they are another's.
fs::path placeBefore(SQLite::Database &db, const KindSpec &kind, std::int64_t id) {
    const fs::path folder = folderOfArtifact(db, kind, id);
    const bool foreign =
        !metaValue(db, "keep_unknown_files").empty() || folderIsNamed(db, kind, folder.string(), id);
    return foreign ? fs::path() : folder;
}

void endArtifact(SQLite::Database &db, const fs::path &project, const KindSpec &kind, std::int64_t id,
                 std::vector<fs::path> &files) {
    files.push_back(placeInTrash(project, kind.id, id));
    if (const fs::path old = placeBefore(db, kind, id); !old.empty())
        files.push_back(project / old);
    for (const KindSpec &part : artifactTable()) // a checkpoint may have gone to the trash before its run
        if (std::string_view(part.within) == kind.id)
            for (const std::int64_t one : integers(
                     db,
                     fmt::format("SELECT id FROM {} WHERE {}=? AND trashed IS NOT NULL", part.id, kind.id),
                     id))
                files.push_back(placeInTrash(project, part.id, one));
    if (*kind.segments)
        for (const std::int64_t segment : integers(db, kind.segments, id))
            files.push_back(project / "samples" / segmentName(segment));
    for (const char *const rows : kind.parts)
        execute(db, rows, id);
    execute(db, fmt::format("DELETE FROM {} WHERE id=?", kind.id), id);
}

// The newest that nothing uses: one by one, because with a user goes what kept the other.
std::optional<std::int64_t> nextToEnd(SQLite::Database &db, const KindSpec &kind, const std::string &before) {
    for (const std::int64_t id :
         integers(db,
                  fmt::format("SELECT id FROM {} WHERE trashed IS NOT NULL AND trashed<=? ORDER BY id DESC",
                              kind.id),
                  before))
        if (!isUsed(db, kind, id))
            return id;
    return {};
}

std::map<ArtifactKey, std::string> allNames(SQLite::Database &db, const char *condition) {
    std::map<ArtifactKey, std::string> all;
    for (const KindSpec &kind : artifactTable())
        for (Query query(db, fmt::format("SELECT id, name FROM {} WHERE {}", kind.id, condition));
             query.next();)
            all[{kind.id, query.integer(0)}] = query.text(1);
    return all;
}

std::vector<std::pair<ArtifactKey, ArtifactKey>> allUses(SQLite::Database &db) { // what is used, by whom
    std::vector<std::pair<ArtifactKey, ArtifactKey>> uses;
    for (const KindSpec &kind : artifactUsers())
        for (const ArtifactUse &use : kind.uses) {
            for (Query query(db, use.pairs); query.next();)
                uses.push_back({{use.kind, query.integer(0)}, {kind.id, query.integer(1)}});
        }
    return uses;
}

// The time of its throwing away; none: no artifact, or not in the trash.
std::optional<std::string> trashedAt(SQLite::Database &db, const TrashItem &item) {
    std::string time;
    if (item.kind != "file")
        time = oneText(db, fmt::format("SELECT trashed FROM {} WHERE id=?", item.kind), item.id);
    return time.empty() ? std::nullopt : std::optional(time);
}

void setTrashedAt(SQLite::Database &db, const TrashItem &item, const std::string &time) {
    execute(db, fmt::format("UPDATE {} SET trashed=? WHERE id=?", item.kind), time, item.id);
}

void requireInTrash(const std::vector<TrashItem> &known, const TrashItem &item) {
    for (const TrashItem &one : known)
        if (one.kind == item.kind && (item.kind == "file" ? one.name == item.name : one.id == item.id))
            return;
    throw Error(ErrorCode::NotFound, RETORT_TR("core", "“%1” is not in the trash."), item.name);
}

std::int64_t deleteFile(const Project &project, const TrashItem &item) {
    const fs::path path = project.trashFolder() / item.name;
    std::error_code status;
    fs::remove_all(path, status);
    if (status)
        throw systemError(status.value(), "remove", path.string());
    return item.bytes;
}

[[noreturn]] void throwNeeded(const Project &project, const TrashItem &item) {
    const auto needed = neededInTrash(project);
    const auto it = needed.find({item.kind, item.id});
    throw Error(ErrorCode::Busy,
                it == needed.end()
                    ? text(RETORT_TR("core", "“%1” cannot be removed alone: something else in the trash "
                                             "comes from it. Delete that first, or empty the trash."),
                           item.name)
                    : text(RETORT_TR("core", "“%1” cannot be removed: something still needs it. %2"),
                           item.name, it->second));
}

} // namespace

std::vector<fs::path> endTrashedArtifacts(SQLite::Database &db, const fs::path &project,
                                          const std::string &before) {
    std::vector<fs::path> files;
    const auto &table = artifactTable();
    for (auto kind = table.rbegin(); kind != table.rend(); ++kind) // users before what they use
        while (const auto id = nextToEnd(db, *kind, before))
            endArtifact(db, project, *kind, *id, files);
    return files;
}

std::vector<TrashItem> trashItems(const Project &project) {
    auto items = project.read([&](SQLite::Database &db) { return artifactsInTrash(db, project.folder()); });
    std::set<fs::path> owned;
    for (const auto &item : items)
        owned.insert(placeInTrash(project.folder(), item.kind, item.id));
    for (const auto &path : looseFiles(project.folder(), owned))
        items.push_back({"file", 0, path.filename().string(), timeOf(path), sizeOnDisk(path)});
    std::ranges::stable_sort(items, [](const auto &a, const auto &b) { return a.trashedAt > b.trashedAt; });
    return items;
}

std::int64_t emptyTrash(Project &project, int olderThan_days) {
    const std::string before =
        utcText(std::chrono::system_clock::now() - std::chrono::hours(24 * olderThan_days));
    std::set<fs::path> owned;
    std::vector<fs::path> files;
    project.write(
        "empty trash",
        [&](SQLite::Database &db) {
            files = endTrashedArtifacts(db, project.folder(), before);
            std::erase_if(files, [](const fs::path &path) { return !fs::exists(path); });
            for (const auto &path : files)
                planRemoval(db, project.folder(), path);
            for (const auto &item : artifactsInTrash(db, project.folder()))
                owned.insert(placeInTrash(project.folder(), item.kind, item.id));
        },
        true);
    for (const auto &path : looseFiles(project.folder(), owned))
        if (const std::string time = timeOf(path); !time.empty() && time <= before)
            files.push_back(path);
    return carryOutRemovals(ProjectAccess::impl(project), files);
}

std::map<ArtifactKey, Text> neededInTrash(const Project &project) {
    std::map<ArtifactKey, std::string> living, trashed;
    std::vector<std::pair<ArtifactKey, ArtifactKey>> uses;
    project.read([&](SQLite::Database &db) {
        living = allNames(db, "trashed IS NULL");
        for (const std::int64_t entry : integers(db, "SELECT id FROM queue"))
            living[{"queue", entry}];
        trashed = allNames(db, "trashed IS NOT NULL");
        uses = allUses(db);
    });
    std::map<ArtifactKey, Text> needed;
    for (bool grown = true; grown;) { // what is needed needs in turn what it came from
        grown = false;
        for (const auto &[used, user] : uses) {
            if (!trashed.contains(used) || needed.contains(used)
                || !(living.contains(user) || needed.contains(user)))
                continue;
            needed[used] = text(findPlugIn(artifactUsers(), user.kind)->needs,
                                living.contains(user) ? living[user] : trashed[user]);
            grown = true;
        }
    }
    return needed;
}

std::int64_t deleteForGood(Project &project, const std::vector<TrashItem> &items) {
    ProjectAccess::impl(project).writing(); // files go before anything is written
    const auto known = trashItems(project);
    for (const TrashItem &item : items)
        requireInTrash(known, item);
    std::int64_t freed = 0;
    std::vector<std::pair<const TrashItem *, std::string>> since; // an artifact, and its time in the trash
    for (const TrashItem &item : items)
        if (item.kind == "file")
            freed += deleteFile(project, item);
    project.write("delete for good", [&](SQLite::Database &db) {
        for (const TrashItem &item : items)
            if (const auto time = trashedAt(db, item)) {
                since.emplace_back(&item, *time);
                setTrashedAt(db, item, longAgo);
            }
    });
    if (since.empty())
        return freed;
    freed += emptyTrash(project, tooYoungForAll_days);
    const TrashItem *stays = nullptr;
    project.write("delete for good", [&](SQLite::Database &db) {
        for (const auto &[item, time] : since)
            if (trashedAt(db, *item)) {
                stays = item;
                setTrashedAt(db, *item, time);
            }
    });
    if (stays)
        throwNeeded(project, *stays);
    return freed;
}

} // namespace retort
