// SPDX-License-Identifier: GPL-3.0-or-later
// What can be asked about the pending changes of a version beside VersionStore, which makes, undoes and
// redoes them. Any thread.
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
