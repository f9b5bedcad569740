// SPDX-License-Identifier: GPL-3.0-or-later
// The columns of a segment, shared by its writer and its reader. Includes Arrow: for segment*.cpp only.
#pragma once

#include <arrow/type.h>

#include <array>
#include <cstddef>
#include <memory>

namespace retort {

// In the order of TextColumn (segment.h).
inline constexpr std::array textColumnNames = {"system", "question", "reasoning", "answer", "reference",
                                               "source", "language", "group_key", "split",  "metadata"};
inline constexpr std::size_t textColumnCount = textColumnNames.size();

// Positions of the columns.
inline constexpr int sampleColumnAt = 0;
inline constexpr int textColumnsAt = 1;
inline constexpr int tagsColumnAt = textColumnsAt + int(textColumnCount);
inline constexpr int faultsColumnAt = tagsColumnAt + 1;
inline constexpr int charsColumnsAt = faultsColumnAt + 1; // question, reasoning, answer
inline constexpr int hashColumnsAt = charsColumnsAt + 3;  // question, content, group
inline constexpr int segmentColumnCount = hashColumnsAt + 3;

const std::shared_ptr<arrow::Schema> &segmentSchema(); // without metadata

} // namespace retort
