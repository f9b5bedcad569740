// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/sql/interner.h"

#include <algorithm>

namespace retort {

std::uint32_t Interner::local(const std::string &value) {
    const auto [it, added] = m_locals.try_emplace(value, std::uint32_t(m_values.size()));
    if (added)
        m_values.push_back(&it->first); // node-based: the key stays where it is
    return it->second;
}

void Interner::resolve(SQLite::Database &db) {
    while (m_ids.size() < m_values.size())
        m_ids.push_back(internOne(db, m_table, m_column, *m_values[m_ids.size()]));
}

std::int64_t internOne(SQLite::Database &db, const std::string &table, const std::string &column,
                       const std::string &value) {
    if (const auto id = oneInteger(db, "SELECT id FROM " + table + " WHERE " + column + "=?", value))
        return *id;
    execute(db, "INSERT INTO " + table + "(" + column + ") VALUES(?)", value);
    return lastRowId(db);
}

std::vector<std::string> sortedTags(std::vector<std::string> tags) {
    std::ranges::sort(tags);
    tags.erase(std::unique(tags.begin(), tags.end()), tags.end());
    return tags;
}

} // namespace retort
