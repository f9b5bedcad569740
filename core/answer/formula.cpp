// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/answer/formula.h"

#include "core/base/utf8.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace retort {
namespace {

using Real = long double;

constexpr int pointCount = 5;
constexpr int maxFormulaDepth = 48;

using Function = Real (*)(Real);
constexpr auto functions =
    std::to_array<std::pair<std::string_view, Function>>({{"sqrt", [](Real x) { return std::sqrt(x); }},
                                                          {"arcsin", [](Real x) { return std::asin(x); }},
                                                          {"arccos", [](Real x) { return std::acos(x); }},
                                                          {"arctan", [](Real x) { return std::atan(x); }},
                                                          {"sin", [](Real x) { return std::sin(x); }},
                                                          {"cos", [](Real x) { return std::cos(x); }},
                                                          {"tan", [](Real x) { return std::tan(x); }},
                                                          {"ln", [](Real x) { return std::log(x); }},
                                                          {"lg", [](Real x) { return std::log10(x); }},
                                                          {"log", [](Real x) { return std::log10(x); }},
                                                          {"exp", [](Real x) { return std::exp(x); }}});

// Value of a variable at a point: spread over (0.3, 2.3), never a number on which formulas meet by accident.
Real variableAt(int name, int point) {
    const Real mixed =
        std::sin(static_cast<Real>(name) * 12.9898L + static_cast<Real>(point) * 78.233L) * 43758.5453L;
    return 0.3L + 2.0L * (mixed - std::floor(mixed));
}

// Recursive descent over one point; `failed` when the text is no formula.
class FormulaReader {
public:
    FormulaReader(std::string_view text, int point) : m_text(text), m_point(point) {}

    std::optional<Real> run() {
        const Real value = sum();
        return failed() || peek() != '\0' ? std::nullopt : std::optional(value);
    }

private:
    bool failed() const { return m_failed; }
    Real fail() {
        m_failed = true;
        return 0;
    }
    char peek() {
        while (m_at < m_text.size() && m_text[m_at] == ' ')
            ++m_at;
        return m_at < m_text.size() ? m_text[m_at] : '\0';
    }
    bool take(char c) {
        if (peek() != c)
            return false;
        ++m_at;
        return true;
    }

    Real sum() {
        Real value = product();
        while (!failed() && (peek() == '+' || peek() == '-')) {
            const bool plus = m_text[m_at++] == '+';
            const Real next = product();
            value = plus ? value + next : value - next;
        }
        return value;
    }

    Real product() {
        Real value = signedFactor();
        while (!failed()) {
            const char c = peek();
            if (c == '*' || c == '/') {
                ++m_at;
                const Real next = signedFactor();
                value = c == '*' ? value * next : value / next;
            } else if (c == '(' || isLetter(c)) {
                value *= factor(); // 2x, 3(x+1)
            } else {
                break;
            }
        }
        return value;
    }

    Real signedFactor() {
        if (take('-'))
            return -signedFactor();
        if (take('+'))
            return signedFactor();
        return factor();
    }

    Real factor() {
        if (++m_depth > maxFormulaDepth)
            return fail();
        Real value = atom();
        while (take('%'))
            value /= 100;
        if (take('^'))
            value = std::pow(value, signedFactor());
        --m_depth;
        return value;
    }

    Real atom() {
        const char c = peek();
        if (take('(')) {
            const Real value = sum();
            return take(')') ? value : fail();
        }
        if (isDigit(c) || c == '.')
            return number();
        return isLetter(c) ? word() : fail();
    }

    Real number() {
        std::string digits;
        while (m_at < m_text.size() && (isDigit(m_text[m_at]) || m_text[m_at] == '.'))
            digits += m_text[m_at++];
        if (digits.size() > 40 || digits.find('.') != digits.rfind('.') || digits == ".")
            return fail();
        Real value = std::stold(digits);
        return wholeInFrontOfFraction(digits) ? value + sumInBrackets() : value;
    }

    // 2(1/3) is a mixed number, as in evaluate().
    bool wholeInFrontOfFraction(const std::string &digits) const {
        if (digits.find('.') != std::string::npos || m_at >= m_text.size() || m_text[m_at] != '(')
            return false;
        std::size_t i = m_at + 1;
        const std::size_t top = i;
        while (i < m_text.size() && isDigit(m_text[i]))
            ++i;
        if (i == top || i >= m_text.size() || m_text[i] != '/')
            return false;
        const std::size_t bottom = ++i;
        while (i < m_text.size() && isDigit(m_text[i]))
            ++i;
        return i > bottom && i < m_text.size() && m_text[i] == ')';
    }
    Real sumInBrackets() {
        take('(');
        const Real value = sum();
        return take(')') ? value : fail();
    }

