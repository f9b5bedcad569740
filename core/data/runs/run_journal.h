// SPDX-License-Identifier: GPL-3.0-or-later
// The journal of a run: runs/NNNN/journal.jsonl, to which a trainer appends that has closed the project for
// others (Project::closeForOthers); the process that has the project open imports it. One JSON object a line,
// the first one names format and journal. How far a journal is imported is kept in the database and written
// with the rows, so that nothing is lost and nothing comes twice. Blocking, any thread. Internal to
// core/data: others import through artifacts/run_import.h, which also prunes.
#pragma once

#include "core/base/export.h"
#include "core/data/runs/run_store.h"

#include <optional>

namespace retort {

// What a trainer asks for and only the project can do (artifacts/prune.h).
struct PruneRequest {
    std::int64_t keep = 0, bestStep = 0;
};
struct JournalImport {
    bool anyRows = false; // something new was imported
    std::optional<PruneRequest> prune;
};
// Imports what is new, and removes the journal when the run has ended; costs one stat() when nothing is new.
// `owned`: the caller holds the run (RunStore::ownRun). Throws Error(NewerVersion) for a newer journal.
JournalImport importJournal(Project &project, RunId run, bool owned);
// Drops the notes of how far a journal was imported, where its run no longer exists.
void forgetLostJournals(Project &project);
RETORT_DATA_API bool hasJournal(const Project &project, RunId run);

} // namespace retort
