// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/samples/row_columns.h"

#include "core/base/error.h"

namespace retort {
namespace {

std::string columnList(const std::vector<RowColumn> &columns) {
    std::string list;
    for (const RowColumn column : columns)
        list += std::string(list.empty() ? "" : ", ") + columnSpec(column).id;
    return list;
}

} // namespace

RowColumns::RowColumns(std::size_t rows) : m_rows(rows) {
    for (const ColumnSpec &spec : columnTable())
        if (spec.kind == ColumnKind::Hash)
            m_hashes[std::size_t(spec.column)].resize(rows);
        else if (spec.stored() || spec.column == RowColumn::Verdict)
            m_codes[std::size_t(spec.column)].resize(rows);
}

void RowColumns::set(std::size_t row, RowColumn column, std::uint64_t value) {
    const auto at = std::size_t(column);
    if (m_hashes[at].empty())
        m_codes[at][row] = std::uint32_t(value);
    else
        m_hashes[at][row] = value;
}

std::vector<RowColumn> storedColumns(int fromStep) {
    std::vector<RowColumn> columns;
    for (const ColumnSpec &spec : columnTable())
        if (spec.step >= fromStep)
            columns.push_back(spec.column);
    return columns;
}

void setRow(RowColumns &columns, std::size_t row, const RowValues &values) {
    for (const ColumnSpec &spec : columnTable())
        if (spec.stored())
            columns.set(row, spec.column, values[std::size_t(spec.column)]);
}

RowColumns loadColumns(SQLite::Database &db, std::int64_t first, std::int64_t rows, const JobContext &job) {
    const CancelScope cancel(db, job);
    RowColumns columns{std::size_t(rows)};
    const auto stored = storedColumns();
    Query query(db, "SELECT " + columnList(stored) + " FROM sample WHERE id >= ? AND id < ? ORDER BY id");
    query.bind(first, first + rows);
    std::size_t row = 0;
    for (; query.next(); ++row)
        for (std::size_t i = 0; i < stored.size(); ++i)
            columns.set(row, stored[i], query.word(int(i)));
    if (row != columns.rows())
        throw Error(
            ErrorCode::Damaged,
            pluralText(
                RETORT_TR("core", "The project lacks %n sample row(s). Run “retort-cli project repair”."),
                std::int64_t(columns.rows()) - std::int64_t(row)));
    return columns;
}

std::vector<OverlayRow> loadOverlay(SQLite::Database &db, std::int64_t work) {
    std::vector<OverlayRow> rows;
    const auto stored = storedColumns();
    Query query(db, "SELECT sample, overlay.segment, position, " + columnList(stored)
                        + " FROM segment JOIN overlay ON overlay.segment = segment.id WHERE segment.step = ? "
                          "ORDER BY overlay.segment, position");
    query.bind(work);
    while (query.next()) {
        OverlayRow row{query.integer(0), query.integer(1), query.integer(2), {}};
        for (std::size_t i = 0; i < stored.size(); ++i)
            row.values[std::size_t(stored[i])] = query.word(3 + int(i));
        rows.push_back(row);
    }
    return rows;
}

RowValues RowEncoder::encode(const Sample &sample) {
    return rowValuesOf(sample, [this](ColumnKind kind, const std::string &text) {
        return (kind == ColumnKind::Tags ? m_tagSets : m_words).local(text);
    });
}

void RowEncoder::resolve(SQLite::Database &db) {
    m_words.resolve(db);
    m_tagSets.resolve(db);
}

void RowEncoder::bind(Query &query, int at, const RowValues &row,
                      const std::vector<RowColumn> &columns) const {
    for (const RowColumn column : columns) {
        const std::uint64_t value = row[std::size_t(column)];
        const ColumnKind kind = columnSpec(column).kind;
        if (kind == ColumnKind::Word || kind == ColumnKind::Tags)
            query.bindAt(at++, (kind == ColumnKind::Tags ? m_tagSets : m_words).id(std::uint32_t(value)));
        else
            query.bindAt(at++, value);
    }
}

std::string insertRowSql(const std::string &table, const std::string &keys) {
    return insertSql(table, keys + ", " + columnList(storedColumns()));
}

} // namespace retort
