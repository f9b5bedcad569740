// SPDX-License-Identifier: GPL-3.0-or-later
// The import side of version_store.h.
#include "core/base/error.h"
#include "core/data/project/stamp.h"
#include "core/data/samples/row_stager.h"
#include "core/data/sql/schema.h"
#include "core/data/versions/version_commit.h"

#include <algorithm>

namespace retort {
namespace {

const char *roleName(SourceRole role) {
    return role == SourceRole::Benchmark ? "benchmark" : "train_pool";
}

SegmentFacts headFacts(const SourceWriterConfig &config, const std::string &importId) {
    return {{"import_id", importId},
            {"source", config.name},
            {"role", roleName(config.role)},
            {"format", config.format},
            {"files", listToJson(config.files)}};
}

// Thrown in the commit when another process has made a version meanwhile: prepare again.
struct Overtaken {};

} // namespace

struct SourceWriter::Impl {
    std::shared_ptr<Project> project;
    SourceWriterConfig config;
    std::string importId = newUuid();
    Work work;
    RowStager stager;
    bool finished = false;

    Impl(std::shared_ptr<Project> p, SourceWriterConfig c)
        : project(std::move(p)),
          config(std::move(c)),
          work(project, "import"),
          stager(project, work, RowStager::Kind::Import, headFacts(config, importId)) {}

    SourceId insertSource(SQLite::Database &db, std::int64_t refused);
    ImportedSource commitBenchmark(std::int64_t refused);
    ImportedSource commitTrainPool(std::int64_t refused);
    NewVersion nextVersion() const;
};

SourceId SourceWriter::Impl::insertSource(SQLite::Database &db, std::int64_t refused) {
    const SourceId id = nextNumber(db, "next_source");
    config.name = freeName(db, "source", config.name);
    execute(db,
            "INSERT INTO source(id, import_id, name, format, role, files, rows, refused, created) "
            "VALUES(?,?,?,?,?,?,?,?,?)",
            id, importId, config.name, config.format, config.role, config.files, stager.rows(), refused,
            nowUtc());
    execute(db, "UPDATE segment SET source=? WHERE work=?", id, work.id());
    work.closeIn(db);
    return id;
}

ImportedSource SourceWriter::Impl::commitBenchmark(std::int64_t refused) {
    return {project->write(
                "import", [&](SQLite::Database &db) { return insertSource(db, refused); }, true),
            {},
            0};
}

NewVersion SourceWriter::Impl::nextVersion() const {
    NewVersion version;
    version.name = config.versionName;
    version.nameHint = config.name;
    version.split = config.split;
    version.newSegments = stager.segments();
    project->read([&](SQLite::Database &db) {
        version.parent = newestVersionIn(db);
        if (version.parent)
            version.sources = sourcesOf(db, *version.parent);
    });
    return version;
}

ImportedSource SourceWriter::Impl::commitTrainPool(std::int64_t refused) {
    for (;;) {
        ImportedSource done;
        JobContext job;
        try {
            done.version =
                commitVersion(project, nextVersion(), job, [&](SQLite::Database &db, NewVersion &version) {
                    if (newestVersionIn(db) != version.parent)
                        throw Overtaken();
                    done.source = insertSource(db, refused);
                    version.nameHint = config.name;
                    version.sources.push_back(done.source);
                });
            return done;
        } catch (const Overtaken &) {
        }
    }
}

SourceWriter::SourceWriter(std::shared_ptr<Project> project, SourceWriterConfig config)
    : m_impl(std::make_unique<Impl>(std::move(project), std::move(config))) {}

SourceWriter::~SourceWriter() = default;

void SourceWriter::add(const Sample &sample) {
    m_impl->stager.add(0, sample);
}

ImportedSource SourceWriter::finish(std::int64_t refused) {
    if (m_impl->stager.rows() == 0)
        throw Error(
            ErrorCode::InvalidArgument,
            RETORT_TR(
                "core",
                "Nothing was imported: no record gave a sample. See the refused records for the reasons."));
    const auto parts = std::max<std::size_t>(m_impl->stager.segments().size(), 1);
    m_impl->stager.finish({{"parts", std::to_string(parts)}, {"refused", std::to_string(refused)}});
    ImportedSource done = m_impl->config.role == SourceRole::Benchmark ? m_impl->commitBenchmark(refused)
                                                                       : m_impl->commitTrainPool(refused);
    m_impl->work.closed();
    done.rows = m_impl->stager.rows();
    return done;
}

} // namespace retort