    Real word() {
        const std::string_view rest = m_text.substr(m_at);
        for (const auto &[name, function] : functions)
            if (rest.starts_with(name)) {
                m_at += name.size();
                return function(factor());
            }
        if (rest.starts_with("pi")) {
            m_at += 2;
            return 3.14159265358979323846L;
        }
        const char name = m_text[m_at++];
        if (name == 'e')
            return 2.71828182845904523536L;
        if (m_at < m_text.size() && m_text[m_at] == '_')
            return subscripted(name);
        return variableAt(name, m_point);
    }

    Real subscripted(char name) {
        ++m_at;
        const char index = peek();
        if (!isDigit(index) && !isLetter(index))
            return fail();
        ++m_at;
        return variableAt(name * 256 + index, m_point);
    }

    std::string_view m_text;
    int m_point;
    std::size_t m_at = 0;
    int m_depth = 0;
    bool m_failed = false;
};

using Values = std::vector<std::optional<Real>>; // by point; not finite counts as no value there

bool valuesOf(std::string_view text, Values &values) {
    if (text.empty() || text.size() > 512)
        return false;
    values.clear();
    for (int point = 0; point < pointCount; ++point) {
        const auto value = FormulaReader(text, point).run();
        if (!value)
            return false;
        values.push_back(std::isfinite(*value) ? value : std::nullopt);
    }
    return true;
}

bool close(Real a, Real b) {
    return std::fabs(a - b) <= 1e-11L * std::max({1e-3L, std::fabs(a), std::fabs(b)});
}

bool equalValues(const Values &a, const Values &b) {
    int shared = 0;
    for (int i = 0; i < pointCount; ++i) {
        if (a[i].has_value() != b[i].has_value())
            return false;
        if (!a[i])
            continue;
        if (!close(*a[i], *b[i]))
            return false;
        ++shared;
    }
    return shared >= 2;
}

// a = k·b for one k that is not 0 (and positive where asked).
bool proportionalValues(const Values &a, const Values &b, bool positive) {
    std::optional<Real> k;
    int shared = 0;
    for (int i = 0; i < pointCount; ++i) {
        if (!a[i] || !b[i] || *b[i] == 0)
            continue;
        const Real here = *a[i] / *b[i];
        if (k && !close(here, *k))
            return false;
        k = here;
        ++shared;
    }
    return shared >= 2 && *k != 0 && (!positive || *k > 0);
}

struct Relation {
    std::string_view left, right;
    char sign = '\0'; // '=', '<', 'l' (≤); > and ≥ are turned round
};

std::optional<Relation> relationOf(std::string_view text) {
    struct Sign {
        std::string_view spelling;
        char sign;
        bool turned;
    };
    static constexpr auto signs = std::to_array<Sign>({{"≤", 'l', false},
                                                       {"≥", 'l', true},
                                                       {"≠", '!', false},
                                                       {"=", '=', false},
                                                       {"<", '<', false},
                                                       {">", '<', true}});
    std::optional<Relation> found;
    for (const Sign &s : signs)
        for (std::size_t at = text.find(s.spelling); at != std::string_view::npos;
             at = text.find(s.spelling, at + 1)) {
            if (found)
                return std::nullopt; // a chain
            const std::string_view left = trimWhiteSpace(text.substr(0, at));
            const std::string_view right = trimWhiteSpace(text.substr(at + s.spelling.size()));
            found = s.turned ? Relation{right, left, s.sign} : Relation{left, right, s.sign};
        }
    return found;
}

FormulaMatch compareValues(std::string_view a, std::string_view b) {
    Values left, right;
    if (!valuesOf(a, left) || !valuesOf(b, right))
        return FormulaMatch::NoFormula;
    return equalValues(left, right) ? FormulaMatch::Equal : FormulaMatch::Different;
}

FormulaMatch compareRelations(const Relation &a, const Relation &b) {
    Values left, right;
    const std::string aText = "(" + std::string(a.left) + ")-(" + std::string(a.right) + ")";
    const std::string bText = "(" + std::string(b.left) + ")-(" + std::string(b.right) + ")";
    if (!valuesOf(aText, left) || !valuesOf(bText, right))
        return FormulaMatch::NoFormula;
    const bool equal = a.sign == b.sign && proportionalValues(left, right, a.sign == '<' || a.sign == 'l');
    return equal ? FormulaMatch::Equal : FormulaMatch::Different;
}

// x=3 → 3; also "f(x)=…" and "S_1=…"
std::string_view assignedValue(const Relation &relation) {
    const bool name = !relation.left.empty() && isLetter(relation.left[0])
                      && (relation.left.size() == 1 || relation.left[1] == '_' || relation.left[1] == '(');
    return relation.sign == '=' && name && relation.left.size() <= 6 ? relation.right : std::string_view();
}

} // namespace

FormulaMatch compareFormulas(std::string_view answer, std::string_view reference) {
    const auto a = relationOf(answer), r = relationOf(reference);
    if (a && r)
        return compareRelations(*a, *r);
    return compareValues(a ? assignedValue(*a) : answer,
                         r ? assignedValue(*r) : reference); // "" is no formula
}

} // namespace retort
