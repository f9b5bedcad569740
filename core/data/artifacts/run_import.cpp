// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/artifacts/run_import.h"

#include "core/base/error.h"
#include "core/base/log.h"
#include "core/data/artifacts/prune.h"
#include "core/data/project/project_impl.h"
#include "core/data/runs/run_folder.h"
#include "core/data/runs/run_journal.h"

#include <set>

namespace retort {
namespace {

struct LoggedRuns {
    explicit LoggedRuns(Project::Impl &) {}
    std::mutex mutex;
    std::set<RunId> runs;
};

} // namespace

bool importRun(Project &project, RunId run, bool owned) {
    if (ProjectAccess::impl(project).mode == OpenMode::ReadOnly)
        return false;
    const JournalImport imported = importJournal(project, run, owned);
    if (imported.prune)
        pruneCheckpoints(project, run, imported.prune->keep, imported.prune->bestStep);
    return imported.anyRows;
}

bool watchRun(Project &project, RunId run) noexcept {
    try {
        return importRun(project, run);
    } catch (const std::exception &e) {
        const auto logged = ProjectAccess::slot<LoggedRuns>(project);
        const std::lock_guard lock(logged->mutex);
        if (logged->runs.insert(run).second)
            log(LogLevel::Warning, "journal of run " + std::to_string(run) + ": " + e.what());
        return false;
    }
}

void importRuns(Project &project) {
    Project::Impl &inside = ProjectAccess::impl(project);
    for (const RunId run : runFolders(inside.folder)) {
        try {
            if (inside.sweeps)
                importRun(project, run);
            else // just restored or migrated: nothing is removed
                importJournal(project, run, false);
        } catch (const std::exception &e) { // the rest of the project is as good as before
            const auto *const error = dynamic_cast<const Error *>(&e);
            inside.addNotice(text(RETORT_TR("core", "What run %1 wrote while the project was not open cannot "
                                                    "be imported now: %2 It stays in the folder of the run."),
                                  run, error ? error->text() : Text(std::string("%1"), {e.what()})));
        }
    }
    forgetLostJournals(project);
}

} // namespace retort
