// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"

#include "core/base/utf8.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace retort {

std::string groupedDigits(std::int64_t n) {
    std::string digits = std::to_string(n);
    const std::size_t first = n < 0 ? 1 : 0;
    for (std::size_t at = digits.size(); at > first + 3; at -= 3)
        digits.insert(at - 3, 1, ',');
    return digits;
}

std::string textArg(double value) {
    return fmt::format("{:g}", value);
}

namespace {
constexpr char nestedMark = '\x01'; // no argument for people begins with it
}

std::string textArg(const Text &value) {
    return nestedMark + textToJson(value);
}

std::optional<Text> nestedText(const std::string &arg) {
    if (arg.empty() || arg[0] != nestedMark)
        return std::nullopt;
    return textFromJson(std::string_view(arg).substr(1));
}

std::string inNumber(std::string pattern, bool one) {
    replaceAll(pattern, "(s)", one ? "" : "s");
    for (auto bar = pattern.find('|'); bar != std::string::npos; bar = pattern.find('|', bar)) {
        const auto begin = pattern.rfind('(', bar), end = pattern.find(')', bar);
        if (begin == std::string::npos || end == std::string::npos)
            break;
        const std::string form =
            one ? pattern.substr(begin + 1, bar - begin - 1) : pattern.substr(bar + 1, end - bar - 1);
        pattern.replace(begin, end + 1 - begin, form);
        bar = begin + form.size();
    }
    return pattern;
}

std::string renderEnglish(const Text &text) {
    std::string pattern = text.pattern;
    if (text.plural) {
        replaceAll(pattern, "%n", groupedDigits(*text.plural));
        pattern = inNumber(std::move(pattern), *text.plural == 1);
    }
    // One pass, so that a "%2" inside an argument is never replaced.
    std::string out;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const bool placeholder =
            pattern[i] == '%' && i + 1 < pattern.size() && pattern[i + 1] != '0' && isDigit(pattern[i + 1]);
        const std::size_t index = placeholder ? std::size_t(pattern[i + 1] - '1') : 0;
        if (placeholder && index < text.args.size()) {
            const auto inner = nestedText(text.args[index]);
            out += inner ? renderEnglish(*inner) : text.args[index];
            ++i;
        } else {
            out += pattern[i];
        }
    }
    return out;
}

std::string textToJson(const Text &text) {
    nlohmann::json j{{"pattern", text.pattern}};
    if (!text.args.empty())
        j["args"] = text.args;
    if (text.plural)
        j["n"] = *text.plural;
    return j.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

Text textFromJson(std::string_view json) {
    const auto j = nlohmann::json::parse(json, nullptr, false);
    if (!j.is_object() || !j.contains("pattern") || !j["pattern"].is_string())
        return Text(std::string(json));
    Text text(j["pattern"].get<std::string>());
    if (const auto args = j.find("args"); args != j.end() && args->is_array())
        for (const auto &a : *args)
            text.args.push_back(a.is_string() ? a.get<std::string>() : a.dump());
    if (const auto n = j.find("n"); n != j.end() && n->is_number_integer())
        text.plural = n->get<std::int64_t>();
    return text;
}

} // namespace retort
