// SPDX-License-Identifier: GPL-3.0-or-later
// Mends a damaged project, alone or after going back to a backup. Blocking, any thread but the GUI's.
#pragma once

#include "core/base/export.h"
#include "core/base/text.h"

#include <filesystem>
#include <vector>

namespace retort {

class JobContext;

struct RepairReport {
    std::vector<Text> findings; // what was wrong
    std::vector<Text> done;     // what was mended
};
// integrity_check, segments against the table, rows rebuilt from segments the database does not know. A
// database that cannot be mended gives way to the newest sound backup or, without one, to a new one; the old
// one goes to the trash. Throws Error(Busy) as restoreBackup (backup.h) does.
RETORT_DATA_API RepairReport repairProject(const std::filesystem::path &folder, JobContext *job = nullptr);
// restoreBackup, then repairProject. Throws Error(Busy) only while nothing has been changed: a project that
// somebody opens right after the restore is mended beside them.
RETORT_DATA_API RepairReport restoreAndRepair(const std::filesystem::path &folder,
                                              const std::filesystem::path &backup, JobContext *job = nullptr);

} // namespace retort
