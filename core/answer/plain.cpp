// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/answer/plain.h"

#include "core/answer/units.h"
#include "core/base/utf8.h"

#include <algorithm>
#include <array>
#include <utility>

namespace retort {
namespace {

constexpr int maxLatexDepth = 24;

bool allDigits(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, isDigit);
}

bool oneOf(std::string_view name, std::initializer_list<std::string_view> names) {
    return std::ranges::find(names, name) != names.end();
}

// Commands that stand for a sign.
constexpr auto signs = std::to_array<std::pair<std::string_view, std::string_view>>(
    {{"times", "*"},  {"cdot", "*"},   {"div", "/"},   {"pi", "pi"},     {"circ", "度"}, {"degree", "度"},
     {"pm", "±"},     {"le", "≤"},     {"leq", "≤"},   {"ge", "≥"},      {"geq", "≥"},   {"ne", "≠"},
     {"neq", "≠"},    {"lt", "<"},     {"gt", ">"},    {"infty", "∞"},   {"cup", "∪"},   {"approx", "≈"},
     {"ratio", ":"},  {"colon", ":"},  {"cdots", "…"}, {"percent", "%"}, {"in", "∈"},    {"ldots", "…"},
     {"lbrace", "{"}, {"rbrace", "}"}, {"quad", " "},  {"qquad", " "}});

class LatexReader {
public:
    LatexReader(std::string_view text, int depth) : m_text(text), m_depth(depth) {}

    std::string run() {
        while (m_at < m_text.size())
            step();
        return std::move(m_out);
    }

private:
    std::string inner(std::string_view text) const {
        return m_depth >= maxLatexDepth ? std::string(text) : LatexReader(text, m_depth + 1).run();
    }

    void step() {
        const char c = m_text[m_at];
        if (c == '\\')
            return command();
        if (c == '^')
            return exponent();
        if (c == '{' && m_text.substr(m_at, 3) == "{,}") {
            m_out += ',';
            m_at += 3;
            return;
        }
        if (c == '*' && m_text.substr(m_at, 2) == "**")
            return twoStars();
        ++m_at;
        if (c == '~')
            m_out += ' ';
        else if (c != '{' && c != '}' && c != '$' && c != '`')
            m_out += c;
    }

    // 2**3 is a power, **12** is bold.
    void twoStars() {
        m_at += 2;
        const bool left =
            !m_out.empty() && (isDigit(m_out.back()) || isLetter(m_out.back()) || m_out.back() == ')');
        const bool right = m_at < m_text.size() && (isDigit(m_text[m_at]) || m_text[m_at] == '(');
        if (left && right)
            m_out += '^';
    }

    std::string_view commandName() {
        const std::size_t start = ++m_at;
        while (m_at < m_text.size() && isLetter(m_text[m_at]))
            ++m_at;
        return m_text.substr(start, m_at - start);
    }

    // A brace group, a command without its arguments, or one character.
    std::string argument() {
        while (m_at < m_text.size() && m_text[m_at] == ' ')
            ++m_at;
        if (m_at >= m_text.size())
            return {};
        if (m_text[m_at] == '{') {
            const BraceGroup group = braceGroup(m_text, m_at);
            m_at = std::min(group.end, m_text.size());
            return inner(group.content);
        }
        const std::size_t start = m_at;
        if (m_text[m_at] == '\\')
            commandName();
        else
            decodeCodePoint(m_text, m_at);
        return inner(m_text.substr(start, m_at - start));
    }

    void exponent() {
        ++m_at;
        const std::string power = argument();
        if (power == "度" || power == "%")
            m_out += power;
        else
            m_out += power.size() == 1 ? "^" + power : "^(" + power + ")";
    }

    void command() {
        const std::string_view name = commandName();
        if (name.empty())
            return escaped();
        if (oneOf(name, {"frac", "dfrac", "tfrac", "cfrac"}))
            return fraction();
        if (name == "sqrt")
            return root();
        if (oneOf(name, {"text", "mathrm", "mbox", "textrm", "textnormal", "operatorname", "rm"}))
            return wrapped(true);
        if (oneOf(name,
                  {"mathbf", "textbf", "mathit", "boxed", "fbox", "bm", "mathsf", "underline", "textit"}))
            return wrapped(false);
        if (oneOf(name, {"left", "right"})) {
            if (m_at < m_text.size() && m_text[m_at] == '.')
                ++m_at;
            return;
        }
        if (oneOf(name, {"displaystyle", "textstyle", "big", "Big", "bigl", "bigr", "limits", "limit"}))
            return;
        for (const auto &[command, sign] : signs)
            if (command == name) {
                m_out += sign;
                return;
            }
        m_out += name; // sin, alpha …
    }

    void escaped() {
        if (m_at >= m_text.size())
            return;
        const char c = m_text[m_at++];
        if (c == '%' || c == '{' || c == '}' || c == '#' || c == '&' || c == '_')
            m_out += c;
        else if (c == '\\')
            m_out += ' ';
        else if (c == '!') // 11,\! 111 is one number
            while (m_at < m_text.size() && m_text[m_at] == ' ')
                ++m_at;
        // \, \; \! \: \$ \( \) \[ \] are spacing, currency and delimiters
    }

