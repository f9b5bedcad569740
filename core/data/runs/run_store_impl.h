// SPDX-License-Identifier: GPL-3.0-or-later
// Inside of RunStore, shared by its sources. Internal to core/data.
#pragma once

#include "core/data/project/project_impl.h"
#include "core/data/runs/run_store.h"

#include <functional>
#include <string>
#include <vector>

namespace retort {

struct RunStore::Impl {
    std::shared_ptr<Project> project;
    const std::filesystem::path &folder() const { return project->folder(); }
};

// All rows of a SELECT that starts with `columns`; `of` reads one.
template <typename Record>
std::vector<Record> listRecords(const Project &project, const std::string &sql,
                                const std::function<Record(const Query &)> &of,
                                std::optional<std::int64_t> bound = {}) {
    std::vector<Record> records;
    project.read([&](SQLite::Database &db) {
        Query query(db, sql);
        if (bound)
            query.bind(*bound);
        while (query.next())
            records.push_back(of(query));
    });
    return records;
}

// Inside a transaction; shared with the journals of runs.
void insertMetrics(SQLite::Database &db, const std::vector<MetricPoint> &points);
void insertEvents(SQLite::Database &db, const std::vector<RunEvent> &events);
// `folder` is relative to the project.
std::int64_t insertCheckpoint(SQLite::Database &db, const CheckpointRecord &record,
                              const std::string &folder);

[[noreturn]] void throwNoRecord(const char *kind, std::int64_t id);

} // namespace retort
