// SPDX-License-Identifier: GPL-3.0-or-later
// Filter, sort and count over the columns of a view, in parallel. Internal to core/data.
#pragma once

#include "core/data/versions/row_cache.h"
#include "core/data/versions/version_store.h"

#include <map>
#include <string>
#include <vector>

namespace retort {

using PartRows = std::vector<std::vector<std::uint32_t>>; // rows of each part of a view, in order

PartRows matchingRows(RowCache &cache, const VersionView &view, const RowFilter &filter, JobContext &job);
std::vector<SampleId> sortedIds(RowCache &cache, const VersionView &view, const PartRows &rows,
                                const RowSort &sort, const std::map<SourceId, std::string> &sourceNames);
Facets countFacets(RowCache &cache, const VersionView &view, const RowFilter &filter,
                   const std::map<SourceId, std::string> &sourceNames, JobContext &job);

} // namespace retort
