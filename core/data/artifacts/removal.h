// SPDX-License-Identifier: GPL-3.0-or-later
// Files that a commit frees. The commit itself says so (in meta), the removal comes after it: what a kill in
// between leaves is removed by the next opening, and nothing else ever is. Internal to core/data.
#pragma once

#include "core/data/project/project_impl.h"

#include <cstdint>
#include <filesystem>
#include <vector>

namespace retort {

void planRemoval(SQLite::Database &db, const std::filesystem::path &project,
                 const std::filesystem::path &path); // in the commit
// Empties the WAL, removes, forgets the plan. Returns the bytes freed.
std::int64_t carryOutRemovals(Project::Impl &inside, const std::vector<std::filesystem::path> &paths);
void forgetRemovals(SQLite::Database &db); // of a copied or restored database
void sweepRemovals(Project::Impl &inside); // what a killed process has planned

} // namespace retort
