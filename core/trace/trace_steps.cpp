// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/trace_steps.h"

#include "core/base/hash.h"
#include "core/base/utf8.h"
#include "core/text/count.h"
#include "core/text/normalise.h"
#include "core/text/think_splitter.h"
#include "core/trace/answer_in_trace.h"
#include "core/trace/phrases.h"

#include <algorithm>
#include <unordered_set>

namespace retort {
namespace {

constexpr std::size_t shortestStep = 40;     // code points: below, a connective begins no step of its own
constexpr std::size_t shortestRepeated = 12; // code points of a sentence that may count as repeated
constexpr std::size_t mostAnswers = 200;     // marks of the answer in one trace

struct Boundary {
    std::size_t at = 0;
    bool hard = false; // paragraph or list item: always a step
    bool recheck = false;
    std::string number;
};

// Nothing inside a closed code fence begins a step.
std::vector<CodeSpan> fences(std::string_view text) {
    std::vector<CodeSpan> code = closedCode(text);
    std::erase_if(code, [](const CodeSpan &span) { return !span.fence; });
    return code;
}

class Cutter {
public:
    explicit Cutter(std::string_view text) : m_text(text), m_fences(fences(text)) {}

    TraceView cut() {
        findBoundaries();
        makeSteps();
        return std::move(m_view);
    }

private:
    bool inFence(std::size_t at) {
        while (m_fence < m_fences.size() && m_fences[m_fence].end <= at)
            ++m_fence;
        return m_fence < m_fences.size() && m_fences[m_fence].begin < at;
    }

    void mark(TraceSpanKind kind, std::size_t begin, std::size_t size) {
        m_view.spans.push_back({kind, begin, begin + size});
    }

    // Every sentence head may begin a step; what it begins with decides.
    void findBoundaries() {
        const std::vector<std::size_t> sentences = sentenceBoundaries(m_text);
        m_view.facts.sentences = sentences.size() - 1;
        for (std::size_t i = 0; i + 1 < sentences.size(); ++i) {
            const std::size_t begin = sentences[i], end = sentences[i + 1];
            if (inFence(begin))
                continue;
            const std::size_t head = begin + leadingSpace(m_text.substr(begin, end - begin));
            judgeSentence(begin, m_text.substr(head, end - head), head);
            lookForClauses(m_text.substr(head, end - head), head);
        }
    }

    static std::size_t leadingSpace(std::string_view text) {
        for (std::size_t at = 0, next = 0; at < text.size(); at = next)
            if (!isWhiteSpace(decodeCodePoint(text, next)))
                return at;
        return text.size();
    }

    void judgeSentence(std::size_t begin, std::string_view sentence, std::size_t head) {
        Boundary boundary{begin, begin > 0 && endsParagraph(begin), false, {}};
        std::string_view number;
        const bool lineHead = begin == 0 || m_text[begin - 1] == '\n' || endsLine(begin);
        if (m_linesAreSteps && begin > 0 && lineHead)
            boundary.hard = true;
        if (const std::size_t list = lineHead ? listMarkAt(sentence, number) : 0; list > 0) {
            boundary.hard = true;
            boundary.number = number;
        }
        if (const std::size_t recheck = recheckAtSentence(sentence); recheck > 0) {
            boundary.recheck = boundary.hard = true;
            mark(TraceSpanKind::Recheck, head, recheck);
        } else if (const std::size_t connective = connectiveAt(sentence); connective > 0) {
            mark(TraceSpanKind::Connective, head, connective);
        } else if (!boundary.hard) {
            return;
        }
        m_boundaries.push_back(std::move(boundary));
    }

    // Second looks behind a comma.
    void lookForClauses(std::string_view sentence, std::size_t head) {
        for (std::size_t at = 0; at < sentence.size();) {
            const char32_t c = decodeCodePoint(sentence, at);
            if (c != U',' && c != U'，')
                continue;
            std::size_t behind = at;
            while (behind < sentence.size() && sentence[behind] == ' ')
                ++behind;
            const std::size_t recheck = recheckAtClause(sentence.substr(behind));
            if (recheck == 0)
                continue;
            const bool known = !m_view.spans.empty() && m_view.spans.back().kind == TraceSpanKind::Recheck
                               && m_view.spans.back().end > head + behind;
            if (!known)
                mark(TraceSpanKind::Recheck, head + behind, recheck);
        }
    }

