// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/answer.h"

#include "core/base/utf8.h"
#include "core/data/answer/formula.h"
#include "core/data/answer/plain.h"
#include "core/data/answer/quantity.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <optional>
#include <vector>

namespace retort {
namespace {

constexpr std::size_t npos = std::string_view::npos;

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

struct Verdict {
    bool correct = false;
    const char *rule = "different";
};

// ---- choices: A, ABD, (A), A、B、D, 选A, A. 12

using Choices = std::bitset<8>;

bool takePrefix(std::string_view &text, std::initializer_list<std::string_view> words) {
    for (const std::string_view word : words)
        if (text.starts_with(word)) {
            text = trimWhiteSpace(text.substr(word.size()));
            return true;
        }
    return false;
}

std::optional<Choices> choicesOf(std::string_view text, bool loose) {
    Choices choices;
    if (loose)
        while (takePrefix(text, {"选项", "选择", "选", "答案", "故", "为", "是", ":"})) {
        }
    while (!text.empty()) {
        const char c =
            loose && text[0] >= 'a' && text[0] <= 'h' ? static_cast<char>(text[0] - 'a' + 'A') : text[0];
        if (c >= 'A' && c <= 'H') {
            if (choices.test(static_cast<std::size_t>(c - 'A')))
                return std::nullopt;
            choices.set(static_cast<std::size_t>(c - 'A'));
            text.remove_prefix(1);
            // "A. 12", "A：苹果": the letter names the choice, the rest repeats it
            if (loose && choices.count() == 1 && text.size() > 1
                && std::string_view(".:)").find(text[0]) != npos && (text[1] < 'A' || text[1] > 'H'))
                return choices;
        } else if (!takePrefix(text,
                               {"、", "，", ",", ";", "和", "及", "与", "(", ")", ".", " ", "项", "。"})) {
            return std::nullopt;
        }
    }
    return choices.any() ? std::optional(choices) : std::nullopt;
}

// The last capital A … H that stands alone, for a response that only talks.
std::string lastChoice(std::string_view text) {
    const auto latin = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c); };
    for (std::size_t i = text.size(); i-- > 0;)
        if (text[i] >= 'A' && text[i] <= 'H' && (i == 0 || !latin(text[i - 1]))
            && (i + 1 == text.size() || !latin(text[i + 1])))
            return std::string(1, text[i]);
    return {};
}

// ---- true or false

std::optional<bool> judgementOf(std::string_view text) {
    static constexpr auto yes =
        std::to_array<std::string_view>({"对", "正确", "√", "✓", "✔", "是", "是的", "真", "成立", "对的",
                                         "正确的", "可以", "能", "yes", "true"});
    static constexpr auto no = std::to_array<std::string_view>(
        {"错", "错误", "×", "*", "✗", "✘", "否", "不是", "不是的", "假", "不对", "不正确", "不成立", "错的",
         "错误的", "不可以", "不能", "no", "false"});
    const std::string key = foldKey(text);
    if (std::find(yes.begin(), yes.end(), key) != yes.end())
        return true;
    if (std::find(no.begin(), no.end(), key) != no.end())
        return false;
    return std::nullopt;
}

// "这个说法是错误的" says 错误的.
std::optional<bool> judgementIn(std::string_view text) {
    const auto whole = judgementOf(text);
    const std::size_t at = text.rfind("是");
    if (whole || at == npos)
        return whole;
    const auto behind = judgementOf(text.substr(at + std::string_view("是").size()));
    const bool denied = text.substr(0, at).ends_with("不");
    return behind ? std::optional(*behind != denied) : behind;
}

// ---- ratios and clock times

std::vector<Rational> ratioOf(std::string_view text) {
    std::string spelled(text);
    replaceAll(spelled, "比", ":");
    std::vector<Rational> parts;
    for (std::size_t start = 0; start <= spelled.size();) {
        const std::size_t end = std::min(spelled.find(':', start), spelled.size());
        const auto part = parseQuantity(std::string_view(spelled).substr(start, end - start));
        if (!part || part->hasUnit)
            return {};
        parts.push_back(part->number);
        start = end + 1;
    }
    return parts.size() >= 2 ? parts : std::vector<Rational>{};
}

bool sameRatio(const std::vector<Rational> &a, const std::vector<Rational> &b) {
    if (a.size() != b.size())
        return false;
    const auto isZero = [](const Rational &part) { return part.sign() == 0; };
    if (std::any_of(a.begin(), a.end(), isZero) || std::any_of(b.begin(), b.end(), isZero))
        return a == b; // 12:00 is a time, and 0 has no proportion
    for (std::size_t i = 1; i < a.size(); ++i) {
        const auto left = multiply(a[0], b[i]), right = multiply(b[0], a[i]);
        if (!left || !right || *left != *right)
            return false;
    }
    return true;
}

