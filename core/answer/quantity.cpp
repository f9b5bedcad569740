// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/answer/quantity.h"

#include "core/answer/chinese_number.h"
#include "core/answer/number_reader.h"
#include "core/answer/plain.h"
#include "core/base/utf8.h"

#include <algorithm>

namespace retort {
namespace {

// Where the unit behind a number ends: before a digit, or a Chinese number behind a known unit.
std::size_t unitReach(std::string_view text) {
    std::size_t at = 0;
    while (at < text.size()) {
        if (isDigit(text[at]) && (at == 0 || text[at - 1] != '^'))
            break;
        if (at > 0 && chineseNumberReach(text.substr(at)) > 0
            && isKnownUnit(trimWhiteSpace(text.substr(0, at))) && !isKnownUnit(trimWhiteSpace(text)))
            break;
        decodeCodePoint(text, at);
    }
    return at;
}

// No unit of ours: short Chinese words without signs, or an English word set apart by a blank.
bool isUnknownUnit(std::string_view text, bool spaced) {
    if (text.empty() || text.size() > 36)
        return false;
    if (spaced && text.size() >= 3
        && std::ranges::all_of(text, [](char c) { return isLetter(c) || c == ' '; }))
        return true;
    for (std::size_t at = 0; at < text.size();)
        if (!isHan(decodeCodePoint(text, at)))
            return false;
    return true;
}

char32_t lastCodePoint(std::string_view text) {
    if (text.empty())
        return 0;
    std::size_t at = codePointFloor(text, text.size() - 1);
    return decodeCodePoint(text, at);
}

// A bare Latin letter may be a variable; it is a unit only beside another unit (see compareQuantities).
bool isBareLetter(std::string_view unit) {
    return unit.size() == 1 && isLetter(unit[0]);
}

std::string_view withoutBrackets(std::string_view text) {
    if (text.size() >= 2 && text.front() == '(' && text.back() == ')')
        return trimWhiteSpace(text.substr(1, text.size() - 2)); // 12(个)
    return text;
}

// The unit, or the longest unit at its head: 个苹果 counts, 米高 and 小时后 measure.
std::vector<UnitMeaning> meaningsOf(std::string_view unit) {
    auto found = unitMeanings(unit);
    for (std::size_t size = unit.size(); found.empty() && size > 0;) {
        size = codePointFloor(unit, size - 1);
        if (isHan(lastCodePoint(unit.substr(0, size))))
            found = unitMeanings(unit.substr(0, size));
    }
    return found;
}

struct Part {
    ReadNumber number;
    std::string_view unit;
    bool marked = false; // stood in \text{}
    bool spaced = false; // a blank in front
};

std::optional<std::vector<Part>> readParts(std::string_view text) {
    std::vector<Part> parts;
    while (!text.empty()) {
        const auto number = readNumber(text);
        if (!number || number->size == 0 || parts.size() == 4)
            return std::nullopt;
        text = text.substr(number->size);
        const std::size_t reach = unitReach(text);
        const bool spaced = text.starts_with(' ');
        std::string_view unit = trimWhiteSpace(text.substr(0, reach));
        const bool marked = unit.starts_with(unitMark);
        unit = withoutBrackets(trimWhiteSpace(marked ? unit.substr(1) : unit));
        parts.push_back({*number, unit, marked, spaced});
        text = trimWhiteSpace(text.substr(reach));
    }
    return parts.empty() ? std::nullopt : std::optional(parts);
}

std::optional<std::vector<UnitMeaning>> amountsOf(const Part &part) {
    std::vector<UnitMeaning> amounts = meaningsOf(part.unit);
    for (UnitMeaning &amount : amounts) {
        const auto product = multiply(amount.factor, part.number.value);
        if (!product)
            return std::nullopt;
        amount.factor = *product;
    }
    return amounts;
}

// Adds a further part: only measures that both know stay.
bool addPart(std::vector<UnitMeaning> &sum, const Part &part) {
    const auto amounts = amountsOf(part);
    if (!amounts)
        return false;
    std::vector<UnitMeaning> common;
    for (const UnitMeaning &a : sum)
        for (const UnitMeaning &b : *amounts)
            if (a.measure == b.measure)
                if (const auto total = add(a.factor, b.factor))
                    common.push_back({a.measure, *total});
    sum = std::move(common);
    return !sum.empty();
}

bool takePrefix(std::string_view &text, std::string_view prefix) {
    if (!text.starts_with(prefix))
        return false;
    text = trimWhiteSpace(text.substr(prefix.size()));
    return true;
}

bool takeApproximation(std::string_view &text) {
    bool found = false;
    for (const std::string_view word :
         {"大约是", "大约", "约为", "约等于", "约是", "约", "≈", "近似", "about"})
        found = takePrefix(text, word) || found;
    return found;
}

// 1.5e6
std::optional<Rational> scientific(std::string_view text) {
    const std::size_t at = text.find_first_of("eE");
    if (at == std::string_view::npos || at == 0 || at + 1 == text.size())
        return std::nullopt;
    const auto mantissa = evaluate(text.substr(0, at));
    const auto exponent = evaluate(text.substr(at + 1));
    const auto scale = exponent ? power(Rational(10), *exponent) : std::nullopt;
    return mantissa && scale ? multiply(*mantissa, *scale) : std::nullopt;
}

std::optional<Quantity> fromParts(const std::vector<Part> &parts) {
    const Part &first = parts.front();
    Quantity quantity;
    quantity.number = first.number.value;
    quantity.decimals = first.number.decimals;
    quantity.hasUnit = !first.unit.empty();
    // A bare letter may be a variable, so it never equals a number without a unit.
    quantity.compound = parts.size() > 1 || (isBareLetter(first.unit) && !first.marked);
    if (!quantity.hasUnit)
        return parts.size() == 1 ? std::optional(quantity) : std::nullopt;
    const auto amounts = amountsOf(first);
    if (!amounts || (amounts->empty() && (parts.size() > 1 || !isUnknownUnit(first.unit, first.spaced))))
        return std::nullopt;
    quantity.sum = *amounts;
    for (std::size_t i = 1; i < parts.size(); ++i)
        if (!addPart(quantity.sum, parts[i]))
            return std::nullopt;
    return quantity;
}

} // namespace

std::optional<Quantity> parseQuantity(std::string_view plain) {
    std::string_view text = trimWhiteSpace(plain);
    const bool approximate = takeApproximation(text);
    if (text.empty() || text.size() > 256)
        return std::nullopt;
    std::optional<Quantity> quantity;
    if (const auto parts = readParts(text))
        quantity = fromParts(*parts);
    if (!quantity) {
        auto value = evaluate(text); // 480-120, (2/3)/(4/9), 3*10^5
        if (!value)
            value = scientific(text);
        if (value) {
            quantity.emplace();
            quantity->number = *value;
        }
    }
    if (quantity)
        quantity->approximate = approximate;
    return quantity;
}

std::optional<Quantity> embeddedQuantity(std::string_view plain, bool only) {
    std::optional<Quantity> found;
    int count = 0;
    for (std::size_t at = 0; at < plain.size();) {
        const bool digit =
            isDigit(plain[at]) || (plain[at] == '(' && at + 1 < plain.size() && isDigit(plain[at + 1]));
        if (!digit) {
            decodeCodePoint(plain, at);
            continue;
        }
        if (at > 0 && isLetter(plain[at - 1])) { // x1, A4: a name
            while (at < plain.size() && isDigit(plain[at]))
                ++at;
            at += at < plain.size() && plain[at] == '(' ? 1 : 0;
            continue;
        }
        const bool negative =
            at > 0 && plain[at - 1] == '-' && (at == 1 || !(isDigit(plain[at - 2]) || plain[at - 2] == ')'));
        const std::string_view rest = plain.substr(at - (negative ? 1 : 0));
        const auto number = readNumber(rest);
        if (!number) { // too long to be one
            for (++at; at < plain.size() && isDigit(plain[at]);)
                ++at;
            continue;
        }
        std::size_t end = number->size + unitReach(rest.substr(number->size));
        // The unit ends at the first sign; a longer one is cut down to what is known.
        for (std::size_t i = number->size; i < end;) {
            std::size_t next = i;
            const char32_t c = decodeCodePoint(rest, next);
            if (!isHan(c) && c != U'/' && c != U'^' && c != U'%' && c != char32_t(unitMark)
                && !(c < 128 && isLetter(char(c)))) {
                end = i;
                break;
            }
            i = c == U'^' ? std::min(next + 1, end) : next;
        }
        std::optional<Quantity> here = parseQuantity(rest.substr(0, end));
        if (!here)
            here = parseQuantity(rest.substr(0, number->size));
        ++count;
        found = here ? here : found;
        at = static_cast<std::size_t>(rest.data() - plain.data()) + std::max(end, number->size);
    }
    return only && count > 1 ? std::nullopt : found;
}

namespace {

// |a - b| is at most half a unit of the last decimal.
bool roundsTo(const Rational &exact, const Rational &decimal, int decimals) {
    const auto difference = subtract(exact, decimal);
    const auto scale = power(Rational(10), Rational(decimals));
    const auto scaled = difference && scale ? multiply(*difference, *scale) : std::nullopt;
    const auto square = scaled ? multiply(*scaled, *scaled) : std::nullopt;
    const auto order = square ? compare(*square, *Rational::fraction(1, 4)) : std::nullopt;
    return order && *order <= 0;
}

// Six decimals stand for the number they round; fewer only where the reference itself says "about".
bool equalByRounding(const Quantity &answer, const Quantity &reference) {
    constexpr int enough = 6;
    if (answer.decimals >= enough && answer.decimals >= reference.decimals
        && roundsTo(reference.number, answer.number, answer.decimals))
        return true;
    if (reference.decimals >= enough && roundsTo(answer.number, reference.number, reference.decimals))
        return true;
    return reference.approximate && reference.decimals > 0
           && roundsTo(answer.number, reference.number, reference.decimals);
}

bool sameUnit(const Quantity &a, const Quantity &b) {
    const auto left = multiply(a.sum.front().factor, b.number),
               right = multiply(b.sum.front().factor, a.number);
    return left && right && *left == *right && a.sum.front().measure == b.sum.front().measure;
}

} // namespace

QuantityMatch compareQuantities(const Quantity &answer, const Quantity &reference) {
    const auto byNumber = [&] {
        if (answer.compound || reference.compound)
            return QuantityMatch::Different;
        if (answer.number == reference.number)
            return QuantityMatch::Equal;
        return equalByRounding(answer, reference) ? QuantityMatch::Rounded : QuantityMatch::Different;
    };
    if (answer.sum.empty() || reference.sum.empty())
        return byNumber(); // a unit is missing or unknown on one side
    bool common = false;
    for (const UnitMeaning &a : answer.sum)
        for (const UnitMeaning &r : reference.sum) {
            if (a.measure != r.measure)
                continue;
            common = true;
            if (a.factor == r.factor)
                return answer.number == reference.number ? QuantityMatch::Equal : QuantityMatch::Converted;
        }
    if (!common)
        return QuantityMatch::OtherMeasure;
    return sameUnit(answer, reference) && equalByRounding(answer, reference) ? QuantityMatch::Rounded
                                                                             : QuantityMatch::Different;
}

} // namespace retort
