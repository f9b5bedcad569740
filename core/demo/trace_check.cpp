// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/demo/trace_check.h"

#include "core/answer/rational.h"
#include "core/base/utf8.h"
#include "core/demo/column_trace.h"

#include <set>
#include <string>
#include <vector>

namespace retort {
namespace {

// One spelling for every sign, so that the rest reads ASCII.
std::string plainSigns(std::string_view text) {
    std::string plain = foldWidth(text);
    for (const auto &[from, to] :
         {std::pair{"×", "*"}, {"÷", "/"}, {"−", "-"}, {"≠", "!"}, {"（", "("}, {"）", ")"}})
        replaceAll(plain, from, to);
    return plain;
}

std::string shown(std::string_view statement) {
    std::string text(statement);
    replaceAll(text, "*", "×");
    replaceAll(text, "/", "÷");
    return text;
}

class TraceReader {
public:
    TraceReader(std::string_view question, std::string_view reasoning)
        : m_question(plainSigns(question)),
          m_text(plainSigns(reasoning)) {
        rememberNumbers(m_question);
    }

    TraceCheck run(std::string_view reference) {
        while (m_result.why.empty() && m_at < m_text.size())
            step();
        if (m_result.why.empty() && m_result.statements == 0)
            m_result.why = RETORT_TR("core", "The trace has no arithmetic statement.");
        if (m_result.why.empty())
            checkArrival(reference);
        m_result.holds = m_result.why.empty();
        return m_result;
    }

private:
    static constexpr std::string_view columnWord = "算";

    void step() {
        if (m_text.compare(m_at, columnWord.size(), columnWord) == 0 && readColumn())
            return;
        if (isExpressionStart(m_text[m_at]))
            readStatement();
        else
            ++m_at;
    }

    static bool isExpressionStart(char c) { return isDigit(c) || c == '('; }
    static bool isExpressionPart(char c) {
        return isDigit(c) || std::string_view(".+-*/()%=<>!").find(c) != std::string_view::npos;
    }

    void rememberNumbers(std::string_view text) {
        for (std::size_t i = 0; i < text.size(); ++i) {
            if (!isDigit(text[i]))
                continue;
            const std::size_t start = i;
            while (i < text.size() && (isDigit(text[i]) || text[i] == '.'))
                ++i;
            remember(text.substr(start, i - start));
        }
    }
    void remember(std::string_view number) {
        if (const auto value = parseDecimal(number))
            m_known.insert(value->toString());
    }

    // "算347+85。" and the lines that must follow it. False when no column starts here.
    bool readColumn() {
        std::size_t at = m_at + columnWord.size();
        const auto number = [&] {
            const std::size_t start = at;
            while (at < m_text.size() && isDigit(m_text[at]) && at - start < 10)
                ++at;
            return m_text.substr(start, at - start);
        };
        const std::string first = number();
        const char sign = at < m_text.size() ? m_text[at++] : '\0';
        const std::string second = number();
        if (first.empty() || second.empty() || (sign != '+' && sign != '-') || first.size() > 9
            || second.size() > 9 || m_text.compare(at, 4, "。\n") != 0)
            return false;
        checkColumn(std::stoll(first), sign, std::stoll(second));
        return true;
    }

    void checkColumn(std::int64_t a, char sign, std::int64_t b) {
        const std::string name = std::to_string(a) + sign + std::to_string(b);
        for (const std::int64_t operand : {a, b})
            if (!m_known.contains(std::to_string(operand)))
                return fail(
                    text(RETORT_TR("core", "“%1”: the number %2 is neither in the question nor a result."),
                         name, operand));
        if (sign == '-' && a < b)
            return fail(
                text(RETORT_TR("core", "“%1” has no column form: the result would be negative."), name));
        const std::string expected = sign == '+' ? columnAddition(a, b) : columnSubtraction(a, b);
        if (!compareLines(expected))
            return;
        m_column = Rational(sign == '+' ? a + b : a - b);
        m_known.insert(m_column->toString());
    }

