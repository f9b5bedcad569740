// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/versions/version_commit.h"

#include "core/base/error.h"
#include "core/base/hash.h"
#include "core/data/project/stamp.h"
#include "core/data/sql/schema.h"
#include "core/data/versions/splits.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

namespace retort {

namespace {

struct Counts {
    std::int64_t rows = 0, bySplit[3] = {}, dropped = 0, changed = 0;
};

struct Prepared {
    VersionView view;
    Counts counts;
    std::vector<std::string> states; // packed, of each part
    std::string recipeHash;
};

// Parts of the wanted sources: with the parent's rows and changes where it has them, whole where they are
// new.
VersionView candidateView(const std::shared_ptr<Project> &project, const NewVersion &version,
                          std::set<std::int64_t> &ofParent, JobContext &job) {
    const auto cache = ProjectAccess::slot<RowCache>(*project);
    VersionView view;
    std::map<std::int64_t, ViewPart> known;
    if (version.parent)
        for (const ViewPart &part : cache->baseView(*version.parent, job)->parts)
            known[part.segment] = part;
    auto parts = cache->partsOf(version.sources, job);
    for (auto &part : cache->partsOfSegments(version.newSegments, job))
        parts.push_back(std::move(part));
    for (ViewPart &part : parts) {
        if (const auto it = known.find(part.segment); it != known.end()) {
            part = it->second;
            ofParent.insert(part.segment);
        } else
            part.states = std::make_shared<const std::vector<std::uint8_t>>(part.rows(), std::uint8_t(1));
    }
    std::sort(parts.begin(), parts.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
    view.parts = std::move(parts);
    return view;
}

void dropRows(SQLite::Database &db, VersionView &view, std::int64_t work, Counts &counts) {
    std::map<const ViewPart *, std::shared_ptr<std::vector<std::uint8_t>>> edited;
    Query dropped(db, "SELECT DISTINCT sample FROM decision WHERE step=? AND decision=?");
    dropped.bind(work, int(Decision::Drop));
    while (dropped.next()) {
        std::uint32_t row = 0;
        const ViewPart *const part = view.find(dropped.integer(0), row);
        if (!part)
            continue;
        auto &states = edited[part];
        if (!states)
            states = std::make_shared<std::vector<std::uint8_t>>(*part->states);
        counts.dropped += (*states)[row] != 0;
        (*states)[row] = 0;
    }
    for (auto &part : view.parts)
        if (const auto it = edited.find(&part); it != edited.end())
            part.states = it->second;
}

void countRows(Prepared &prepared) {
    for (const auto &part : prepared.view.parts) {
        for (const std::uint8_t state : *part.states)
            if (state != 0) {
                ++prepared.counts.rows;
                ++prepared.counts.bySplit[state - 1];
            }
        prepared.states.push_back(packStates(*part.states));
    }
}

// The parent's splits hold as long as the same ratios are asked for. Another smallest size alone makes new
// splits, but not beside new rows: there it may be no more than an import's default.
bool keepsSplits(SQLite::Database &db, const NewVersion &version, bool hasNewRows) {
    if (!version.parent)
        return false;
    Query query(db, "SELECT at_least FROM version WHERE id=? AND seed=? AND validation_ratio=? AND "
                    "test_ratio=? AND keep_own=?");
    return query
               .bind(*version.parent, version.split.seed, version.split.validation, version.split.test,
                     version.split.keepOwn)
               .next()
           && (hasNewRows || query.integer(0) == version.split.atLeast);
}

Prepared prepare(const std::shared_ptr<Project> &project, const NewVersion &version, JobContext &job) {
    Prepared prepared;
    std::set<std::int64_t> ofParent;
    prepared.view = candidateView(project, version, ofParent, job);
    std::string parentHash;
    project->read([&](SQLite::Database &db) {
        const CancelScope cancel(db, job);
        if (!keepsSplits(db, version, ofParent.size() < prepared.view.parts.size()))
            ofParent.clear();
        if (version.parent)
            parentHash =
                oneText(db, "SELECT recipe_hash FROM version WHERE id=" + std::to_string(*version.parent));
        if (!version.work)
            return;
        applyDecisions(db, prepared.view, *version.work);
        Query changed(db, "SELECT count(DISTINCT sample) FROM decision WHERE step=? AND decision=?");
        changed.bind(*version.work, int(Decision::Change)).next();
        prepared.counts.changed = changed.integer(0);
        dropRows(db, prepared.view, *version.work, prepared.counts);
    });
    prepared.recipeHash = xxh3Hex(parentHash + "\n" + version.recipeJson);
    job.checkCancelled();
    assignSplits(prepared.view, version.split, ofParent);
    countRows(prepared);
    return prepared;
}

std::string givenName(SQLite::Database &db, const NewVersion &version, VersionId id) {
    const std::string number = "v" + std::to_string(id);
    return freeName(db, "version",
                    !version.name.empty()      ? version.name
                    : version.nameHint.empty() ? number
                                               : number + " · " + version.nameHint);
}

VersionId insertVersion(SQLite::Database &db, const NewVersion &version, const Prepared &prepared) {
    const VersionId id = nextNumber(db, "next_version");
    const std::int64_t work = version.work ? *version.work : nextNumber(db, "next_work");
    Query(db, "INSERT INTO version(id, parent, step, name, note, created, recipe, recipe_hash, sources, "
              "validation_ratio, test_ratio, at_least, "
              "keep_own, seed, rows, train, validation, test, dropped, changed) "
              "VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)")
        .bind(id, version.parent, work, givenName(db, version, id), version.note, nowUtc(),
              version.recipeJson, prepared.recipeHash, idsToJson(version.sources), version.split.validation,
              version.split.test, version.split.atLeast, version.split.keepOwn, version.split.seed,
              prepared.counts.rows, prepared.counts.bySplit[0], prepared.counts.bySplit[1],
              prepared.counts.bySplit[2], prepared.counts.dropped, prepared.counts.changed)
        .run();
    Query rows(db, "INSERT INTO version_rows(version, segment, states) VALUES(?, ?, ?)");
    for (std::size_t i = 0; i < prepared.states.size(); ++i) {
        rows.reset();
        rows.bindAt(1, id);
        rows.bindAt(2, prepared.view.parts[i].segment);
        rows.bindBlob(3, prepared.states[i]);
        rows.run();
    }
    return id;
}

} // namespace

VersionId commitVersion(const std::shared_ptr<Project> &project, NewVersion version,
                        const std::function<void(SQLite::Database &, NewVersion &)> &inCommit,
                        JobContext &job) {
    const Prepared prepared = prepare(project, version, job);
    VersionId id = 0;
    project->write(
        "new version",
        [&](SQLite::Database &db) {
            inCommit(db, version);
            id = insertVersion(db, version, prepared);
        },
        true);
    return id;
}

VersionInfo countVersion(const std::shared_ptr<Project> &project, const NewVersion &version,
                         JobContext &job) {
    const Counts counts = prepare(project, version, job).counts;
    VersionInfo info;
    info.parent = version.parent;
    info.name = version.name;
    info.sources = version.sources;
    info.split = version.split;
    info.rows = counts.rows;
    info.train = counts.bySplit[0];
    info.validation = counts.bySplit[1];
    info.test = counts.bySplit[2];
    info.dropped = counts.dropped;
    info.changed = counts.changed;
    return info;
}

std::string freeName(SQLite::Database &db, const std::string &table, const std::string &name) {
    Query query(db, "SELECT 1 FROM " + table + " WHERE name=?");
    std::string free = name;
    for (int number = 2; query.bind(free).next(); ++number)
        free = name + " (" + std::to_string(number) + ")";
    return free;
}

std::optional<VersionId> newestVersionIn(SQLite::Database &db) {
    return oneInteger(db, "SELECT max(id) FROM version WHERE trashed IS NULL");
}

std::string idsToJson(const std::vector<std::int64_t> &ids) {
    return nlohmann::json(ids).dump();
}

std::vector<std::int64_t> idsFromJson(std::string_view json) {
    const auto parsed = nlohmann::json::parse(json, nullptr, false);
    std::vector<std::int64_t> ids;
    if (parsed.is_array())
        for (const auto &id : parsed)
            if (id.is_number_integer())
                ids.push_back(id.get<std::int64_t>());
    return ids;
}

} // namespace retort
