// SPDX-License-Identifier: GPL-3.0-or-later
// Other ways into a project file than Project::open(), and its check of the file. Blocking, any thread but
// the GUI's.
#pragma once

#include "core/base/export.h"
#include "core/data/project/ids.h"

#include <chrono>
#include <filesystem>

namespace retort {

// For a trainer that has closed the project for others (Project::closeForOthers) and holds the run: opens the
// database for a moment, without the checks of Project::open, and imports the run's journal. False: somebody
// else had the project for all of `wait`, and nothing was done.
RETORT_DATA_API bool importRunOfClosed(const std::filesystem::path &project, RunId run,
                                       std::chrono::milliseconds wait);

// Looks at the head of the database file, which must not be open in this process. Throws Error: NotFound,
// NotOurs, Damaged, NewerVersion. Internal to core/data.
void requireOurFile(const std::filesystem::path &project);

} // namespace retort
