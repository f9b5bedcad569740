// SPDX-License-Identifier: GPL-3.0-or-later
// Repeated texts (languages, tag sets, reasons) as numbers of a small table. Internal to core/data; one
// thread.
#pragma once

#include "core/data/sql/sqlite.h"

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

namespace retort {

class Interner {
public:
    // A table (id INTEGER PRIMARY KEY, <column> TEXT UNIQUE): word, tag_set, reason.
    Interner(std::string table, std::string column)
        : m_table(std::move(table)),
          m_column(std::move(column)) {}
    std::uint32_t local(const std::string &value); // a number within this object, at once
    void resolve(SQLite::Database &db); // in a write transaction: gives every new local number its row
    std::int64_t id(std::uint32_t local) const { return m_ids[local]; }

private:
    std::string m_table, m_column;
    std::unordered_map<std::string, std::uint32_t> m_locals;
    std::vector<const std::string *> m_values;
    std::vector<std::int64_t> m_ids;
};

std::int64_t internOne(SQLite::Database &db, const std::string &table, const std::string &column,
                       const std::string &value);
std::vector<std::string> sortedTags(std::vector<std::string> tags); // without doubles

} // namespace retort
