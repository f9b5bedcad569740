// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/versions/version_view.h"

#include "core/base/error.h"
#include "core/data/versions/row_cache.h"

#include <algorithm>

namespace retort {

std::uint32_t ViewPart::code(RowColumn column, std::size_t row) const {
    if (column == RowColumn::Source)
        return std::uint32_t(source);
    if (column == RowColumn::Split)
        return std::uint32_t(split(row));
    const auto &codes = (*columns)[column];
    return codes.empty() ? 0 : codes[row];
}

const ViewPart *VersionView::find(SampleId sample, std::uint32_t &row) const {
    auto it = std::ranges::upper_bound(parts, sample, {}, &ViewPart::first);
    if (it == parts.begin())
        return nullptr;
    --it;
    const std::int64_t at = sample - it->first;
    if (at >= std::int64_t(it->rows()))
        return nullptr;
    row = std::uint32_t(at);
    return &*it;
}

std::vector<std::string> VersionView::tagsOf(const ViewPart &part, std::size_t row,
                                             const RowCache &cache) const {
    const std::uint32_t code = (*part.columns)[RowColumn::Tags][row];
    return code & localTagSet ? tagSets[code & ~localTagSet] : cache.tags(code);
}

void applyDecisions(SQLite::Database &db, VersionView &view, std::int64_t work) {
    ViewEditor editors(view);
    for (const OverlayRow &overlay : loadOverlay(db, work))
        editors.edit(overlay.sample, [&](PartEditor &editor, std::uint32_t row) {
            setRow(editor.columns(), row, overlay.values);
            editor.moved()[row] = {overlay.segment, overlay.position};
        });
    Query tags(db, "SELECT sample, tag_set FROM tag_change WHERE step=?");
    tags.bind(work);
    while (tags.next())
        editors.edit(tags.integer(0), [&](PartEditor &editor, std::uint32_t row) {
            editor.columns().set(row, RowColumn::Tags, tags.word(1));
        });
    Query kept(db, "SELECT sample FROM decision WHERE step=? AND decision=? AND op=(SELECT id FROM word "
                   "WHERE word='hand')");
    kept.bind(work, int(Decision::Keep));
    while (kept.next())
        editors.edit(kept.integer(0), [&](PartEditor &editor, std::uint32_t row) {
            editor.columns().set(row, RowColumn::Verdict, std::uint64_t(RowVerdict::Keep));
        });
}

std::string packStates(const std::vector<std::uint8_t> &states) {
    std::string packed((states.size() + 3) / 4, '\0');
    for (std::size_t i = 0; i < states.size(); ++i)
        packed[i / 4] = char(packed[i / 4] | states[i] << (2 * (i % 4)));
    return packed;
}

std::vector<std::uint8_t> unpackStates(std::string_view packed, std::size_t rows) {
    if (packed.size() != (rows + 3) / 4)
        throw Error(
            ErrorCode::Damaged,
            RETORT_TR("core",
                      "The rows of a version do not fit its sample file. Run “retort-cli project repair”."));
    std::vector<std::uint8_t> states(rows);
    for (std::size_t i = 0; i < rows; ++i)
        states[i] = std::uint8_t(std::uint8_t(packed[i / 4]) >> (2 * (i % 4)) & 3);
    return states;
}

} // namespace retort
