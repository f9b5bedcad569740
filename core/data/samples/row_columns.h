// SPDX-License-Identifier: GPL-3.0-or-later
// The index columns of one segment's rows in memory, column by column, as tables filter and sort them. 38
// bytes a row. Constant once loaded; shared by all versions and threads. Internal to core/data.
#pragma once

#include "core/base/job.h"
#include "core/data/samples/row_index.h"
#include "core/data/sql/sqlite.h"

#include <cstdint>
#include <vector>

namespace retort {

enum class Verdict : std::uint8_t { None, Keep, Discard };
const char *verdictName(Verdict verdict);         // "", "keep", "discard"
Verdict verdictFromName(const std::string &name); // throws Error(InvalidArgument)

struct RowColumns {
    std::vector<std::uint32_t> faults, questionChars, reasoningChars, answerChars;
    std::vector<std::uint32_t> language, origin, tagSet; // ids of word and tag_set
    std::vector<std::uint8_t> flags;                     // RowFlag
    std::vector<Verdict> verdicts;
    std::vector<std::uint64_t> groupHash;
    std::size_t rows() const { return faults.size(); }
};

// One row of an overlay: new texts of a sample, at `position` of overlay segment `segment`.
struct OverlayRow {
    std::int64_t sample = 0, segment = 0, position = 0;
    RowIndex index;
    std::uint32_t language = 0, origin = 0, tagSet = 0;
};

// Rows [first, first + rows) of `sample`; Error(Damaged) when some are missing.
RowColumns loadColumns(SQLite::Database &db, std::int64_t first, std::int64_t rows, const JobContext &job);
std::vector<OverlayRow> loadOverlay(SQLite::Database &db, std::int64_t step); // in writing order
void setRow(RowColumns &columns, std::size_t row, const OverlayRow &values);

// Binds the eleven shared columns from `index` on.
struct RowWords {
    std::int64_t language = 0, origin = 0, tagSet = 0;
};
void bindRow(Query &insert, int index, const RowIndex &row, const RowWords &words);
inline constexpr const char *insertSampleSql = "INSERT INTO sample VALUES(?,?,?,?,?,?,?,?,?,?,?,?)";
inline constexpr const char *insertOverlaySql = "INSERT INTO overlay VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?)";

} // namespace retort
