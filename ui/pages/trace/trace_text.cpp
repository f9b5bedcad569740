// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/trace/trace_text.h"

#include "core/base/utf8.h"
#include "ui/models/labels.h"
#include "ui/pages/trace/trace_reader.h"
#include "ui/text.h"

#include <algorithm>

namespace retort {
namespace {

constexpr std::size_t headBytes = 240;
constexpr int headChars = 80;

Dress dressOf(TraceSpanKind kind) {
    Dress dress;
    switch (kind) {
    case TraceSpanKind::Recheck:
        dress.tint = Role::warnTint;
        break;
    case TraceSpanKind::Boxed:
    case TraceSpanKind::Answer:
        dress.tint = Role::okTint;
        break;
    case TraceSpanKind::Repetition:
    case TraceSpanKind::ThinkTag:
        dress.tint = Role::badTint;
        break;
    case TraceSpanKind::OtherLanguage:
        dress.tint = Role::soft;
        break;
    case TraceSpanKind::Connective:
        dress.bold = true;
        break;
    }
    return dress;
}

bool isProblem(TraceSpanKind kind) {
    return kind == TraceSpanKind::Recheck || kind == TraceSpanKind::Repetition
           || kind == TraceSpanKind::ThinkTag || kind == TraceSpanKind::OtherLanguage;
}

class Writer {
public:
    Writer(const Sample &sample, const TraceView &view) : m_reasoning(sample.reasoning), m_view(view) {}

    void writeSteps(TraceText &out) {
        for (std::size_t n = 0; n < m_view.steps.size(); ++n) {
            const TraceStep &step = m_view.steps[n];
            out.open.beginParagraph(ReadingText::Gap::small);
            out.steps.push_back(out.open.size());
            Dress number;
            number.text = step.recheck ? Role::warn : Role::text3;
            number.small = number.aside = true;
            out.open.add(QStringLiteral("%1  ").arg(n + 1), number);
            writeStep(step, out);
            const QString head =
                words(step.begin, codePointFloor(m_reasoning, std::min(step.end, step.begin + headBytes)));
            out.heads.push_back(
                {QStringLiteral("%1  %2").arg(n + 1).arg(head.simplified().left(headChars)), step.recheck});
        }
    }

private:
    QString words(std::size_t begin, std::size_t end) const {
        return fromUtf8(m_reasoning.substr(begin, end - begin));
    }

    // The step, cut at its marks. Marks may overlap: a later one begins where the earlier one ended. They
    // come by their beginning, so each is taken up once and dropped behind its end.
    void writeStep(const TraceStep &step, TraceText &out) {
        std::erase_if(m_here, [&](const TraceSpan *span) { return span->end <= step.begin; });
        for (; m_next < m_view.spans.size() && m_view.spans[m_next].begin < step.end; ++m_next)
            m_here.push_back(&m_view.spans[m_next]);
        std::size_t at = step.begin, end = step.end;
        while (end > at && (m_reasoning[end - 1] == '\n' || m_reasoning[end - 1] == ' '))
            --end;
        for (const TraceSpan *span : m_here) {
            const auto from = std::max(span->begin, at), to = std::min(span->end, end);
            if (to <= from)
                continue;
            if (from > at)
                out.open.add(words(at, from));
            const int start = out.open.size();
            out.open.add(words(from, to), dressOf(span->kind));
            if (isProblem(span->kind))
                out.problems.emplace_back(start, out.open.size() - start);
            at = to;
        }
        if (end > at)
            out.open.add(words(at, end));
    }

    std::string_view m_reasoning;
    const TraceView &m_view;
    std::vector<const TraceSpan *> m_here; // marks that reach into the step
    std::size_t m_next = 0;
};

} // namespace

void TraceText::makeSheets(const ReadingLook &look) {
    openSheet = std::make_shared<const ReadingSheet>(open, look);
    foldedSheet = std::make_shared<const ReadingSheet>(folded, look);
}

TraceText makeTraceText(const Sample &sample, const TraceView &view) {
    TraceText out;
    const QString question = fromUtf8(sample.question).trimmed();
    for (ReadingText *text : {&out.open, &out.folded})
        text->addPart(TraceReader::tr("Question"), Role::accent, question);
    const auto steps = view.steps.size();
    out.folded.addHead(TraceReader::tr("Reasoning · %Ln step(s), folded", nullptr, int(steps)), Role::think);
    out.open.addHead(TraceReader::tr("Reasoning"), Role::think);
    Writer(sample, view).writeSteps(out);
    for (ReadingText *text : {&out.open, &out.folded}) {
        text->addPart(TraceReader::tr("Answer"), Role::ok, fromUtf8(sample.answer).trimmed());
        text->addPart(TraceReader::tr("Reference answer"), Role::warn, fromUtf8(sample.reference).trimmed());
    }
    out.facts = view.facts;
    out.faults = faultWords(sample.faults);
    return out;
}

} // namespace retort
