// SPDX-License-Identifier: GPL-3.0-or-later
// Reads the pending changes of a version. They are added, undone and redone by VersionStore. Any thread.
#pragma once

#include "core/data/versions/version_store.h"

namespace retort {

struct PendingState {
    std::int64_t revision = 0; // another one after each change, undo and redo
    bool canUndo = false, canRedo = false;
    bool operator==(const PendingState &) const = default;
};
RETORT_DATA_API PendingState pendingState(const Project &project, VersionId version);

} // namespace retort
