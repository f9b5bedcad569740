// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/answer/answer.h"
#include "core/answer/plain.h"
#include "core/base/boxed.h"
#include "core/base/utf8.h"

#include <algorithm>
#include <array>
#include <vector>

namespace retort {
namespace {

constexpr std::size_t shortAnswer = 40; // code points: a response this short is itself the answer

struct Found {
    std::size_t at = std::string_view::npos; // of the mark
    std::string_view text;
};

struct Box {
    std::size_t begin, end;
    std::string_view content;
};

std::vector<Box> boxesOf(std::string_view text) {
    constexpr std::size_t enough = 32; // of a response full of boxes, so that the work stays linear
    std::vector<Box> boxes;
    for (const BoxHead &head : lastBoxHeads(text, enough)) {
        BraceGroup group = braceGroup(text, head.open);
        if (group.end == std::string_view::npos) { // not closed: the rest of the line
            const std::size_t line = std::min(text.find('\n', head.open), text.size());
            group = {text.substr(head.open + 1, line - head.open - 1), line};
        }
        if (!isBlank(group.content))
            boxes.push_back({head.begin, group.end, group.content});
    }
    std::ranges::reverse(boxes);
    return boxes;
}

// What may stand between boxes that are one answer: \boxed{1} 和 \boxed{2}
bool joins(std::string_view between) {
    std::string rest(between);
    for (const std::string_view word :
         {"以及", "和", "或", "与", "及", "、", "，", ",", "and", "or", "$", "\\(", "\\)", "\\ "})
        replaceAll(rest, word, "");
    return !between.empty() && between.size() <= 24 && isBlank(rest)
           && between.find('\n') == std::string_view::npos && !isBlank(between);
}

std::string lastBoxes(std::string_view text) {
    const auto boxes = boxesOf(text);
    if (boxes.empty())
        return {};
    std::string joined(trimWhiteSpace(boxes.back().content));
    for (std::size_t i = boxes.size() - 1; i > 0; --i) {
        const Box &left = boxes[i - 1];
        const Box &right = boxes[i];
        if (left.end > right.begin || !joins(text.substr(left.end, right.begin - left.end)))
            break;
        joined = std::string(trimWhiteSpace(left.content)) + "、" + joined;
    }
    return joined;
}

Found lastHashes(std::string_view text) {
    for (std::size_t at = text.rfind("####"); at != std::string_view::npos;
         at = at == 0 ? std::string_view::npos : text.rfind("####", at - 1)) {
        const std::size_t start = at + 4;
        const std::string_view line = trimWhiteSpace(text.substr(start, text.find('\n', start) - start));
        const std::size_t first = line.find_first_not_of("-+$ .");
        if (first != std::string_view::npos && isDigit(line[first])) // "#### 解题过程" is a heading
            return {at, line};
    }
    return {};
}

constexpr auto anchors = std::to_array<std::string_view>(
    {"最终答案是", "最终答案为", "最终答案：", "最终答案:", "正确答案是", "正确答案为", "答案应该是",
     "答案应为",   "答案应是",   "故答案为",   "故答案是",  "答案就是",   "答案是",     "答案为",
     "答案选",     "答案：",     "答案:",      "答案】",    "答案等于",   "结果等于",   "结果是",
     "结果为",     "结论：",     "结论:",      "结论是",    "答：",       "答:",        "故选",
     "因此选",     "所以选",     "应选",       "应该选",    "选择",       "answer is",  "Answer is",
     "answer:",    "Answer:",    "ANSWER:"});

// The end of the sentence that starts at 0: 。！；, a line break, or a full stop that is no decimal point.
std::size_t sentenceEnd(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t here = at;
        const char32_t c = decodeCodePoint(text, at);
        if (c == U'。' || c == U'！' || c == U'；' || c == U'\n' || c == U'!' || c == U';')
            return here;
        if (c == U'.' && (at >= text.size() || text[at] == ' ' || text[at] == '\n'))
            return here;
    }
    return text.size();
}

Found lastAnchor(std::string_view text) {
    Found found;
    std::size_t size = 0;
    for (const std::string_view anchor : anchors) {
        const std::size_t at = text.rfind(anchor);
        const bool later = found.at == std::string_view::npos || at + anchor.size() > found.at + size;
        if (at != std::string_view::npos && later) {
            found.at = at;
            size = anchor.size();
        }
    }
    if (found.at == std::string_view::npos)
        return found;
    std::string_view rest = text.substr(found.at + size);
    for (std::size_t before = 0; before != rest.size();) {
        before = rest.size();
        rest = trimWhiteSpace(rest);
        for (const std::string_view filler : {"：", ":", "】", "**", "是", "为"})
            if (rest.starts_with(filler))
                rest = rest.substr(filler.size());
    }
    found.text = trimWhiteSpace(rest.substr(0, sentenceEnd(rest)));
    while (found.text.ends_with("**"))
        found.text = trimWhiteSpace(found.text.substr(0, found.text.size() - 2));
    return found;
}

// From the last digit back over the number and on over its unit.
std::string_view lastNumber(std::string_view text) {
    std::size_t end = text.find_last_of("0123456789");
    if (end == std::string_view::npos)
        return {};
    std::size_t begin = end;
    const auto part = [&](std::size_t i) {
        return isDigit(text[i]) || std::string_view(".,/(){}\\frac").find(text[i]) != std::string_view::npos;
    };
    while (begin > 0 && part(begin - 1))
        --begin;
    while (begin < end && !isDigit(text[begin]) && text[begin] != '(' && text[begin] != '\\'
           && text[begin] != '.')
        ++begin;
    if (begin > 0 && text[begin - 1] == '-')
        --begin;
    ++end;
    while (end < text.size() && (text[end] == ')' || text[end] == '}' || text[end] == '%'))
        ++end;
    while (end < text.size()) {
        std::size_t next = end;
        if (!isHan(decodeCodePoint(text, next)))
            break;
        end = next;
    }
    return trimWhiteSpace(text.substr(begin, end - begin));
}

} // namespace

ExtractedAnswer extractAnswer(std::string_view response) {
    if (std::string boxes = lastBoxes(response); !boxes.empty())
        return {std::move(boxes), "boxed"};
    const Found hashes = lastHashes(response), anchor = lastAnchor(response);
    const bool anchorCounts = anchor.at != std::string_view::npos && !anchor.text.empty();
    if (hashes.at != std::string_view::npos && (!anchorCounts || hashes.at > anchor.at))
        return {std::string(hashes.text), "hashes"};
    if (anchorCounts)
        return {std::string(anchor.text), "anchor"};
    const std::string_view all = trimWhiteSpace(response);
    if (!all.empty() && all.find('\n') == std::string_view::npos && codePointCount(all) <= shortAnswer)
        return {std::string(all), "whole"};
    const std::string folded = foldWidth(response);
    if (const std::string_view number = lastNumber(folded); !number.empty())
        return {std::string(number), "last_number"};
    return {"", "none"};
}

} // namespace retort
