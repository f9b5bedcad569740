// SPDX-License-Identifier: GPL-3.0-or-later
// Looks at the place of a file to write, so that long work does not end at a wrong path. Any thread.
#pragma once

#include "core/base/export.h"

#include <filesystem>

namespace retort {

// Throws Error: NotFound (no such folder), Permission, InvalidArgument (a folder, or no name).
RETORT_DATA_API void requireOutputPath(const std::filesystem::path &path);

} // namespace retort
