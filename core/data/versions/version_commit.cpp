// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/versions/version_commit.h"

#include "core/base/hash.h"
#include "core/data/project/stamp.h"
#include "core/data/sql/schema.h"
#include "core/data/versions/splits.h"

#include <algorithm>
#include <map>
#include <set>

namespace retort {
namespace {

struct Prepared {
    VersionView view;
    VersionInfo info;
    std::vector<std::string> states; // packed, of each part
};

// Parts of the wanted sources: as in the parent, whole where it lacks them.
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
    std::ranges::sort(parts, [](const auto &a, const auto &b) { return a.first < b.first; });
    view.parts = std::move(parts);
    return view;
}

// Returns how many rows of the version went.
std::int64_t dropRows(SQLite::Database &db, VersionView &view, std::int64_t work) {
    std::int64_t count = 0;
    std::map<const ViewPart *, std::shared_ptr<std::vector<std::uint8_t>>> edited;
    for (const SampleId id : integers(db, "SELECT DISTINCT sample FROM decision WHERE step=? AND decision=?",
                                      work, Decision::Drop)) {
        std::uint32_t row = 0;
        const ViewPart *const part = view.find(id, row);
        if (!part)
            continue;
        auto &states = edited[part];
        if (!states)
            states = std::make_shared<std::vector<std::uint8_t>>(*part->states);
        count += (*states)[row] != 0;
        (*states)[row] = 0;
    }
    for (auto &part : view.parts)
        if (const auto it = edited.find(&part); it != edited.end())
            part.states = it->second;
    return count;
}

void countRows(Prepared &prepared) {
    VersionInfo &info = prepared.info;
    std::int64_t *const bySplit[] = {&info.train, &info.validation, &info.test};
    for (const auto &part : prepared.view.parts) {
        for (const std::uint8_t state : *part.states)
            if (state != 0)
                ++*bySplit[state - 1];
        prepared.states.push_back(packStates(*part.states));
    }
    info.rows = info.train + info.validation + info.test;
}

// The parent's splits hold as long as the same ratios are asked for. Another smallest size alone makes new
// splits, but not beside new rows: there it may be no more than an import's default.
bool keepsSplits(SQLite::Database &db, const NewVersion &version, bool hasNewRows) {
    if (!version.parent)
        return false;
    const auto atLeast = oneInteger(db,
                                    "SELECT at_least FROM version WHERE id=? AND seed=? AND "
                                    "validation_ratio=? AND test_ratio=? AND keep_own=?",
                                    *version.parent, version.split.seed, version.split.validation,
                                    version.split.test, version.split.keepOwn);
    return atLeast && (hasNewRows || atLeast == version.split.atLeast);
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
            parentHash = oneText(db, "SELECT recipe_hash FROM version WHERE id=?", *version.parent);
        if (!version.work)
            return;
        applyDecisions(db, prepared.view, *version.work);
        prepared.info.changed =
            *oneInteger(db, "SELECT count(DISTINCT sample) FROM decision WHERE step=? AND decision=?",
                        *version.work, Decision::Change);
        prepared.info.dropped = dropRows(db, prepared.view, *version.work);
    });
    prepared.info.recipeHash = xxh3Hex(parentHash + "\n" + version.recipeJson);
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
    VersionInfo info = prepared.info;
    info.id = nextNumber(db, "next_version");
    info.parent = version.parent;
    info.name = givenName(db, version, info.id);
    info.note = version.note;
    info.createdAt = nowUtc();
    info.recipeJson = version.recipeJson;
    info.sources = version.sources;
    const SplitRatios &split = version.split;
    Query insert(db, versionColumns.insertSql("version", std::string("step, ") + splitColumns.names()));
    versionColumns.insert(insert, info, version.work ? *version.work : nextNumber(db, "next_work"),
                          split.validation, split.test, split.atLeast, split.keepOwn, split.seed);
    Query rows(db, "INSERT INTO version_rows(version, segment, states) VALUES(?, ?, ?)");
    for (std::size_t i = 0; i < prepared.states.size(); ++i) {
        rows.bind(info.id, prepared.view.parts[i].segment);
        rows.bindBlob(3, prepared.states[i]);
        rows.run();
    }
    return info.id;
}

} // namespace

VersionId commitVersion(const std::shared_ptr<Project> &project, NewVersion version, JobContext &job,
                        const std::function<void(SQLite::Database &, NewVersion &)> &inCommit) {
    const Prepared prepared = prepare(project, version, job);
    return project->write(
        "new version",
        [&](SQLite::Database &db) {
            if (inCommit)
                inCommit(db, version);
            return insertVersion(db, version, prepared);
        },
        true);
}

VersionInfo countVersion(const std::shared_ptr<Project> &project, const NewVersion &version,
                         JobContext &job) {
    VersionInfo info = prepare(project, version, job).info;
    info.parent = version.parent;
    info.name = version.name;
    info.sources = version.sources;
    info.split = version.split;
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

std::vector<SourceId> sourcesOf(SQLite::Database &db, VersionId version) {
    return listFromJson<SourceId>(oneText(db, "SELECT sources FROM version WHERE id=?", version));
}

} // namespace retort
