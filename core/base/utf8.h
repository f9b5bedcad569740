// SPDX-License-Identifier: GPL-3.0-or-later
// UTF-8 primitives and narrow width folding, shared by storage, text work and import. Pure functions, any
// thread. Never NFKC on whole text: it destroys Chinese punctuation and turns x² into x2 (cleaning.md 4).
#pragma once

#include "core/base/export.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace retort {

// Byte offset of the first ill-formed sequence (overlong, surrogate, above U+10FFFF, cut), or npos.
RETORT_DATA_API std::size_t firstInvalidUtf8(std::string_view bytes);
inline bool isValidUtf8(std::string_view bytes) {
    return firstInvalidUtf8(bytes) == std::string_view::npos;
}

// Code points of well-formed UTF-8; in ill-formed text every byte that is not a continuation counts as one.
RETORT_DATA_API std::size_t codePointCount(std::string_view utf8);

// Decodes the code point at `at` and moves `at` behind it. An ill-formed byte gives U+FFFD and moves by one.
RETORT_DATA_API char32_t decodeCodePoint(std::string_view utf8, std::size_t &at);
RETORT_DATA_API void appendCodePoint(std::string &utf8, char32_t codePoint); // a surrogate becomes U+FFFD

// The largest boundary between code points that is not above `at`.
RETORT_DATA_API std::size_t codePointFloor(std::string_view utf8, std::size_t at);

// Of ASCII only; never of what follows a locale.
constexpr char toLower(char c) {
    return c >= 'A' && c <= 'Z' ? char(c + 32) : c;
}
constexpr bool isDigit(char c) {
    return c >= '0' && c <= '9';
}
constexpr bool isLetter(char c) {
    return toLower(c) >= 'a' && toLower(c) <= 'z';
}
constexpr bool isLetterOrDigit(char c) {
    return isLetter(c) || isDigit(c);
}

RETORT_DATA_API bool isHan(char32_t codePoint);        // Han script: unified ideographs, extensions, 々〇
RETORT_DATA_API bool isWhiteSpace(char32_t codePoint); // Unicode White_Space, also U+200B, U+FEFF
RETORT_DATA_API std::string_view trimWhiteSpace(std::string_view utf8);
RETORT_DATA_API bool isBlank(std::string_view utf8); // nothing but white space
RETORT_DATA_API void replaceAll(std::string &text, std::string_view from, std::string_view to);
// The parts between any of these ASCII characters, trimmed; blank ones are left out.
RETORT_DATA_API std::vector<std::string> splitTrimmed(std::string_view text, std::string_view separators);

// Full-width digits, Latin letters and operators (＋－＝＜＞％／＊＾), the ideographic space, and ．between
// digits become ASCII. Chinese punctuation, superscripts, fractions and letter-like signs stay. Safe for
// texts.
RETORT_DATA_API std::string foldWidth(std::string_view utf8);

// Key for finding equal texts: all full-width ASCII forms folded (punctuation too), Chinese 。、“”‘’ kept,
// white space removed, lower case. Numbers are kept. Never shown, never stored as text.
RETORT_DATA_API std::string foldKey(std::string_view utf8);

// First `codePoints` code points with runs of white space as one space, for tables. A base character is not
// separated from the marks that follow it; "…" is appended when something was cut.
RETORT_DATA_API std::string snippet(std::string_view utf8, std::size_t codePoints);

} // namespace retort
