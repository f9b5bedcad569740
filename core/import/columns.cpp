// SPDX-License-Identifier: GPL-3.0-or-later
// The paths that a person may choose from when mapping fields by hand.
#include "core/base/utf8.h"
#include "core/import/format_choice.h"

#include <algorithm>

namespace retort {
namespace {

constexpr std::size_t mostColumns = 200;
constexpr std::size_t mostSeen = 100'000; // fields looked at; a record may have a million
constexpr int deepest = 3;

class Collector {
public:
    void add(const std::string &path, JsonValue value, int depth) {
        simdjson::dom::object members;
        simdjson::dom::array list;
        if (depth < deepest && value.get_object().get(members) == simdjson::SUCCESS) {
            for (const auto [key, member] : members)
                if (!member.is_null())
                    add(memberPath(path, key), member, depth + 1);
        } else if (depth < deepest && value.get_array().get(list) == simdjson::SUCCESS
                   && holdsObjects(list)) {
            add(path + "[0]", list.at(0).value_unsafe(), depth + 1);
            add(path + "[-1]", list.at(list.size() - 1).value_unsafe(), depth + 1);
        } else {
            count(path, value);
        }
    }
    std::vector<FieldColumn> take() { return std::move(m_columns); }

    static std::string memberPath(const std::string &path, std::string_view key) {
        const bool plain = !key.empty() && key.find_first_of(".[]\"/") == std::string_view::npos;
        if (!plain)
            return path + "[\"" + std::string(key) + "\"]";
        return path.empty() ? std::string(key) : path + "." + std::string(key);
    }

private:
    static bool holdsObjects(const simdjson::dom::array &list) {
        return list.size() > 0 && list.at(0).value_unsafe().is_object();
    }

    void count(const std::string &path, JsonValue value) {
        if (++m_seen > mostSeen)
            return;
        auto column = std::ranges::find(m_columns, path, &FieldColumn::path);
        if (column == m_columns.end()) {
            if (m_columns.size() == mostColumns)
                return;
            column = m_columns.insert(column, {path, {}, 0});
        }
        ++column->records;
        if (column->example.empty())
            column->example = snippet(textOf(value), 60);
    }

    std::vector<FieldColumn> m_columns;
    std::size_t m_seen = 0;
};

} // namespace

std::vector<FieldColumn> columnsOf(const std::vector<Record> &head) {
    Collector collector;
    for (const Record &record : head)
        for (const auto &[key, value] : record.fields())
            collector.add(Collector::memberPath({}, key), value, 1);
    return collector.take();
}

} // namespace retort
