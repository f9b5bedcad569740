// SPDX-License-Identifier: GPL-3.0-or-later
// project.lock: held by a writer for one transaction, so that the writers of several processes come one after
// the other; on a network file system for as long as a process has the project open. It names
// its holder. Internal to core/data; any thread.
#pragma once

#include "core/base/file.h"

#include <filesystem>
#include <string>

namespace retort {

inline constexpr const char *projectLockName = "project.lock";

std::string ownerNote(const std::string &verb); // "pid host verb"
// True when some process holds the lock of this file. A missing file is not held.
bool lockIsHeld(const std::filesystem::path &file);
// Throws Error(Busy), naming the holder, after `timeout_ms`.
FileLock waitForProjectLock(const std::filesystem::path &project, const std::string &verb,
                            int timeout_ms = 60'000);

} // namespace retort
