// SPDX-License-Identifier: GPL-3.0-or-later
// Filter, sort and count over the columns of a view, in parallel by part. Internal to core/data.
#pragma once

#include "core/data/versions/row_cache.h"
#include "core/data/versions/version_store.h"

#include <vector>

namespace retort {

// Rows of each part that pass the filter, in order. Damaged segments have no texts: they never match a text
// search.
std::vector<std::vector<std::uint32_t>> matchingRows(RowCache &cache, const VersionView &view,
                                                     const RowFilter &filter, JobContext &job);
std::vector<SampleId> sortedIds(RowCache &cache, const VersionView &view,
                                const std::vector<std::vector<std::uint32_t>> &rows, const RowSort &sort,
                                const std::map<SourceId, std::string> &sourceNames);
Facets countFacets(RowCache &cache, const VersionView &view,
                   const std::vector<std::vector<std::uint32_t>> &rows, JobContext &job);

} // namespace retort
