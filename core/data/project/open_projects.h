// SPDX-License-Identifier: GPL-3.0-or-later
// The projects that this process has open: one object per folder and mode, so that there is one writer thread
// and nobody opens the database file behind SQLite's back (closing any descriptor of it would drop SQLite's
// POSIX locks). Internal to core/data; any thread.
#pragma once

#include "core/data/project/project.h"

#include <functional>

namespace retort {

bool isOpenHere(const std::filesystem::path &folder);                                  // in any mode
std::shared_ptr<Project> openHere(const std::filesystem::path &folder, OpenMode mode); // or none
// The one that is open, else what `open` makes. `isOpen`: the folder is open in another mode.
std::shared_ptr<Project> openOnce(const std::filesystem::path &folder, OpenMode mode,
                                  const std::function<std::shared_ptr<Project>(bool isOpen)> &open);

// Runs `look`, while no thread here opens the project. False: it is open, and nothing is done.
bool whileClosedHere(const std::filesystem::path &folder, const std::function<void()> &look);

} // namespace retort
