// SPDX-License-Identifier: GPL-3.0-or-later
// The tables of project.retort as numbered steps that run forward only. Internal to core/data.
#pragma once

#include "core/data/sql/sqlite.h"

#include <algorithm>
#include <string>
#include <vector>

namespace retort {

inline constexpr int newestWrittenStep = 3; // in schema.cpp
// PRAGMA user_version written by this program: the newest step, or the newest column of row_columns.def.
inline constexpr int projectSchema = std::max({newestWrittenStep
#define ROW_COLUMN(step, ...) , step
#include "core/data/sql/row_columns.def"
#undef ROW_COLUMN
});
inline constexpr int projectApplicationId = 0x52745274; // "RtRt"

// Steps with a number above the database's user_version, inside the caller's transaction; sets user_version.
void migrateSchema(SQLite::Database &db);
// Key in meta: the first step whose columns older rows lack still, and the segments where only these are
// left, which were damaged ("3 17 20"). They are filled when rows are first read.
inline constexpr const char *fillColumnsKey = "fill_columns_from";
// Tables, indexes, triggers and views that differ from what migrateSchema makes.
std::vector<std::string> schemaFaults(SQLite::Database &db);

// First line that `PRAGMA quick_check` or `integrity_check` complains with; empty: sound.
std::string databaseFault(SQLite::Database &db, bool thorough);

RETORT_DATA_API std::string metaValue(SQLite::Database &db, const std::string &key);
RETORT_DATA_API void setMetaValue(SQLite::Database &db, const std::string &key, const std::string &value);
// Adds `by` to a counter in meta; returns the first of the new numbers (of all: 1).
RETORT_DATA_API std::int64_t nextNumber(SQLite::Database &db, const std::string &counter,
                                        std::int64_t by = 1);
// The number of a new row of `table`. None is given twice, also not that of one that is gone for good while
// something still names it, in a column that has the name of the table.
std::int64_t nextRecordId(SQLite::Database &db, const std::string &table);

} // namespace retort
