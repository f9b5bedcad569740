// SPDX-License-Identifier: GPL-3.0-or-later
// A version with the rows of another and other splits.
#pragma once

#include "core/data/versions/derive.h"

namespace retort {

inline VersionId derived(const VersionStore &store, VersionId parent, const SplitRatios &split,
                         const std::string &name = {}) {
    JobContext job;
    return runDeriveJob({store.project(), parent, store.version(parent).sources, split, name}, job).id;
}

} // namespace retort
