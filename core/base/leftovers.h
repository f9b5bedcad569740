// SPDX-License-Identifier: GPL-3.0-or-later
// What a dead process left behind: temporary files and folders whose names carry its pid. Any thread.
#pragma once

#include "core/base/export.h"

#include <filesystem>
#include <string_view>

namespace retort {

RETORT_DATA_API bool processLives(long pid);

// Removes the entries of a folder named `start`…`mark`PID… whose process is dead (".", ".tmp-" for
// ".x.tmp-4711-0"), and returns how many. Only what this user owns; on a network file system, where the pid
// may be another machine's, only what is older than a day. Never throws: what cannot be removed stays.
RETORT_DATA_API int sweepLeftovers(const std::filesystem::path &folder, std::string_view start,
                                   std::string_view mark);

} // namespace retort
