// SPDX-License-Identifier: GPL-3.0-or-later
// Rows that say the same, but for width, case and white space. Numbers count: the same problem with other
// numbers is another problem (cleaning.md 3).
#include "core/base/option_make.h"
#include "core/clean/operator.h"

#include "core/base/hash.h"
#include "core/base/utf8.h"

#include <algorithm>
#include <cstdint>

namespace retort {

using namespace option_make;

namespace {

enum class Compared { Question, QuestionAndAnswer, All };

struct Key {
    std::uint64_t high = 0, low = 0;
    auto operator<=>(const Key &) const = default;
};

// 128 bits of two seeds: no two texts of any corpus meet by chance.
Key keyOf(const Sample &sample, Compared compared) {
    std::string text = foldKey(sample.question);
    if (compared == Compared::All)
        (text += '\x1F') += foldKey(sample.reasoning);
    if (compared != Compared::Question)
        (text += '\x1F') += foldKey(sample.answer);
    return {xxh3(text, 0), xxh3(text, 0x9E3779B97F4A7C15ull)};
}

class Pass : public CleanPass {
public:
    Pass(Compared compared, bool keepLongest) : m_compared(compared), m_keepLongest(keepLongest) {}

    bool learns() const override { return true; }

    void learn(SampleId id, const Sample &sample) override {
        const std::size_t length = m_keepLongest ? codePointCount(sample.reasoning) : 0;
        m_entries.push_back(
            {keyOf(sample, m_compared), id, std::uint32_t(std::min<std::size_t>(length, UINT32_MAX))});
    }

    // Leaves one entry per key: the one to keep.
    void finishLearn() override {
        std::ranges::sort(m_entries, [](const Entry &a, const Entry &b) {
            if (a.key != b.key)
                return a.key < b.key;
            if (a.length != b.length)
                return a.length > b.length;
            return a.id < b.id;
        });
        const auto sameKey = [](const Entry &a, const Entry &b) { return a.key == b.key; };
        m_entries.erase(std::unique(m_entries.begin(), m_entries.end(), sameKey), m_entries.end());
        m_entries.shrink_to_fit();
    }

    OperatorOutcome judge(SampleId id, Sample &sample) const override {
        const Key key = keyOf(sample, m_compared);
        const auto found = std::ranges::lower_bound(m_entries, key, {}, &Entry::key);
        if (found == m_entries.end() || found->key != key || found->id == id)
            return keepSample();
        switch (m_compared) {
        case Compared::Question:
            return dropSample(text(RETORT_TR("core", "Asks the same as row %1."), found->id),
                              RETORT_TR("core", "Asks the same as another row."));
        case Compared::QuestionAndAnswer:
            return dropSample(text(RETORT_TR("core", "Asks and answers the same as row %1."), found->id),
                              RETORT_TR("core", "Asks and answers the same as another row."));
        case Compared::All:
            break;
        }
        return dropSample(text(RETORT_TR("core", "The same as row %1 in all texts."), found->id),
                          RETORT_TR("core", "The same as another row in all texts."));
    }

private:
    struct Entry {
        Key key;
        SampleId id = 0;
        std::uint32_t length = 0;
    };
    Compared m_compared;
    bool m_keepLongest;
    std::vector<Entry> m_entries; // 32 bytes a row
};

std::unique_ptr<CleanPass> start(const ChosenOptions &options) {
    const std::string compare = options.text("compare");
    const Compared compared = compare == "all"               ? Compared::All
                              : compare == "question_answer" ? Compared::QuestionAndAnswer
                                                             : Compared::Question;
    return std::make_unique<Pass>(compared, options.text("keep") == "longest");
}

std::vector<OperatorExample> examples() {
    const std::vector<Sample> rows{{.question = "求３＋4＝？", .reasoning = "三加四。", .answer = "7"},
                                   {.question = "求 3+4=?", .reasoning = "先看三，再加四。", .answer = "7"},
                                   {.question = "求 3+5=?", .reasoning = "三加五。", .answer = "8"},
                                   {.question = "求3+4=?", .reasoning = "三加四。", .answer = "七"}};
    using enum OutcomeKind;
    return {
        {rows, {Keep, Drop, Keep, Drop}, {}},
        {rows, {Drop, Keep, Keep, Drop}, {}, {{"keep", std::string("longest")}}},
        {rows, {Keep, Drop, Keep, Keep}, {}, {{"compare", std::string("question_answer")}}},
        {rows, {Keep, Keep, Keep, Keep}, {}, {{"compare", std::string("all")}}},
    };
}

} // namespace

CleanOperator exact_duplicatesOperator() {
    return {
        .id = "exact_duplicates",
        .label = RETORT_TR("core", "Exact duplicates"),
        .help = RETORT_TR("core", "Drops rows that repeat another row, but for width, case and white space. "
                                  "Numbers are compared as they are."),
        .options = {choiceOption(
                        "compare", "question", RETORT_TR("core", "Compare"),
                        RETORT_TR(
                            "core",
                            "What must be equal, but for width, case and white space. Several traces of one "
                            "question are often wanted: compare question and answer, or all, to keep them."))
                        .choices({{"question", RETORT_TR("core", "question")},
                                  {"question_answer", RETORT_TR("core", "question and answer")},
                                  {"all", RETORT_TR("core", "question, reasoning and answer")}}),
                    choiceOption("keep", "first", RETORT_TR("core", "Keep"),
                                 RETORT_TR("core", "Which row of several equal ones stays."))
                        .choices({{"first", RETORT_TR("core", "the first")},
                                  {"longest", RETORT_TR("core", "the one with the longest reasoning")}})},
        .startWith = start,
        .examples = examples};
}

} // namespace retort
