// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/trace/trace_reader.h"

#include "ui/text.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QTextBlock>

#include <algorithm>

namespace retort {

namespace {

QTextCharFormat format(FontRole font, Role role) {
    QTextCharFormat f;
    f.setFont(Theme::instance().font(font));
    f.setForeground(colour(role));
    return f;
}

// What a span's kind looks like; connectives stay plain.
bool dress(TraceMark mark, QTextCharFormat &f) {
    switch (mark) {
    case TraceMark::Recheck:
        f.setBackground(colour(Role::warnTint));
        return true;
    case TraceMark::Boxed:
    case TraceMark::Answer:
        f.setBackground(colour(Role::okTint));
        return true;
    case TraceMark::Repetition:
    case TraceMark::ThinkTag:
        f.setBackground(colour(Role::badTint));
        return true;
    case TraceMark::OtherLanguage:
        f.setBackground(colour(Role::soft));
        return true;
    case TraceMark::Connective:
        f.setFontWeight(QFont::Bold);
        return true;
    }
    return false;
}

bool isProblem(TraceMark mark) {
    return mark == TraceMark::Recheck || mark == TraceMark::Repetition || mark == TraceMark::ThinkTag
           || mark == TraceMark::OtherLanguage;
}

} // namespace

TraceReader::TraceReader(QWidget *parent) : QPlainTextEdit(parent) {
    setReadOnly(true);
    setFrameShape(QFrame::NoFrame);
    setLineWrapMode(QPlainTextEdit::WidgetWidth);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setAccessibleName(tr("Reasoning trace"));
    connect(&Theme::instance(), &Theme::changed, this, &TraceReader::rebuild);
}

void TraceReader::setSample(const Sample &sample, const TraceView &view) {
    m_sample = sample;
    m_view = view;
    rebuild();
}

void TraceReader::setFolded(bool folded) {
    m_folded = folded;
    rebuild();
}

void TraceReader::addBlock(const QString &text, const QTextCharFormat &charFormat) {
    QTextCursor cursor(document());
    cursor.movePosition(QTextCursor::End);
    if (!document()->isEmpty())
        cursor.insertBlock();
    cursor.setCharFormat(charFormat);
    cursor.insertText(text, charFormat);
}

void TraceReader::rebuild() {
    if (m_rebuilding)
        return;
    m_rebuilding = true;
    clear();
    m_stepBlocks.clear();
    m_problems.clear();
    const auto head = [&](const QString &name, Role role) {
        addBlock(name, format(FontRole::bodyBold, role));
    };
    const auto body = format(FontRole::trace, Role::text);
    head(tr("Question"), Role::accent);
    addBlock(fromUtf8(m_sample.question).trimmed(), body);
    addBlock({}, body);
    const auto steps = m_view.steps.size();
    head(m_folded ? tr("Reasoning · %1 steps, folded").arg(steps) : tr("Reasoning"), Role::think);
    QTextCursor cursor(document());
    for (std::size_t s = 0; !m_folded && s < steps; ++s) {
        const auto &step = m_view.steps[s];
        cursor.movePosition(QTextCursor::End);
        cursor.insertBlock();
        m_stepBlocks.push_back(cursor.block().blockNumber());
        cursor.insertText(QStringLiteral("%1  ").arg(s + 1),
                          format(FontRole::caption, step.recheck ? Role::warn : Role::text3));
        // The step, cut at its spans. Spans may overlap: a later one begins where the earlier one ended.
        std::size_t at = step.begin;
        std::size_t end = step.end;
        while (end > at && (m_sample.reasoning[end - 1] == '\n' || m_sample.reasoning[end - 1] == ' '))
            --end;
        const auto piece = [&](std::size_t from, std::size_t to, const QTextCharFormat &f) {
            QString text = fromUtf8(std::string_view(m_sample.reasoning).substr(from, to - from));
            text.replace(QLatin1Char('\n'), QChar::LineSeparator);
            cursor.insertText(text, f);
        };
        for (const auto &span : m_view.spans) {
            const auto from = std::max(span.begin, at), to = std::min(span.end, end);
            if (span.end <= at || span.begin >= end || to <= from)
                continue;
            auto dressed = body;
            if (!dress(span.mark, dressed))
                continue;
            piece(at, from, body);
            const int start = cursor.position();
            piece(from, to, dressed);
            if (isProblem(span.mark))
                m_problems.emplace_back(start, cursor.position());
            at = to;
        }
        piece(at, end, body);
    }
    addBlock({}, body);
    head(tr("Answer"), Role::ok);
    addBlock(fromUtf8(m_sample.answer).trimmed(), body);
    if (!m_sample.reference.empty()) {
        addBlock({}, body);
        head(tr("Reference answer"), Role::warn);
        addBlock(fromUtf8(m_sample.reference), body);
    }
    centre();
    moveCursor(QTextCursor::Start);
    m_rebuilding = false;
}

// A column of at most 44 em in the middle.
void TraceReader::centre() {
    const int column = fontMetrics().averageCharWidth() * 2 * points::traceColumn_em;
    const int margin = std::max(space::l, (width() - column) / 2);
    setViewportMargins(margin, space::m, margin, 0);
}

void TraceReader::resizeEvent(QResizeEvent *event) {
    centre();
    QPlainTextEdit::resizeEvent(event);
}

void TraceReader::changeEvent(QEvent *event) {
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        rebuild();
}

void TraceReader::goToStep(int step) {
    if (step < 0 || std::size_t(step) >= m_stepBlocks.size())
        return;
    setTextCursor(QTextCursor(document()->findBlockByNumber(m_stepBlocks[std::size_t(step)])));
    centerCursor();
}

bool TraceReader::goToProblem(int direction) {
    if (m_problems.empty())
        return false;
    const int here = textCursor().selectionStart();
    auto target = m_problems.end();
    if (direction > 0)
        target =
            std::find_if(m_problems.begin(), m_problems.end(), [&](const auto &p) { return p.first > here; });
    else
        for (auto it = m_problems.begin(); it != m_problems.end() && it->first < here; ++it)
            target = it;
    if (target == m_problems.end())
        target = direction > 0 ? m_problems.begin() : m_problems.end() - 1;
    QTextCursor cursor(document());
    cursor.setPosition(target->first);
    cursor.setPosition(target->second, QTextCursor::KeepAnchor);
    setTextCursor(cursor);
    centerCursor();
    return true;
}

} // namespace retort
