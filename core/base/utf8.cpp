// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/utf8.h"

#include <cstring>

#include <unicode/uchar.h>

namespace retort {

namespace {

constexpr char32_t replacement = 0xFFFD;

bool isContinuation(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0) == 0x80;
}

// Length of the well-formed sequence at `at`, or 0 (Unicode 15, table 3-7).
std::size_t sequenceLength(std::string_view s, std::size_t at) {
    const auto byte = [&](std::size_t i) { return i < s.size() ? static_cast<unsigned char>(s[i]) : 0u; };
    const unsigned first = byte(at);
    if (first < 0x80)
        return 1;
    if (first < 0xC2 || first > 0xF4)
        return 0;
    const unsigned second = byte(at + 1);
    if (first < 0xE0)
        return (second & 0xC0) == 0x80 ? 2 : 0;
    unsigned low = 0x80, high = 0xBF;
    if (first == 0xE0)
        low = 0xA0;
    if (first == 0xED)
        high = 0x9F;
    if (first == 0xF0)
        low = 0x90;
    if (first == 0xF4)
        high = 0x8F;
    if (second < low || second > high || (byte(at + 2) & 0xC0) != 0x80)
        return 0;
    if (first < 0xF0)
        return 3;
    return (byte(at + 3) & 0xC0) == 0x80 ? 4 : 0;
}

bool isDigitAt(std::string_view s, std::size_t at) {
    if (at >= s.size())
        return false;
    if (s[at] >= '0' && s[at] <= '9')
        return true;
    const char32_t c = decodeCodePoint(s, at);
    return c >= 0xFF10 && c <= 0xFF19;
}

bool isFullWidthOperator(char32_t c) {
    switch (c) {
    case 0xFF0B: // ＋
    case 0xFF0D: // －
    case 0xFF1D: // ＝
    case 0xFF1C: // ＜
    case 0xFF1E: // ＞
    case 0xFF05: // ％
    case 0xFF0F: // ／
    case 0xFF0A: // ＊
    case 0xFF3E: // ＾
        return true;
    default:
        return false;
    }
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
        const std::size_t length = sequenceLength(bytes, at);
        if (length == 0)
            return at;
        at += length;
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
    const std::size_t length = sequenceLength(s, at);
    const auto byte = [&](std::size_t i) { return char32_t(static_cast<unsigned char>(s[at + i])); };
    char32_t c = replacement;
    switch (length) {
    case 1:
        c = byte(0);
        break;
    case 2:
        c = (byte(0) & 0x1F) << 6 | (byte(1) & 0x3F);
        break;
    case 3:
        c = (byte(0) & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F);
        break;
    case 4:
        c = (byte(0) & 0x07) << 18 | (byte(1) & 0x3F) << 12 | (byte(2) & 0x3F) << 6 | (byte(3) & 0x3F);
        break;
    default:
        break;
    }
    at += length == 0 ? 1 : length;
    return c;
}

void appendCodePoint(std::string &utf8, char32_t c) {
    if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
        c = replacement;
    const auto put = [&](char32_t value) { utf8 += static_cast<char>(static_cast<unsigned char>(value)); };
    if (c < 0x80) {
        put(c);
    } else if (c < 0x800) {
        put(0xC0 | c >> 6);
        put(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        put(0xE0 | c >> 12);
        put(0x80 | (c >> 6 & 0x3F));
        put(0x80 | (c & 0x3F));
    } else {
        put(0xF0 | c >> 18);
        put(0x80 | (c >> 12 & 0x3F));
        put(0x80 | (c >> 6 & 0x3F));
        put(0x80 | (c & 0x3F));
    }
}

std::size_t codePointOffset(std::string_view utf8, std::size_t codePoints) {
    std::size_t at = 0;
    for (; codePoints > 0 && at < utf8.size(); --codePoints) {
        ++at;
        while (at < utf8.size() && isContinuation(utf8[at]))
            ++at;
    }
    return at;
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
        } else if (c == 0xFF0E && !out.empty() && out.back() >= '0' && out.back() <= '9'
                   && isDigitAt(utf8, at)) {
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
            ++at;
            if (byte == ' ' || (byte >= '\t' && byte <= '\r'))
                continue;
            out += static_cast<char>(byte >= 'A' && byte <= 'Z' ? byte + 32 : byte);
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