    // The column form is fixed by its two numbers, so it is checked against the form itself, line by line.
    bool compareLines(std::string_view expected) {
        const std::string_view actual = std::string_view(m_text).substr(m_at);
        for (std::size_t start = 0; start < expected.size();) {
            const std::size_t end = std::min(expected.find('\n', start), expected.size());
            const std::string_view line = actual.substr(std::min(start, actual.size()));
            const std::string_view wanted = expected.substr(start, end - start);
            if (line.substr(0, wanted.size()) != wanted
                || (line.size() > wanted.size() && line[wanted.size()] != '\n')) {
                fail(text(RETORT_TR("core", "The line “%1” should be “%2”."),
                          std::string(line.substr(0, line.find('\n'))), std::string(wanted)));
                return false;
            }
            ++m_result.statements;
            start = end + 1;
        }
        m_at += expected.size();
        return true;
    }

    // A run of digits and signs; a statement when it has a relation with something on both sides.
    void readStatement() {
        const std::size_t start = m_at;
        while (m_at < m_text.size() && isExpressionPart(m_text[m_at]))
            ++m_at;
        const std::string_view run = std::string_view(m_text).substr(start, m_at - start);
        std::vector<std::string_view> sides;
        std::string relations;
        std::size_t from = 0;
        for (std::size_t i = 0; i <= run.size(); ++i) {
            if (i < run.size() && std::string_view("=<>!").find(run[i]) == std::string_view::npos)
                continue;
            sides.push_back(run.substr(from, i - from));
            if (i < run.size())
                relations += run[i];
            from = i + 1;
        }
        if (!sides.empty() && sides.back().empty()) { // "347+85=？": asked, not stated
            sides.pop_back();
            relations.pop_back();
        }
        if (sides.size() >= 2)
            checkStatement(run, sides, relations);
    }

    void checkStatement(std::string_view run, const std::vector<std::string_view> &sides,
                        const std::string &relations) {
        ++m_result.statements;
        std::vector<Rational> values;
        for (const std::string_view side : sides) {
            const auto value = evaluate(side);
            if (!value)
                return fail(text(RETORT_TR("core", "“%1” cannot be computed."), shown(run)));
            values.push_back(*value);
        }
        for (std::size_t i = 0; i + 1 < values.size(); ++i)
            if (!related(values[i], relations[i], values[i + 1]))
                return fail(text(RETORT_TR("core", "“%1” is not true."), shown(run)));
        for (const Rational &value : values) {
            m_known.insert(value.toString());
            m_stated.insert(value.toString());
        }
    }

    static bool related(const Rational &a, char relation, const Rational &b) {
        const auto order = compare(a, b);
        return order
               && (relation == '<'   ? *order < 0
                   : relation == '>' ? *order > 0
                   : relation == '!' ? *order != 0
                                     : *order == 0);
    }

    void checkArrival(std::string_view reference) {
        const auto wanted = evaluate(plainSigns(reference));
        if (!wanted)
            return; // a word or nothing: only the statements count
        const bool arrived = m_column ? *m_column == *wanted : m_stated.contains(wanted->toString());
        if (!arrived)
            fail(text(RETORT_TR("core", "The trace does not arrive at the answer %1."),
                      std::string(reference)));
    }

    void fail(Text why) {
        m_result.why = std::move(why);
        m_at = m_text.size();
    }

    std::string m_question, m_text;
    std::size_t m_at = 0;
    std::set<std::string> m_known;    // numbers of the question and results so far
    std::set<std::string> m_stated;   // values of statements
    std::optional<Rational> m_column; // result of the last column
    TraceCheck m_result;
};

} // namespace

TraceCheck checkTrace(std::string_view question, std::string_view reasoning, std::string_view reference) {
    return TraceReader(question, reasoning).run(reference);
}

} // namespace retort
