// SPDX-License-Identifier: GPL-3.0-or-later
// The columns of a segment, shared by its writer and its reader. Includes Arrow: for segment*.cpp only.
// Format 1 had the index columns of the database as well; they follow from the texts, and are ignored.
#pragma once

#include "core/data/samples/segment.h"

#include <arrow/type.h>

#include <array>
#include <cstddef>
#include <memory>

namespace retort {

// A file says its format in the Arrow metadata, as "retort.schema"; without it, it is 1. Columns may be
// added: a file that lacks one has it empty. A file of a newer format is refused.
inline constexpr int segmentFormat = 2;

inline constexpr std::size_t textColumnCount = sampleTexts.size();

// Positions in a file of this format.
inline constexpr int sampleColumnAt = 0;
inline constexpr int textColumnsAt = 1;
inline constexpr int tagsColumnAt = textColumnsAt + int(textColumnCount);
inline constexpr int faultsColumnAt = tagsColumnAt + 1;
static_assert(faultsColumnAt + 1 == segmentColumnCount);

const std::shared_ptr<arrow::Schema> &segmentSchema(); // without metadata

} // namespace retort