// 2:30 as hours and minutes beside an answer in units of time.
bool sameTime(const std::vector<Rational> &clock, const Quantity &time) {
    if (clock.size() != 2 || !clock[0].isWhole() || !clock[1].isWhole())
        return false;
    const auto hours = multiply(clock[0], Rational(3600)), minutes = multiply(clock[1], Rational(60));
    const auto seconds = hours && minutes ? add(*hours, *minutes) : std::nullopt;
    return seconds && time.compound
           && std::any_of(time.sum.begin(), time.sum.end(),
                          [&](const UnitMeaning &m) { return m.measure == "time" && m.factor == *seconds; });
}

std::optional<Verdict> byRatio(std::string_view answer, std::string_view reference) {
    const auto a = ratioOf(answer), r = ratioOf(reference);
    const auto number = [](std::string_view text) { return parseQuantity(text); };
    if (!a.empty() && !r.empty())
        return Verdict{sameRatio(a, r), "ratio"};
    if (a.empty() == r.empty())
        return std::nullopt;
    const auto &ratio = a.empty() ? r : a;
    const auto other = number(a.empty() ? answer : reference);
    if (!other)
        return std::nullopt;
    if (other->hasUnit)
        return Verdict{sameTime(ratio, *other), "time"};
    const auto quotient = ratio.size() == 2 ? divide(ratio[0], ratio[1]) : std::nullopt;
    return Verdict{quotient && *quotient == other->number, "ratio"};
}

// ---- lists

struct List {
    char open = '\0', close = '\0';
    std::vector<std::string> items;
};

constexpr auto separators = std::to_array<std::string_view>(
    {"以及", "、", "，", ",", ";", "或者", "或", "和", "与", "及", " and ", " or "});

// "(1,(9/2))" but not "(1,2),(3,4)": the first bracket is closed by the last character.
bool isEnclosed(std::string_view text) {
    constexpr std::string_view openers = "([{", closers = ")]}";
    if (text.size() < 2 || openers.find(text.front()) == npos || closers.find(text.back()) == npos)
        return false;
    int depth = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        depth += openers.find(text[i]) != npos ? 1 : closers.find(text[i]) != npos ? -1 : 0;
        if (depth == 0)
            return i + 1 == text.size();
    }
    return false;
}

List listOf(std::string_view text) {
    List list;
    text = trimWhiteSpace(text);
    if (isEnclosed(text)) {
        list.open = text.front();
        list.close = text.back();
        text = text.substr(1, text.size() - 2);
    }
    std::string item;
    int depth = 0;
    const auto finish = [&] {
        if (!isBlank(item))
            list.items.emplace_back(trimWhiteSpace(item));
        item.clear();
    };
    while (!text.empty()) {
        std::string_view separator;
        for (const std::string_view s : separators)
            if (depth == 0 && text.starts_with(s)) {
                separator = s;
                break;
            }
        if (!separator.empty()) {
            finish();
            text.remove_prefix(separator.size());
            continue;
        }
        depth += text[0] == '(' || text[0] == '[' ? 1 : text[0] == ')' || text[0] == ']' ? -1 : 0;
        item += text[0];
        text.remove_prefix(1);
    }
    finish();
    return list;
}

// ±2 is the two numbers 2 and -2.
void spreadSigns(List &list) {
    constexpr std::string_view sign = "±";
    for (std::size_t i = 0; i < list.items.size(); ++i) {
        const std::size_t at = list.items[i].find(sign);
        if (at == std::string::npos)
            continue;
        std::string minus = list.items[i];
        minus.replace(at, sign.size(), "-");
        list.items[i].replace(at, sign.size(), at == 0 ? "" : "+");
        list.items.push_back(minus);
    }
}

Verdict compareSingle(std::string_view answer, std::string_view reference);

bool sameItems(const List &a, const List &b, bool ordered) {
    std::vector<bool> used(b.items.size(), false);
    for (std::size_t i = 0; i < a.items.size(); ++i) {
        bool found = false;
        for (std::size_t j = ordered ? i : 0; !found && j < (ordered ? i + 1 : b.items.size()); ++j)
            if (!used[j] && compareSingle(a.items[i], b.items[j]).correct)
                used[j] = found = true;
        if (!found)
            return false;
    }
    return true;
}

