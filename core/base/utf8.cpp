// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/utf8.h"

#include <algorithm>
#include <cstring>

#include <unicode/uchar.h>
#include <unicode/utf8.h>

namespace retort {
namespace {

constexpr char32_t replacement = 0xFFFD;

bool isContinuation(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0) == 0x80;
}

// The code point at `at` and its bytes; -1 where the text is ill-formed (overlong, surrogate, cut …).
UChar32 wellFormedAt(std::string_view s, std::size_t at, std::int32_t &length) {
    UChar32 c = -1;
    length = 0;
    U8_NEXT(s.data() + at, length, std::int32_t(std::min<std::size_t>(4, s.size() - at)), c);
    return c;
}

bool isDigitAt(std::string_view s, std::size_t at) {
    if (at >= s.size() || isDigit(s[at]))
        return at < s.size();
    const char32_t c = decodeCodePoint(s, at);
    return c >= 0xFF10 && c <= 0xFF19;
}

bool isFullWidthOperator(char32_t c) {
    return std::u32string_view(U"＋－＝＜＞％／＊＾").find(c) != std::u32string_view::npos;
}

bool isFullWidthAlphanumeric(char32_t c) {
    return (c >= 0xFF10 && c <= 0xFF19) || (c >= 0xFF21 && c <= 0xFF3A) || (c >= 0xFF41 && c <= 0xFF5A);
}

} // namespace

std::size_t firstInvalidUtf8(std::string_view bytes) {
    std::size_t at = 0;
    while (at < bytes.size()) {
        // Eight ASCII bytes at a time.
        while (at + 8 <= bytes.size()) {
            std::uint64_t word;
            std::memcpy(&word, bytes.data() + at, 8);
            if (word & 0x8080808080808080ull)
                break;
            at += 8;
        }
        if (at >= bytes.size())
            break;
        std::int32_t length = 0;
        if (wellFormedAt(bytes, at, length) < 0)
            return at;
        at += std::size_t(length);
    }
    return std::string_view::npos;
}

std::size_t codePointCount(std::string_view utf8) {
    std::size_t count = 0;
    for (const char byte : utf8)
        count += !isContinuation(byte); // vectorised by the compiler
    return count;
}

char32_t decodeCodePoint(std::string_view s, std::size_t &at) {
    std::int32_t length = 0;
    const UChar32 c = wellFormedAt(s, at, length);
    at += c < 0 ? 1 : std::size_t(length);
    return c < 0 ? replacement : char32_t(c);
}

void appendCodePoint(std::string &utf8, char32_t c) {
    if (c > 0x10FFFF || U_IS_SURROGATE(c))
        c = replacement;
    char bytes[4];
    std::size_t size = 0;
    U8_APPEND_UNSAFE(bytes, size, c);
    utf8.append(bytes, size);
}

std::size_t codePointFloor(std::string_view utf8, std::size_t at) {
    if (at >= utf8.size())
        return utf8.size();
    while (at > 0 && isContinuation(utf8[at]))
        --at;
    return at;
}

bool isHan(char32_t c) {
    return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0xF900 && c <= 0xFAFF)
           || (c >= 0x20000 && c <= 0x323AF) || c == 0x3005 || c == 0x3007;
}

bool isWhiteSpace(char32_t c) {
    if (c < 0x80)
        return c == ' ' || (c >= '\t' && c <= '\r');
    return c == 0x200B || c == 0xFEFF || u_isUWhiteSpace(UChar32(c));
}

std::string_view trimWhiteSpace(std::string_view utf8) {
    std::size_t begin = 0;
    while (begin < utf8.size()) {
        std::size_t next = begin;
        if (!isWhiteSpace(decodeCodePoint(utf8, next)))
            break;
        begin = next;
    }
    std::size_t end = utf8.size();
    while (end > begin) {
        const std::size_t last = codePointFloor(utf8, end - 1);
        std::size_t next = last;
        if (!isWhiteSpace(decodeCodePoint(utf8, next)))
            break;
        end = last;
    }
    return utf8.substr(begin, end - begin);
}

bool isBlank(std::string_view utf8) {
    return trimWhiteSpace(utf8).empty();
}

void replaceAll(std::string &text, std::string_view from, std::string_view to) {
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
        text.replace(at, from.size(), to);
}

std::vector<std::string> splitTrimmed(std::string_view text, std::string_view separators) {
    std::vector<std::string> parts;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find_first_of(separators, at), text.size());
        if (const auto part = trimWhiteSpace(text.substr(at, end - at)); !part.empty())
            parts.emplace_back(part);
        at = end + 1;
    }
    return parts;
}

std::string foldWidth(std::string_view utf8) {
    std::string out;
    out.reserve(utf8.size());
    for (std::size_t at = 0; at < utf8.size();) {
        if (static_cast<unsigned char>(utf8[at]) < 0x80) {
            out += utf8[at++];
            continue;
        }
        const std::size_t begin = at;
        const char32_t c = decodeCodePoint(utf8, at);
        if (isFullWidthAlphanumeric(c) || isFullWidthOperator(c)) {
            out += static_cast<char>(c - 0xFEE0);
        } else if (c == 0x3000) {
            out += ' ';
        } else if (c == 0xFF0E && !out.empty() && isDigit(out.back()) && isDigitAt(utf8, at)) {
            out += '.';
        } else {
            out += utf8.substr(begin, at - begin);
        }
    }
    return out;
}

std::string foldKey(std::string_view utf8) {
    std::string out;
    out.reserve(utf8.size());
    for (std::size_t at = 0; at < utf8.size();) {
        const unsigned char byte = static_cast<unsigned char>(utf8[at]);
        if (byte < 0x80) {
            if (!isWhiteSpace(byte))
                out += toLower(utf8[at]);
            ++at;
            continue;
        }
        const std::size_t begin = at;
        char32_t c = decodeCodePoint(utf8, at);
        if (isHan(c)) { // the bulk of Chinese text: no case, no fold
            out += utf8.substr(begin, at - begin);
            continue;
        }
        if (isWhiteSpace(c))
            continue;
        if (c >= 0xFF01 && c <= 0xFF5E)
            c -= 0xFEE0;
        appendCodePoint(out, char32_t(u_foldCase(UChar32(c), U_FOLD_CASE_DEFAULT)));
    }
    return out;
}

std::string snippet(std::string_view utf8, std::size_t codePoints) {
    std::string out;
    std::size_t taken = 0;
    bool space = false;
    for (std::size_t at = 0; at < utf8.size();) {
        const char32_t c = decodeCodePoint(utf8, at);
        if (isWhiteSpace(c)) {
            space = !out.empty();
            continue;
        }
        const bool mark = u_getCombiningClass(UChar32(c)) != 0 || c == 0x200D || (c >= 0xFE00 && c <= 0xFE0F);
        if (taken >= codePoints && !(mark && !space))
            return out + "…";
        if (space) {
            out += ' ';
            ++taken;
            if (taken >= codePoints)
                return out + "…";
        }
        space = false;
        appendCodePoint(out, c);
        ++taken;
    }
    return out;
}

} // namespace retort
