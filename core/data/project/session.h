// SPDX-License-Identifier: GPL-3.0-or-later
// Who has a project open: every process that may write holds a lock on a file of its own (locks/session-…),
// and on a network file system project.lock as well. Internal to core/data; any thread.
#pragma once

#include "core/data/project/project_impl.h"

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

namespace retort {

// A session file whose lock is free was left by a crash.
struct SessionStart {
    bool crashed = false;
    bool alone = true;
    std::vector<std::filesystem::path> dead;
    void forgetDead() const; // once the database has been checked
};
SessionStart startSession(Project::Impl &inside);
bool hasSession(const std::filesystem::path &folder); // some process has it open for writing

// What a reader's connections open: mode=ro, immutable=1 or a copy aside. Throws Error(Busy) on a network
// file system where somebody has it open for writing.
std::string readOnlyTarget(Project::Impl &inside);
void sweepReadCopies(); // of dead processes, in the folder for temporary files

// True when RETORT_NETWORK_FS=1 says so, or the file system is one.
bool treatedAsNetwork(const std::filesystem::path &path);
[[noreturn]] void throwOpenElsewhere(const std::filesystem::path &folder); // Busy, on a network file system
// Stands in project.lock of a process that imports a journal: it will not take long.
inline constexpr const char *momentaryVerb = "import journal";
// project.lock, on a network file system. Not held when somebody else has it for all of `wait`, or for 10 s
// where that is for a moment only.
FileLock waitForNetworkLock(const std::filesystem::path &folder, FileLock::Mode mode,
                            std::chrono::milliseconds wait);

} // namespace retort