std::optional<Verdict> byList(std::string_view answer, std::string_view reference) {
    List a = listOf(answer), r = listOf(reference);
    spreadSigns(a);
    spreadSigns(r);
    if (a.items.size() < 2 && r.items.size() < 2)
        return std::nullopt;
    if (a.items.size() != r.items.size() || a.items.size() > 64)
        return Verdict{false, "list"};
    const auto bracketed = [](const List &l) { return l.open == '(' || l.open == '['; };
    const bool ordered = bracketed(a) || bracketed(r);
    if (bracketed(a) && bracketed(r) && (a.open != r.open || a.close != r.close))
        return Verdict{false, "list"}; // (1,2) and [1,2] are different intervals
    return Verdict{sameItems(a, r, ordered), "list"};
}

// ---- one answer

bool digitsApart(std::string_view text) {
    for (std::size_t i = 1; i + 1 < text.size(); ++i)
        if (text[i] == ' ' && isDigit(text[i - 1]) && isDigit(text[i + 1]))
            return true;
    return false;
}

bool sameText(std::string_view a, std::string_view b) {
    const std::string left = foldKey(a);
    return !left.empty() && left == foldKey(b) && digitsApart(a) == digitsApart(b);
}

std::optional<Verdict> byQuantity(std::string_view answer, std::string_view reference) {
    const auto a = parseQuantity(answer), r = parseQuantity(reference);
    if (!a || !r)
        return std::nullopt;
    switch (compareQuantities(*a, *r)) {
    case QuantityMatch::Equal:
        return Verdict{true, "number"};
    case QuantityMatch::Rounded:
        return Verdict{true, "rounded"};
    case QuantityMatch::Converted:
        return Verdict{true, "unit"};
    case QuantityMatch::OtherMeasure:
        return Verdict{false, "unit_mismatch"};
    case QuantityMatch::Different:
        break;
    }
    return Verdict{false, "number"};
}

Verdict compareSingle(std::string_view answer, std::string_view reference) {
    if (const auto choices = choicesOf(reference, false)) {
        if (const auto given = choicesOf(answer, true))
            return {*given == *choices, "choice"};
    } else if (const auto wanted = judgementOf(reference)) {
        const auto given = judgementIn(answer);
        return {given == wanted, "judge"};
    }
    const bool same = sameText(answer, reference);
    if (const auto verdict = byQuantity(answer, reference); verdict && (verdict->correct || !same))
        return *verdict;
    if (same)
        return {true, "text"};
    if (const auto verdict = byRatio(answer, reference))
        return *verdict;
    if (const FormulaMatch match = compareFormulas(answer, reference); match != FormulaMatch::NoFormula)
        return {match == FormulaMatch::Equal, "formula"};
    return {};
}

Verdict compareWhole(std::string_view answer, std::string_view reference) {
    const Verdict single = compareSingle(answer, reference);
    if (single.correct || choicesOf(reference, false))
        return single;
    if (const auto verdict = byList(answer, reference))
        return *verdict;
    return single;
}

// ---- what to compare

std::string tidy(std::string_view text) {
    std::string plain = plainAnswer(text);
    std::string_view rest = trimWhiteSpace(plain);
    for (bool again = true; again;) {
        again = false;
        for (const std::string_view end : {"。", "．", ".", "，", ",", ";", "！", "!", "、", "的答案"})
            if (rest.size() > end.size() && rest.ends_with(end)) {
                rest = trimWhiteSpace(rest.substr(0, rest.size() - end.size()));
                again = true;
            }
        for (const std::string_view start : {"=", "答:", "答案是", "答案:", "等于"})
            if (rest.size() > start.size() && rest.starts_with(start)) {
                rest = trimWhiteSpace(rest.substr(start.size()));
                again = true;
            }
    }
    if (const std::size_t in = rest.find("∈"); in != npos) // x ∈ [1,2]
        rest = trimWhiteSpace(rest.substr(in + std::string_view("∈").size()));
    return std::string(rest);
}

std::string_view firstClause(std::string_view text) {
    return trimWhiteSpace(text.substr(0, std::min(text.find("，"), text.find(", "))));
}

// The last $…$ of a sentence.
std::string_view lastMath(std::string_view text) {
    const std::size_t close = text.rfind('$');
    const std::size_t open = close == npos || close == 0 ? npos : text.rfind('$', close - 1);
    return open == npos ? std::string_view() : text.substr(open + 1, close - open - 1);
}

