// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/answer/rational.h"

#include "core/base/utf8.h"

#include <algorithm>

namespace retort {
namespace {

using Value = std::optional<Rational>;

Int128 greatestCommonDivisor(Int128 a, Int128 b) {
    while (b != 0) {
        const Int128 rest = a % b;
        a = b;
        b = rest;
    }
    return a < 0 ? -a : a;
}

bool product(Int128 a, Int128 b, Int128 &out) {
    return !__builtin_mul_overflow(a, b, &out);
}

// Recursive descent; every function leaves the position behind what it read.
class Calculator {
public:
    explicit Calculator(std::string_view text) : m_text(text) {}

    Value run() {
        const Value value = sum();
        skipBlanks();
        return m_at == m_text.size() ? value : std::nullopt;
    }

private:
    static constexpr int maxDepth = 64; // brackets and signs; an answer of a model may be anything

    void skipBlanks() {
        while (m_at < m_text.size() && m_text[m_at] == ' ')
            ++m_at;
    }
    char peek() {
        skipBlanks();
        return m_at < m_text.size() ? m_text[m_at] : '\0';
    }
    bool take(char c) {
        if (peek() != c)
            return false;
        ++m_at;
        return true;
    }

    Value sum() {
        Value left = term();
        while (left && (peek() == '+' || peek() == '-')) {
            const bool plus = m_text[m_at++] == '+';
            const Value right = term();
            if (!right)
                return std::nullopt;
            left = plus ? add(*left, *right) : subtract(*left, *right);
        }
        return left;
    }

    Value term() {
        Value left = factor();
        while (left && (peek() == '*' || peek() == '/')) {
            const bool times = m_text[m_at++] == '*';
            const Value right = factor();
            if (!right)
                return std::nullopt;
            left = times ? multiply(*left, *right) : divide(*left, *right);
        }
        return left;
    }

    Value factor() {
        if (++m_depth > maxDepth)
            return std::nullopt;
        Value value;
        if (take('-')) {
            value = factor();
            value = value ? subtract(Rational(0), *value) : value;
        } else if (take('+')) {
            value = factor();
        } else {
            value = postfix(atom());
        }
        --m_depth;
        return value;
    }

    Value postfix(Value value) {
        while (value && take('%'))
            value = divide(*value, Rational(100));
        if (value && take('^')) {
            const Value exponent = factor();
            value = exponent ? power(*value, *exponent) : std::nullopt;
        }
        return value;
    }

    Value atom() {
        if (take('(')) {
            const Value value = sum();
            return take(')') ? value : std::nullopt;
        }
        skipBlanks();
        const std::size_t start = m_at;
        while (m_at < m_text.size() && (isDigit(m_text[m_at]) || m_text[m_at] == '.'))
            ++m_at;
        const Value number = parseDecimal(m_text.substr(start, m_at - start));
        return number && number->isWhole() ? mixed(*number) : number;
    }

    // 2(1/3); anything else in the bracket is no number we know (2(3+4) is left over, hence no value).
    Value mixed(const Rational &whole) {
        if (m_at >= m_text.size() || m_text[m_at] != '(')
            return whole;
        const std::size_t close = m_text.find(')', m_at);
        if (close == std::string_view::npos)
            return std::nullopt;
        const std::string_view inside = m_text.substr(m_at + 1, close - m_at - 1);
        const std::size_t slash = inside.find('/');
        if (slash == std::string_view::npos)
            return std::nullopt;
        const Value top = parseDecimal(inside.substr(0, slash)),
                    bottom = parseDecimal(inside.substr(slash + 1));
        if (!top || !bottom || !top->isWhole() || !bottom->isWhole())
            return std::nullopt;
        const Value part = divide(*top, *bottom);
        m_at = close + 1;
        return part ? add(whole, *part) : std::nullopt;
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    int m_depth = 0;
};

} // namespace

std::optional<Rational> Rational::fraction(Int128 numerator, Int128 denominator) {
    constexpr Int128 lowest = Int128(1) << 127; // has no positive counterpart
    if (denominator == 0 || numerator == lowest || denominator == lowest)
        return std::nullopt;
    const Int128 divisor = greatestCommonDivisor(numerator, denominator);
    Rational result;
    result.m_numerator = denominator < 0 ? -(numerator / divisor) : numerator / divisor;
    result.m_denominator = denominator < 0 ? -(denominator / divisor) : denominator / divisor;
    return result;
}

namespace {
std::string digitsOf(Int128 value) {
    const bool negative = value < 0;
    std::string digits;
    do {
        const int digit = static_cast<int>(value % 10);
        digits += static_cast<char>('0' + (digit < 0 ? -digit : digit));
        value /= 10;
    } while (value != 0);
    if (negative)
        digits += '-';
    std::ranges::reverse(digits);
    return digits;
}
} // namespace

std::string Rational::toString() const {
    return isWhole() ? digitsOf(m_numerator) : digitsOf(m_numerator) + "/" + digitsOf(m_denominator);
}

std::optional<Rational> add(const Rational &a, const Rational &b) {
    Int128 left = 0, right = 0, bottom = 0, top = 0;
    if (!product(a.numerator(), b.denominator(), left) || !product(b.numerator(), a.denominator(), right)
        || !product(a.denominator(), b.denominator(), bottom) || __builtin_add_overflow(left, right, &top))
        return std::nullopt;
    return Rational::fraction(top, bottom);
}

std::optional<Rational> subtract(const Rational &a, const Rational &b) {
    const auto negative = Rational::fraction(-b.numerator(), b.denominator());
    return negative ? add(a, *negative) : std::nullopt;
}

std::optional<Rational> multiply(const Rational &a, const Rational &b) {
    Int128 top = 0, bottom = 0;
    if (!product(a.numerator(), b.numerator(), top) || !product(a.denominator(), b.denominator(), bottom))
        return std::nullopt;
    return Rational::fraction(top, bottom);
}

std::optional<Rational> divide(const Rational &a, const Rational &b) {
    const auto inverse = Rational::fraction(b.denominator(), b.numerator());
    return inverse ? multiply(a, *inverse) : std::nullopt;
}

std::optional<Rational> power(const Rational &base, const Rational &exponent) {
    if (!exponent.isWhole() || exponent.numerator() > 128 || exponent.numerator() < -128)
        return std::nullopt;
    const bool inverse = exponent.sign() < 0;
    std::optional<Rational> result = Rational(1);
    for (Int128 i = 0; result && i < (inverse ? -exponent.numerator() : exponent.numerator()); ++i)
        result = multiply(*result, base);
    return result && inverse ? divide(Rational(1), *result) : result;
}

std::optional<int> compare(const Rational &a, const Rational &b) {
    Int128 left = 0, right = 0;
    if (!product(a.numerator(), b.denominator(), left) || !product(b.numerator(), a.denominator(), right))
        return std::nullopt;
    return left < right ? -1 : left > right ? 1 : 0;
}

std::optional<Rational> parseDecimal(std::string_view digits) {
    Int128 value = 0, scale = 1;
    bool point = false, any = false;
    for (const char c : digits) {
        if (c == '.' && !point) {
            point = true;
            continue;
        }
        if (!isDigit(c) || __builtin_mul_overflow(value, 10, &value)
            || __builtin_add_overflow(value, static_cast<Int128>(c - '0'), &value)
            || (point && __builtin_mul_overflow(scale, 10, &scale)))
            return std::nullopt;
        any = true;
    }
    return any ? Rational::fraction(value, scale) : std::nullopt;
}

std::optional<Rational> evaluate(std::string_view expression) {
    return Calculator(expression).run();
}

} // namespace retort
