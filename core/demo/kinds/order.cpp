// SPDX-License-Identifier: GPL-3.0-or-later
// Who is the tallest: an order to be put together from comparisons. Level 2: three people; level 3: four,
// with the comparisons shuffled and half of them turned round. No arithmetic.
#include "core/demo/kind.h"
#include "core/demo/narration.h"
#include "core/demo/phrase.h"

#include <array>

namespace retort {
namespace {

struct Quality {
    std::string_view more, less;  // 高, 矮
    std::string_view most, least; // 最高, 最矮
    std::string_view id;
};

constexpr auto qualities = std::to_array<Quality>({{"高", "矮", "最高", "最矮", "height"},
                                                   {"重", "轻", "最重", "最轻", "weight"},
                                                   {"大", "小", "年纪最大", "年纪最小", "age"},
                                                   {"跑得快", "跑得慢", "跑得最快", "跑得最慢", "speed"}});

std::uint64_t peopleOf(int level) {
    return level == 2 ? 3 : 4;
}

// One size per choice: the people in turn out of those left, the quality, the rank asked for.
std::vector<std::uint64_t> sizesOf(int level) {
    auto sizes = drawSizes(personNames().size(), peopleOf(level));
    sizes.push_back(qualities.size());
    sizes.push_back(2); // most, least
    return sizes;
}

KeySpace keys(int level) {
    return {"order" + std::to_string(level), {{product(sizesOf(level)), 1}}};
}

using Chain = std::vector<std::string>; // most first

std::string sentence(const std::string &more, const std::string &less, const Quality &quality, bool turned) {
    return turned ? less + "比" + more + std::string(quality.less)
                  : more + "比" + less + std::string(quality.more);
}

std::string premises(int level, const Chain &chain, const Quality &quality, DemoRandom &style) {
    std::vector<std::string> sentences;
    for (std::size_t i = 0; i + 1 < chain.size(); ++i)
        sentences.push_back(sentence(chain[i], chain[i + 1], quality, level == 3 && style.oneIn(2)));
    for (std::size_t i = sentences.size(); i > 1; --i)
        std::swap(sentences[i - 1], sentences[style.below(i)]);
    std::string text;
    for (const std::string &s : sentences)
        text += s + (&s == &sentences.back() ? "。" : "，");
    return text;
}

std::string trace(int level, const Chain &chain, const Quality &quality, bool askMost, DemoRandom &style) {
    const std::string more(quality.more);
    std::string text = opening(style) + "把条件一个一个连起来。";
    for (std::size_t i = 0; i + 1 < chain.size(); ++i)
        text += "\n" + std::string(i == 0 ? "先看，" : "又知道，")
                + sentence(chain[i], chain[i + 1], quality, false) + "。";
    std::string line;
    for (const std::string &name : chain)
        line += (line.empty() ? "" : "、") + name;
    text += "\n所以按" + more + "的在前排下来是：" + line + "。";
    const std::string &found = askMost ? chain.front() : chain.back();
    const std::string end = askMost ? "排在最前面的是" : "排在最后面的是";
    return text + "\n" + end + found + "。"
           + doubtAndCheck(level, sentence(chain.front(), chain.back(), quality, !askMost), style);
}

void build(int level, const DrawnKey &key, DemoRandom &style, DemoProblem &problem) {
    const auto digits = mixedRadix(key.index, sizesOf(level));
    const Chain chain = drawn(personNames(), peopleOf(level), digits);
    const Quality &quality = qualities.at(digits[peopleOf(level)]);
    const bool askMost = digits.back() == 0;
    problem.problemKey = "order:" + std::string(quality.id) + ":";
    for (const std::string &name : chain)
        problem.problemKey += (&name == &chain.front() ? "" : ">") + name;
    problem.problemKey += askMost ? ":most" : ":least";
    problem.question = premises(level, chain, quality, style) + "谁"
                       + std::string(askMost ? quality.most : quality.least) + "？";
    problem.reasoning = trace(level, chain, quality, askMost, style);
    problem.reference = askMost ? chain.front() : chain.back();
    problem.answer =
        std::string(askMost ? quality.most : quality.least) + "的是" + boxed(problem.reference) + "。";
    problem.tags = {"逻辑", "排序"};
}

} // namespace

extern const DemoKind demoKind_order{"order", RETORT_TR("core", "Putting people in order"), 2, 3, keys,
                                     build};

} // namespace retort
