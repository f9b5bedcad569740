// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/option.h"

#include "core/base/error.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cctype>
#include <charconv>
#include <cmath>

namespace retort {
namespace {

double asDouble(const OptionValue &value) {
    if (const auto *i = std::get_if<std::int64_t>(&value))
        return double(*i);
    if (const auto *d = std::get_if<double>(&value))
        return *d;
    return std::nan("");
}

std::string plainNumber(double v) {
    return v == std::floor(v) && std::abs(v) < 1e15 ? fmt::format("{:.0f}", v) : fmt::format("{:g}", v);
}

bool typeFits(const OptionSpec &spec, const OptionValue &value) {
    switch (spec.type) {
    case OptionType::Bool:
        return std::holds_alternative<bool>(value);
    case OptionType::Int:
        return std::holds_alternative<std::int64_t>(value);
    case OptionType::Float:
        return std::holds_alternative<double>(value) || std::holds_alternative<std::int64_t>(value);
    default:
        return std::holds_alternative<std::string>(value);
    }
}

std::string choiceList(const OptionSpec &spec) {
    std::string list;
    for (const auto &c : spec.choices)
        list += (list.empty() ? "" : ", ") + c.id;
    return list;
}

std::optional<Text> limitFault(const OptionSpec &spec, double v) {
    if (!std::isfinite(v))
        return text(RETORT_TR("core", "“%1” must be a finite number."), spec.id);
    if (spec.minimum && v < *spec.minimum)
        return text(RETORT_TR("core", "“%1” is %2 but must be at least %3."), spec.id, plainNumber(v),
                    plainNumber(*spec.minimum));
    if (spec.maximum && v > *spec.maximum)
        return text(RETORT_TR("core", "“%1” is %2 but must be at most %3."), spec.id, plainNumber(v),
                    plainNumber(*spec.maximum));
    return std::nullopt;
}

std::optional<Text> fault(const OptionSpec &spec, const OptionValue &value) {
    if (!typeFits(spec, value))
        return text(RETORT_TR("core", "“%1” has a value of the wrong type."), spec.id);
    if (spec.type == OptionType::Int || spec.type == OptionType::Float)
        return limitFault(spec, asDouble(value));
    if (spec.type != OptionType::Choice)
        return std::nullopt;
    for (const auto &c : spec.choices)
        if (c.id == std::get<std::string>(value))
            return std::nullopt;
    return text(RETORT_TR("core", "“%1” is “%2” but must be one of: %3."), spec.id,
                std::get<std::string>(value), choiceList(spec));
}

const OptionSpec &specOf(const OptionTable &table, std::string_view id) {
    if (const auto *spec = findOption(table, id))
        return *spec;
    throw Error(ErrorCode::Internal, RETORT_TR("core", "There is no option “%1”."), id);
}

OptionValue valueOf(const OptionTable &table, const OptionValues &values, std::string_view id) {
    const auto &spec = specOf(table, id);
    const auto it = values.find(std::string(id));
    return it == values.end() ? spec.defaultValue : it->second;
}

// "3e-4", "1_000", "8k", "2M"
std::optional<double> parseNumber(std::string_view typed) {
    std::string s;
    for (const char c : typed)
        if (c != '_' && c != ',' && !std::isspace(static_cast<unsigned char>(c)))
            s += c;
    double factor = 1;
    if (!s.empty() && (s.back() == 'k' || s.back() == 'K'))
        factor = 1e3;
    if (!s.empty() && s.back() == 'M')
        factor = 1e6;
    if (factor != 1)
        s.pop_back();
    double v = 0;
    const auto [end, status] = std::from_chars(s.data(), s.data() + s.size(), v);
    if (status != std::errc() || end != s.data() + s.size() || s.empty())
        return std::nullopt;
    return v * factor;
}

} // namespace

const OptionSpec *findOption(const OptionTable &table, std::string_view id) {
    for (const auto &spec : table)
        if (spec.id == id)
            return &spec;
    return nullptr;
}

OptionTable joinTables(OptionTable first, const OptionTable &second) {
    for (const auto &spec : second)
        if (!findOption(first, spec.id))
            first.push_back(spec);
    return first;
}

std::vector<OptionFault> checkOptions(const OptionTable &table, const OptionValues &values) {
    std::vector<OptionFault> faults;
    for (const auto &[id, value] : values) {
        const auto *spec = findOption(table, id);
        if (!spec)
            faults.push_back({id, text(RETORT_TR("core", "There is no option “%1”."), id)});
        else if (auto reason = fault(*spec, value))
            faults.push_back({id, *reason});
    }
    return faults;
}

void requireOptions(const OptionTable &table, const OptionValues &values) {
    const auto faults = checkOptions(table, values);
    if (!faults.empty())
        throw Error(ErrorCode::InvalidArgument, faults.front().reason);
}

OptionValues withDefaults(const OptionTable &table, const OptionValues &values) {
    OptionValues all = values;
    for (const auto &spec : table)
        all.try_emplace(spec.id, spec.defaultValue);
    return all;
}

bool optionEnabled(const OptionTable &table, const OptionValues &values, const OptionSpec &spec) {
    if (spec.enabledWhen.empty())
        return true;
    const auto equals = spec.enabledWhen.find('=');
    const std::string other = spec.enabledWhen.substr(0, equals);
    const std::string wanted = equals == std::string::npos ? "true" : spec.enabledWhen.substr(equals + 1);
    return formatOption(specOf(table, other), valueOf(table, values, other)) == wanted;
}

bool optionBool(const OptionTable &table, const OptionValues &values, std::string_view id) {
    return std::get<bool>(valueOf(table, values, id));
}

std::int64_t optionInt(const OptionTable &table, const OptionValues &values, std::string_view id) {
    return std::get<std::int64_t>(valueOf(table, values, id));
}

double optionFloat(const OptionTable &table, const OptionValues &values, std::string_view id) {
    return asDouble(valueOf(table, values, id));
}

std::string optionText(const OptionTable &table, const OptionValues &values, std::string_view id) {
    return std::get<std::string>(valueOf(table, values, id));
}

OptionValue parseOption(const OptionSpec &spec, std::string_view typed) {
    const auto refuse = [&](const char *pattern) {
        return Error(ErrorCode::InvalidArgument, pattern, spec.id, typed);
    };
    if (spec.type == OptionType::Bool) {
        if (typed == "true" || typed == "1" || typed == "yes" || typed == "on")
            return true;
        if (typed == "false" || typed == "0" || typed == "no" || typed == "off")
            return false;
        throw refuse(RETORT_TR("core", "“%1” is “%2” but must be true or false."));
    }
    if (spec.type != OptionType::Int && spec.type != OptionType::Float)
        return std::string(typed);
    const auto number = parseNumber(typed);
    if (!number)
        throw refuse(RETORT_TR("core", "“%1” is “%2” but must be a number."));
    if (spec.type == OptionType::Float)
        return *number;
    if (*number != std::floor(*number) || std::abs(*number) > 9e15)
        throw refuse(RETORT_TR("core", "“%1” is “%2” but must be a whole number."));
    return std::int64_t(*number);
}

std::string formatOption(const OptionSpec &, const OptionValue &value) {
    if (const auto *b = std::get_if<bool>(&value))
        return *b ? "true" : "false";
    if (const auto *i = std::get_if<std::int64_t>(&value))
        return std::to_string(*i);
    if (const auto *d = std::get_if<double>(&value))
        return fmt::format("{}", *d);
    return std::get<std::string>(value);
}

std::string optionsToJson(const OptionValues &values) {
    nlohmann::json j = nlohmann::json::object();
    for (const auto &[id, value] : values)
        std::visit([&](const auto &v) { j[id] = v; }, value);
    return j.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

OptionValues optionsFromJson(std::string_view json) {
    const auto j = nlohmann::json::parse(json, nullptr, false);
    if (!j.is_object())
        throw Error(ErrorCode::BadFormat, RETORT_TR("core", "The options are not a JSON object."));
    OptionValues values;
    for (const auto &[id, v] : j.items()) {
        if (v.is_boolean())
            values[id] = v.get<bool>();
        else if (v.is_number_integer())
            values[id] = v.get<std::int64_t>();
        else if (v.is_number())
            values[id] = v.get<double>();
        else if (v.is_string())
            values[id] = v.get<std::string>();
        else
            throw Error(ErrorCode::BadFormat,
                        RETORT_TR("core", "The option “%1” is neither text, number nor true/false."), id);
    }
    return values;
}

} // namespace retort
