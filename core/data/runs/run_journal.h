// SPDX-License-Identifier: GPL-3.0-or-later
// The journal of a run: runs/NNNN/journal.jsonl, to which the trainer appends while it does not hold the
// project (project_turns.h), and which whoever has the project open takes in. One JSON object a line, the
// first one names format and journal. How far a journal is taken in is kept in the database and written with
// the rows, so that nothing is lost and nothing comes twice. Blocking, any thread.
#pragma once

#include "core/base/export.h"
#include "core/data/runs/run_store.h"

namespace retort {

// Takes in what is new in the run's journal, and removes it when the run has ended; costs one stat() when
// nothing is. `owned`: the caller holds the run (RunStore::ownRun). True: something came. In a project that
// is open for reading nothing happens. Throws Error(NewerVersion) for the journal of a newer Retort.
RETORT_DATA_API bool takeInJournal(Project &project, RunId run, bool owned = false);
// For who looks again and again: what goes wrong (a full disk, a newer program) is logged once, not thrown.
RETORT_DATA_API bool watchJournal(Project &project, RunId run) noexcept;
RETORT_DATA_API bool hasJournal(const Project &project, RunId run);

} // namespace retort
