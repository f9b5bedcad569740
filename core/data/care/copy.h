// SPDX-License-Identifier: GPL-3.0-or-later
// Save a copy of a project. Blocking, any thread but the GUI's.
#pragma once

#include "core/base/export.h"

#include <filesystem>

namespace retort {

class JobContext;

// A consistent copy of an open or closed project (VACUUM INTO, segments by reflink or copy), with an identity
// of its own. What is in the trash or under way is left out, unless something that is copied needs it. `to`
// must be absent or empty; it appears only when whole.
RETORT_DATA_API void copyProject(const std::filesystem::path &from, const std::filesystem::path &to,
                                 JobContext *job = nullptr);

} // namespace retort
