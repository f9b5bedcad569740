// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/record.h"

#include "core/base/utf8.h"
#include "core/text/think_splitter.h"

#include <algorithm>
#include <numeric>

namespace retort {
namespace {

bool sameWord(std::string_view a, std::string_view b) {
    return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) {
               return toLower(x) == toLower(y);
           });
}

bool isTextList(JsonValue value) {
    simdjson::dom::array list;
    if (value.get_array().get(list) != simdjson::SUCCESS)
        return false;
    for (const JsonValue item : list)
        if (item.is_object() || item.is_array())
            return false;
    return true;
}

} // namespace

Record::Record(simdjson::dom::object object) {
    for (const auto [key, value] : object)
        m_fields.push_back({key, value});
    markDoubled();
}

void Record::markDoubled() {
    if (m_fields.size() <= 32) {
        for (std::size_t i = 0; i < m_fields.size(); ++i)
            for (std::size_t j = i + 1; j < m_fields.size() && !m_fields[i].doubled; ++j)
                m_fields[i].doubled = m_fields[j].key == m_fields[i].key;
        return;
    }
    std::vector<std::size_t> order(m_fields.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    std::ranges::stable_sort(order,
                             [&](std::size_t a, std::size_t b) { return m_fields[a].key < m_fields[b].key; });
    for (std::size_t i = 0; i + 1 < order.size(); ++i)
        m_fields[order[i]].doubled = m_fields[order[i]].key == m_fields[order[i + 1]].key;
}

std::optional<JsonValue> Record::find(std::string_view name) const {
    const Field *field = fieldOf(name);
    return field && !field->value.is_null() ? std::optional(field->value) : std::nullopt;
}

std::string_view Record::stringAt(std::string_view name) const {
    const Field *field = fieldOf(name);
    return field ? stringOf(field->value).value_or("") : "";
}

std::optional<simdjson::dom::array> Record::listAt(std::string_view name) const {
    const Field *field = fieldOf(name);
    return field && field->value.is_array() ? std::optional(field->value.get_array().value_unsafe())
                                            : std::nullopt;
}

bool Record::hasKey(std::string_view name) const {
    return std::ranges::any_of(m_fields, [&](const Field &field) { return field.key == name; });
}

std::string_view Record::keyWithText(std::string_view name) const {
    for (const Field &field : m_fields) {
        if (field.doubled || field.value.is_null() || !sameWord(field.key, name))
            continue;
        const auto string = stringOf(field.value);
        if (!string || !isBlank(*string))
            return field.key;
    }
    return {};
}

std::string_view Record::firstOf(std::span<const std::string_view> names) const {
    for (const std::string_view name : names)
        if (const std::string_view key = keyWithText(name); !key.empty())
            return key;
    return {};
}

std::vector<std::pair<std::string_view, JsonValue>> Record::fields() const {
    std::vector<std::pair<std::string_view, JsonValue>> fields;
    for (const Field &field : m_fields)
        if (!field.doubled && !field.value.is_null())
            fields.emplace_back(field.key, field.value);
    return fields;
}

const Record::Field *Record::fieldOf(std::string_view name) const {
    for (const Field &field : m_fields)
        if (field.key == name && !field.doubled)
            return &field;
    return nullptr;
}

std::string Record::take(std::string_view name, const char *placed) {
    Field *field = fieldOf(name);
    if (!field)
        return {};
    field->placed = placed;
    const bool list = field->value.is_array();
    if (m_notText.empty() && (field->value.is_object() || (list && !isTextList(field->value))))
        m_notText = name;
    return textOf(field->value);
}

void Record::place(std::string_view name, const char *placed) {
    if (Field *field = fieldOf(name))
        field->placed = placed;
}

void Record::notePlace(std::string path, const char *placed) {
    const auto known = std::ranges::find_if(m_notes, [&](const auto &note) { return note.first == path; });
    if (known == m_notes.end())
        m_notes.emplace_back(std::move(path), placed);
}

void Record::addMetadata(std::string_view key, std::string_view json) {
    m_added.emplace_back(key, json);
}

void Record::addMetadataText(std::string_view key, std::string_view text) {
    std::string json;
    appendJsonString(json, text);
    m_added.emplace_back(key, std::move(json));
}

std::string Record::metadata() const {
    std::string json = "{";
    const auto add = [&](std::string_view key, std::string_view value) {
        if (json.size() > 1)
            json += ',';
        appendJsonString(json, key);
        json += ':';
        json += value;
    };
    int repeated = 0;
    for (const Field &field : m_fields) {
        if (field.value.is_null())
            continue;
        if (field.doubled)
            add(std::string(field.key) + " (repeated " + std::to_string(++repeated) + ")",
                jsonOf(field.value));
        else if (!field.placed)
            add(field.key, jsonOf(field.value));
    }
    for (const auto &[key, value] : m_added)
        add(key, value);
    return json + "}";
}

std::vector<std::pair<std::string, std::string>> Record::placements() const {
    std::vector<std::pair<std::string, std::string>> all;
    for (const Field &field : m_fields) {
        const std::string inside = std::string(field.key) + "[";
        const bool detailed =
            std::ranges::any_of(m_notes, [&](const auto &note) { return note.first.starts_with(inside); });
        if (!field.doubled && !field.value.is_null() && !detailed)
            all.emplace_back(field.key, field.placed ? field.placed : place::metadata);
    }
    for (const auto &[path, placed] : m_notes)
        all.emplace_back(path, placed);
    return all;
}

std::optional<std::string_view> stringOf(JsonValue value) {
    std::string_view text;
    if (value.get_string().get(text) != simdjson::SUCCESS)
        return std::nullopt;
    return text;
}

std::string jsonOf(JsonValue value) {
    return simdjson::minify(value);
}

std::string textOf(JsonValue value) {
    using Type = simdjson::dom::element_type;
    switch (value.type()) {
    case Type::STRING:
        return std::string(*stringOf(value));
    case Type::NULL_VALUE:
        return {};
    case Type::ARRAY:
        break;
    default:
        return jsonOf(value);
    }
    if (!isTextList(value))
        return jsonOf(value);
    std::string text;
    const simdjson::dom::array list = value.get_array().value_unsafe();
    for (const JsonValue item : list)
        (text += textOf(item)) += '\n';
    return text.substr(0, text.empty() ? 0 : text.size() - 1);
}

void appendJsonString(std::string &json, std::string_view text) {
    static constexpr char hex[] = "0123456789abcdef";
    json += '"';
    for (const char c : text) {
        const unsigned char byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\')
            (json += '\\') += c;
        else if (c == '\n')
            json += "\\n";
        else if (c == '\t')
            json += "\\t";
        else if (c == '\r')
            json += "\\r";
        else if (byte < 0x20)
            ((json += "\\u00") += hex[byte >> 4]) += hex[byte & 15];
        else
            json += c;
    }
    json += '"';
}

std::optional<JsonValue> memberOf(JsonValue object, std::string_view name) {
    simdjson::dom::object members;
    if (object.get_object().get(members) != simdjson::SUCCESS)
        return std::nullopt;
    std::optional<JsonValue> found; // the last of equal keys
    for (const auto [key, value] : members)
        if (key == name)
            found = value;
    return found && !found->is_null() ? found : std::nullopt;
}

} // namespace retort
