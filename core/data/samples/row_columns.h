// SPDX-License-Identifier: GPL-3.0-or-later
// The index columns of one segment's rows in memory, column by column, as tables filter and sort them, and
// their way into and out of SQLite. Constant once loaded; shared by all versions and threads. Internal to
// core/data.
#pragma once

#include "core/base/job.h"
#include "core/data/samples/column_table.h"
#include "core/data/sql/interner.h"
#include "core/data/sql/sqlite.h"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace retort {

// Some 50 bytes a row.
class RowColumns {
public:
    explicit RowColumns(std::size_t rows = 0);
    std::size_t rows() const { return m_rows; }
    // Empty for a column that is neither stored nor the verdict, and for a hash.
    const std::vector<std::uint32_t> &operator[](RowColumn column) const {
        return m_codes[std::size_t(column)];
    }
    std::vector<std::uint32_t> &operator[](RowColumn column) { return m_codes[std::size_t(column)]; }
    const std::vector<std::uint64_t> &groupHash() const {
        return m_hashes[std::size_t(RowColumn::GroupHash)];
    }
    void set(std::size_t row, RowColumn column, std::uint64_t value);

private:
    std::size_t m_rows;
    std::array<std::vector<std::uint32_t>, rowColumnCount> m_codes;
    std::array<std::vector<std::uint64_t>, rowColumnCount> m_hashes;
};

// New texts of a sample, at `position` of overlay segment `segment`.
struct OverlayRow {
    std::int64_t sample = 0, segment = 0, position = 0;
    RowValues values{};
};

// Rows [first, first + rows) of `sample`; Error(Damaged) when some are missing.
RowColumns loadColumns(SQLite::Database &db, std::int64_t first, std::int64_t rows, const JobContext &job);
// Of the overlay segments of one version's decisions, whose key is `work`, in writing order.
std::vector<OverlayRow> loadOverlay(SQLite::Database &db, std::int64_t work);
void setRow(RowColumns &columns, std::size_t row, const RowValues &values);

std::vector<RowColumn> storedColumns(int fromStep = 1); // added by that schema step or a later one

// Turns samples into the values that SQLite stores. Words have numbers of this object until a write
// transaction gives them their rows. One thread.
class RowEncoder {
public:
    RowValues encode(const Sample &sample);
    void resolve(SQLite::Database &db);
    // Binds these columns of a row from parameter `at` on.
    void bind(Query &query, int at, const RowValues &row, const std::vector<RowColumn> &columns) const;
    // `insert` of insertRowSql(), its keys first.
    template <typename... Keys>
    void insert(Query &insert, const RowValues &row, const Keys &...keys) const {
        static const auto stored = storedColumns();
        insert.bind(keys...);
        bind(insert, 1 + int(sizeof...(keys)), row, stored);
        insert.run();
    }

private:
    Interner m_words{"word", "word"}, m_tagSets{"tag_set", "tags"};
};
// "INSERT INTO sample(id, faults, …) VALUES(?, ?, …)": the keys first, then storedColumns().
std::string insertRowSql(const std::string &table, const std::string &keys);

} // namespace retort
