// SPDX-License-Identifier: GPL-3.0-or-later
// Index columns of a sample: what SQLite keeps and tables sort by. Pure functions, any thread. Internal to
// core/data.
#pragma once

#include "core/base/export.h"
#include "core/data/samples/sample.h"

#include <cstdint>

namespace retort {

enum class OwnSplit : std::uint8_t { None, Train, Validation, Test };
OwnSplit
ownSplitOf(const std::string &split); // "train", "valid", "validation", "dev", "eval", "test" in any case

struct RowIndex {
    std::uint32_t faults = 0;
    std::uint32_t questionChars = 0, reasoningChars = 0, answerChars = 0; // code points
    std::uint8_t flags = 0;                                               // RowFlag
    std::uint64_t groupHash = 0, questionHash = 0, contentHash = 0;
    bool operator==(const RowIndex &) const = default;
};

// Stored in SQLite: append only.
enum RowFlag : std::uint8_t {
    HasReference = 1,
    OwnSplitShift = 1, // two bits: OwnSplit
    Edited = 8,        // texts of a later version than the import; never stored
};
inline OwnSplit ownSplit(std::uint8_t flags) {
    return OwnSplit((flags >> OwnSplitShift) & 3);
}

RETORT_DATA_API RowIndex rowIndexOf(const Sample &sample);

// The group key used for splits (design.md §5): groupKey if set, else the normalised question.
RETORT_DATA_API std::string splitGroupKey(const Sample &sample);
// Index columns of a sample, as stored: exact-duplicate hash of (folded question), of all texts, lengths.
RETORT_DATA_API std::uint64_t
questionHash(const Sample &sample); // width-folded, white space removed, lower case; numbers kept
RETORT_DATA_API std::uint64_t contentHash(const Sample &sample); // question + reasoning + answer, exact bytes

} // namespace retort
