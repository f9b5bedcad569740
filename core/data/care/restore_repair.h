// SPDX-License-Identifier: GPL-3.0-or-later
// Going back to a backup and mending the rest in one go. Blocking, any thread but the GUI's.
#pragma once

#include "core/base/export.h"
#include "core/data/project/project.h"

#include <filesystem>

namespace retort {

// restoreBackup, then repairProject. Throws Error(Busy) only while nothing has been changed: a project that
// somebody opens right after the restore is mended beside him.
RETORT_DATA_API RepairReport restoreAndRepair(const std::filesystem::path &folder,
                                              const std::filesystem::path &backup, JobContext *job = nullptr);

} // namespace retort
