// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/answer/answer_list.h"

#include "core/base/utf8.h"

#include <array>

namespace retort {
namespace {

constexpr auto separators = std::to_array<std::string_view>(
    {"以及", "、", "，", ",", ";", "或者", "或", "和", "与", "及", " and ", " or "});

// "(1,(9/2))" but not "(1,2),(3,4)": the first bracket is closed by the last character.
bool isEnclosed(std::string_view text) {
    constexpr std::string_view openers = "([{", closers = ")]}";
    if (text.size() < 2 || openers.find(text.front()) == std::string_view::npos
        || closers.find(text.back()) == std::string_view::npos)
        return false;
    int depth = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        depth += openers.find(text[i]) != std::string_view::npos   ? 1
                 : closers.find(text[i]) != std::string_view::npos ? -1
                                                                   : 0;
        if (depth == 0)
            return i + 1 == text.size();
    }
    return false;
}

AnswerList splitList(std::string_view text) {
    AnswerList list;
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
void spreadSigns(AnswerList &list) {
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

} // namespace

AnswerList answerList(std::string_view plain) {
    AnswerList list = splitList(plain);
    spreadSigns(list);
    return list;
}

} // namespace retort
