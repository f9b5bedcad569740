// SPDX-License-Identifier: GPL-3.0-or-later
// Writes samples into segments and stages their rows, invisible until the commit that names the segments.
// Memory holds the index of one segment. Internal to core/data; one thread.
#pragma once

#include "core/data/project/work.h"
#include "core/data/samples/row_columns.h"
#include "core/data/samples/segment.h"

#include <memory>
#include <optional>
#include <vector>

namespace retort {

class Project;

class RowStager {
public:
    enum class Kind { Import, Overlay };
    RowStager(std::shared_ptr<Project> project, Work &work, Kind kind, SegmentFacts facts);
    // `sample`: whose texts these are; ignored by an import, whose rows get ids when their segment closes.
    void add(std::int64_t sample, Sample texts);
    void finish(const SegmentFacts &lastFooter); // closes the open segment, if there is one
    std::int64_t rows() const { return m_rows; }
    const std::vector<std::int64_t> &segments() const { return m_segments; }

private:
    struct Staged {
        std::int64_t sample;
        RowValues values;
    };
    void openSegment();
    void closeSegment(const SegmentFacts &footer);
    void stage(SQLite::Database &db, std::int64_t first, std::size_t begin, std::size_t end);

    std::shared_ptr<Project> m_project;
    Work &m_work;
    Kind m_kind;
    SegmentFacts m_facts;
    std::optional<SegmentWriter> m_writer;
    std::int64_t m_segment = 0;
    std::vector<Staged> m_staged;
    std::vector<std::int64_t> m_segments;
    RowEncoder m_encoder;
    std::int64_t m_rows = 0;
};

} // namespace retort
