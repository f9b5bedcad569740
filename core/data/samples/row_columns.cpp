// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/samples/row_columns.h"

#include "core/base/error.h"

namespace retort {

const char *verdictName(Verdict verdict) {
    switch (verdict) {
    case Verdict::Keep:
        return "keep";
    case Verdict::Discard:
        return "discard";
    case Verdict::None:
        break;
    }
    return "";
}

Verdict verdictFromName(const std::string &name) {
    for (const Verdict verdict : {Verdict::None, Verdict::Keep, Verdict::Discard})
        if (name == verdictName(verdict))
            return verdict;
    throw Error(ErrorCode::InvalidArgument,
                text(RETORT_TR("core", "There is no verdict “%1”; use keep or discard."), name));
}

namespace {

void resize(RowColumns &columns, std::size_t rows) {
    for (auto *column : {&columns.faults, &columns.questionChars, &columns.reasoningChars,
                         &columns.answerChars, &columns.language, &columns.origin, &columns.tagSet})
        column->resize(rows);
    columns.flags.resize(rows);
    columns.verdicts.resize(rows, Verdict::None);
    columns.groupHash.resize(rows);
}

// The columns of `faults … content_hash` from result column `at` on.
OverlayRow readRow(const Query &query, int at) {
    OverlayRow row;
    row.index.faults = std::uint32_t(query.integer(at));
    row.index.questionChars = std::uint32_t(query.integer(at + 1));
    row.index.reasoningChars = std::uint32_t(query.integer(at + 2));
    row.index.answerChars = std::uint32_t(query.integer(at + 3));
    row.language = std::uint32_t(query.integer(at + 4));
    row.origin = std::uint32_t(query.integer(at + 5));
    row.tagSet = std::uint32_t(query.integer(at + 6));
    row.index.flags = std::uint8_t(query.integer(at + 7));
    row.index.groupHash = query.word(at + 8);
    return row;
}

} // namespace

void setRow(RowColumns &columns, std::size_t row, const OverlayRow &values) {
    columns.faults[row] = values.index.faults;
    columns.questionChars[row] = values.index.questionChars;
    columns.reasoningChars[row] = values.index.reasoningChars;
    columns.answerChars[row] = values.index.answerChars;
    columns.language[row] = values.language;
    columns.origin[row] = values.origin;
    columns.tagSet[row] = values.tagSet;
    columns.flags[row] = values.index.flags;
    columns.groupHash[row] = values.index.groupHash;
}

RowColumns loadColumns(SQLite::Database &db, std::int64_t first, std::int64_t rows, const JobContext &job) {
    const CancelScope cancel(db, job);
    RowColumns columns;
    resize(columns, std::size_t(rows));
    Query query(db, "SELECT faults, question_chars, reasoning_chars, answer_chars, language, origin, "
                    "tag_set, flags, group_hash "
                    "FROM sample WHERE id >= ? AND id < ? ORDER BY id");
    query.bind(first, first + rows);
    std::size_t row = 0;
    for (; query.next(); ++row)
        setRow(columns, row, readRow(query, 0));
    if (row != columns.rows())
        throw Error(
            ErrorCode::Damaged,
            pluralText(
                RETORT_TR("core", "The project lacks %n sample row(s). Run “retort-cli project repair”."),
                std::int64_t(columns.rows()) - std::int64_t(row)));
    return columns;
}

std::vector<OverlayRow> loadOverlay(SQLite::Database &db, std::int64_t step) {
    std::vector<OverlayRow> rows;
    Query query(
        db, "SELECT o.faults, o.question_chars, o.reasoning_chars, o.answer_chars, o.language, o.origin, "
            "o.tag_set, o.flags, "
            "o.group_hash, o.sample, o.segment, o.position FROM segment s JOIN overlay o ON o.segment = s.id "
            "WHERE s.step = ? ORDER BY o.segment, o.position");
    query.bind(step);
    while (query.next()) {
        OverlayRow row = readRow(query, 0);
        row.sample = query.integer(9);
        row.segment = query.integer(10);
        row.position = query.integer(11);
        rows.push_back(row);
    }
    return rows;
}

void bindRow(Query &insert, int index, const RowIndex &row, const RowWords &words) {
    insert.bindAt(index, row.faults);
    insert.bindAt(index + 1, row.questionChars);
    insert.bindAt(index + 2, row.reasoningChars);
    insert.bindAt(index + 3, row.answerChars);
    insert.bindAt(index + 4, words.language);
    insert.bindAt(index + 5, words.origin);
    insert.bindAt(index + 6, words.tagSet);
    insert.bindAt(index + 7, int(row.flags));
    insert.bindAt(index + 8, row.groupHash);
    insert.bindAt(index + 9, row.questionHash);
    insert.bindAt(index + 10, row.contentHash);
}

} // namespace retort
