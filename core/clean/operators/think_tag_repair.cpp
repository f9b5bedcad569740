// SPDX-License-Identifier: GPL-3.0-or-later
// Mends what is left of think tags after the import has split the texts: stray and doubled
// end tags, empty and nested pairs, a reasoning that still stands in the answer, unbalanced answer tags. Text
// is only ever moved between the two parts, never deleted; tags that a text speaks about (in code) stay.
#include "core/base/option_make.h"
#include "core/clean/operator.h"

#include "core/base/utf8.h"
#include "core/text/think_splitter.h"

#include <algorithm>
#include <optional>

namespace retort {

using namespace option_make;

namespace {

enum class BetweenTags { Answer, Reasoning, Drop };

std::string trimmed(std::string_view text) {
    return std::string(trimWhiteSpace(text));
}

std::vector<ThinkTag> plainTags(std::string_view text) {
    std::vector<ThinkTag> tags = findThinkTags(text);
    std::erase_if(tags, [](const ThinkTag &tag) { return tag.inCode; });
    return tags;
}

// The text without these tags; what they held apart stays apart by at least a line end.
std::string withoutTags(std::string_view text, const std::vector<ThinkTag> &tags) {
    std::string out;
    std::size_t at = 0;
    for (const ThinkTag &tag : tags) {
        out += text.substr(at, tag.begin - at);
        at = tag.begin + tag.size;
        const bool apart = out.empty() || out.ends_with('\n') || at >= text.size() || text[at] == '\n';
        if (!apart)
            out += '\n';
    }
    out += text.substr(at);
    return trimmed(out);
}

class Repair {
public:
    Repair(Sample &sample, BetweenTags between) : m_sample(sample), m_between(between) {}

    OperatorOutcome run() {
        if (auto dropped = fromAnswer())
            return *dropped;
        tagsOfReasoning();
        answerTags();
        if (m_reason.empty())
            return keepSample();
        constexpr std::uint32_t mended = faultBit(Fault::SeveralEndTags) | faultBit(Fault::NestedTags)
                                         | faultBit(Fault::AnswerTagsUnbalanced);
        m_sample.faults &= ~(textFaultMask() | mended);
        if (!isBlank(m_sample.reasoning))
            m_sample.faults &= ~faultBit(Fault::EmptyThink);
        m_sample.faults |= textFaults(m_sample.question, m_sample.reasoning, m_sample.answer);
        return changeSample(m_reason);
    }

private:
    void because(Text reason) {
        if (m_reason.empty())
            m_reason = std::move(reason); // the first one tells most
    }

    // Tags in the answer: of a reasoning that was not split off, or left behind by a doubled end.
    std::optional<OperatorOutcome> fromAnswer() {
        const std::vector<ThinkTag> tags = plainTags(m_sample.answer);
        if (tags.empty())
            return std::nullopt;
        if (isBlank(m_sample.reasoning)) {
            ThinkSplit split = splitThink(m_sample.answer);
            if (!split.reasoning.empty()) {
                m_sample.reasoning = std::move(split.reasoning);
                m_sample.answer =
                    split.before.empty() ? std::move(split.answer) : split.before + "\n\n" + split.answer;
                because(
                    RETORT_TR("core", "The reasoning still stood in the answer; it was moved to its place."));
                return fromAnswer(); // a further end may follow
            }
            because(RETORT_TR("core", "An empty pair of think tags was removed from the answer."));
            m_sample.answer = withoutTags(m_sample.answer, tags);
            return std::nullopt;
        }
        return behindReasoning(tags);
    }

