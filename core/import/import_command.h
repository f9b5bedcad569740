// SPDX-License-Identifier: GPL-3.0-or-later
// The `retort-cli import` command that reads a source again. Pure function.
#pragma once

#include "core/base/export.h"
#include "core/data/versions/version_store.h"

#include <filesystem>
#include <string>

namespace retort {

// Empty where the source names no files. Options of a format that were recognised are recognised again.
RETORT_DATA_API std::string importCommand(const std::filesystem::path &project, const SourceInfo &source,
                                          const SplitRatios &split = {});

} // namespace retort
