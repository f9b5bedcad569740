// SPDX-License-Identifier: GPL-3.0-or-later
// A version in memory: which rows it has, their split, their index columns with every change of its chain
// applied, and where their texts are. Constant once built; shared by threads. Internal to core/data.
#pragma once

#include "core/data/samples/row_columns.h"
#include "core/data/samples/sample.h"
#include "core/data/versions/version_store.h"

#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace retort {

struct TextPlace {
    std::int64_t segment = 0, position = 0;
};

using MovedTexts = std::unordered_map<std::uint32_t, TextPlace>;

// The rows of one imported segment.
struct ViewPart {
    std::int64_t segment = 0;
    SampleId first = 0;
    SourceId source = 0;
    std::shared_ptr<const RowColumns> columns;
    std::shared_ptr<const std::vector<std::uint8_t>> states; // 0: not in the version, else 1 + Split
    std::shared_ptr<const MovedTexts> moved; // rows whose texts are in an overlay; may be null
    std::size_t rows() const { return columns->rows(); }
    bool has(std::size_t row) const { return (*states)[row] != 0; }
    std::uint32_t code(RowColumn column, std::size_t row) const; // 0 for a column without
    Split split(std::size_t row) const { return Split((*states)[row] - 1); }
    TextPlace place(std::uint32_t row) const {
        if (moved)
            if (const auto it = moved->find(row); it != moved->end())
                return it->second;
        return {segment, row};
    }
};

inline constexpr std::uint32_t localTagSet = 0x80000000u; // of pending changes, in VersionView::tagSets

struct VersionView {
    VersionId id = 0;
    std::int64_t revision = 0;                                   // of the pending changes that are applied
    std::vector<ViewPart> parts;                                 // by first sample id
    std::vector<std::vector<std::string>> tagSets;               // localTagSet + index
    std::unordered_map<SampleId, Sample> edits;                  // pending
    const ViewPart *find(SampleId id, std::uint32_t &row) const; // null when no part covers the id
    std::vector<std::string> tagsOf(const ViewPart &part, std::size_t row, const class RowCache &cache) const;
};

// Copies shared columns before the first change to a part.
class PartEditor {
public:
    explicit PartEditor(ViewPart &part) : m_part(part) {}
    const ViewPart &part() const { return m_part; }
    RowColumns &columns() { return own(m_columns, m_part.columns); }
    MovedTexts &moved() { return own(m_moved, m_part.moved); }

private:
    template <typename T>
    static T &own(std::shared_ptr<T> &mine, std::shared_ptr<const T> &shared) {
        if (!mine)
            shared = mine = shared ? std::make_shared<T>(*shared) : std::make_shared<T>();
        return *mine;
    }
    ViewPart &m_part;
    std::shared_ptr<RowColumns> m_columns;
    std::shared_ptr<MovedTexts> m_moved;
};

class ViewEditor {
public:
    explicit ViewEditor(VersionView &view) : m_view(view), m_editors(view.parts.begin(), view.parts.end()) {}
    // Calls fn(editor, row) for the part that holds the sample; samples outside the view are passed over.
    template <typename Fn>
    void edit(SampleId sample, Fn &&fn) {
        std::uint32_t row = 0;
        if (const ViewPart *const part = m_view.find(sample, row))
            fn(m_editors[std::size_t(part - m_view.parts.data())], row);
    }

private:
    VersionView &m_view;
    std::vector<PartEditor> m_editors;
};

// Applies changed texts, tags and verdicts of one version's decisions, whose key is `work`.
void applyDecisions(SQLite::Database &db, VersionView &view, std::int64_t work);

std::string packStates(const std::vector<std::uint8_t> &states); // two bits a row
std::vector<std::uint8_t> unpackStates(std::string_view packed, std::size_t rows);

} // namespace retort