    // The last end tag of the answer parts it: before it may stand nothing, a repetition, or real text.
    std::optional<OperatorOutcome> behindReasoning(const std::vector<ThinkTag> &tags) {
        const auto last =
            std::find_if(tags.rbegin(), tags.rend(), [](const ThinkTag &tag) { return tag.end; });
        const std::string_view answer = m_sample.answer;
        const std::string between =
            last == tags.rend() ? std::string()
                                : withoutTags(answer.substr(0, last->begin), tagsBefore(tags, last->begin));
        if (between.empty() || between == trimWhiteSpace(m_sample.reasoning)) {
            const std::size_t from = last == tags.rend() ? 0 : last->begin + last->size;
            const std::string rest(answer.substr(from)), removed = tagText(tags, answer);
            m_sample.answer = withoutTags(rest, plainTags(rest));
            if (between.empty())
                because(text(RETORT_TR("core", "A second %1 before the answer was removed."), removed));
            else
                because(RETORT_TR(
                    "core",
                    "The answer began with the same reasoning once more; the repetition was removed."));
            return std::nullopt;
        }
        if (m_between == BetweenTags::Drop)
            return dropSample(RETORT_TR(
                "core", "Text stands between two end tags: reasoning or answer cannot be told apart."));
        if (m_between == BetweenTags::Reasoning) {
            m_sample.reasoning = trimmed(m_sample.reasoning) + "\n\n" + between;
            const std::string rest(answer.substr(last->begin + last->size));
            m_sample.answer = withoutTags(rest, plainTags(rest));
            because(RETORT_TR("core", "Text between two end tags was added to the reasoning."));
        } else {
            m_sample.answer = withoutTags(answer, tags);
            because(RETORT_TR("core", "Think tags inside the answer were removed; the text stays."));
        }
        return std::nullopt;
    }

    static std::vector<ThinkTag> tagsBefore(const std::vector<ThinkTag> &tags, std::size_t end) {
        std::vector<ThinkTag> before;
        for (const ThinkTag &tag : tags)
            if (tag.begin < end)
                before.push_back(tag);
        return before;
    }

    static std::string tagText(const std::vector<ThinkTag> &tags, std::string_view text) {
        return std::string(text.substr(tags[0].begin, tags[0].size));
    }

    void tagsOfReasoning() {
        const std::vector<ThinkTag> tags = plainTags(m_sample.reasoning);
        if (tags.empty())
            return;
        const std::string_view reasoning = m_sample.reasoning;
        const ThinkTag &last = tags.back();
        const std::string behind = trimmed(reasoning.substr(last.begin + last.size));
        const bool ends = last.end && behind.empty();
        const std::string tag = std::string(reasoning.substr(last.begin, last.size));
        if (last.end && !behind.empty() && isBlank(m_sample.answer)) {
            m_sample.answer = behind;
            m_sample.reasoning = withoutTags(reasoning.substr(0, last.begin), tagsBefore(tags, last.begin));
            because(RETORT_TR(
                "core", "The answer stood behind the end tag of the reasoning; it was moved to its place."));
        } else if (last.end && behind == trimWhiteSpace(m_sample.answer)) {
            m_sample.reasoning = withoutTags(reasoning.substr(0, last.begin), tagsBefore(tags, last.begin));
            because(RETORT_TR("core",
                              "The reasoning ended with the answer once more; the repetition was removed."));
        } else {
            m_sample.reasoning = withoutTags(reasoning, tags);
            if (tags.size() == 1 && ends)
                because(text(RETORT_TR("core", "A stray %1 at the end of the reasoning was removed."), tag));
            else if (tags.size() == 1)
                because(text(RETORT_TR("core", "A stray %1 in the reasoning was removed."), tag));
            else
                because(RETORT_TR("core", "Tags inside the reasoning were removed; the text stays."));
        }
    }

    // <answer> without </answer> or the reverse, at the ends of the answer.
    void answerTags() {
        for (const auto &[open, close] :
             {std::pair<std::string_view, std::string_view>{"<answer>", "</answer>"},
              {"<|begin_of_solution|>", "<|end_of_solution|>"}}) {
            std::string_view answer = trimWhiteSpace(m_sample.answer);
            const bool opens = answer.starts_with(open), closes = answer.ends_with(close);
            if (!opens && !closes)
                continue;
            if (opens)
                answer.remove_prefix(open.size());
            if (closes && answer.size() >= close.size())
                answer.remove_suffix(close.size());
            if (answer.find(open) != std::string_view::npos || answer.find(close) != std::string_view::npos)
                continue; // several: leave them
            m_sample.answer = trimmed(answer);
            because(text(RETORT_TR("core", "%1 around the answer was removed."), opens ? open : close));
        }
    }

