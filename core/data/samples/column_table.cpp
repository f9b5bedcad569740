// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/samples/column_table.h"

#include "core/base/error.h"
#include "core/base/hash.h"
#include "core/base/utf8.h"
#include "core/data/sql/interner.h"

#include <bit>

namespace retort {
namespace {

// --- how a column is computed: any change of these needs the column's rows to be filled anew
std::uint64_t faultsOf(const Sample &s) {
    return s.faults;
}
template <std::string Sample::*text>
std::uint64_t charsOf(const Sample &s) {
    return codePointCount(s.*text);
}
template <std::string Sample::*text>
std::string wordOf(const Sample &s) {
    return s.*text;
}
std::string tagsOf(const Sample &s) {
    return listToJson(sortedTags(s.tags));
}
std::uint64_t hasReference(const Sample &s) {
    return !s.reference.empty();
}
std::uint64_t ownSplitBits(const Sample &s) { // bit 0 belonged to "has a reference answer" until format 2
    const auto split = splitFromWord(s.split);
    return split ? std::uint64_t(1 + int(*split)) << 1 : 0;
}
std::uint64_t groupHash(const Sample &s) {
    return xxh3(splitGroupKey(s));
}

struct Compute {
    Compute(std::uint64_t (*f)(const Sample &)) : number(f) {}
    Compute(std::string (*f)(const Sample &)) : word(f) {}
    std::uint64_t (*number)(const Sample &) = nullptr;
    std::string (*word)(const Sample &) = nullptr;
};
constexpr std::uint64_t (*none)(const Sample &) = nullptr;

// --- names of values
std::vector<ColumnValue> unnamed() {
    return {};
}
std::vector<ColumnValue> verdictValues() {
    return {{"none", RETORT_TR("core", "none")},
            {"keep", RETORT_TR("core", "keep")},
            {"discard", RETORT_TR("core", "discard")}};
}
std::vector<ColumnValue> faultValues() {
    std::vector<ColumnValue> values(faultTable().size());
    for (const FaultInfo &info : faultTable())
        values[std::size_t(std::countr_zero(faultBit(info.fault)))] = {info.id, info.label};
    return values;
}
std::vector<ColumnValue> languageValues() {
    return {{"zh", RETORT_TR("core", "Chinese")},
            {"en", RETORT_TR("core", "English")},
            {"mixed", RETORT_TR("core", "mixed")},
            {"other", RETORT_TR("core", "other")}};
}
std::vector<ColumnValue> splitNames() {
    return {{splitName(Split::Train), RETORT_TR("core", "train")},
            {splitName(Split::Validation), RETORT_TR("core", "validation")},
            {splitName(Split::Test), RETORT_TR("core", "test")}};
}
std::vector<ColumnValue> noYes() {
    return {{"no", RETORT_TR("core", "no")}, {"yes", RETORT_TR("core", "yes")}};
}

enum Uses { plain, sorts, facet, sortsAndFacet };

ColumnSpec makeSpec(RowColumn column, int step, const char *id, ColumnKind kind, Compute value,
                    std::vector<ColumnValue> values, Text label, Text hint, int width, Uses uses) {
    return {column,
            step,
            id,
            kind,
            value.number,
            value.word,
            std::move(values),
            std::move(label),
            std::move(hint),
            width,
            (uses & sorts) != 0,
            (uses & facet) != 0};
}

} // namespace

const std::array<ColumnSpec, rowColumnCount> &columnTable() {
    static const std::array<ColumnSpec, rowColumnCount> table = {
#define ROW_COLUMN(step, name, id, kind, value, values, label, hint, width, uses)                            \
    makeSpec(RowColumn::name, step, id, ColumnKind::kind, value, values(), label, hint, width, uses),
#include "core/data/sql/row_columns.def"
#undef ROW_COLUMN
    };
    return table;
}

Text columnValueLabel(RowColumn column, const std::string &value) {
    for (const ColumnValue &known : columnSpec(column).values)
        if (known.id == value)
            return known.label;
    if (value == noValue)
        return RETORT_TR("core", "none");
    return text("%1", value); // a text of the data, never translated
}

const char *verdictName(RowVerdict verdict) {
    static constexpr const char *names[] = {"", "keep", "discard"};
    return names[std::size_t(verdict)];
}

RowVerdict verdictFromName(const std::string &name) {
    for (const RowVerdict verdict : {RowVerdict::None, RowVerdict::Keep, RowVerdict::Discard})
        if (name == verdictName(verdict))
            return verdict;
    throw Error(ErrorCode::InvalidArgument,
                RETORT_TR("core", "There is no verdict “%1”; use keep or discard."), name);
}

std::optional<Split> ownSplit(std::uint32_t bits) {
    const std::uint32_t number = bits >> 1 & 3;
    return number ? std::optional(Split(number - 1)) : std::nullopt;
}

RowValues rowValuesOf(const Sample &sample, const WordCode &code) {
    RowValues values{};
    for (const ColumnSpec &spec : columnTable())
        if (spec.number)
            values[std::size_t(spec.column)] = spec.number(sample);
        else if (spec.word)
            values[std::size_t(spec.column)] = code(spec.kind, spec.word(sample));
    return values;
}

} // namespace retort
