// SPDX-License-Identifier: GPL-3.0-or-later
// The one way in which every new version is made: rows of its parent and new sources minus drops, splits, one
// durable commit. Internal to core/data.
#pragma once

#include "core/data/sql/record_columns.h"
#include "core/data/versions/row_cache.h"
#include "core/data/versions/version_store.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace retort {

struct NewVersion {
    std::optional<VersionId> parent;
    std::optional<std::int64_t> work;                    // key of its decisions; none: a fresh one
    std::string name, nameHint, note, recipeJson = "{}"; // an empty name becomes "v<n>" or "v<n> · <hint>"
    std::vector<SourceId> sources;                       // those that are already named in the database
    std::vector<std::int64_t> newSegments;               // of a source that the commit itself names
    SplitRatios split;
};

// `inCommit` runs inside the same transaction, before the version is written, and may add to the version's
// sources; what it throws takes everything back. A parent that another process has replaced meanwhile is no
// error here: who needs the newest one looks in `inCommit`.
VersionId commitVersion(const std::shared_ptr<Project> &project, NewVersion version, JobContext &job,
                        const std::function<void(SQLite::Database &, NewVersion &)> &inCommit = {});

// What commitVersion would make, counted only: rows, splits, dropped, changed.
VersionInfo countVersion(const std::shared_ptr<Project> &project, const NewVersion &version, JobContext &job);
// Stands in the place of a recipe where a version differs from its parent by sources or splits alone.
inline constexpr const char *derivedRecipe = R"({"derived":true})";
// The rows of `parent` with other sources or ratios; throws Error(InvalidArgument).
NewVersion derivedVersion(const VersionStore &store, VersionId parent, const std::vector<SourceId> &sources,
                          const SplitRatios &split, const std::string &name);

// `name`, or "name (2)" … where another record of the table (source, version) has it.
std::string freeName(SQLite::Database &db, const std::string &table, const std::string &name);
std::optional<VersionId> newestVersionIn(SQLite::Database &db);
std::vector<SourceId> sourcesOf(SQLite::Database &db, VersionId version);

inline constexpr RecordColumns versionColumns("id, parent, name, note, created, recipe, recipe_hash, "
                                              "sources, rows, train, validation, test, dropped, changed",
                                              &VersionInfo::id, &VersionInfo::parent, &VersionInfo::name,
                                              &VersionInfo::note, &VersionInfo::createdAt,
                                              &VersionInfo::recipeJson, &VersionInfo::recipeHash,
                                              &VersionInfo::sources, &VersionInfo::rows, &VersionInfo::train,
                                              &VersionInfo::validation, &VersionInfo::test,
                                              &VersionInfo::dropped, &VersionInfo::changed);
inline constexpr RecordColumns splitColumns("validation_ratio, test_ratio, at_least, keep_own, seed",
                                            &SplitRatios::validation, &SplitRatios::test,
                                            &SplitRatios::atLeast, &SplitRatios::keepOwn, &SplitRatios::seed);

} // namespace retort
