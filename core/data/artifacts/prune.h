// SPDX-License-Identifier: GPL-3.0-or-later
// Checkpoints that make room while a run goes on, and the lock that keeps one. Blocking, any thread.
#pragma once

#include "core/base/file.h"
#include "core/data/runs/run_store.h"

#include <cstdint>
#include <filesystem>

namespace retort {

// Removes the older checkpoints of a run for good. Keeps the newest `keep`, that of `bestStep`, those saved
// on stop or at the end, renamed or noted by a person, used by an evaluation or a chat, or in use now. They
// do not go to the trash: a run makes more of them than a disk holds. Returns the bytes freed.
RETORT_DATA_API std::int64_t pruneCheckpoints(Project &project, RunId run, std::int64_t keep,
                                              std::int64_t bestStep);

// Held while a checkpoint's files are needed: it is not pruned. Not held where the folder cannot be written.
RETORT_DATA_API FileLock useCheckpoint(const std::filesystem::path &folder);

} // namespace retort
