// SPDX-License-Identifier: GPL-3.0-or-later
// Checkpoints that make room while a run goes on, and the mark that keeps one from it. Blocking, any thread.
#pragma once

#include "core/base/file.h"
#include "core/data/runs/run_store.h"

#include <cstdint>
#include <filesystem>

namespace retort {

// Ends for good the older checkpoints of a run: not the newest `keep`, not the one of `bestStep`, none that
// was made by stopping or finishing, that a person renamed or noted, that an evaluation or a chat names, or
// that is in use. They do not go to the trash: a run makes more of them than a disk holds. Returns the bytes
// freed.
RETORT_DATA_API std::int64_t pruneCheckpoints(Project &project, RunId run, std::int64_t keep,
                                              std::int64_t bestStep);

// Held while a checkpoint's files are needed: it is not pruned. Not held where the folder cannot be written.
RETORT_DATA_API FileLock useCheckpoint(const std::filesystem::path &folder);

} // namespace retort
