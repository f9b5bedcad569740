// SPDX-License-Identifier: GPL-3.0-or-later
// Temporary files of dead processes in and beside a project. Internal to core/data; any thread.
#pragma once

#include <filesystem>

namespace retort {

void sweepTemporaryFiles(const std::filesystem::path &project, bool alone); // no other process has it open

} // namespace retort
