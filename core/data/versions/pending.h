// SPDX-License-Identifier: GPL-3.0-or-later
// Reads the pending changes of a version. They are added, undone and redone by VersionStore. Any thread.
#pragma once

#include "core/data/versions/version_store.h"

namespace retort {

/// Whether VersionStore::redoPending has a change to make again.
RETORT_DATA_API bool canRedoPending(const Project &project, VersionId version);

} // namespace retort
