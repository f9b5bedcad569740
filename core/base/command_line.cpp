// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/command_line.h"

#include "core/base/utf8.h"

#include <algorithm>

namespace retort {
namespace {

// UTF-8 is plain to a shell: a Chinese name needs no quotes.
bool plain(char c) {
    return (c & 0x80) || isLetterOrDigit(c)
           || std::string_view("_-./:=@%+,").find(c) != std::string_view::npos;
}

std::string flagName(std::string_view id) {
    std::string name(id);
    std::ranges::replace(name, '_', '-');
    return name;
}

const OptionValue &valueOr(const OptionValues &values, const OptionSpec &spec, const OptionValue &other) {
    const auto it = values.find(spec.id);
    return it == values.end() ? other : it->second;
}

// A whole number where a float is wanted is the same value.
bool same(const OptionValue &a, const OptionValue &b) {
    if (a == b)
        return true;
    const auto number = [](const OptionValue &v) -> const double * { return std::get_if<double>(&v); };
    const auto whole = [](const OptionValue &v) { return std::get_if<std::int64_t>(&v); };
    if (number(a) && whole(b))
        return *number(a) == double(*whole(b));
    return number(b) && whole(a) && *number(b) == double(*whole(a));
}

} // namespace

std::string shellQuote(std::string_view word) {
    if (!word.empty() && std::ranges::all_of(word, plain))
        return std::string(word);
    std::string quoted = "'";
    for (const char c : word)
        quoted += c == '\'' ? "'\\''" : std::string(1, c);
    return quoted + "'";
}

CommandLine::CommandLine(std::string_view verb) : m_text("retort-cli " + std::string(verb)) {}

CommandLine &CommandLine::option(std::string_view id, std::string_view value) {
    // "--x -1" would be read as another flag.
    const bool joined = value.starts_with('-');
    m_text += " --" + flagName(id) + (joined ? "=" : " ") + shellQuote(value);
    return *this;
}

CommandLine &CommandLine::option(std::string_view id, std::int64_t value) {
    return option(id, std::to_string(value));
}

CommandLine &CommandLine::word(std::string_view word) {
    m_text += " " + shellQuote(word);
    return *this;
}

void CommandLine::flag(const OptionSpec &spec, bool on) {
    const bool hasNo = std::get<bool>(spec.defaultValue); // only then is there a --no-…
    m_text += on      ? " --" + flagName(spec.id)
              : hasNo ? " --no-" + flagName(spec.id)
                      : " --" + flagName(spec.id) + "=false";
}

CommandLine &CommandLine::options(const OptionTable &table, const OptionValues &values,
                                  const OptionValues &base) {
    for (const auto &[spec, value] : differingOptions(table, values, base))
        if (const bool *on = std::get_if<bool>(&value))
            flag(spec, *on);
        else
            option(spec.id, formatOption(spec, value));
    return *this;
}

std::vector<std::pair<OptionSpec, OptionValue>>
differingOptions(const OptionTable &table, const OptionValues &values, const OptionValues &base) {
    std::vector<std::pair<OptionSpec, OptionValue>> differing;
    for (const OptionSpec &spec : table) {
        const OptionValue &standard = valueOr(base, spec, spec.defaultValue);
        const OptionValue &value = valueOr(values, spec, standard);
        if (!same(value, standard))
            differing.emplace_back(spec, value);
    }
    return differing;
}

} // namespace retort
