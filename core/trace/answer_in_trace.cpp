// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/answer_in_trace.h"

#include "core/base/utf8.h"
#include "core/trace/trace_steps.h"

#include <algorithm>
#include <string>

namespace retort {
namespace {

// The last number as it is written: sign, thousands, decimals, fraction, percent.
std::string_view lastNumber(std::string_view text) {
    std::size_t end = text.size();
    while (end > 0 && !isDigit(text[end - 1]))
        --end;
    if (end == 0)
        return {};
    std::size_t begin = end;
    while (begin > 0) {
        const char c = text[begin - 1];
        const bool joins = (c == '.' || c == ',' || c == '/') && begin >= 2 && isDigit(text[begin - 2])
                           && isDigit(text[begin]);
        if (!isDigit(c) && !joins)
            break;
        --begin;
    }
    if (begin > 0 && text[begin - 1] == '-'
        && (begin == 1 || (!isDigit(text[begin - 2]) && text[begin - 2] != ')')))
        --begin;
    if (end < text.size() && text[end] == '%')
        ++end;
    return text.substr(begin, end - begin);
}

std::string withoutCommas(std::string_view number) {
    std::string plain(number);
    if (!number.empty() && std::ranges::all_of(number, [](char c) {
            return isDigit(c) || c == ',' || c == '.' || c == '-' || c == '%';
        }))
        std::erase(plain, ',');
    return plain;
}

// What stands around a hit must not make it a part of a longer number or word.
bool whole(std::string_view text, std::size_t begin, std::size_t end) {
    const char first = text[begin], last = text[end - 1];
    const char before = begin > 0 ? text[begin - 1] : ' ', beforeThat = begin > 1 ? text[begin - 2] : ' ';
    const char after = end < text.size() ? text[end] : ' ',
               afterThat = end + 1 < text.size() ? text[end + 1] : ' ';
    if (isDigit(first) && (isDigit(before) || ((before == '.' || before == ',') && isDigit(beforeThat))))
        return false;
    if (isDigit(last) && (isDigit(after) || ((after == '.' || after == ',') && isDigit(afterThat))))
        return false;
    if (isLetter(first) && isLetter(before))
        return false;
    return !(isLetter(last) && isLetter(after));
}

} // namespace

std::string finalValue(std::string_view answer) {
    constexpr std::size_t shortAnswer = 20; // code points
    if (const BoxedSpan boxed = lastBoxed(answer); boxed.found())
        return std::string(
            trimWhiteSpace(answer.substr(boxed.contentBegin, boxed.contentEnd - boxed.contentBegin)));
    const std::string folded = foldWidth(answer);
    if (const std::string_view number = lastNumber(folded); !number.empty())
        return std::string(number);
    std::string_view whole = trimWhiteSpace(answer);
    while (!whole.empty()) { // without the full stop
        const std::size_t last = codePointFloor(whole, whole.size() - 1);
        const std::string_view mark = whole.substr(last);
        if (mark != "。" && mark != "." && mark != "！" && mark != "!")
            break;
        whole = whole.substr(0, last);
    }
    return codePointCount(whole) <= shortAnswer ? std::string(whole) : std::string();
}

std::vector<TextSpan> findFinalValue(std::string_view text, std::string_view answer, std::size_t most) {
    std::vector<TextSpan> found;
    const std::string value = finalValue(answer);
    if (value.empty())
        return found;
    std::vector<std::string> spellings{value};
    if (std::string plain = withoutCommas(value); plain != value)
        spellings.push_back(std::move(plain));
    for (const std::string &wanted : spellings) {
        for (std::size_t at = text.find(wanted); at != std::string_view::npos && found.size() < most;
             at = text.find(wanted, at + 1))
            if (whole(text, at, at + wanted.size()))
                found.push_back({at, at + wanted.size()});
    }
    return found;
}

} // namespace retort
