// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/demo/phrase.h"

#include <array>
#include <cassert>

namespace retort {

std::string fill(std::string_view pattern,
                 std::initializer_list<std::pair<std::string_view, std::string>> values) {
    std::string text;
    for (std::size_t at = 0; at < pattern.size();) {
        const std::size_t open = pattern.find('{', at);
        text += pattern.substr(at, open - at);
        if (open == std::string_view::npos)
            break;
        const std::size_t close = pattern.find('}', open);
        assert(close != std::string_view::npos);
        const std::string_view name = pattern.substr(open + 1, close - open - 1);
        [[maybe_unused]] bool known = false;
        for (const auto &[key, value] : values)
            if (key == name) {
                text += value;
                known = true;
                break;
            }
        assert(known);
        at = close + 1;
    }
    return text;
}

std::string boxed(std::string_view text) {
    return "\\boxed{" + std::string(text) + "}";
}

std::span<const std::string_view> personNames() {
    static constexpr auto names =
        std::to_array<std::string_view>({"小明", "小红", "小华", "小丽", "小刚", "小军", "小芳", "小强"});
    return names;
}

std::span<const Thing> countableThings() {
    static constexpr auto things = std::to_array<Thing>({{"苹果", "个"},
                                                         {"铅笔", "支"},
                                                         {"卡片", "张"},
                                                         {"贝壳", "个"},
                                                         {"糖果", "颗"},
                                                         {"邮票", "张"},
                                                         {"图书", "本"},
                                                         {"纸鹤", "只"}});
    return things;
}

std::pair<std::string_view, std::string_view> pickTwoPeople(DemoRandom &random) {
    const auto names = personNames();
    const std::size_t first = random.below(names.size());
    const std::size_t step = 1 + random.below(names.size() - 1);
    return {names[first], names[(first + step) % names.size()]};
}

} // namespace retort
