// SPDX-License-Identifier: GPL-3.0-or-later
// Backups of the database: backups/<stamp>-<reason>.retort, and the way back. One is made daily at opening,
// and before every change of format. Blocking, any thread but the GUI's.
#pragma once

#include "core/base/export.h"
#include "core/base/job.h"
#include "core/data/project/project.h"

#include <filesystem>
#include <string>
#include <thread>
#include <vector>

namespace retort {

RETORT_DATA_API std::vector<std::filesystem::path>
projectBackups(const std::filesystem::path &folder); // newest first
// The present database goes to the trash. Throws Error(Busy) while the project is open or a run of it is
// being trained anywhere, Damaged for the backup.
RETORT_DATA_API void restoreBackup(const std::filesystem::path &folder, const std::filesystem::path &backup,
                                   const JobContext &job = JobContext());

// --- internal to core/data
// VACUUM INTO backups/<stamp>-<reason>.retort; whole or absent.
std::filesystem::path writeBackup(SQLite::Database &db, const std::filesystem::path &project,
                                  const std::string &reason);
void requireClosed(const std::filesystem::path &folder); // throws Error(Busy) as restoreBackup does
// The present database and its WAL go to the trash, `with` takes their place. Throws Error(Busy) when
// somebody has opened the project meanwhile: then nothing is changed.
void replaceDatabase(const std::filesystem::path &folder, const std::filesystem::path &with);

// Writes one in the background when the newest is a day old; given up when the project closes.
class DailyBackup {
public:
    DailyBackup(std::filesystem::path project, std::string target);
    ~DailyBackup();
    DailyBackup(const DailyBackup &) = delete;
    DailyBackup &operator=(const DailyBackup &) = delete;

private:
    JobContext m_job;
    std::thread m_thread;
};

} // namespace retort
