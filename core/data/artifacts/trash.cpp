// SPDX-License-Identifier: GPL-3.0-or-later
// What lies in the trash, and its end. Order: commit, checkpoint, then the files (design.md §5).
#include "core/data/project/project_impl.h"
#include "core/data/runs/run_store_impl.h"
#include "core/data/sql/schema.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <set>
#include <sstream>

namespace fs = std::filesystem;

namespace retort {

namespace {

// Users before what they use, so that a thing and its users can go together; `used`: what keeps a row `x`.
struct RecordKind {
    const char *table;
    const char *used;
    const char *parts; // tables of rows that belong to it
};
constexpr std::array trashRules = {
    RecordKind{"chat", "", "chat_turn.chat"},
    RecordKind{"evaluation", "", "evaluation_answer.evaluation"},
    RecordKind{"checkpoint",
               "EXISTS(SELECT 1 FROM evaluation e WHERE e.checkpoint=x.id) "
               "OR EXISTS(SELECT 1 FROM chat_turn t WHERE t.checkpoint=x.id)",
               ""},
    RecordKind{"run",
               "EXISTS(SELECT 1 FROM run r WHERE r.parent=x.id) "
               "OR EXISTS(SELECT 1 FROM evaluation e WHERE e.run=x.id OR e.checkpoint IN "
               "(SELECT c.id FROM checkpoint c WHERE c.run=x.id)) "
               "OR EXISTS(SELECT 1 FROM chat_turn t JOIN checkpoint c ON c.id=t.checkpoint WHERE c.run=x.id)",
               "metric.run event.run checkpoint.run"},
    RecordKind{"student", "EXISTS(SELECT 1 FROM run r WHERE r.student=x.id)", ""},
    RecordKind{"tokenizer",
               "EXISTS(SELECT 1 FROM run r WHERE r.tokenizer=x.id) "
               "OR EXISTS(SELECT 1 FROM student s WHERE s.tokenizer=x.id)",
               ""},
};

// Entries of trash/ that no record owns: files that a sweep or a restore put there.
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

std::vector<TrashItem> recordsInTrash(SQLite::Database &db, const fs::path &project) {
    std::vector<TrashItem> items;
    for (const RecordKind &kind : trashRules) {
        Query query(db,
                    fmt::format("SELECT id, name, trashed FROM {} WHERE trashed IS NOT NULL", kind.table));
        while (query.next())
            items.push_back({kind.table, query.integer(0), query.text(1), query.text(2),
                             sizeOnDisk(placeInTrash(project, kind.table, query.integer(0)))});
    }
    Query sources(db, "SELECT id, name, trashed, (SELECT coalesce(sum(bytes), 0) FROM segment WHERE "
                      "segment.source=source.id) FROM source "
                      "WHERE trashed IS NOT NULL");
    while (sources.next())
        items.push_back({"source", sources.integer(0), sources.text(1), sources.text(2), sources.integer(3)});
    Query versions(db, "SELECT id, name, trashed, (SELECT coalesce(sum(bytes), 0) FROM segment WHERE "
                       "segment.step=version.step) FROM version "
                       "WHERE trashed IS NOT NULL");
    while (versions.next())
        items.push_back(
            {"version", versions.integer(0), versions.text(1), versions.text(2), versions.integer(3)});
    return items;
}

using Segments = std::vector<std::int64_t>;

void collect(SQLite::Database &db, const std::string &sql, Segments &segments) {
    Query query(db, sql);
    while (query.next())
        segments.push_back(query.integer(0));
}

// A version that another one descends from, or that a tokenizer or run was made on, stays.
void removeVersions(SQLite::Database &db, const std::string &before, Segments &freed) {
    for (;;) { // the youngest first, then its parents
        const auto id =
            oneInteger(db, "SELECT max(id) FROM version v WHERE trashed IS NOT NULL AND trashed<='" + before
                               + "' AND NOT EXISTS(SELECT 1 FROM version c WHERE c.parent=v.id) "
                                 "AND NOT EXISTS(SELECT 1 FROM tokenizer t WHERE t.version=v.id) AND NOT "
                                 "EXISTS(SELECT 1 FROM run r WHERE r.version=v.id)");
        if (!id)
            return;
        const std::string version = std::to_string(*id);
        const std::string step =
            std::to_string(oneInteger(db, "SELECT step FROM version WHERE id=" + version).value_or(0));
        collect(db, "SELECT id FROM segment WHERE step=" + step, freed);
        db.exec("DELETE FROM overlay WHERE segment IN (SELECT id FROM segment WHERE step=" + step + ")");
        db.exec("DELETE FROM segment WHERE step=" + step);
        db.exec("DELETE FROM decision WHERE step=" + step);
        db.exec("DELETE FROM tag_change WHERE step=" + step);
        db.exec("DELETE FROM pending WHERE action IN (SELECT id FROM pending_action WHERE version=" + version
                + ")");
        db.exec("DELETE FROM pending_action WHERE version=" + version);
        db.exec("DELETE FROM version_rows WHERE version=" + version);
        db.exec("DELETE FROM version WHERE id=" + version);
    }
}

// A source that any version still lists, or has rows of, stays.
void removeSources(SQLite::Database &db, const std::string &before, Segments &freed) {
    std::vector<std::int64_t> gone;
    Query query(db, "SELECT id FROM source s WHERE trashed IS NOT NULL AND trashed<=? AND NOT EXISTS(SELECT "
                    "1 FROM version_rows r JOIN segment g ON "
                    "g.id=r.segment WHERE g.source=s.id)");
    query.bind(before);
    while (query.next())
        gone.push_back(query.integer(0));
    for (const std::int64_t id : gone) {
        const std::string source = std::to_string(id);
        collect(db, "SELECT id FROM segment WHERE source=" + source, freed);
        db.exec("DELETE FROM sample WHERE id IN (SELECT s.id FROM segment g JOIN sample s ON s.id>=g.first "
                "AND s.id<g.first+g.rows WHERE g.source="
                + source + ")");
        db.exec("DELETE FROM segment WHERE source=" + source);
        db.exec("DELETE FROM source WHERE id=" + source);
    }
}

// A process that died between the commit and the move to the trash left the files in their old place. Not
// after a restore, nor where the name was given anew: then they are another's.
fs::path placeBefore(SQLite::Database &db, const fs::path &project, const std::string &table,
                     std::int64_t id) {
    Query other(
        db, "SELECT 1 FROM checkpoint a JOIN checkpoint b ON b.folder=a.folder AND b.id<>a.id WHERE a.id=?");
    if (!metaValue(db, "keep_unknown_files").empty() || (table == "checkpoint" && other.bind(id).next()))
        return {};
    return filesOfRecord(db, project, table, id);
}

void endRecord(SQLite::Database &db, const fs::path &project, const RecordKind &kind, std::int64_t id,
               std::vector<fs::path> &files) {
    files.push_back(placeInTrash(project, kind.table, id));
    if (const fs::path old = placeBefore(db, project, kind.table, id); !old.empty())
        files.push_back(old);
    if (std::string_view(kind.table) == "run") { // a checkpoint may have gone to the trash before its run
        Query checkpoints(db, "SELECT id FROM checkpoint WHERE run=? AND trashed IS NOT NULL");
        for (checkpoints.bind(id); checkpoints.next();)
            files.push_back(placeInTrash(project, "checkpoint", checkpoints.integer(0)));
    }
    std::istringstream parts(kind.parts);
    for (std::string part; parts >> part;) {
        const auto dot = part.find('.');
        Query(db, fmt::format("DELETE FROM {} WHERE {}=?", part.substr(0, dot), part.substr(dot + 1)))
            .bind(id)
            .run();
    }
    Query(db, fmt::format("DELETE FROM {} WHERE id=?", kind.table)).bind(id).run();
}

} // namespace

fs::path placeInTrash(const fs::path &project, const std::string &kind, std::int64_t id) {
    return project / "trash" / fmt::format("{}-{:04}", kind, id);
}

std::vector<fs::path> endTrashedRecords(SQLite::Database &db, const fs::path &project,
                                        const std::string &before) {
    std::vector<fs::path> files;
    for (const RecordKind &kind : trashRules) {
        const std::string used = kind.used[0] ? fmt::format("AND NOT ({})", kind.used) : std::string();
        const std::string sql = fmt::format(
            "SELECT max(id) FROM {} x WHERE trashed IS NOT NULL AND trashed<=? {}", kind.table, used);
        for (;;) { // one by one: with a child goes what kept its parent
            Query query(db, sql);
            if (!query.bind(before).next() || query.null(0))
                break;
            const std::int64_t id = query.integer(0);
            query.reset();
            endRecord(db, project, kind, id, files);
        }
    }
    return files;
}

std::vector<TrashItem> trashItems(const Project &project) {
    std::vector<TrashItem> items;
    project.read([&](SQLite::Database &db) { items = recordsInTrash(db, project.folder()); });
    std::set<fs::path> owned;
    for (const auto &item : items)
        owned.insert(placeInTrash(project.folder(), item.kind, item.id));
    for (const auto &path : looseFiles(project.folder(), owned))
        items.push_back({"file", 0, path.filename().string(), timeOf(path), sizeOnDisk(path)});
    std::stable_sort(items.begin(), items.end(),
                     [](const auto &a, const auto &b) { return a.trashedAt > b.trashedAt; });
    return items;
}

std::int64_t emptyTrash(Project &project, int olderThan_days) {
    const std::string before =
        utcText(std::chrono::system_clock::now() - std::chrono::hours(24 * olderThan_days));
    Project::Impl &inside = ProjectAccess::impl(project);
    std::set<fs::path> owned;
    std::vector<fs::path> files;
    inside.write(
        "empty trash",
        [&](SQLite::Database &db) {
            Segments segments;
            files = endTrashedRecords(db, project.folder(), before);
            removeVersions(db, before, segments);
            removeSources(db, before, segments);
            for (const std::int64_t segment : segments)
                files.push_back(project.samplesFolder() / segmentName(segment));
            std::erase_if(files, [](const fs::path &path) { return !fs::exists(path); });
            for (const auto &path : files)
                planRemoval(db, project.folder(), path);
            for (const auto &item : recordsInTrash(db, project.folder()))
                owned.insert(placeInTrash(project.folder(), item.kind, item.id));
        },
        true);
    for (const auto &path : looseFiles(project.folder(), owned))
        if (const std::string time = timeOf(path); !time.empty() && time <= before)
            files.push_back(path);
    return carryOutRemovals(inside, files);
}

} // namespace retort
