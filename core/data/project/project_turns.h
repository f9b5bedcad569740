// SPDX-License-Identifier: GPL-3.0-or-later
// Sharing a project on a network file system, where one process at a time has the database: a process with
// one long job gives it free while it does not need it. Blocking, any thread.
#pragma once

#include "core/base/export.h"
#include "core/data/project/project.h"

#include <chrono>
#include <functional>

namespace retort {

// How long one who comes waits for others to end what they do there.
inline constexpr std::chrono::milliseconds turnWait{10'000};

// This process needs the project for one job only (retort-cli), so that the job may take turns. A window says
// so only when it hands a run on: it shows the project all the time.
RETORT_DATA_API void allowTurns(Project &project);
// From now on the database is open, and project.lock held, only while somebody here reads or writes; such a
// call waits up to `turnWait` for others, then throws Error(Busy). False, and nothing changes, where that was
// not allowed and off a network file system.
RETORT_DATA_API bool takeTurns(Project &project);
// From the next call on the project is held again for the rest of the session.
RETORT_DATA_API void endTurns(Project &project);
RETORT_DATA_API bool takesTurns(const Project &project);
// Does `work` with the database in our hands for all of it. False: somebody else had it all the while, and
// nothing was done. Where no turns are taken, `work` is simply done.
RETORT_DATA_API bool inTurn(Project &project, std::chrono::milliseconds wait,
                            const std::function<void()> &work);

} // namespace retort
