// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/phrases.h"

#include "core/base/utf8.h"

#include <algorithm>
#include <initializer_list>

namespace retort {
namespace {

using Words = std::initializer_list<std::string_view>;

// Length of the longest of `words` (lower case) at the head of `text`; a Latin word must end there.
std::size_t longestAt(std::string_view text, Words words) {
    std::size_t best = 0;
    for (const std::string_view word : words) {
        if (word.size() <= best || text.size() < word.size())
            continue;
        const bool same = std::equal(word.begin(), word.end(), text.begin(),
                                     [](char wanted, char c) { return wanted == toLower(c); });
        const bool goesOn = isLetter(word.back()) && text.size() > word.size() && isLetter(text[word.size()]);
        if (same && !goesOn)
            best = word.size();
    }
    return best;
}

std::size_t digitsAt(std::string_view text) {
    return std::min(text.find_first_not_of("0123456789"), text.size());
}

std::size_t skip(std::string_view text, std::size_t at, Words what) {
    for (const std::string_view word : what)
        if (text.substr(at).starts_with(word))
            return at + word.size();
    return at;
}

bool startsWithAny(std::string_view text, Words words) {
    return skip(text, 0, words) > 0;
}

} // namespace

std::size_t connectiveAt(std::string_view sentence) {
    return longestAt(sentence,
                     {"首先",     "其次",     "再次",    "然后",          "接着",          "接下来",
                      "随后",     "之后",     "因此",    "所以",          "于是",          "因而",
                      "从而",     "由此可见", "由此",    "最后",          "最终",          "综上所述",
                      "综上",     "总之",     "另外",    "此外",          "同时",          "不过",
                      "但是",     "然而",     "那么",    "现在",          "下面",          "根据",
                      "第一",     "第二",     "第三",    "第四",          "第五",          "也就是说",
                      "换句话说", "总的来说", "first",   "firstly",       "second",        "secondly",
                      "third",    "next",     "then",    "after that",    "therefore",     "thus",
                      "hence",    "so",       "finally", "in conclusion", "to summarize",  "however",
                      "but",      "also",     "now",     "alternatively", "in other words"});
}

std::size_t recheckAtSentence(std::string_view sentence) {
    // These need a pause behind them: 等等我 and 不对称 mean something else.
    std::size_t paused = longestAt(sentence, {"等等", "等下", "不对", "且慢", "慢着", "哦不", "嗯，不对",
                                              "嗯，等等", "哦，不对", "不过等等", "好像不对"});
    if (std::size_t next = paused;
        paused > 0 && paused < sentence.size() && isHan(decodeCodePoint(sentence, next)))
        paused = 0;
    const std::size_t length = longestAt(
        sentence, {"等一下", "不，", "好像有问题", "wait", "hold on", "hmm, wait", "no, wait", "oh wait",
                   "but wait", "actually", "on second thought", "hmm, but", "no, that", "that's not right"});
    return std::max({paused, length, recheckAtClause(sentence)});
}

std::size_t recheckAtClause(std::string_view clause) {
    return longestAt(clause, {"让我检查",
                              "让我再",
                              "让我重新",
                              "让我验证",
                              "让我确认",
                              "让我们检查",
                              "让我们再",
                              "让我们验证",
                              "再检查",
                              "再验证",
                              "再确认",
                              "再想想",
                              "再算一遍",
                              "再看一遍",
                              "重新检查",
                              "重新计算",
                              "重新考虑",
                              "重新审视",
                              "重新验证",
                              "检查一下",
                              "验证一下",
                              "确认一下",
                              "验算",
                              "检验一下",
                              "反过来检验",
                              "需要再确认",
                              "需要检查",
                              "let me check",
                              "let me double-check",
                              "let me double check",
                              "let me verify",
                              "let me re-check",
                              "let me recheck",
                              "let me reconsider",
                              "let me recalculate",
                              "let me re-read",
                              "let's check",
                              "let's verify",
                              "let's double-check",
                              "let's double check",
                              "double-check",
                              "double check",
                              "to verify",
                              "i should check",
                              "i should double-check",
                              "i need to check"});
}

std::size_t listMarkAt(std::string_view line, std::string_view &number) {
    std::size_t at = 0;
    while (at < line.size() && (line[at] == ' ' || line[at] == '#' || line[at] == '*' || line[at] == '>'))
        ++at; // heading, bold, quote
    // ① … ⑳
    if (line.substr(at).starts_with("\xE2\x91") && at + 3 <= line.size()) {
        number = line.substr(at, 3);
        return at + 3;
    }
    const std::size_t word = at;
    at = skip(line, at, {"步骤", "Step ", "step ", "第", "(", "（"});
    const bool named = at != word;
    const bool ordinal = line.substr(word).starts_with("第");
    std::size_t end = at + digitsAt(line.substr(at));
    if (end == at)
        while (
            end < line.size()
            && startsWithAny(line.substr(end), {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"}))
            end += 3;
    if (end == at || end - at > 12)
        return 0;
    number = line.substr(at, end - at);
    const std::string_view rest = line.substr(end);
    if (ordinal)
        return startsWithAny(rest, {"步", "点", "种", "个问题", "部分"}) ? end + 3 : 0;
    for (const auto &[open, close] : {std::pair<std::string_view, std::string_view>{"(", ")"}, {"（", "）"}})
        if (named && line.substr(word).starts_with(open))
            return rest.starts_with(close) ? end + close.size() : 0;
    if (named)
        return end;
    if (startsWithAny(rest, {"、", "．"}))
        return end + 3;
    const bool digit = rest.size() > 1 && isDigit(rest[1]); // 3.14 is a number
    return startsWithAny(rest, {".", ")"}) && !digit && isDigit(line[at]) ? end + 1 : 0;
}

} // namespace retort
