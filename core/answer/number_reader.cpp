// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/answer/number_reader.h"

#include "core/answer/chinese_number.h"
#include "core/base/utf8.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace retort {
namespace {

bool threeDigitsAt(std::string_view text, std::size_t at) {
    return at + 3 <= text.size() && isDigit(text[at]) && isDigit(text[at + 1]) && isDigit(text[at + 2])
           && (at + 3 == text.size() || !isDigit(text[at + 3]));
}

// Digits with thousands separators ("1,234,567", also blanks) and a point.
std::optional<ReadNumber> readDecimal(std::string_view text) {
    std::string digits;
    std::size_t at = 0;
    while (at < text.size() && isDigit(text[at]))
        digits += text[at++];
    if (!digits.empty() && digits.size() <= 3 && digits[0] != '0') {
        const char separator = at < text.size() ? text[at] : '\0';
        while ((separator == ',' || separator == ' ') && at < text.size() && text[at] == separator
               && threeDigitsAt(text, at + 1)) {
            digits += text.substr(at + 1, 3);
            at += 4;
        }
    }
    ReadNumber number;
    if (at + 1 < text.size() && text[at] == '.' && isDigit(text[at + 1])) {
        digits += text[at++];
        for (; at < text.size() && isDigit(text[at]); ++at, ++number.decimals)
            digits += text[at];
    }
    const auto value = parseDecimal(digits);
    if (!value)
        return std::nullopt;
    number.value = *value;
    number.size = at;
    return number;
}

// "(3/4)" or "3/4" or "/4" behind a top that was read: the whole fraction's size and value.
std::optional<ReadNumber> readFraction(std::string_view text) {
    const bool bracket = text.starts_with('(');
    const std::size_t start = bracket ? 1 : 0;
    const auto top = readDecimal(text.substr(start));
    if (!top)
        return std::nullopt;
    std::size_t at = start + top->size;
    if (at + 1 >= text.size() || text[at] != '/' || !isDigit(text[at + 1]))
        return std::nullopt;
    const auto bottom = readDecimal(text.substr(at + 1));
    at += 1 + bottom->size;
    if (bracket && (at >= text.size() || text[at++] != ')'))
        return std::nullopt;
    const auto value = divide(top->value, bottom->value);
    return value ? std::optional(ReadNumber{*value, 0, at}) : std::nullopt;
}

// The fraction of a mixed number behind its whole part: "(1/2)", "又1/2", " 1/2".
std::optional<ReadNumber> readMixedTail(std::string_view text) {
    constexpr std::string_view both = "又";
    if (text.starts_with(both)) {
        auto part = readFraction(text.substr(both.size()));
        if (part)
            part->size += both.size();
        return part;
    }
    if (text.starts_with("(")) {
        return readFraction(text);
    }
    if (text.starts_with(" ") && text.size() > 1 && isDigit(text[1])) {
        auto part = readFraction(text.substr(1));
        if (part && *compare(part->value, Rational(1)) < 0) {
            ++part->size;
            return part;
        }
    }
    return std::nullopt;
}

std::optional<ReadNumber> readUnsigned(std::string_view text) {
    if (const auto fraction = readFraction(text))
        return fraction;
    auto number = readDecimal(text);
    if (!number)
        return std::nullopt;
    if (number->decimals == 0)
        if (const auto tail = readMixedTail(text.substr(number->size))) {
            const auto sum = add(number->value, tail->value);
            return sum ? std::optional(ReadNumber{*sum, 0, number->size + tail->size}) : std::nullopt;
        }
    return number;
}

bool startsThousandUnit(std::string_view text) {
    static constexpr std::array<std::string_view, 3> names = {"千克", "千米", "千瓦"};
    return std::ranges::any_of(names, [text](std::string_view name) { return text.starts_with(name); });
}

// %, ‰ and the multipliers 百 千 万 亿 behind digits; 千 is left alone where it begins a unit (3千克).
void readScale(std::string_view text, ReadNumber &number) {
    static constexpr std::array<std::pair<std::string_view, std::int64_t>, 4> multipliers = {
        {{"百", 100}, {"千", 1000}, {"万", 10'000}, {"亿", 100'000'000}}};
    const auto scaleBy = [&number](std::optional<Rational> value, std::size_t size) {
        if (!value)
            return false;
        number.value = *value;
        number.size += size;
        return true;
    };
    for (bool again = true; again;) {
        again = false;
        const std::string_view rest = text.substr(number.size);
        if (rest.starts_with("%"))
            again = scaleBy(divide(number.value, Rational(100)), 1);
        else if (rest.starts_with("‰"))
            again = scaleBy(divide(number.value, Rational(1000)), std::string_view("‰").size());
        for (const auto &[word, factor] : multipliers)
            if (!again && rest.starts_with(word) && !startsThousandUnit(rest))
                again = scaleBy(multiply(number.value, Rational(factor)), word.size());
    }
}

} // namespace

std::optional<ReadNumber> readNumber(std::string_view text) {
    int sign = 1;
    std::size_t at = 0;
    if (text.starts_with("-") || text.starts_with("+")) {
        sign = text[0] == '-' ? -1 : 1;
        at = 1;
        while (at < text.size() && text[at] == ' ')
            ++at;
    }
    const std::string_view rest = text.substr(at);
    if (auto number = readUnsigned(rest)) {
        readScale(rest, *number);
        const auto value = multiply(number->value, Rational(sign));
        return value ? std::optional(ReadNumber{*value, number->decimals, number->size + at}) : std::nullopt;
    }
    // The longest head that is a number: 三千克 is 三千 of 克, 五分之三 a fraction, 五分 five 分.
    for (std::size_t size = chineseNumberReach(rest); size > 0; size = codePointFloor(rest, size - 1))
        if (const auto value = chineseNumber(rest.substr(0, size))) {
            const auto signedValue = multiply(*value, Rational(sign));
            return signedValue ? std::optional(ReadNumber{*signedValue, 0, size + at}) : std::nullopt;
        }
    return std::nullopt;
}

} // namespace retort
