// SPDX-License-Identifier: GPL-3.0-or-later
// Looks at the place of a file that will be written, so that long work does not end at a wrong path. Any
// thread.
#pragma once

#include "core/base/export.h"

#include <filesystem>

namespace retort {

// Throws Error: NotFound (no such folder), Permission, InvalidArgument (the path is a folder, or has no
// name).
RETORT_DATA_API void requireOutputPath(const std::filesystem::path &path);

} // namespace retort
