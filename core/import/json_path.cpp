// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/json_path.h"

#include "core/base/error.h"

#include <charconv>

namespace retort {
namespace {

[[noreturn]] void fail(std::string_view path, std::size_t at) {
    throw Error(ErrorCode::InvalidArgument,
                RETORT_TR("core", "“%1” is no path into a record (character %2). Write name, name.other, "
                                  "name[0], name[-1], name[*] or [\"odd name\"]."),
                path, std::int64_t(at + 1));
}

JsonPath parsePointer(std::string_view path) {
    JsonPath steps;
    for (std::size_t at = 1; at <= path.size();) {
        const std::size_t end = std::min(path.find('/', at), path.size());
        std::string name;
        for (std::size_t i = at; i < end; ++i) {
            const bool escape = path[i] == '~' && i + 1 < end;
            if (escape)
                name += path[++i] == '0' ? '~' : '/';
            else
                name += path[i];
        }
        const bool number = !name.empty() && name.find_first_not_of("0123456789") == std::string::npos
                            && name.size() < 10 && !steps.empty();
        if (number)
            steps.push_back({JsonPathStep::Kind::Index, name, std::stoll(name)});
        else
            steps.push_back({JsonPathStep::Kind::Member, name, 0});
        at = end + 1;
    }
    return steps;
}

// "[…]" at `at`; returns the place behind it.
std::size_t parseBracket(std::string_view path, std::size_t at, JsonPath &steps) {
    if (path.substr(at, 2) == "[\"") {
        const std::size_t end = path.find("\"]", at + 2);
        if (end == std::string_view::npos)
            fail(path, at);
        steps.push_back({JsonPathStep::Kind::Member, std::string(path.substr(at + 2, end - at - 2)), 0});
        return end + 2;
    }
    const std::size_t end = path.find(']', at);
    if (end == std::string_view::npos)
        fail(path, at);
    const std::string_view inside = path.substr(at + 1, end - at - 1);
    if (inside == "*") {
        steps.push_back({JsonPathStep::Kind::All, {}, 0});
        return end + 1;
    }
    JsonPathStep step{JsonPathStep::Kind::Index, {}, 0};
    const auto [rest, error] = std::from_chars(inside.data(), inside.data() + inside.size(), step.index);
    if (error != std::errc() || rest != inside.data() + inside.size())
        fail(path, at + 1);
    steps.push_back(step);
    return end + 1;
}

std::optional<JsonValue> itemAt(JsonValue value, std::int64_t index) {
    simdjson::dom::array list;
    JsonValue item;
    if (value.get_array().get(list) != simdjson::SUCCESS)
        return std::nullopt;
    if (index < 0)
        index += std::int64_t(list.size());
    if (index < 0 || list.at(std::size_t(index)).get(item) != simdjson::SUCCESS || item.is_null())
        return std::nullopt;
    return item;
}

std::optional<std::string> textFrom(std::optional<JsonValue> value, const JsonPath &path, std::size_t step) {
    for (; value && step < path.size(); ++step) {
        if (path[step].kind == JsonPathStep::Kind::Member) {
            value = memberOf(*value, path[step].name);
        } else if (path[step].kind == JsonPathStep::Kind::Index) {
            value = path[step].name.empty() || value->is_array() ? itemAt(*value, path[step].index)
                                                                 : memberOf(*value, path[step].name);
        } else {
            simdjson::dom::array list;
            if (value->get_array().get(list) != simdjson::SUCCESS)
                return std::nullopt;
            std::optional<std::string> all;
            for (const JsonValue item : list)
                if (const auto one = textFrom(item, path, step + 1))
                    all = all ? *all + "\n" + *one : *one;
            return all;
        }
    }
    if (!value || value->is_null())
        return std::nullopt;
    return textOf(*value);
}

} // namespace

JsonPath parseJsonPath(std::string_view path) {
    if (path.starts_with('/'))
        return parsePointer(path);
    JsonPath steps;
    for (std::size_t at = 0; at < path.size();) {
        if (path[at] == '[') {
            at = parseBracket(path, at, steps);
            continue;
        }
        if (path[at] == '.') {
            if (steps.empty())
                fail(path, at);
            ++at;
        } else if (!steps.empty()) {
            fail(path, at);
        }
        const std::size_t end = std::min(path.find_first_of(".[", at), path.size());
        if (end == at)
            fail(path, at);
        steps.push_back({JsonPathStep::Kind::Member, std::string(path.substr(at, end - at)), 0});
        at = end;
    }
    if (steps.empty() || steps[0].kind != JsonPathStep::Kind::Member)
        fail(path, 0);
    return steps;
}

std::optional<std::string> textAt(const Record &record, const JsonPath &path) {
    return textFrom(record.find(path[0].name), path, 1);
}

} // namespace retort
