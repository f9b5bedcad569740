// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/question_set.h"

#include "core/answer/answer.h"
#include "core/base/hash.h"
#include "core/data/samples/sample.h"
#include "core/demo/trace_check.h"
#include "core/tokenize/sample_codec.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <unordered_set>

namespace retort {
namespace {

// A metadata field as a text: "add", 1 → "1".
std::string metadataText(const nlohmann::json &metadata, const char *field) {
    if (!metadata.is_object())
        return {};
    const auto it = metadata.find(field);
    if (it == metadata.end() || it->is_null() || it->is_structured())
        return {};
    return it->is_string() ? it->get<std::string>() : it->dump();
}

// The `limit` smallest by hash: the same ones whatever the order, and a larger limit only adds.
class Chosen {
public:
    Chosen(std::size_t limit, std::uint64_t seed) : m_limit(limit), m_seed(seed) {}

    bool wants(SampleId id) const {
        return m_limit == 0 || m_heap.size() < m_limit || key(id) < m_heap.front().first;
    }
    void add(Question question) {
        m_heap.emplace_back(key(question.sample), std::move(question));
        std::push_heap(m_heap.begin(), m_heap.end(), less);
        if (m_limit > 0 && m_heap.size() > m_limit) {
            std::pop_heap(m_heap.begin(), m_heap.end(), less);
            m_heap.pop_back();
        }
    }
    std::vector<Question> take() {
        std::vector<Question> questions;
        for (auto &[hash, question] : m_heap)
            questions.push_back(std::move(question));
        std::ranges::sort(questions,
                          [](const Question &a, const Question &b) { return a.sample < b.sample; });
        return questions;
    }

private:
    using Entry = std::pair<std::uint64_t, Question>;
    static bool less(const Entry &a, const Entry &b) { return a.first < b.first; }
    std::uint64_t key(SampleId id) const {
        return SplitMix64(m_seed ^ (std::uint64_t(id) * 0x9e3779b97f4a7c15ull)).next();
    }

    std::size_t m_limit;
    std::uint64_t m_seed;
    std::vector<Entry> m_heap;
};

// More than its prompt can have, without encoding it: no token is shorter than half a byte, escapes included.
std::int64_t mostTokens(const Sample &sample) {
    return 2 * std::int64_t(sample.system.size() + sample.question.size()) + 16;
}

} // namespace

std::string checkableReference(const Sample &sample) {
    if (!sample.reference.empty())
        return sample.reference;
    const ExtractedAnswer found = extractAnswer(sample.answer);
    return found.rule == "boxed" || found.rule == "hashes" ? found.text : std::string();
}

QuestionSet chooseQuestions(const VersionStore &versions, const ChatTemplate &chat,
                            const QuestionChoice &choice, JobContext &job) {
    QuestionSet set;
    Chosen chosen(std::size_t(choice.limit), choice.seed);
    std::unordered_set<std::uint64_t> problems;
    const bool filtered = !choice.kind.empty() || !choice.level.empty();
    versions.forEachSample(choice.version, choice.split, job, [&](SampleId id, const Sample &sample) {
        const bool wanted = chosen.wants(id);
        Question q;
        if (filtered || wanted) {
            const auto metadata = nlohmann::json::parse(sample.metadata, nullptr, false);
            q.kind = metadataText(metadata, "kind");
            q.level = metadataText(metadata, "level");
        }
        if ((!choice.kind.empty() && q.kind != choice.kind)
            || (!choice.level.empty() && q.level != choice.level))
            return true;
        ++set.rows;
        q.reference = sample.question.empty() ? std::string() : checkableReference(sample);
        if (q.reference.empty()) {
            ++set.withoutReference;
            return true;
        }
        const bool mayBeLong = choice.maxPromptTokens > 0 && mostTokens(sample) > choice.maxPromptTokens;
        if (wanted || mayBeLong)
            q.prompt = chat.encodePrompt(promptMessages(sample));
        if (mayBeLong && std::int64_t(q.prompt.size()) > choice.maxPromptTokens) {
            ++set.tooLong;
            return true;
        }
        if (!problems.insert(xxh3(splitGroupKey(sample))).second) {
            ++set.repeats;
            return true;
        }
        if (!wanted)
            return true;
        q.sample = id;
        q.question = sample.question;
        chosen.add(std::move(q));
        return true;
    });
    set.questions = chosen.take();
    return set;
}

Judgement judge(const Question &question, const Generation &generation, const ChatTemplate &chat) {
    Judgement j;
    j.response = chat.parseResponse(generation.ids);
    const AnswerCheck check = checkAnswer(j.response.answer, question.reference);
    j.extracted = check.extracted;
    j.rule = check.rule;
    j.correct = check.correct && generation.finished && j.response.thinkClosed;
    if (j.correct && !j.response.reasoning.empty()) {
        const TraceCheck trace = checkTrace(question.question, j.response.reasoning, question.reference);
        if (trace.statements > 0)
            j.traceHolds = trace.holds;
    }
    return j;
}

} // namespace retort
