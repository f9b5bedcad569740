// SPDX-License-Identifier: GPL-3.0-or-later
// What the stores have in common, and a run's journal with its store. Internal to core/data.
#pragma once

#include "core/data/project/project_impl.h"
#include "core/data/runs/run_store.h"
#include "core/data/sql/record_columns.h"

#include <string>
#include <vector>

namespace retort {

[[noreturn]] void throwNoRecord(const char *kind, std::int64_t id);

// The row with this id; throws Error(NotFound). `kind`: as artifact kinds are called, "run".
template <typename Of>
auto oneRecord(const Project &project, const std::string &select, const Of &of, const char *kind,
               std::int64_t id) {
    auto found = listRecords(project, select + " WHERE id=?", of, id);
    if (found.empty())
        throwNoRecord(kind, id);
    return std::move(found.front());
}

// Inside a transaction; shared with the journals of runs and repair.
void insertRun(SQLite::Database &db, const RunRecord &run);
void insertMetrics(SQLite::Database &db, const std::vector<MetricPoint> &points);
void insertEvents(SQLite::Database &db, const std::vector<RunEvent> &events);
// The record's folder is relative to the project.
std::int64_t insertCheckpoint(SQLite::Database &db, CheckpointRecord record);

} // namespace retort
