// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/count.h"

#include "core/base/utf8.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include <unicode/uchar.h>

namespace retort {
namespace {

std::vector<char32_t> codePointsOf(std::string_view text, bool withSpace) {
    std::vector<char32_t> points;
    points.reserve(text.size() / 2);
    for (std::size_t at = 0; at < text.size();) {
        const char32_t c = decodeCodePoint(text, at);
        if (withSpace || !isWhiteSpace(c))
            points.push_back(c);
    }
    return points;
}

} // namespace

double duplicatedNgramShare(std::string_view text, std::size_t n) {
    const std::vector<char32_t> points = codePointsOf(text, false);
    if (n == 0 || points.size() < n)
        return 0;
    // Polynomial rolling hash modulo 2^64 with a random odd base: text cannot be built against it by chance.
    constexpr std::uint64_t base = 0x9E3779B97F4A7C15ull;
    std::uint64_t power = 1, hash = 0;
    for (std::size_t i = 0; i < n; ++i) {
        if (i > 0)
            power *= base;
        hash = hash * base + points[i] + 1;
    }
    std::vector<std::uint64_t> grams{hash};
    grams.reserve(points.size() - n + 1);
    for (std::size_t i = n; i < points.size(); ++i) {
        hash = (hash - (points[i - n] + 1) * power) * base + points[i] + 1;
        grams.push_back(hash);
    }
    const double all = double(grams.size());
    std::ranges::sort(grams);
    const auto distinct = std::unique(grams.begin(), grams.end()) - grams.begin();
    return 1 - double(distinct) / all;
}

TailLoop findTailLoop(std::string_view text, std::size_t tail) {
    constexpr std::size_t shortest = 30;
    // Enough bytes for the tail; a loop is followed further back from there.
    const std::vector<char32_t> points =
        codePointsOf(text.substr(codePointFloor(text, text.size() - std::min(text.size(), tail * 4))), true);
    const std::size_t window = std::min(tail, points.size());
    if (window < shortest)
        return {};
    const std::vector<char32_t> reversed(points.rbegin(), points.rbegin() + std::ptrdiff_t(window));
    std::vector<std::size_t> prefix(window, 0); // of Knuth, Morris and Pratt
    for (std::size_t i = 1, k = 0; i < window; ++i) {
        while (k > 0 && reversed[i] != reversed[k])
            k = prefix[k - 1];
        if (reversed[i] == reversed[k])
            ++k;
        prefix[i] = k;
    }
    const std::size_t period = window - prefix[window - 1];
    const bool speaks = std::any_of(reversed.begin(), reversed.begin() + std::ptrdiff_t(period),
                                    [](char32_t c) { return u_isalnum(UChar32(c)); });
    if (period > window / 3 || !speaks)
        return {};
    // Follow the loop to its beginning: compare bytes one period apart.
    std::size_t periodBytes = 0;
    std::string block;
    for (std::size_t i = 0; i < period; ++i) {
        block.clear();
        appendCodePoint(block, reversed[i]);
        periodBytes += block.size();
    }
    std::size_t begin = text.size() - periodBytes;
    while (begin > 0 && text[begin - 1] == text[begin - 1 + periodBytes])
        --begin;
    while (begin < text.size() && (static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80)
        ++begin;
    return {begin, period};
}

} // namespace retort
