// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/artifacts/artifact.h"

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/utf8.h"
#include "core/data/artifacts/kinds.h"
#include "core/data/project/paths.h"
#include "core/data/project/project_impl.h"
#include "core/data/project/stamp.h"
#include "core/data/sql/project_lock.h"

#include <fmt/format.h>
#include <optional>

namespace fs = std::filesystem;

namespace retort {
namespace {

// Sets one column; a number that is not there is an error, and the transaction leaves nothing.
void setColumn(SQLite::Database &db, const KindSpec &kind, std::int64_t id, const char *column,
               const std::optional<std::string> &value) {
    execute(db, fmt::format("UPDATE {} SET {}=? WHERE id=?", kind.id, column), value, id);
    if (oneInteger(db, "SELECT changes()") != 1)
        throw Error(ErrorCode::NotFound, RETORT_TR("core", "There is no %1 number %2 in this project."),
                    kind.id, id);
}

// One in the trash may come back.
void requireFreeName(SQLite::Database &db, const KindSpec &kind, std::int64_t id, const std::string &name) {
    if (oneInteger(db, fmt::format("SELECT 1 FROM {} WHERE name=? AND id<>?", kind.id), name, id))
        throw Error(
            ErrorCode::InvalidArgument,
            RETORT_TR("core",
                      "“%1” is the name of another one already, perhaps in the trash. Choose another name."),
            name);
}

fs::path folderIn(const Project &project, const KindSpec &kind, std::int64_t id) {
    const fs::path folder =
        project.read([&](SQLite::Database &db) { return folderOfArtifact(db, kind, id); });
    return folder.empty() ? folder : project.folder() / folder;
}

} // namespace

std::vector<std::string> artifactKinds() {
    std::vector<std::string> ids;
    for (const KindSpec &kind : artifactTable())
        ids.push_back(kind.id);
    return ids;
}

std::vector<Artifact> livingArtifacts(const std::shared_ptr<Project> &project, const std::string &word) {
    const KindSpec &kind = kindSpec(word);
    std::string sql = fmt::format("SELECT id, name, note FROM {} x WHERE trashed IS NULL", kind.id);
    if (*kind.within)
        sql += fmt::format(" AND EXISTS(SELECT 1 FROM {0} w WHERE w.id=x.{0} AND w.trashed IS NULL)",
                           kind.within);
    return listRecords(*project, sql + " ORDER BY id", [&](const Query &query) {
        return Artifact{{kind.id, query.integer(0)}, query.text(1), query.text(2)};
    });
}

void renameArtifact(const std::shared_ptr<Project> &project, const ArtifactKey &key,
                    const std::string &name) {
    const KindSpec &kind = kindSpec(key.kind);
    if (isBlank(name))
        throw Error(ErrorCode::InvalidArgument, RETORT_TR("core", "The name must not be empty."));
    project->write("rename", [&](SQLite::Database &db) {
        if (kind.uniqueName)
            requireFreeName(db, kind, key.id, name);
        setColumn(db, kind, key.id, "name", name);
    });
}

void setArtifactNote(const std::shared_ptr<Project> &project, const ArtifactKey &key,
                     const std::string &note) {
    const KindSpec &kind = kindSpec(key.kind);
    project->write("note", [&](SQLite::Database &db) { setColumn(db, kind, key.id, "note", note); });
}

// Commit first, empty the WAL, then the files: a crash in between leaves them where a restore looks as well.
void moveArtifactToTrash(const std::shared_ptr<Project> &project, const ArtifactKey &key) {
    const KindSpec &kind = kindSpec(key.kind);
    const auto writer = ProjectAccess::impl(*project).writing();
    const fs::path folder = folderIn(*project, kind, key.id);
    if (*kind.holders)
        for (const std::string &holder : listRecords(
                 *project, kind.holders, [](const Query &query) { return query.text(0); }, key.id))
            if (lockIsHeld(project->folder() / holder / "owner.lock"))
                throw Error(ErrorCode::Busy, kind.busy);
    project->write(
        "trash", [&](SQLite::Database &db) { setColumn(db, kind, key.id, "trashed", nowUtc()); }, true);
    if (folder.empty() || !fs::exists(folder))
        return;
    writer->emptyWal();
    const fs::path place = placeInTrash(project->folder(), kind.id, key.id);
    if (fs::exists(place)) // of a record that a restored database does not know
        moveToTrashFolder(project->folder(), place);
    renameDurably(folder, place);
}

void requireOutOfTrash(const std::shared_ptr<Project> &project, const std::vector<ArtifactKey> &keys) {
    project->read([&](SQLite::Database &db) {
        for (const ArtifactKey &key : keys)
            if (const std::string name =
                    oneText(db,
                            fmt::format("SELECT name FROM {} WHERE id=? AND trashed IS NOT NULL",
                                        kindSpec(key.kind).id),
                            key.id);
                !name.empty())
                throw Error(ErrorCode::NotFound,
                            RETORT_TR("core", "“%1” is in the trash. Take it back out of the trash first."),
                            name);
    });
}

void restoreArtifact(const std::shared_ptr<Project> &project, const ArtifactKey &key) {
    const KindSpec &kind = kindSpec(key.kind);
    const auto writer = ProjectAccess::impl(*project).writing(); // asked before a file moves
    const fs::path folder = folderIn(*project, kind, key.id),
                   place = placeInTrash(project->folder(), kind.id, key.id);
    if (!folder.empty() && fs::exists(place)) {
        fs::create_directories(folder.parent_path()); // a copy may hold nothing else of the run
        renameDurably(place, folder);
    }
    project->write(
        "restore", [&](SQLite::Database &db) { setColumn(db, kind, key.id, "trashed", std::nullopt); }, true);
}

} // namespace retort
