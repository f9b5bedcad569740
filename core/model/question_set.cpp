// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/question_set.h"

#include "core/base/hash.h"
#include "core/data/answer.h"
#include "core/data/trace_check.h"
#include "core/tokenize/sample_codec.h"

#include <algorithm>
#include <nlohmann/json.hpp>

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
        std::sort(questions.begin(), questions.end(),
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

} // namespace

std::string checkableReference(const Sample &sample) {
    if (!sample.reference.empty())
        return sample.reference;
    const ExtractedAnswer found = extractAnswer(sample.answer);
    return found.rule == "boxed" || found.rule == "hashes" ? found.text : std::string();
}

std::vector<Question> chooseQuestions(const VersionStore &versions, const ChatTemplate &chat,
                                      const QuestionChoice &choice, JobContext &job) {
    Chosen chosen(std::size_t(choice.limit), choice.seed);
    versions.forEachSample(choice.version, choice.split, job, [&](SampleId id, const Sample &sample) {
        if (sample.question.empty() || !chosen.wants(id))
            return true;
        Question q;
        q.sample = id;
        q.reference = checkableReference(sample);
        const auto metadata = nlohmann::json::parse(sample.metadata, nullptr, false);
        q.kind = metadataText(metadata, "kind");
        q.level = metadataText(metadata, "level");
        if (q.reference.empty() || (!choice.kind.empty() && q.kind != choice.kind)
            || (!choice.level.empty() && q.level != choice.level))
            return true;
        q.prompt = chat.encodePrompt(promptMessages(sample));
        if (choice.maxPromptTokens > 0 && std::int64_t(q.prompt.size()) > choice.maxPromptTokens)
            return true;
        q.question = sample.question;
        chosen.add(std::move(q));
        return true;
    });
    return chosen.take();
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
