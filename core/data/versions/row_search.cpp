// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/versions/row_search.h"

#include "core/base/error.h"

#include <algorithm>
#include <map>

namespace retort {
namespace {

constexpr TextColumn searched[] = {TextColumn::Question, TextColumn::Reasoning, TextColumn::Answer};

bool inSample(const Needle &needle, const Sample &s) {
    return needle.in(s.question) || needle.in(s.reasoning) || needle.in(s.answer);
}

// Keeps those of `rows` (ascending positions in one segment) whose texts hold the needle.
std::vector<std::uint32_t> searchSegment(const Segment &segment, const Needle &needle,
                                         const std::vector<std::uint32_t> &rows, const JobContext &job) {
    std::vector<std::uint32_t> found;
    std::vector<bool> hits;
    for (std::size_t i = 0; i < rows.size();) {
        job.checkCancelled();
        const Segment::Batch batch = segment.batch(segment.batchOfRow(rows[i]));
        const auto end = std::size_t(std::lower_bound(rows.begin() + std::ptrdiff_t(i), rows.end(),
                                                      std::uint32_t(batch.firstRow + batch.rows))
                                     - rows.begin());
        hits.assign(std::size_t(batch.rows), false);
        const bool most = std::int64_t(end - i) * 4 > batch.rows;
        for (const TextColumn column : searched) {
            const TextColumnView span = batch.text(column);
            if (most)
                findInColumn(needle, span, hits);
            else
                for (std::size_t k = i; k < end; ++k)
                    if (const auto at = std::int64_t(rows[k]) - batch.firstRow; needle.in(span.at(at)))
                        hits[std::size_t(at)] = true;
        }
        for (; i < end; ++i)
            if (hits[std::size_t(std::int64_t(rows[i]) - batch.firstRow)])
                found.push_back(rows[i]);
    }
    return found;
}

} // namespace

// Rows whose texts moved to overlays or are pending edits are looked up one by one.
std::vector<std::uint32_t> rowsWithText(RowCache &cache, const VersionView &view, const ViewPart &part,
                                        const std::vector<std::uint32_t> &rows, const Needle &needle,
                                        const JobContext &job) {
    std::vector<std::uint32_t> here, found;
    std::map<std::int64_t, std::vector<std::pair<std::uint32_t, std::uint32_t>>>
        elsewhere; // segment → (position, row)
    for (const std::uint32_t row : rows) {
        if (const auto edit = view.edits.find(part.first + row); edit != view.edits.end()) {
            if (inSample(needle, edit->second))
                found.push_back(row);
        } else if (const TextPlace place = part.place(row); place.segment == part.segment) {
            here.push_back(row);
        } else {
            elsewhere[place.segment].emplace_back(std::uint32_t(place.position), row);
        }
    }
    const auto search = [&](std::int64_t segment, const std::vector<std::uint32_t> &positions) {
        try {
            return searchSegment(*cache.segment(segment, &job), needle, positions, job);
        } catch (const Error &e) {
            if (e.code() != ErrorCode::Damaged)
                throw;
            return std::vector<std::uint32_t>();
        }
    };
    if (!here.empty()) {
        const auto hits = search(part.segment, here);
        found.insert(found.end(), hits.begin(), hits.end());
    }
    for (auto &[segment, pairs] : elsewhere) {
        std::ranges::sort(pairs);
        std::vector<std::uint32_t> positions;
        for (const auto &pair : pairs)
            positions.push_back(pair.first);
        for (const std::uint32_t position : search(segment, positions))
            found.push_back(std::ranges::lower_bound(pairs, std::pair(position, 0u))->second);
    }
    std::ranges::sort(found);
    return found;
}

} // namespace retort
