// SPDX-License-Identifier: GPL-3.0-or-later
// Text of core as a value: English pattern with %1, %2 … and its arguments apart. ui/text translates it,
// app/cli prints English, SQLite stores it as JSON (textToJson).
#pragma once

#include "core/base/export.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

// Marks a pattern for lupdate (-tr-function-alias QT_TRANSLATE_NOOP+=RETORT_TR); the context is "core".
#define RETORT_TR(context, pattern) pattern

namespace retort {

struct Text {
    std::string pattern;
    std::vector<std::string> args;      // already formatted; %1 is args[0]
    std::optional<std::int64_t> plural; // decides the plural form; shown where the pattern has %n

    Text() = default;
    Text(const char *p) : pattern(p) {} // NOLINT: implicit on purpose, a marked literal is a Text
    Text(std::string p, std::vector<std::string> a = {}) : pattern(std::move(p)), args(std::move(a)) {}

    bool empty() const { return pattern.empty(); }
    bool operator==(const Text &) const = default;
};

RETORT_DATA_API std::string groupedDigits(std::int64_t n); // "28,498", in every language
RETORT_DATA_API std::string textArg(double value);         // %g
RETORT_DATA_API std::string textArg(const Text &value);    // a sentence inside another, translated with it
template <typename T>
requires(!std::is_floating_point_v<T>) std::string
    textArg(const T &value) { // a whole number is grouped (one to be typed is given as text); or a text
    if constexpr (std::is_integral_v<T>)
        return groupedDigits(std::int64_t(value));
    else
        return std::string(std::string_view(value));
}
// The sentence that such an argument carries; nullopt for a plain one.
RETORT_DATA_API std::optional<Text> nestedText(const std::string &arg);

template <typename... Args>
Text text(const char *pattern, const Args &...args) {
    return Text(std::string(pattern), std::vector<std::string>{textArg(args)...});
}
template <typename... Args>
Text pluralText(const char *pattern, std::int64_t n, const Args &...args) {
    Text t(std::string(pattern), std::vector<std::string>{textArg(args)...});
    t.plural = n;
    return t;
}

RETORT_DATA_API std::string renderEnglish(const Text &text); // "%n row(s)" → "1 row" / "5 rows"
// The form of one or of several: "row(s) (is|are)" → "row is" / "rows are".
RETORT_DATA_API std::string inNumber(std::string pattern, bool one);
RETORT_DATA_API std::string textToJson(const Text &text);
RETORT_DATA_API Text textFromJson(std::string_view json); // a plain string (not an object) becomes a pattern

} // namespace retort
