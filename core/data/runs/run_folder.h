// SPDX-License-Identifier: GPL-3.0-or-later
// Where a run keeps its files: runs/0007. Internal to core/data; any thread.
#pragma once

#include "core/data/project/ids.h"

#include <filesystem>
#include <vector>

namespace retort {

std::filesystem::path runFolderOf(const std::filesystem::path &project, RunId run);
std::filesystem::path runLockFile(const std::filesystem::path &project,
                                  RunId run);                        // held by its trainer
std::vector<RunId> runFolders(const std::filesystem::path &project); // those that are there

} // namespace retort
