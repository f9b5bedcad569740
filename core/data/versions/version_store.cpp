// SPDX-License-Identifier: GPL-3.0-or-later
// Lists of sources and versions, and their small changes.
#include "core/data/versions/version_store.h"

#include "core/base/error.h"
#include "core/data/versions/version_commit.h"

namespace retort {
namespace {

constexpr RecordColumns sourceColumns("id, name, note, format, created, role, files, rows, refused",
                                      &SourceInfo::id, &SourceInfo::name, &SourceInfo::note,
                                      &SourceInfo::format, &SourceInfo::createdAt, &SourceInfo::role,
                                      &SourceInfo::files, &SourceInfo::rows, &SourceInfo::refused);
const std::string selectSources = std::string("SELECT ") + sourceColumns.names()
                                  + ", trashed IS NOT NULL, (SELECT coalesce(sum(bytes), 0) FROM segment "
                                    "WHERE segment.source=source.id) FROM source";

SourceInfo sourceOf(const Query &query) {
    SourceInfo info = sourceColumns.read(query);
    info.inTrash = query.integer(sourceColumns.count) != 0;
    info.bytesOnDisk = query.integer(sourceColumns.count + 1);
    return info;
}

const std::string selectVersions =
    std::string("SELECT ") + versionColumns.names() + ", " + splitColumns.names()
    + ", trashed IS NOT NULL, EXISTS(SELECT 1 FROM source WHERE source.id IN (SELECT value FROM "
      "json_each(version.sources)) AND (source.role<>0 OR source.trashed IS NOT NULL)) FROM version";

VersionInfo versionOf(const Query &query) {
    constexpr int at = versionColumns.count + splitColumns.count;
    VersionInfo info = versionColumns.read(query);
    info.split = splitColumns.read(query, versionColumns.count);
    info.inTrash = query.integer(at) != 0;
    info.stale = query.integer(at + 1) != 0;
    return info;
}

// How a source looks when it stands for a version.
VersionInfo versionOfSource(const SourceInfo &source) {
    VersionInfo info;
    info.id = -source.id;
    info.name = source.name;
    info.note = source.note;
    info.createdAt = source.createdAt;
    info.recipeJson = "{}";
    info.sources = {source.id};
    info.rows = source.rows;
    (source.role == SourceRole::Benchmark ? info.test : info.train) = source.rows;
    return info;
}

} // namespace

VersionStore::VersionStore(std::shared_ptr<Project> project)
    : m_project(std::move(project)),
      m_cache(ProjectAccess::slot<RowCache>(*m_project)) {}

std::vector<SourceInfo> VersionStore::sources(bool withTrash) const {
    return listRecords(
        *m_project, selectSources + (withTrash ? "" : " WHERE trashed IS NULL") + " ORDER BY id", sourceOf);
}

SourceInfo VersionStore::source(SourceId id) const {
    const auto found = listRecords(*m_project, selectSources + " WHERE id=?", sourceOf, id);
    if (found.empty())
        throw Error(ErrorCode::NotFound, RETORT_TR("core", "There is no source %1."), id);
    return found.front();
}

std::vector<VersionInfo> VersionStore::versions(bool withTrash) const {
    return listRecords(
        *m_project, selectVersions + (withTrash ? "" : " WHERE trashed IS NULL") + " ORDER BY id", versionOf);
}

VersionInfo VersionStore::version(VersionId id) const {
    if (id < 0)
        return versionOfSource(source(-id));
    const auto found = listRecords(*m_project, selectVersions + " WHERE id=?", versionOf, id);
    if (found.empty())
        throw Error(ErrorCode::NotFound, RETORT_TR("core", "There is no version %1."), id);
    return found.front();
}

std::optional<VersionId> VersionStore::newestVersion() const {
    return m_project->read(newestVersionIn);
}

void VersionStore::setSourceRole(SourceId id, SourceRole role) {
    m_project->write("role", [&](SQLite::Database &db) {
        execute(db, "UPDATE source SET role=? WHERE id=?", role, id);
        if (oneInteger(db, "SELECT changes()") != 1)
            throw Error(ErrorCode::NotFound, RETORT_TR("core", "There is no source %1."), id);
    });
}

} // namespace retort
