// SPDX-License-Identifier: GPL-3.0-or-later
// Writes a backup in the background when the newest is a day old; given up when the project closes. Internal.
#pragma once

#include "core/base/job.h"

#include <filesystem>
#include <string>
#include <thread>

namespace retort {

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
