// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/think_splitter.h"

#include "core/base/utf8.h"
#include "core/text/normalise.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace retort {
namespace {

struct TagNames {
    ThinkTags family;
    std::string_view start, end;
};
constexpr std::array<TagNames, 7> tagNames{{
    {ThinkTags::Think, "<think>", "</think>"},
    {ThinkTags::Thinking, "<thinking>", "</thinking>"},
    {ThinkTags::Reasoning, "<reasoning>", "</reasoning>"},
    {ThinkTags::BeginOfThought, "<|begin_of_thought|>", "<|end_of_thought|>"},
    {ThinkTags::ImStart, "<|im_start|>think", "<|im_start|>answer"},
    {ThinkTags::Kimi, "◁think▷", "◁/think▷"},
    {ThinkTags::FullWidth, "＜think＞", "＜/think＞"},
}};

// Length of `word` at the head of `s` ignoring ASCII case, or 0.
std::size_t matches(std::string_view s, std::string_view word) {
    if (s.size() < word.size())
        return 0;
    for (std::size_t i = 0; i < word.size(); ++i)
        if (toLower(s[i]) != word[i])
            return 0;
    return word.size();
}

std::size_t skipSpaces(std::string_view s, std::size_t at) {
    while (at < s.size() && s[at] == ' ')
        ++at;
    return at;
}

// "<think>", "</Think >", "< / think>" at the head of `s`.
std::optional<ThinkTag> angleTag(std::string_view s) {
    std::size_t at = skipSpaces(s, 1);
    ThinkTag tag;
    if (at < s.size() && s[at] == '/') {
        tag.end = true;
        at = skipSpaces(s, at + 1);
    }
    static constexpr std::pair<std::string_view, ThinkTags> words[] = {
        {"thinking", ThinkTags::Thinking}, {"think", ThinkTags::Think}, {"reasoning", ThinkTags::Reasoning}};
    for (const auto &[word, family] : words) {
        const std::size_t length = matches(s.substr(at), word);
        if (length == 0)
            continue;
        const std::size_t close = skipSpaces(s, at + length);
        if (close >= s.size() || s[close] != '>')
            continue;
        tag.family = family;
        tag.size = close + 1;
        return tag;
    }
    return std::nullopt;
}

std::optional<ThinkTag> tagAt(std::string_view s) {
    for (const TagNames &names : tagNames) {
        if (const std::size_t n = matches(s, names.end))
            return ThinkTag{names.family, true, false, 0, n};
        if (const std::size_t n = matches(s, names.start))
            return ThinkTag{names.family, false, false, 0, n};
    }
    return s.front() == '<' ? angleTag(s) : std::nullopt;
}

// The next byte that may begin a tag: '<', or the first byte of ◁ and ＜.
std::size_t nextCandidate(std::string_view text, std::size_t at) {
    static constexpr std::string_view heads = "<\xE2\xEF";
    for (; at < text.size(); ++at) {
        const char c = text[at];
        if (c == heads[0])
            return at;
        if (c == heads[1] && text.substr(at, 3) == "◁")
            return at;
        if (c == heads[2] && text.substr(at, 3) == "＜")
            return at;
    }
    return std::string_view::npos;
}

std::string trimmed(std::string_view s) {
    return std::string(trimWhiteSpace(s));
}

bool blankBetween(std::string_view text, const ThinkTag &left, const ThinkTag &right) {
    const std::size_t begin = left.begin + left.size;
    return isBlank(text.substr(begin, right.begin - begin));
}

// The tags that decide: one family (<think> wins), without those in code unless the end would be missing.
std::vector<ThinkTag> decidingTags(std::string_view text) {
    std::vector<ThinkTag> all = findThinkTags(text);
    const auto family = [&](bool code) {
        ThinkTags found = ThinkTags::None;
        for (const ThinkTag &tag : all) {
            if (tag.inCode && !code)
                continue;
            if (tag.family == ThinkTags::Think)
                return tag.family;
            if (found == ThinkTags::None)
                found = tag.family;
        }
        return found;
    };
    const ThinkTags chosen = family(false);
    std::erase_if(all, [&](const ThinkTag &tag) { return tag.family != chosen; });
    std::vector<ThinkTag> plain = all;
    std::erase_if(plain, [](const ThinkTag &tag) { return tag.inCode; });
    const auto hasEnd = [](const std::vector<ThinkTag> &tags) {
        return std::ranges::any_of(tags, [](const ThinkTag &tag) { return tag.end; });
    };
    return hasEnd(plain) || !hasEnd(all) ? plain : all;
}

std::size_t countOf(std::string_view text, std::string_view word) {
    std::size_t count = 0;
    for (std::size_t at = text.find(word); at != std::string_view::npos;
         at = text.find(word, at + word.size()))
        ++count;
    return count;
}

void unwrapAnswer(ThinkSplit &split) {
    static constexpr std::pair<std::string_view, std::string_view> wrappers[] = {
        {"<answer>", "</answer>"}, {"<|begin_of_solution|>", "<|end_of_solution|>"}};
    for (const auto &[open, close] : wrappers) {
        const std::size_t opened = countOf(split.answer, open), closed = countOf(split.answer, close);
        if (opened != closed)
            split.faults |= faultBit(Fault::AnswerTagsUnbalanced);
        if (opened != 1 || closed != 1 || !split.answer.starts_with(open) || !split.answer.ends_with(close))
            continue;
        const std::string_view inner = std::string_view(split.answer).substr(open.size());
        split.answer = trimmed(inner.substr(0, inner.size() - close.size()));
        split.answerWrapped = true;
    }
}

void finish(ThinkSplit &split) {
    if (split.tags == ThinkTags::ImStart && split.answer.ends_with("<|im_end|>"))
        split.answer = trimmed(std::string_view(split.answer).substr(0, split.answer.size() - 10));
    unwrapAnswer(split);
    if (split.reasoning.empty())
        split.faults |= faultBit(Fault::EmptyReasoning);
    if (split.answer.empty())
        split.faults |= faultBit(Fault::EmptyAnswer);
}

// Index of the end tag that closes the start at `first`; tags.size() when none does.
std::size_t matchingEnd(const std::vector<ThinkTag> &tags, std::size_t first, bool &nested) {
    int depth = 0;
    for (std::size_t i = first; i < tags.size(); ++i) {
        depth += tags[i].end ? -1 : 1;
        if (i > first && !tags[i].end && depth > 1)
            nested = true;
        if (depth == 0)
            return i;
    }
    // More starts than ends: the last end closes them all, so that no trace leaks into the answer.
    for (std::size_t i = tags.size(); i-- > first + 1;)
        if (tags[i].end)
            return i;
    return tags.size();
}

void splitAtEnd(std::string_view text, const std::vector<ThinkTag> &tags, std::size_t end, std::size_t from,
                ThinkSplit &split) {
    const std::size_t after = tags[end].begin + tags[end].size;
    split.reasoning = trimmed(text.substr(from, tags[end].begin - from));
    split.answer = trimmed(text.substr(after));
    const bool moreEnds = std::any_of(tags.begin() + std::ptrdiff_t(end) + 1, tags.end(),
                                      [](const ThinkTag &t) { return t.end; });
    if (moreEnds)
        split.faults |= faultBit(Fault::SeveralEndTags);
    if (!tags.back().end && end + 1 < tags.size())
        split.faults |= faultBit(Fault::StartWithoutEnd);
}

void splitFromStart(std::string_view text, const std::vector<ThinkTag> &tags, std::size_t start,
                    ThinkSplit &split) {
    const std::size_t from = tags[start].begin + tags[start].size;
    bool nested = false;
    const std::size_t end = matchingEnd(tags, start, nested);
    if (nested)
        split.faults |= faultBit(Fault::NestedTags);
    if (end == tags.size()) {
        split.reasoning = trimmed(text.substr(from));
        split.faults |= faultBit(Fault::StartWithoutEnd);
        return;
    }
    if (blankBetween(text, tags[start], tags[end]))
        split.faults |= faultBit(Fault::EmptyThink);
    splitAtEnd(text, tags, end, from, split);
}

// Skips a stray end or an empty pair right before a real pair; returns the first tag that counts.
std::size_t skipEmptyHead(std::string_view text, const std::vector<ThinkTag> &tags, ThinkSplit &split) {
    std::size_t first = 0;
    for (;;) {
        const bool pair = first + 2 < tags.size() && !tags[first].end && tags[first + 1].end
                          && !tags[first + 2].end && blankBetween(text, tags[first], tags[first + 1])
                          && blankBetween(text, tags[first + 1], tags[first + 2]);
        const bool strayEnd = first == 0 && tags.size() > 2 && tags[0].end && !tags[1].end
                              && isBlank(text.substr(0, tags[0].begin))
                              && blankBetween(text, tags[0], tags[1]);
        if (!pair && !strayEnd)
            return first;
        split.faults |= faultBit(pair ? Fault::EmptyThink : Fault::EndWithoutStart);
        first += pair ? 2 : 1;
    }
}

} // namespace

