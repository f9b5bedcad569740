// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/sql/interner.h"

#include <algorithm>
#include <nlohmann/json.hpp>

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
    Query find(db, "SELECT id FROM " + table + " WHERE " + column + "=?");
    if (find.bind(value).next())
        return find.integer(0);
    Query(db, "INSERT INTO " + table + "(" + column + ") VALUES(?)").bind(value).run();
    return lastRowId(db);
}

std::string tagsToJson(std::vector<std::string> tags) {
    std::sort(tags.begin(), tags.end());
    tags.erase(std::unique(tags.begin(), tags.end()), tags.end());
    return nlohmann::json(tags).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::vector<std::string> tagsFromJson(std::string_view json) {
    const auto parsed = nlohmann::json::parse(json, nullptr, false);
    std::vector<std::string> tags;
    if (parsed.is_array())
        for (const auto &tag : parsed)
            if (tag.is_string())
                tags.push_back(tag.get<std::string>());
    return tags;
}

} // namespace retort