    // The white space before `at` holds an empty line.
    bool endsParagraph(std::size_t at) const {
        int lines = 0;
        while (at > 0
               && (m_text[at - 1] == '\n' || m_text[at - 1] == ' ' || m_text[at - 1] == '\r'
                   || m_text[at - 1] == '\t'))
            lines += m_text[--at] == '\n';
        return lines >= 2;
    }
    // Short traces (GSM8K, generated ones) part their steps by single line breaks only.
    bool hasParagraphs() const {
        for (std::size_t at = m_text.find('\n'); at != std::string_view::npos; at = m_text.find('\n', at + 1))
            if (at + 1 < m_text.size() && endsParagraph(at + 1))
                return true;
        return false;
    }
    bool endsLine(std::size_t at) const {
        while (at > 0 && (m_text[at - 1] == ' ' || m_text[at - 1] == '\r' || m_text[at - 1] == '\t'))
            --at;
        return at == 0 || m_text[at - 1] == '\n';
    }

    void makeSteps() {
        if (isBlank(m_text))
            return;
        m_view.steps.push_back({0, m_text.size(), false, {}});
        for (Boundary &boundary : m_boundaries) {
            TraceStep &last = m_view.steps.back();
            const bool first = isBlank(m_text.substr(last.begin, boundary.at - last.begin));
            const bool longEnough =
                codePointCount(m_text.substr(last.begin, boundary.at - last.begin)) >= shortestStep;
            if (!first && !boundary.hard && !longEnough)
                continue;
            if (!first) {
                last.end = boundary.at;
                m_view.steps.push_back({boundary.at, m_text.size(), false, {}});
            }
            m_view.steps.back().recheck = boundary.recheck;
            m_view.steps.back().number = std::move(boundary.number);
        }
    }

    std::string_view m_text;
    bool m_linesAreSteps = !hasParagraphs();
    std::vector<CodeSpan> m_fences;
    std::size_t m_fence = 0;
    std::vector<Boundary> m_boundaries;
    TraceView m_view;
};

// Sentences that stood before word for word, and the loop at the end.
void markRepetition(std::string_view text, TraceView &view) {
    std::unordered_set<std::uint64_t> seen;
    const std::vector<std::size_t> heads = sentenceBoundaries(text);
    for (std::size_t i = 0; i + 1 < heads.size(); ++i) {
        const std::string_view sentence = trimWhiteSpace(text.substr(heads[i], heads[i + 1] - heads[i]));
        if (codePointCount(sentence) < shortestRepeated || seen.insert(xxh3(sentence)).second)
            continue;
        const std::size_t begin = std::size_t(sentence.data() - text.data());
        if (!view.spans.empty() && view.spans.back().kind == TraceSpanKind::Repetition
            && view.spans.back().end >= heads[i])
            view.spans.back().end = begin + sentence.size();
        else
            view.spans.push_back({TraceSpanKind::Repetition, begin, begin + sentence.size()});
    }
    const TailLoop loop = findTailLoop(text);
    view.facts.endsInLoop = loop.period > 0;
    if (loop.period > 0)
        view.spans.push_back({TraceSpanKind::Repetition, loop.begin, text.size()});
}

void markRest(std::string_view text, std::string_view answer, TraceView &view) {
    if (const BoxedSpan boxed = lastBoxed(text); boxed.found()) {
        view.facts.boxed = text.substr(boxed.contentBegin, boxed.contentEnd - boxed.contentBegin);
        view.spans.push_back({TraceSpanKind::Boxed, boxed.begin, boxed.end});
    }
    for (const LanguageSpan &span : languageSwitches(text)) {
        view.spans.push_back({TraceSpanKind::OtherLanguage, span.begin, span.end});
        ++view.facts.languageSwitches;
    }
    for (const ThinkTag &tag : findThinkTags(text))
        if (!tag.inCode)
            view.spans.push_back({TraceSpanKind::ThinkTag, tag.begin, tag.begin + tag.size});
    for (const TextSpan &span : findFinalValue(text, answer, mostAnswers))
        view.spans.push_back({TraceSpanKind::Answer, span.begin, span.end});
}

} // namespace

TraceView cutTrace(std::string_view reasoning, std::string_view answer) {
    TraceView view = Cutter(reasoning).cut();
    view.facts.chars = codePointCount(reasoning);
    view.facts.steps = view.steps.size();
    view.facts.rechecks =
        std::size_t(std::ranges::count(view.spans, TraceSpanKind::Recheck, &TraceSpan::kind));
    view.facts.repetition = duplicatedNgramShare(reasoning);
    view.facts.latinShare = latinShare(reasoning);
    if (isBlank(reasoning))
        view.facts.sentences = 0;
    markRepetition(reasoning, view);
    markRest(reasoning, answer, view);
    std::ranges::stable_sort(view.spans,
                             [](const TraceSpan &a, const TraceSpan &b) { return a.begin < b.begin; });
    return view;
}

} // namespace retort
