// SPDX-License-Identifier: GPL-3.0-or-later
// Brings a project up to date with the journals of its runs (runs/run_journal.h): rows first, then the
// pruning that a journal asks for. Blocking, any thread.
#pragma once

#include "core/base/export.h"
#include "core/data/project/ids.h"
#include "core/data/project/project.h"

namespace retort {

// True: something came. `owned`: the caller holds the run. In a project that is open for reading nothing
// happens. Throws Error(NewerVersion) for the journal of a newer Retort.
RETORT_DATA_API bool importRun(Project &project, RunId run, bool owned = false);
// For repeated calls: an error (a full disk, a newer program) is logged once, not thrown.
RETORT_DATA_API bool watchRun(Project &project, RunId run) noexcept;
// Those of all runs, at opening; one that cannot be imported becomes a notice.
void importRuns(Project &project);

} // namespace retort