std::string lastSide(std::string_view text) { // "3+9=12个" → "12个"
    const std::size_t at = text.rfind('=');
    return at == npos ? std::string(text) : std::string(trimWhiteSpace(text.substr(at + 1)));
}

bool refers(std::string_view text) {
    return text.find("不") != npos || text.find("非") != npos;
}

// The texts that may be the answer, the most literal first. Words around a number are looked through, but not
// past a second number of the same clause, and not past a "not".
std::vector<std::string> candidatesOf(const std::string &found, std::string_view foundBy) {
    const std::string whole = tidy(found);
    std::vector<std::string> candidates{whole};
    if (foundBy == "anchor" || foundBy == "whole") {
        const std::string clause = tidy(firstClause(whole));
        if (clause != whole && !clause.empty())
            candidates.push_back(clause);
        const std::string formula = tidy(lastMath(found));
        if (!formula.empty() && formula != whole)
            candidates.push_back(formula);
    }
    return candidates;
}

Verdict compareEmbedded(const std::string &answer, const std::string &reference) {
    const auto r = parseQuantity(reference);
    if (!r || refers(answer))
        return {};
    const std::string side = lastSide(firstClause(answer));
    auto a = parseQuantity(side);
    if (!a)
        a = embeddedQuantity(side, true);
    if (!a)
        return {};
    switch (compareQuantities(*a, *r)) {
    case QuantityMatch::Equal:
        return {true, "number"};
    case QuantityMatch::Rounded:
        return {true, "rounded"};
    case QuantityMatch::Converted:
        return {true, "unit"};
    case QuantityMatch::OtherMeasure:
        return {false, "unit_mismatch"};
    default:
        return {false, "number"};
    }
}

std::string referenceText(std::string_view reference) {
    const bool solution = reference.find("####") != npos || reference.find("\\boxed") != npos;
    return solution ? extractAnswer(reference).text : std::string(trimWhiteSpace(reference));
}

AnswerCheck decide(const ExtractedAnswer &found, const std::string &reference) {
    AnswerCheck check{false, found.text, reference, found.rule, "different"};
    const std::string wanted = tidy(reference);
    if (isBlank(wanted) || isBlank(found.text)) {
        check.rule = isBlank(wanted) ? "no_reference" : "no_answer";
        return check;
    }
    const auto candidates = candidatesOf(found.text, found.rule);
    Verdict first;
    for (const std::string &candidate : candidates) {
        const Verdict verdict = compareWhole(candidate, wanted);
        if (verdict.correct || &candidate == &candidates.front())
            first = verdict;
        if (verdict.correct)
            break;
    }
    if (!first.correct && std::string_view(first.rule) == "different")
        first = compareEmbedded(candidates.front(), wanted);
    check.correct = first.correct;
    check.rule = first.rule;
    return check;
}

} // namespace

AnswerCheck compareAnswers(std::string_view answer, std::string_view reference) {
    return decide({std::string(trimWhiteSpace(answer)), "given"}, referenceText(reference));
}

AnswerCheck checkAnswer(std::string_view response, std::string_view reference) {
    const std::string wanted = referenceText(reference);
    ExtractedAnswer found = extractAnswer(response);
    if (found.rule == "last_number" || found.rule == "none")
        if (choicesOf(tidy(wanted), false))
            if (std::string letter = lastChoice(foldWidth(response)); !letter.empty())
                found = {std::move(letter), "last_choice"};
    return decide(found, wanted);
}

Text answerRuleText(std::string_view rule) {
    static const std::vector<std::pair<std::string_view, Text>> texts = {
        {"text", RETORT_TR("core", "same text")},
        {"number", RETORT_TR("core", "compared as exact numbers")},
        {"rounded", RETORT_TR("core", "equal up to rounding")},
        {"unit", RETORT_TR("core", "equal after converting the unit")},
        {"unit_mismatch", RETORT_TR("core", "units of different kinds")},
        {"choice", RETORT_TR("core", "compared as choices, order ignored")},
        {"judge", RETORT_TR("core", "compared as true or false")},
        {"ratio", RETORT_TR("core", "compared as ratios")},
        {"time", RETORT_TR("core", "compared as times")},
        {"list", RETORT_TR("core", "compared item by item")},
        {"formula", RETORT_TR("core", "compared as formulas by their values")},
        {"different", RETORT_TR("core", "no rule found them equal")},
        {"no_answer", RETORT_TR("core", "no answer was found in the response")},
        {"no_reference", RETORT_TR("core", "there is no reference answer")},
    };
    for (const auto &[id, text] : texts)
        if (id == rule)
            return text;
    return Text(std::string(rule));
}

} // namespace retort
