// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/care/sweep.h"

#include "core/base/leftovers.h"
#include "core/data/project/paths.h"
#include "core/data/project/session.h"

namespace fs = std::filesystem;

namespace retort {

void sweepTemporaryFiles(const fs::path &project, bool alone) {
    for (const char *name : {"", "samples", "locks", "runs", "models"})
        sweepLeftovers(name[0] ? project / name : project, ".", ".tmp-");
    std::error_code status;
    for (const char *parent : {"runs", "models"})
        for (const auto &entry : fs::directory_iterator(project / parent, status))
            if (entry.is_directory(status))
                sweepLeftovers(entry.path(), ".", ".tmp-");
    sweepLeftovers(backupsFolder(project), "", ".writing-");
    sweepLeftovers(project.parent_path(), ".", ".copying-");
    sweepReadCopies();
    if (!alone)
        return;
    for (const auto &entry : fs::directory_iterator(backupsFolder(project), status)) // of older versions
        if (entry.path().extension() == ".writing")
            fs::remove(entry.path(), status);
    for (const char *suffix : {".new", ".new-journal", ".new.new"}) // of a repair
        fs::remove((project / databaseName).string() + suffix, status);
}

} // namespace retort
