// SPDX-License-Identifier: GPL-3.0-or-later
// Exact fractions on 128-bit integers and a calculator for plain arithmetic ("(480-120)/3", "2(1/3)",
// "37.5%"). Whatever does not fit is no value, never a wrong one. Pure functions, any thread.
#pragma once

#include "core/base/export.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace retort {

__extension__ typedef __int128 Int128;

// Always reduced, denominator positive.
class RETORT_DATA_API Rational {
public:
    Rational() = default;
    Rational(std::int64_t whole) : m_numerator(whole) {} // NOLINT: a whole number is a fraction
    // No value for a zero denominator.
    static std::optional<Rational> fraction(Int128 numerator, Int128 denominator);

    bool isWhole() const { return m_denominator == 1; }
    int sign() const { return m_numerator < 0 ? -1 : m_numerator > 0 ? 1 : 0; }
    Int128 numerator() const { return m_numerator; }
    Int128 denominator() const { return m_denominator; }
    std::string toString() const; // "17", "-3/4"

    bool operator==(const Rational &) const = default;

private:
    Int128 m_numerator = 0;
    Int128 m_denominator = 1;
};

// No value on overflow, division by zero, or an exponent that is not a whole number of at most 128.
RETORT_DATA_API std::optional<Rational> add(const Rational &a, const Rational &b);
RETORT_DATA_API std::optional<Rational> subtract(const Rational &a, const Rational &b);
RETORT_DATA_API std::optional<Rational> multiply(const Rational &a, const Rational &b);
RETORT_DATA_API std::optional<Rational> divide(const Rational &a, const Rational &b);
RETORT_DATA_API std::optional<Rational> power(const Rational &base, const Rational &exponent);
// -1, 0 or 1.
RETORT_DATA_API std::optional<int> compare(const Rational &a, const Rational &b);

// "12", "12.50", ".5": digits and at most one point, no sign.
RETORT_DATA_API std::optional<Rational> parseDecimal(std::string_view digits);

// + - * / ^ ( ) over decimals, a percent sign behind a number or a bracket, ASCII only, blanks ignored. A
// whole number in front of a bracketed proper fraction is a mixed number, as Ape210K writes it: 2(1/3) = 7/3.
// No value when anything is left over or does not fit.
RETORT_DATA_API std::optional<Rational> evaluate(std::string_view expression);

} // namespace retort
