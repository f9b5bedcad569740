// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/answer/chinese_number.h"

#include "core/base/utf8.h"

namespace retort {
namespace {

using Value = std::optional<Rational>;

constexpr std::u32string_view digitWords = U"零一二三四五六七八九〇壹贰叁肆伍陆柒捌玖",
                              unitWords = U"十百千万亿拾佰仟萬億";
constexpr std::int64_t unitValues[] = {10, 100, 1000, 10'000, 100'000'000};

int digitOf(char32_t c) {
    const std::size_t at = c == U'两' ? 2 : digitWords.find(c);
    return at == digitWords.npos ? -1 : int(at % 10);
}

std::int64_t unitOf(char32_t c) {
    const std::size_t at = unitWords.find(c);
    return at == unitWords.npos ? 0 : unitValues[at % std::size(unitValues)];
}

std::u32string decode(std::string_view text) {
    std::u32string out;
    for (std::size_t at = 0; at < text.size();)
        out += decodeCodePoint(text, at);
    return out;
}

// 二〇二四: digits only, read one by one.
Value digitString(std::u32string_view text) {
    std::int64_t value = 0;
    if (text.empty() || text.size() > 17)
        return std::nullopt;
    for (const char32_t c : text) {
        if (digitOf(c) < 0 || c == U'两') // 五两 is a weight
            return std::nullopt;
        value = value * 10 + digitOf(c);
    }
    return Rational(value);
}

// 三万五千二百一十: sections of 亿 and 万, each with 千 百 十. A last bare digit behind a unit is a tenth of
// it: 三百五 = 350.
Value wholeNumber(std::u32string_view text) {
    if (text.empty() || text.size() > 24)
        return std::nullopt;
    if (text.size() > 1)
        if (const Value spelled = digitString(text))
            return spelled;
    std::int64_t total = 0, section = 0, digit = -1, lastUnit = 1;
    bool zero = false;
    for (const char32_t c : text) {
        if (const int d = digitOf(c); d >= 0) {
            if (digit > 0)
                return std::nullopt; // two digits side by side among units
            digit = d;
            zero = zero || d == 0;
            continue;
        }
        const std::int64_t unit = unitOf(c);
        if (unit == 0)
            return std::nullopt;
        if (unit < 10'000) {
            if (digit < 0 && unit != 10)
                return std::nullopt; // 百 alone is a word
            section += (digit < 0 ? 1 : digit) * unit;
        } else {
            section += digit < 0 ? 0 : digit;
            if (total + section == 0)
                return std::nullopt;
            total = unit == 10'000 ? total + section * unit : (total + section) * unit;
            section = 0;
        }
        digit = -1;
        lastUnit = unit;
        zero = false;
    }
    const std::int64_t rest = digit < 0 ? 0 : lastUnit >= 100 && !zero ? digit * (lastUnit / 10) : digit;
    return Rational(total + section + rest);
}

Value decimalNumber(std::u32string_view text) {
    const std::size_t point = text.find(U'点');
    if (point == std::u32string_view::npos)
        return wholeNumber(text);
    const Value whole = wholeNumber(text.substr(0, point)), part = digitString(text.substr(point + 1));
    const Value scale = power(Rational(10), Rational(static_cast<std::int64_t>(text.size() - point - 1)));
    if (!whole || !part || !scale)
        return std::nullopt;
    const Value tail = divide(*part, *scale);
    return tail ? add(*whole, *tail) : std::nullopt;
}

Value fractionNumber(std::u32string_view text) {
    const std::size_t at = text.find(U"分之");
    if (at == std::u32string_view::npos)
        return decimalNumber(text);
    const std::u32string_view bottomText = text.substr(0, at);
    const Value bottom = bottomText == U"百"   ? Rational(100)
                         : bottomText == U"千" ? Rational(1000)
                         : bottomText == U"万" ? Rational(10'000)
                                               : wholeNumber(bottomText);
    const std::u32string_view topText = text.substr(at + 2);
    const Value top = topText == U"百" ? Rational(100) : decimalNumber(topText);
    return top && bottom ? divide(*top, *bottom) : std::nullopt;
}

Value number(std::u32string_view text) {
    if (text.starts_with(U'负')) {
        const Value value = number(text.substr(1));
        return value ? subtract(Rational(0), *value) : value;
    }
    if (text == U"一半" || text == U"半")
        return Rational::fraction(1, 2);
    const std::size_t both = text.find(U'又');
    if (both == std::u32string_view::npos)
        return fractionNumber(text);
    const Value whole = wholeNumber(text.substr(0, both)), part = fractionNumber(text.substr(both + 1));
    return whole && part ? add(*whole, *part) : std::nullopt;
}

} // namespace

std::optional<Rational> chineseNumber(std::string_view text) {
    return text.size() > 96 ? std::nullopt : number(decode(text));
}

std::size_t chineseNumberReach(std::string_view text) {
    std::size_t reach = 0;
    for (std::size_t at = 0; at < text.size();) {
        const char32_t c = decodeCodePoint(text, at);
        const bool fractionBar = c == U'分' && text.substr(at).starts_with("之");
        if (fractionBar)
            decodeCodePoint(text, at);
        else if (digitOf(c) < 0 && unitOf(c) == 0
                 && std::u32string_view(U"负点又半").find(c) == std::u32string_view::npos)
            break;
        reach = at;
    }
    return reach;
}

} // namespace retort