std::vector<ThinkTag> findThinkTags(std::string_view text) {
    std::vector<ThinkTag> tags;
    for (std::size_t at = nextCandidate(text, 0); at != std::string_view::npos;) {
        std::size_t next = at + 1;
        if (auto tag = tagAt(text.substr(at))) {
            tag->begin = at;
            next = at + tag->size;
            tags.push_back(*tag);
        }
        at = nextCandidate(text, next);
    }
    if (tags.empty() || text.find('`') == std::string_view::npos)
        return tags;
    const std::vector<CodeSpan> code = closedCode(text);
    std::size_t span = 0; // both are in order
    for (ThinkTag &tag : tags) {
        while (span < code.size() && code[span].end <= tag.begin)
            ++span;
        tag.inCode = span < code.size() && code[span].begin < tag.begin;
    }
    return tags;
}

ThinkSplit splitThink(std::string_view text) {
    ThinkSplit split;
    const std::vector<ThinkTag> tags = decidingTags(text);
    if (tags.empty()) {
        split.answer = trimmed(text);
        finish(split);
        return split;
    }
    split.tags = tags[0].family;
    const std::size_t first = skipEmptyHead(text, tags, split);
    if (tags[first].end) {
        split.faults |= faultBit(Fault::EndWithoutStart);
        splitAtEnd(text, tags, first, 0, split);
    } else {
        split.before = trimmed(text.substr(0, tags[0].begin));
        if (!split.before.empty())
            split.faults |= faultBit(Fault::TextBeforeThink);
        splitFromStart(text, tags, first, split);
    }
    finish(split);
    return split;
}

