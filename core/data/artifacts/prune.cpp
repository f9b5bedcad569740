// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/artifacts/prune.h"

#include "core/base/error.h"
#include "core/data/artifacts/kinds.h"
#include "core/data/artifacts/removal.h"

#include <vector>

namespace fs = std::filesystem;

namespace retort {
namespace {

constexpr const char *useFile = "manifest.json"; // every checkpoint has one

// Locks the checkpoint, so that nobody begins to use it before it is gone; false: it is in use.
bool lockAlone(const fs::path &folder, std::vector<FileLock> &held) {
    if (!fs::exists(folder / useFile)) // damaged, or gone already
        return true;
    held.push_back(FileLock::tryLock(folder / useFile));
    return held.back().held();
}

} // namespace

FileLock useCheckpoint(const fs::path &folder) {
    try {
        if (fs::exists(folder / useFile))
            return FileLock::tryLock(folder / useFile, FileLock::Mode::Shared);
    } catch (const Error &) {
    }
    return {};
}

std::int64_t pruneCheckpoints(Project &project, RunId run, std::int64_t keep, std::int64_t bestStep) {
    if (keep <= 0)
        return 0;
    Project::Impl &inside = ProjectAccess::impl(project);
    std::vector<fs::path> folders;
    std::vector<FileLock> held;
    inside.write(
        "prune",
        [&](SQLite::Database &db) {
            Query old(db,
                      "SELECT id, folder FROM checkpoint WHERE run=?1 AND trashed IS NULL AND reason NOT IN "
                      "('stop', 'final') AND note='' AND name='step ' || step AND step<>?2 AND id NOT IN "
                      "(SELECT id FROM checkpoint WHERE run=?1 AND trashed IS NULL ORDER BY step DESC, id "
                      "DESC LIMIT ?3)");
            std::vector<std::int64_t> ids;
            for (old.bind(run, bestStep, keep); old.next();) {
                const fs::path folder = inside.folder / old.text(1);
                if (isUsed(db, kindSpec("checkpoint"), old.integer(0)) || !lockAlone(folder, held))
                    continue;
                ids.push_back(old.integer(0));
                folders.push_back(folder);
            }
            for (std::size_t i = 0; i < ids.size(); ++i) {
                execute(db, "DELETE FROM checkpoint WHERE id=?", ids[i]);
                planRemoval(db, inside.folder, folders[i]);
            }
        },
        true);
    return carryOutRemovals(inside, folders);
}

} // namespace retort