    // Whole numbers above and below make "(1/2)", which evaluate() joins with one in front.
    void fraction() {
        const std::string top = argument(), bottom = argument();
        if (allDigits(top) && allDigits(bottom))
            m_out += "(" + top + "/" + bottom + ")";
        else
            m_out += "((" + top + ")/(" + bottom + "))";
    }

    void root() {
        std::string degree;
        if (m_at < m_text.size() && m_text[m_at] == '[') {
            const std::size_t close = m_text.find(']', m_at);
            if (close != std::string_view::npos) {
                degree = inner(m_text.substr(m_at + 1, close - m_at - 1));
                m_at = close + 1;
            }
        }
        const std::string radicand = argument();
        m_out += degree.empty() || degree == "2" ? "sqrt(" + radicand + ")"
                                                 : "((" + radicand + ")^(1/(" + degree + ")))";
    }

    void wrapped(bool mayBeUnit) {
        if (m_at >= m_text.size() || m_text[m_at] != '{')
            return;
        const std::string content = argument();
        const std::string_view trimmed = trimWhiteSpace(content);
        if (mayBeUnit && !trimmed.empty() && isLetter(trimmed.front()) && isKnownUnit(trimmed))
            m_out += unitMark;
        m_out += mayBeUnit ? content : std::string(trimmed);
    }

    std::string_view m_text;
    int m_depth;
    std::size_t m_at = 0;
    std::string m_out;
};

constexpr auto spellings = std::to_array<std::pair<std::string_view, std::string_view>>(
    {{"×", "*"},     {"·", "*"},      {"⋅", "*"},           {"÷", "/"},        {"−", "-"},     {"–", "-"},
     {"﹣", "-"},    {"：", ":"},     {"∶", ":"},           {"（", "("},       {"）", ")"},    {"［", "["},
     {"］", "]"},    {"｛", "{"},     {"｝", "}"},          {"π", "pi"},       {"²", "^2"},    {"³", "^3"},
     {"°", "度"},    {"℃", "摄氏度"}, {"½", "(1/2)"},       {"¼", "(1/4)"},    {"¾", "(3/4)"}, {"⅓", "(1/3)"},
     {"⅔", "(2/3)"}, {"⅕", "(1/5)"},  {"⅛", "(1/8)"},       {"㎡", "m^2"},     {"㎝", "cm"},   {"㎞", "km"},
     {"㎏", "kg"},   {"⩽", "≤"},      {"⩾", "≥"},           {"≦", "≤"},        {"≧", "≥"},     {"<=", "≤"},
     {">=", "≥"},    {"　", " "},     {"\u00a0", " "},      {"\u200b", ""},    {"\ufeff", ""}, {"￥", ""},
     {"¥", ""},      {"＄", ""},      {"；", ";"},          {"“", ""},         {"”", ""},      {"‘", ""},
     {"’", ""},      {"!=", "≠"},     {" percentage", "%"}, {" percent", "%"}, {" pct", "%"},  {"\r", ""},
     {"\n", " "},    {"\t", " "}});

// √3 → sqrt(3), √(…) → sqrt(…)
void spellRoots(std::string &text) {
    constexpr std::string_view sign = "√";
    for (std::size_t at = text.find(sign); at != std::string::npos; at = text.find(sign, at + 5)) {
        std::size_t end = at + sign.size();
        while (end < text.size() && (isDigit(text[end]) || text[end] == '.'))
            ++end;
        if (end == at + sign.size() && (end >= text.size() || text[end] != '(') && end < text.size()
            && isLetter(text[end]))
            ++end;
        const std::string radicand = text.substr(at + sign.size(), end - at - sign.size());
        if (radicand.empty() && (end >= text.size() || text[end] != '('))
            return; // a tick: 对 or √
        text.replace(at, end - at, radicand.empty() ? "sqrt" : "sqrt(" + radicand + ")");
    }
}

} // namespace

BraceGroup braceGroup(std::string_view text, std::size_t open) {
    int depth = 0;
    for (std::size_t i = open; i < text.size(); ++i) {
        if (text[i] == '\\') {
            ++i; // \{ and \} are signs, not groups
        } else if (text[i] == '{') {
            ++depth;
        } else if (text[i] == '}' && --depth == 0) {
            return {text.substr(open + 1, i - open - 1), i + 1};
        }
    }
    return {text.substr(std::min(open + 1, text.size())), std::string_view::npos};
}

std::string plainAnswer(std::string_view text) {
    std::string plain = LatexReader(foldWidth(text), 0).run();
    for (const auto &[from, to] : spellings)
        replaceAll(plain, from, to);
    spellRoots(plain);
    return std::string(trimWhiteSpace(plain));
}

} // namespace retort
