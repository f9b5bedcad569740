// SPDX-License-Identifier: GPL-3.0-or-later
// The columns of the sample table as values: what core/data/sql/row_columns.def says of each, and their
// computation from a sample. Any thread.
#pragma once

#include "core/base/export.h"
#include "core/base/text.h"
#include "core/data/samples/sample.h"

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace retort {

enum class RowColumn : std::uint8_t {
#define ROW_COLUMN(step, name, ...) name,
#include "core/data/sql/row_columns.def"
#undef ROW_COLUMN
};

inline constexpr std::size_t rowColumnCount = 0
#define ROW_COLUMN(...) +1
#include "core/data/sql/row_columns.def"
#undef ROW_COLUMN
    ;

enum class ColumnKind : std::uint8_t {
    Number,  // of the sample
    Snippet, // beginning of a text
    Count,   // how many of something
    Choice,  // the number of one of its values
    Bits,    // any of its values, one bit each
    Word,    // a text that repeats, by its number in `word`
    Tags,    // a set of texts, by its number in `tag_set`
    Source,  // the source's id
    Hash,    // 64 bits, never shown
};

// The value of a row whose Bits are all clear, in filters and facets.
inline constexpr const char *noValue = "none";

struct ColumnValue {
    std::string id;
    Text label;
};

struct ColumnSpec {
    RowColumn column;
    int step;
    const char *id;
    ColumnKind kind;
    std::uint64_t (*number)(const Sample &) = nullptr; // one of the two computes a stored column
    std::string (*word)(const Sample &) = nullptr;
    std::vector<ColumnValue> values;
    Text label, hint;
    int width = 0;
    bool sorts = false, facet = false;
    bool stored() const { return step > 0; }
};

RETORT_DATA_API const std::array<ColumnSpec, rowColumnCount> &columnTable();
inline const ColumnSpec &columnSpec(RowColumn column) {
    return columnTable()[std::size_t(column)];
}
// How a value of the column is called: its label, or the text itself where the table names none.
RETORT_DATA_API Text columnValueLabel(RowColumn column, const std::string &value);

// Verdicts are no column of the database: pending changes and the decisions of versions hold them.
enum class RowVerdict : std::uint8_t { None, Keep, Discard };
const char *verdictName(RowVerdict verdict);         // "", "keep", "discard"
RowVerdict verdictFromName(const std::string &name); // throws Error(InvalidArgument)

// The split that a file gave a sample itself, out of RowColumn::OwnSplit.
std::optional<Split> ownSplit(std::uint32_t bits);

// The stored columns of a sample; words and tag sets (a JSON array) as the numbers that `code` gives them.
using RowValues = std::array<std::uint64_t, rowColumnCount>;
using WordCode = std::function<std::uint32_t(ColumnKind kind, const std::string &text)>;
RowValues rowValuesOf(const Sample &sample, const WordCode &code);

} // namespace retort