    Sample &m_sample;
    BetweenTags m_between;
    Text m_reason;
};

std::unique_ptr<CleanPass> start(const ChosenOptions &options) {
    const std::string choice = options.text("between_ends");
    const BetweenTags between = choice == "drop"        ? BetweenTags::Drop
                                : choice == "reasoning" ? BetweenTags::Reasoning
                                                        : BetweenTags::Answer;
    return judgingPass([between](Sample &sample) {
        Sample mended = sample;
        const OperatorOutcome outcome = Repair(mended, between).run();
        if (outcome.kind == OutcomeKind::Change)
            sample = std::move(mended);
        return outcome;
    });
}

Sample made(const char *reasoning, const char *answer, std::uint32_t faults = 0) {
    return {.question = "问", .reasoning = reasoning, .answer = answer, .faults = faults};
}

std::vector<OperatorExample> examples() {
    using enum OutcomeKind;
    const std::uint32_t several = faultBit(Fault::SeveralEndTags), inField = faultBit(Fault::TagInField),
                        nested = faultBit(Fault::NestedTags);
    return {
        {{made("想", "答"), made("标签写作 `</think>`。", "答")}, {Keep, Keep}, {}},
        {{made("想\n</think>", "答", inField)}, {Change}, {made("想", "答")}},
        {{made("想", "</think> \n 答", several)}, {Change}, {made("想", "答")}},
        {{made("", "<think>\n想\n</think>\n\n答")}, {Change}, {made("想", "答")}},
        {{made("", "想\n</think>\n\n答")}, {Change}, {made("想", "答")}},
        {{made("", "<think></think>答", inField)},
         {Change},
         {made("", "答", faultBit(Fault::EmptyReasoning))}},
        {{made("一<think>二</think>三", "答", nested)}, {Change}, {made("一\n二\n三", "答")}},
        {{made("<think>想", "答", nested)}, {Change}, {made("想", "答")}},
        {{made("想</think>答", "", inField)}, {Change}, {made("想", "答")}},
        {{made("想</think>\n答", "答", inField)}, {Change}, {made("想", "答")}},
        {{made("想", "<think>想</think>\n答", inField)}, {Change}, {made("想", "答")}},
        {{made("想", "<answer>答", faultBit(Fault::AnswerTagsUnbalanced))}, {Change}, {made("想", "答")}},
        {{made("想", "中</think>答", several)}, {Change}, {made("想", "中\n答")}},
        {{made("想", "中</think>答", several)},
         {Change},
         {made("想\n\n中", "答")},
         {{"between_ends", std::string("reasoning")}}},
        {{made("想", "中</think>答", several)}, {Drop}, {}, {{"between_ends", std::string("drop")}}},
    };
}

} // namespace

CleanOperator think_tag_repairOperator() {
    return {.id = "think_tag_repair",
            .label = RETORT_TR("core", "Think tag repair"),
            .help =
                RETORT_TR("core", "Removes stray, doubled, empty and nested think tags and puts reasoning "
                                  "and answer where they belong. No text is lost; tags inside code stay."),
            .options = {choiceOption(
                            "between_ends", "answer", RETORT_TR("core", "Text between two end tags"),
                            RETORT_TR("core", "What happens to real text between a first and a second end "
                                              "tag. Tags with nothing between them are always just removed."))
                            .choices({{"answer", RETORT_TR("core", "stays in the answer")},
                                      {"reasoning", RETORT_TR("core", "goes to the reasoning")},
                                      {"drop", RETORT_TR("core", "drops the row")}})},
            .startWith = start,
            .examples = examples};
}

} // namespace retort
