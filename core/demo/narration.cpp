// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/demo/narration.h"

#include <array>

namespace retort {
namespace {

constexpr auto openings =
    std::to_array<std::string_view>({"好，我来想一想。", "嗯，先看清题目。", "我们一步一步来。",
                                     "让我先理一理题目的意思。", "首先，看看题目问的是什么。"});
constexpr auto doubts = std::to_array<std::string_view>(
    {"等等，让我检查一下。", "不过这里容易出错，我再验算一遍。", "等一下，再确认一次。", "让我验算一下。",
     "嗯，会不会弄错了？再看一遍。"});
constexpr auto confirmations = std::to_array<std::string_view>(
    {"和题目一样，没有弄错。", "对得上，结果正确。", "没有问题。", "这样就放心了。"});

} // namespace

std::string opening(DemoRandom &style) {
    return std::string(style.pick(openings));
}
std::string doubt(DemoRandom &style) {
    return std::string(style.pick(doubts));
}
std::string confirmation(DemoRandom &style) {
    return std::string(style.pick(confirmations));
}

std::string doubtAndCheck(int level, std::string_view check, DemoRandom &style) {
    if (level < 3 && !style.oneIn(2))
        return {};
    return "\n" + doubt(style) + std::string(check) + "，" + confirmation(style);
}

} // namespace retort
