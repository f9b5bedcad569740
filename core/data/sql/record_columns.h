// SPDX-License-Identifier: GPL-3.0-or-later
// The columns of a table that hold the members of a record, in one list: SELECT, INSERT and the way from a
// row into the record follow from it. Internal to core/data; constant, any thread.
#pragma once

#include "core/data/sql/sqlite.h"

#include <string>
#include <tuple>

namespace retort {

template <typename Record, typename... Members>
class RecordColumns {
public:
    // `names`: "id, name, …", one for each member.
    constexpr RecordColumns(const char *names, Members Record::*...members)
        : m_names(names),
          m_members(members...) {}
    const char *names() const { return m_names; }
    static constexpr int count = int(sizeof...(Members));

    // From column `at` of the row on.
    Record read(const Query &row, int at = 0) const {
        Record record;
        std::apply([&](auto... member) { (row.get(at++, record.*member), ...); }, m_members);
        return record;
    }
    // "INSERT INTO run(…) VALUES(?, …)"; `keys` ("chat, seq") come first.
    std::string insertSql(const std::string &table, const std::string &keys = {}) const {
        return retort::insertSql(table, keys.empty() ? m_names : keys + ", " + m_names);
    }
    // Keys and members in the order of insertSql().
    template <typename... Keys>
    void insert(Query &insert, const Record &record, const Keys &...keys) const {
        std::apply([&](auto... member) { insert.bind(keys..., record.*member...).run(); }, m_members);
    }
    void insert(SQLite::Database &db, const std::string &table, const Record &record) const {
        Query query(db, insertSql(table));
        insert(query, record);
    }

private:
    const char *m_names;
    std::tuple<Members Record::*...> m_members;
};

} // namespace retort
