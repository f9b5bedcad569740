// SPDX-License-Identifier: GPL-3.0-or-later
// Values of columns that are younger than the rows: computed from the segments, written once.
#include "core/base/error.h"
#include "core/data/sql/schema.h"
#include "core/data/versions/row_cache.h"

#include <fmt/format.h>
#include <iterator>
#include <set>
#include <sstream>

namespace retort {
namespace {

constexpr std::int64_t rowsPerUpdate = 16'384; // some 60 ms of project.lock

struct SegmentRows {
    std::int64_t segment = 0, first = 0, rows = 0;
    bool overlay = false;
};

std::string updateSql(const SegmentRows &rows, const std::vector<RowColumn> &columns) {
    std::string set;
    int number = 2;
    for (const RowColumn column : columns)
        set += fmt::format("{}{}=?{}", set.empty() ? "" : ", ", columnSpec(column).id, ++number);
    return rows.overlay ? "UPDATE overlay SET " + set + " WHERE segment=?1 AND position=?2"
                        : "UPDATE sample SET " + set + " WHERE id=?1+?2";
}

void fillSegment(Project::Impl &inside, const SegmentRows &rows, const Segment &file,
                 const std::vector<RowColumn> &columns, JobContext &job) {
    RowEncoder encoder;
    for (std::int64_t begin = 0; begin < rows.rows; begin += rowsPerUpdate) {
        job.checkCancelled();
        const std::int64_t end = std::min(begin + rowsPerUpdate, rows.rows);
        std::vector<RowValues> values;
        for (std::int64_t row = begin; row < end; ++row)
            values.push_back(encoder.encode(file.sample(row)));
        inside.write("new columns", [&](SQLite::Database &db) {
            encoder.resolve(db);
            Query update(db, updateSql(rows, columns));
            for (std::int64_t row = begin; row < end; ++row) {
                update.bind(rows.overlay ? rows.segment : rows.first, row);
                encoder.bind(update, 3, values[std::size_t(row - begin)], columns);
                update.run();
            }
        });
    }
}

} // namespace

void RowCache::fillNewColumns(JobContext &job) {
    const std::lock_guard filling(m_filling);
    if (m_filled || m_inside.mode == OpenMode::ReadOnly)
        return;
    std::string left;
    std::vector<SegmentRows> segments;
    m_inside.read([&](SQLite::Database &db) {
        left = metaValue(db, fillColumnsKey);
        for (Query query(db, "SELECT id, first, rows, source IS NULL FROM segment WHERE work IS NULL");
             query.next();)
            segments.push_back({query.integer(0), query.integer(1), query.integer(2), query.integer(3) != 0});
    });
    if (!left.empty()) {
        std::istringstream words(left);
        int from = 0;
        words >> from;
        const std::set<std::int64_t> only(std::istream_iterator<std::int64_t>(words), {});
        const auto columns = storedColumns(from);
        std::string damaged;
        std::uint64_t done = 0;
        for (const SegmentRows &rows : segments) {
            job.progress(done++, segments.size(), RETORT_TR("core", "Filling new columns"));
            if (!only.empty() && !only.contains(rows.segment))
                continue;
            try {
                fillSegment(m_inside, rows, *segment(rows.segment, &job), columns, job);
            } catch (const Error &e) {
                if (e.code() != ErrorCode::Damaged)
                    throw;
                damaged += " " + std::to_string(rows.segment); // the next opening tries again
            }
        }
        if (const std::string now = damaged.empty() ? "" : std::to_string(from) + damaged; now != left)
            m_inside.write(
                "new columns",
                [&](SQLite::Database &db) {
                    if (now.empty())
                        execute(db, "DELETE FROM meta WHERE key=?", fillColumnsKey);
                    else
                        setMetaValue(db, fillColumnsKey, now);
                },
                true);
    }
    m_filled = true;
}

} // namespace retort
