// SPDX-License-Identifier: GPL-3.0-or-later
// The `retort-cli clean` command that makes a version again out of its parent. Pure function.
#pragma once

#include "core/base/export.h"
#include "core/data/versions/version_store.h"

#include <filesystem>
#include <string>

namespace retort {

// Empty where no recipe made the version: an import, or decisions by hand.
RETORT_DATA_API std::string cleanCommand(const std::filesystem::path &project, const VersionInfo &version);

} // namespace retort
