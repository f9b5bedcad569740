// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/answer/choice.h"

#include "core/base/utf8.h"

#include <algorithm>
#include <array>

namespace retort {
namespace {

bool takePrefix(std::string_view &text, std::initializer_list<std::string_view> words) {
    for (const std::string_view word : words)
        if (text.starts_with(word)) {
            text = trimWhiteSpace(text.substr(word.size()));
            return true;
        }
    return false;
}

} // namespace

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
                && std::string_view(".:)").find(text[0]) != std::string_view::npos
                && (text[1] < 'A' || text[1] > 'H'))
                return choices;
        } else if (!takePrefix(text,
                               {"、", "，", ",", ";", "和", "及", "与", "(", ")", ".", " ", "项", "。"})) {
            return std::nullopt;
        }
    }
    return choices.any() ? std::optional(choices) : std::nullopt;
}

std::string lastChoice(std::string_view text) {
    for (std::size_t i = text.size(); i-- > 0;)
        if (text[i] >= 'A' && text[i] <= 'H' && (i == 0 || !isLetterOrDigit(text[i - 1]))
            && (i + 1 == text.size() || !isLetterOrDigit(text[i + 1])))
            return std::string(1, text[i]);
    return {};
}

std::optional<bool> judgementOf(std::string_view text) {
    static constexpr auto yes =
        std::to_array<std::string_view>({"对", "正确", "√", "✓", "✔", "是", "是的", "真", "成立", "对的",
                                         "正确的", "可以", "能", "yes", "true"});
    static constexpr auto no = std::to_array<std::string_view>(
        {"错", "错误", "×", "*", "✗", "✘", "否", "不是", "不是的", "假", "不对", "不正确", "不成立", "错的",
         "错误的", "不可以", "不能", "no", "false"});
    const std::string key = foldKey(text);
    if (std::ranges::find(yes, key) != yes.end())
        return true;
    if (std::ranges::find(no, key) != no.end())
        return false;
    return std::nullopt;
}

std::optional<bool> judgementIn(std::string_view text) {
    const auto whole = judgementOf(text);
    const std::size_t at = text.rfind("是");
    if (whole || at == std::string_view::npos)
        return whole;
    const auto behind = judgementOf(text.substr(at + std::string_view("是").size()));
    const bool denied = text.substr(0, at).ends_with("不");
    return behind ? std::optional(*behind != denied) : behind;
}

} // namespace retort
