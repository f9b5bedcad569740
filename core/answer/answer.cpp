// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/answer/answer.h"

#include "core/answer/answer_list.h"
#include "core/answer/choice.h"
#include "core/answer/formula.h"
#include "core/answer/plain.h"
#include "core/answer/quantity.h"
#include "core/base/utf8.h"

#include <algorithm>
#include <optional>
#include <vector>

namespace retort {
namespace {

struct Comparison {
    bool correct = false;
    const char *rule = "different";
};

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
    if (std::ranges::any_of(a, isZero) || std::ranges::any_of(b, isZero))
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
    return seconds && time.compound && std::ranges::any_of(time.sum, [&](const UnitMeaning &m) {
               return m.measure == "time" && m.factor == *seconds;
           });
}

std::optional<Comparison> byRatio(std::string_view answer, std::string_view reference) {
    const auto a = ratioOf(answer), r = ratioOf(reference);
    if (!a.empty() && !r.empty())
        return Comparison{sameRatio(a, r), "ratio"};
    if (a.empty() == r.empty())
        return std::nullopt;
    const auto &ratio = a.empty() ? r : a;
    const auto other = parseQuantity(a.empty() ? answer : reference);
    if (!other)
        return std::nullopt;
    if (other->hasUnit)
        return Comparison{sameTime(ratio, *other), "time"};
    const auto quotient = ratio.size() == 2 ? divide(ratio[0], ratio[1]) : std::nullopt;
    return Comparison{quotient && *quotient == other->number, "ratio"};
}

// ---- lists

Comparison compareSingle(std::string_view answer, std::string_view reference);

bool sameItems(const AnswerList &a, const AnswerList &b, bool ordered) {
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

std::optional<Comparison> byList(std::string_view answer, std::string_view reference) {
    const AnswerList a = answerList(answer), r = answerList(reference);
    if (a.items.size() < 2 && r.items.size() < 2)
        return std::nullopt;
    if (a.items.size() != r.items.size() || a.items.size() > 64)
        return Comparison{false, "list"};
    if (a.isOrdered() && r.isOrdered() && (a.open != r.open || a.close != r.close))
        return Comparison{false, "list"}; // (1,2) and [1,2] are different intervals
    const bool ordered = a.isOrdered() || r.isOrdered();
    return Comparison{sameItems(a, r, ordered), "list"};
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

Comparison byMatch(QuantityMatch match) {
    switch (match) {
    case QuantityMatch::Equal:
        return {true, "number"};
    case QuantityMatch::Rounded:
        return {true, "rounded"};
    case QuantityMatch::Converted:
        return {true, "unit"};
    case QuantityMatch::OtherMeasure:
        return {false, "unit_mismatch"};
    case QuantityMatch::Different:
        break;
    }
    return {false, "number"};
}

std::optional<Comparison> byQuantity(std::string_view answer, std::string_view reference) {
    const auto a = parseQuantity(answer), r = parseQuantity(reference);
    if (!a || !r)
        return std::nullopt;
    return byMatch(compareQuantities(*a, *r));
}

Comparison compareSingle(std::string_view answer, std::string_view reference) {
    if (const auto choices = choicesOf(reference, false)) {
        if (const auto given = choicesOf(answer, true))
            return {*given == *choices, "choice"};
    } else if (const auto wanted = judgementOf(reference)) {
        const auto given = judgementIn(answer);
        return {given == wanted, "judge"};
    }
    const bool same = sameText(answer, reference);
    if (const auto comparison = byQuantity(answer, reference); comparison && (comparison->correct || !same))
        return *comparison;
    if (same)
        return {true, "text"};
    if (const auto comparison = byRatio(answer, reference))
        return *comparison;
    if (const FormulaMatch match = compareFormulas(answer, reference); match != FormulaMatch::NoFormula)
        return {match == FormulaMatch::Equal, "formula"};
    return {};
}

Comparison compareWhole(std::string_view answer, std::string_view reference) {
    const Comparison single = compareSingle(answer, reference);
    if (single.correct || choicesOf(reference, false))
        return single;
    if (const auto comparison = byList(answer, reference))
        return *comparison;
    return single;
}

// ---- what to compare

std::string tidy(std::string_view text) {
    const std::string plain = plainAnswer(text);
    std::string_view rest = trimWhiteSpace(plain);
    for (std::size_t before = 0; before != rest.size();) {
        before = rest.size();
        for (const std::string_view end : {"。", "．", ".", "，", ",", ";", "！", "!", "、", "的答案"})
            if (rest.size() > end.size() && rest.ends_with(end))
                rest = trimWhiteSpace(rest.substr(0, rest.size() - end.size()));
        for (const std::string_view start : {"=", "答:", "答案是", "答案:", "等于"})
            if (rest.size() > start.size() && rest.starts_with(start))
                rest = trimWhiteSpace(rest.substr(start.size()));
    }
    if (const std::size_t in = rest.find("∈"); in != std::string_view::npos) // x ∈ [1,2]
        rest = trimWhiteSpace(rest.substr(in + std::string_view("∈").size()));
    return std::string(rest);
}

std::string_view firstClause(std::string_view text) {
    return trimWhiteSpace(text.substr(0, std::min(text.find("，"), text.find(", "))));
}

// The last $…$ of a sentence.
std::string_view lastMath(std::string_view text) {
    const std::size_t close = text.rfind('$');
    const std::size_t open =
        close == std::string_view::npos || close == 0 ? std::string_view::npos : text.rfind('$', close - 1);
    return open == std::string_view::npos ? std::string_view() : text.substr(open + 1, close - open - 1);
}

std::string lastSide(std::string_view text) { // "3+9=12个" → "12个"
    const std::size_t at = text.rfind('=');
    return at == std::string_view::npos ? std::string(text)
                                        : std::string(trimWhiteSpace(text.substr(at + 1)));
}

bool refers(std::string_view text) {
    return text.find("不") != std::string_view::npos || text.find("非") != std::string_view::npos;
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

Comparison compareEmbedded(const std::string &answer, const std::string &reference) {
    const auto r = parseQuantity(reference);
    if (!r || refers(answer))
        return {};
    const std::string side = lastSide(firstClause(answer));
    auto a = parseQuantity(side);
    if (!a && !(a = embeddedQuantity(side, true)))
        return {};
    return byMatch(compareQuantities(*a, *r));
}

std::string referenceText(std::string_view reference) {
    const bool solution = reference.find("####") != std::string_view::npos
                          || reference.find("\\boxed") != std::string_view::npos;
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
    Comparison best = compareWhole(candidates.front(), wanted);
    for (std::size_t i = 1; i < candidates.size() && !best.correct; ++i)
        if (const Comparison next = compareWhole(candidates[i], wanted); next.correct)
            best = next;
    if (!best.correct && std::string_view(best.rule) == "different")
        best = compareEmbedded(candidates.front(), wanted);
    check.correct = best.correct;
    check.rule = best.rule;
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

} // namespace retort
