// SPDX-License-Identifier: GPL-3.0-or-later
// The trash of a project: artifacts are marked, their folders lie in trash/; it is emptied by the user, or 14
// days later at opening. What other artifacts still use stays. Blocking, any thread.
#pragma once

#include "core/base/export.h"
#include "core/data/artifacts/artifact.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace retort {

struct TrashItem {
    std::string kind; // one of artifactKinds(), or "file": one that no artifact owns
    std::int64_t id = 0;
    std::string name, trashedAt;
    std::int64_t bytes = 0;
};
RETORT_DATA_API std::vector<TrashItem> trashItems(const Project &project); // newest first

// Which artifacts emptyTrash() leaves there, because living ones need them, and which one does.
RETORT_DATA_API std::map<ArtifactKey, Text> neededInTrash(const Project &project);

// Removes for good what has been there for so many days and is not needed. Returns the bytes freed.
RETORT_DATA_API std::int64_t emptyTrash(Project &project, int olderThan_days = 0);
// Ends these items, with their files, and nothing else. Throws Error(NotFound) when one is not in the trash
// (then nothing has happened), and Busy when one is needed: the others are gone then. Returns the bytes
// freed.
RETORT_DATA_API std::int64_t deleteForGood(Project &project, const std::vector<TrashItem> &items);

// Deletes the rows of the artifacts that have been in the trash since `before` or longer and that nothing
// uses. Inside a transaction; returns where their files lie, absolute. Internal to core/data.
std::vector<std::filesystem::path>
endTrashedArtifacts(SQLite::Database &db, const std::filesystem::path &project, const std::string &before);

} // namespace retort