namespace {

bool hasPlainTag(std::string_view text) {
    const auto tags = findThinkTags(text);
    return std::ranges::any_of(tags, [](const ThinkTag &tag) { return !tag.inCode; });
}

bool questionHeadsTrace(std::string_view question, std::string_view reasoning) {
    constexpr std::size_t shortest = 8; // code points; shorter ones begin a trace by chance
    question = trimWhiteSpace(question);
    if (codePointCount(question) < shortest)
        return false;
    const std::string key = foldKey(question);
    const std::size_t window = codePointFloor(reasoning, question.size() * 2 + 64);
    return foldKey(reasoning.substr(0, window)).starts_with(key);
}

bool boxedOnlyInTrace(std::string_view reasoning, std::string_view answer) {
    const BoxedSpan boxed = lastBoxed(reasoning);
    if (!boxed.found())
        return false;
    const std::string_view content =
        trimWhiteSpace(reasoning.substr(boxed.contentBegin, boxed.contentEnd - boxed.contentBegin));
    return !content.empty() && answer.find(content) == std::string_view::npos;
}

} // namespace

std::uint32_t textFaults(std::string_view question, std::string_view reasoning, std::string_view answer) {
    std::uint32_t faults = 0;
    const auto set = [&](Fault fault, bool on) { faults |= on ? faultBit(fault) : 0; };
    const bool noReasoning = isBlank(reasoning);
    set(Fault::EmptyQuestion, isBlank(question));
    set(Fault::EmptyReasoning, noReasoning);
    set(Fault::EmptyAnswer, isBlank(answer));
    set(Fault::TagInField, hasPlainTag(reasoning) || hasPlainTag(answer));
    if (noReasoning)
        return faults;
    set(Fault::TraceEqualsAnswer, trimWhiteSpace(reasoning) == trimWhiteSpace(answer));
    set(Fault::QuestionInTrace, questionHeadsTrace(question, reasoning));
    set(Fault::AnswerOnlyInTrace, boxedOnlyInTrace(reasoning, answer));
    return faults;
}

std::uint32_t textFaultMask() {
    return faultBit(Fault::EmptyQuestion) | faultBit(Fault::EmptyReasoning) | faultBit(Fault::EmptyAnswer)
           | faultBit(Fault::TagInField) | faultBit(Fault::TraceEqualsAnswer)
           | faultBit(Fault::QuestionInTrace) | faultBit(Fault::AnswerOnlyInTrace);
}

} // namespace retort
