// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/demo/faults.h"

#include "core/base/utf8.h"
#include "core/demo/phrase.h"

#include <array>

namespace retort {
namespace {

using P = const DemoProblem &;
using R = DemoRandom &;

std::string tagged(std::string_view reasoning, std::string_view answer) {
    return "<think>\n" + std::string(reasoning) + "\n</think>\n\n" + std::string(answer);
}

// A boundary between two lines of the trace, or the middle of a single line.
std::size_t boundary(std::string_view text, R random) {
    std::vector<std::size_t> boundaries;
    for (std::size_t i = 0; i < text.size(); ++i)
        if (text[i] == '\n')
            boundaries.push_back(i);
    return boundaries.empty() ? codePointFloor(text, text.size() / 2) : random.pick(boundaries);
}

std::string insertAt(std::string_view text, std::size_t at, std::string_view what) {
    return std::string(text.substr(0, at)) + std::string(what) + std::string(text.substr(at));
}

std::string nestedTags(P p, R random) {
    const std::size_t at = boundary(p.reasoning, random);
    return tagged(insertAt(p.reasoning, at, "\n<think>\n我再想一想。\n</think>"), p.answer);
}

std::string truncated(P p, R random) {
    const std::size_t size = p.reasoning.size();
    const std::size_t cut = size * static_cast<std::size_t>(random.between(40, 80)) / 100;
    return "<think>\n" + p.reasoning.substr(0, codePointFloor(p.reasoning, cut));
}

std::string mixedLanguage(P p, R random) {
    static constexpr auto asides = std::to_array<std::string_view>({
        "Okay, let me think about this problem step by step before I go on.",
        "Wait, I should double check the previous step, because it is easy to make a mistake here.",
        "So the next thing we need to do is to combine the numbers and see what we get.",
        "Alright, that looks reasonable, now let me continue with the remaining part.",
    });
    const std::string one = "\n" + std::string(random.pick(asides));
    return tagged(insertAt(p.reasoning, boundary(p.reasoning, random), one) + "\n"
                      + std::string(random.pick(asides)),
                  p.answer);
}

// The boxed answer becomes another one: one more for a number, a wrong word otherwise.
std::string wrongAnswer(P p, R random) {
    std::string wrong = p.reference;
    if (!wrong.empty() && isDigit(wrong.back()))
        wrong.back() =
            static_cast<char>('0' + (wrong.back() - '0' + 1 + static_cast<int>(random.below(8))) % 10);
    else
        wrong = "以上都不对";
    std::string answer = p.answer;
    const std::string right = boxed(p.reference);
    answer.replace(answer.find(right), right.size(), boxed(wrong));
    return tagged(p.reasoning, answer);
}

std::string repeatedLoop(P p, R random) {
    const std::size_t at = boundary(p.reasoning, random);
    std::string loop;
    for (std::int64_t i = random.between(8, 16); i > 0; --i)
        loop += "\n等等，让我再检查一下，这一步对不对。";
    return tagged(insertAt(p.reasoning, at, loop), p.answer);
}

std::string garbled(P p, R random) {
    std::string text = p.reasoning;
    for (int i = 0; i < 4; ++i)
        text =
            insertAt(text, codePointFloor(text, random.below(text.size())), i % 2 == 0 ? "\uFFFD" : "锟斤拷");
    return tagged(text, p.answer);
}

// A trace may begin with a few characters of a short question by chance, so that is no fault to be found.
bool longQuestion(P p) {
    return codePointCount(p.question) >= 8;
}

constexpr auto table = std::to_array<DemoFault>({
    {"stray_end_tag", faultBit(Fault::SeveralEndTags),
     [](P p, R) { return tagged(p.reasoning + "\n</think>", p.answer); }},
    {"missing_end_tag", faultBit(Fault::StartWithoutEnd),
     [](P p, R) { return "<think>\n" + p.reasoning + "\n\n" + p.answer; }},
    {"missing_start_tag", faultBit(Fault::EndWithoutStart),
     [](P p, R) { return p.reasoning + "\n</think>\n\n" + p.answer; }},
    {"doubled_tags", faultBit(Fault::EmptyThink),
     [](P p, R) { return "<think>\n\n</think>\n\n" + tagged(p.reasoning, p.answer); }},
    {"doubled_start_tag", faultBit(Fault::NestedTags),
     [](P p, R) { return tagged("<think>\n" + p.reasoning, p.answer); }},
    {"nested_tags", faultBit(Fault::NestedTags), nestedTags},
    {"empty_trace", faultBit(Fault::EmptyThink), [](P p, R) { return tagged("", p.answer); }},
    {"no_trace", faultBit(Fault::EmptyReasoning), [](P p, R) { return p.answer; }},
    {"empty_answer", faultBit(Fault::EmptyAnswer),
     [](P p, R) { return "<think>\n" + p.reasoning + "\n</think>\n\n"; }},
    {"answer_only_in_trace", faultBit(Fault::AnswerOnlyInTrace),
     [](P p, R) {
         return tagged(p.reasoning + "\n所以答案是" + boxed(p.reference) + "。", "答案见上面的分析。");
     }},
    {"truncated", faultBit(Fault::StartWithoutEnd), truncated},
    {"text_before_think", faultBit(Fault::TextBeforeThink),
     [](P p, R) { return "好的，下面是我的回答。\n" + tagged(p.reasoning, p.answer); }},
    {"question_repeated", faultBit(Fault::QuestionInTrace),
     [](P p, R) { return tagged(p.question + "\n" + p.reasoning, p.answer); }, longQuestion},
    {"trace_equals_answer", faultBit(Fault::TraceEqualsAnswer),
     [](P p, R) { return tagged(p.answer, p.answer); }},
    {"full_width_tags", 0,
     [](P p, R) { return "＜think＞\n" + p.reasoning + "\n＜/think＞\n\n" + p.answer; }},
    {"mixed_language", 0, mixedLanguage},
    {"wrong_answer", 0, wrongAnswer},
    {"repeated_loop", 0, repeatedLoop},
    {"garbled", 0, garbled},
});

} // namespace

std::span<const DemoFault> demoFaults() {
    return table;
}

const DemoFault &pickFault(const DemoProblem &problem, DemoRandom &random) {
    const DemoFault *fault = &random.pick(table);
    while (fault->applies != nullptr && !fault->applies(problem))
        fault = &random.pick(table);
    return *fault;
}

std::string soundText(const DemoProblem &problem) {
    return problem.reasoning.empty() ? problem.answer : tagged(problem.reasoning, problem.answer);
}

} // namespace retort
