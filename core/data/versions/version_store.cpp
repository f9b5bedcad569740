// SPDX-License-Identifier: GPL-3.0-or-later
// Lists of sources and versions, and their small changes.
#include "core/data/versions/version_store.h"

#include "core/base/error.h"
#include "core/data/project/stamp.h"
#include "core/data/versions/version_commit.h"
#include "core/data/versions/version_store_impl.h"

#include <nlohmann/json.hpp>

namespace retort {

namespace {

std::vector<std::string> textsFromJson(std::string_view json) {
    const auto parsed = nlohmann::json::parse(json, nullptr, false);
    std::vector<std::string> out;
    if (parsed.is_array())
        for (const auto &value : parsed)
            if (value.is_string())
                out.push_back(value.get<std::string>());
    return out;
}

constexpr const char *sourceColumns =
    "SELECT id, name, note, format, created, role, files, rows, refused, trashed IS NOT NULL, "
    "(SELECT coalesce(sum(bytes), 0) FROM segment WHERE segment.source=source.id) FROM source ";

SourceInfo sourceOf(const Query &query) {
    SourceInfo info;
    info.id = query.integer(0);
    info.name = query.text(1);
    info.note = query.text(2);
    info.format = query.text(3);
    info.createdAt = query.text(4);
    info.role = SourceRole(query.integer(5));
    info.files = textsFromJson(query.view(6));
    info.rows = query.integer(7);
    info.refused = query.integer(8);
    info.inTrash = query.integer(9) != 0;
    info.bytesOnDisk = query.integer(10);
    return info;
}

constexpr const char *versionColumns =
    "SELECT id, parent, name, note, created, recipe, recipe_hash, sources, validation_ratio, test_ratio, "
    "at_least, keep_own, seed, rows, "
    "train, validation, test, dropped, changed, trashed IS NOT NULL, EXISTS(SELECT 1 FROM source WHERE "
    "source.id IN "
    "(SELECT value FROM json_each(version.sources)) AND (source.role<>0 OR source.trashed IS NOT NULL)) FROM "
    "version ";

VersionInfo versionOf(const Query &query) {
    VersionInfo info;
    info.id = query.integer(0);
    if (!query.null(1))
        info.parent = query.integer(1);
    info.name = query.text(2);
    info.note = query.text(3);
    info.createdAt = query.text(4);
    info.recipeJson = query.text(5);
    info.recipeHash = query.text(6);
    info.sources = idsFromJson(query.view(7));
    info.split = {query.real(8), query.real(9), query.integer(10), query.integer(11) != 0, query.word(12)};
    info.rows = query.integer(13);
    info.train = query.integer(14);
    info.validation = query.integer(15);
    info.test = query.integer(16);
    info.dropped = query.integer(17);
    info.changed = query.integer(18);
    info.inTrash = query.integer(19) != 0;
    info.stale = query.integer(20) != 0;
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

VersionStore::VersionStore(std::shared_ptr<Project> project) : m_impl(std::make_unique<Impl>()) {
    m_impl->cache = ProjectAccess::slot<RowCache>(*project);
    m_impl->project = std::move(project);
}

VersionStore::~VersionStore() = default;
const std::shared_ptr<Project> &VersionStore::project() const {
    return m_impl->project;
}

std::vector<SourceInfo> VersionStore::sources(bool withTrash) const {
    std::vector<SourceInfo> out;
    project()->read([&](SQLite::Database &db) {
        Query query(db, std::string(sourceColumns)
                            + (withTrash ? "ORDER BY id" : "WHERE trashed IS NULL ORDER BY id"));
        while (query.next())
            out.push_back(sourceOf(query));
    });
    return out;
}

SourceInfo VersionStore::source(SourceId id) const {
    SourceInfo info;
    project()->read([&](SQLite::Database &db) {
        Query query(db, std::string(sourceColumns) + "WHERE id=?");
        if (!query.bind(id).next())
            throw Error(ErrorCode::NotFound, text(RETORT_TR("core", "There is no source %1."), id));
        info = sourceOf(query);
    });
    return info;
}

std::vector<VersionInfo> VersionStore::versions(bool withTrash) const {
    std::vector<VersionInfo> out;
    project()->read([&](SQLite::Database &db) {
        Query query(db, std::string(versionColumns)
                            + (withTrash ? "ORDER BY id" : "WHERE trashed IS NULL ORDER BY id"));
        while (query.next())
            out.push_back(versionOf(query));
    });
    return out;
}

VersionInfo VersionStore::version(VersionId id) const {
    if (id < 0)
        return versionOfSource(source(-id));
    VersionInfo info;
    project()->read([&](SQLite::Database &db) {
        Query query(db, std::string(versionColumns) + "WHERE id=?");
        if (!query.bind(id).next())
            throw Error(ErrorCode::NotFound, text(RETORT_TR("core", "There is no version %1."), id));
        info = versionOf(query);
    });
    return info;
}

std::optional<VersionId> VersionStore::newestVersion() const {
    std::optional<VersionId> newest;
    project()->read([&](SQLite::Database &db) { newest = newestVersionIn(db); });
    return newest;
}

void VersionStore::setSourceRole(SourceId id, SourceRole role) {
    project()->write("role", [&](SQLite::Database &db) {
        Query(db, "UPDATE source SET role=? WHERE id=?").bind(int(role), id).run();
        if (oneInteger(db, "SELECT changes()") != 1)
            throw Error(ErrorCode::NotFound, text(RETORT_TR("core", "There is no source %1."), id));
    });
}

} // namespace retort
