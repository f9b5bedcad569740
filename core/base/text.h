// SPDX-License-Identifier: GPL-3.0-or-later
// Text of core as a value: English pattern with %1, %2 … and its arguments apart. Core never renders a
// sentence for people; ui/text translates it and app/cli prints English. SQLite stores it as JSON
// (textToJson).
#pragma once

#include "core/base/export.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// Marks a pattern for lupdate (run with -tr-function-alias QT_TRANSLATE_NOOP+=RETORT_TR). The context is
// always "core".
#define RETORT_TR(context, pattern) pattern

namespace retort {

struct Text {
    std::string pattern;
    std::vector<std::string> args; // already formatted; %1 is args[0]
    std::optional<std::int64_t>
        plural; // the number that decides the plural form; shown where the pattern has %n

    Text() = default;
    Text(const char *p) : pattern(p) {} // NOLINT: implicit on purpose, a marked literal is a Text
    Text(std::string p, std::vector<std::string> a = {}) : pattern(std::move(p)), args(std::move(a)) {}

    bool empty() const { return pattern.empty(); }
    bool operator==(const Text &) const = default;
};

// Text with arguments; numbers are formatted plainly (no grouping), doubles with %g.
RETORT_DATA_API std::string textArg(std::string_view value);
RETORT_DATA_API std::string textArg(const char *value);
RETORT_DATA_API std::string textArg(const std::string &value);
RETORT_DATA_API std::string textArg(std::int64_t value);
RETORT_DATA_API std::string textArg(std::uint64_t value);
RETORT_DATA_API std::string textArg(int value);
RETORT_DATA_API std::string textArg(double value);
RETORT_DATA_API std::string
textArg(const Text &value); // a sentence inside another; rendered, and translated, with it
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
RETORT_DATA_API std::string textToJson(const Text &text);
RETORT_DATA_API Text textFromJson(std::string_view json); // a plain string (not an object) becomes a pattern

} // namespace retort
