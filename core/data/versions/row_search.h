// SPDX-License-Identifier: GPL-3.0-or-later
// Text search over rows of a view: question, reasoning and answer. Internal to core/data.
#pragma once

#include "core/data/versions/row_cache.h"
#include "core/data/versions/text_search.h"

#include <cstdint>
#include <vector>

namespace retort {

// Those of `rows` (ascending) that hold the needle. Rows of a damaged segment never match.
std::vector<std::uint32_t> rowsWithText(RowCache &cache, const VersionView &view, const ViewPart &part,
                                        const std::vector<std::uint32_t> &rows, const Needle &needle,
                                        const JobContext &job);

} // namespace retort
