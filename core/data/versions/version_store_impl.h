// SPDX-License-Identifier: GPL-3.0-or-later
// Inside of VersionStore, shared by its sources. Internal to core/data.
#pragma once

#include "core/data/versions/row_cache.h"
#include "core/data/versions/version_store.h"

namespace retort {

struct VersionStore::Impl {
    std::shared_ptr<Project> project;
    std::shared_ptr<RowCache> cache;
};

} // namespace retort
