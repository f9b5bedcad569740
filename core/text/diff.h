// SPDX-License-Identifier: GPL-3.0-or-later
// Word-level difference of two texts for before/after views; words by ICU's dictionary BreakIterator, so
// Chinese is cut into words, not characters. Pure function, any thread (each call makes its own iterator).
#pragma once

#include "core/base/export.h"

#include <cstddef>
#include <string_view>
#include <vector>

namespace retort {

enum class DiffKind { Same, Removed, Added };
struct DiffPiece {
    DiffKind kind = DiffKind::Same;
    std::size_t begin = 0, end = 0; // bytes: of `after` for Added, of `before` otherwise
};

// In reading order, neighbours of one kind joined. Concatenating Same + Removed gives `before`, Same + Added
// gives `after`. Very different long texts fall back to one Removed and one Added in the middle.
RETORT_DATA_API std::vector<DiffPiece> diffWords(std::string_view before, std::string_view after);

// Word boundaries (byte offsets, first 0, last the size).
RETORT_DATA_API std::vector<std::size_t> wordBoundaries(std::string_view text);

} // namespace retort
