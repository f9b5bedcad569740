// SPDX-License-Identifier: GPL-3.0-or-later
// What lies in the trash, and its end. Order: commit, checkpoint, then the files (design.md §5).
#include "core/base/error.h"
#include "core/base/log.h"
#include "core/data/project_impl.h"
#include "core/data/run_store_impl.h"
#include "core/data/schema.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <set>

namespace fs = std::filesystem;

namespace retort {

namespace {

constexpr std::array recordKinds = {"tokenizer", "student", "run", "checkpoint", "evaluation", "chat"};

fs::path placeOf(const fs::path &project, const std::string &kind, std::int64_t id) {
    return project / "trash" / fmt::format("{}-{:04}", kind, id);
}

std::int64_t sizeOf(const fs::path &path) {
    std::error_code status;
    if (fs::is_directory(path, status))
        return std::int64_t(folderSize(path));
    const auto size = fs::file_size(path, status);
    return status ? 0 : std::int64_t(size);
}

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
    for (const char *kind : recordKinds) {
        Query query(db, fmt::format("SELECT id, name, trashed FROM {} WHERE trashed IS NOT NULL", kind));
        while (query.next())
            items.push_back({kind, query.integer(0), query.text(1), query.text(2),
                             sizeOf(placeOf(project, kind, query.integer(0)))});
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

void removeRecords(SQLite::Database &db, const fs::path &project, const std::string &before,
                   std::vector<fs::path> &files) {
    const std::size_t had = files.size();
    for (const char *kind : recordKinds) {
        Query query(db, fmt::format("SELECT id FROM {} WHERE trashed IS NOT NULL AND trashed<=?", kind));
        for (query.bind(before); query.next();)
            files.push_back(placeOf(project, kind, query.integer(0)));
        Query(db, fmt::format("DELETE FROM {} WHERE trashed IS NOT NULL AND trashed<=?", kind))
            .bind(before)
            .run();
    }
    if (files.size() == had) // the rest reads whole tables
        return;
    for (const char *table : {"metric", "event", "checkpoint"})
        db.exec(fmt::format("DELETE FROM {} WHERE run NOT IN (SELECT id FROM run)", table));
    db.exec("DELETE FROM evaluation WHERE run<>0 AND run NOT IN (SELECT id FROM run)");
    db.exec("DELETE FROM evaluation_answer WHERE evaluation NOT IN (SELECT id FROM evaluation)");
    db.exec("DELETE FROM chat_turn WHERE chat NOT IN (SELECT id FROM chat)");
}

} // namespace

std::vector<TrashItem> trashItems(const Project &project) {
    std::vector<TrashItem> items;
    project.read([&](SQLite::Database &db) { items = recordsInTrash(db, project.folder()); });
    std::set<fs::path> owned;
    for (const auto &item : items)
        owned.insert(placeOf(project.folder(), item.kind, item.id));
    for (const auto &path : looseFiles(project.folder(), owned))
        items.push_back({"file", 0, path.filename().string(), timeOf(path), sizeOf(path)});
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
    Segments segments;
    inside.write(
        "empty trash",
        [&](SQLite::Database &db) {
            removeRecords(db, project.folder(), before, files);
            removeVersions(db, before, segments);
            removeSources(db, before, segments);
            for (const auto &item : recordsInTrash(db, project.folder()))
                owned.insert(placeOf(project.folder(), item.kind, item.id));
        },
        true);
    for (const std::int64_t segment : segments)
        files.push_back(project.samplesFolder() / segmentName(segment));
    for (const auto &path : looseFiles(project.folder(), owned))
        if (const std::string time = timeOf(path); !time.empty() && time <= before)
            files.push_back(path);
    if (files.empty())
        return 0;
    inside.writer->checkpoint();
    std::int64_t freed = 0;
    for (const auto &path : files) {
        freed += sizeOf(path);
        std::error_code status;
        fs::remove_all(path, status);
        if (status)
            log(LogLevel::Warning,
                "emptying the trash: cannot remove " + path.string() + ": " + status.message());
    }
    return freed;
}

} // namespace retort
