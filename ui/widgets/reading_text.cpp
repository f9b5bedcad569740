// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/reading_text.h"

#include <algorithm>

namespace retort {
namespace {

// A paragraph is laid out as a whole when it comes into sight: this bounds the work of one.
constexpr int longest = 1'500, cutFrom = 1'000;

bool endsSentence(QChar c) {
    return QStringView(u"。！？；…!?;").contains(c);
}

// Where an endless line is best cut: behind a sentence, else behind a space, else anywhere but inside a pair.
qsizetype cutOf(QStringView line, qsizetype room) {
    if (line.size() <= room)
        return line.size();
    const qsizetype from = std::max<qsizetype>(1, room - (longest - cutFrom));
    for (qsizetype at = room; at > from; --at)
        if (endsSentence(line[at - 1]))
            return at;
    for (qsizetype at = room; at > from; --at)
        if (line[at - 1].isSpace() || line[at - 1] == u'，' || line[at - 1] == u'、')
            return at;
    qsizetype at = room;
    while (at > 1 && (line[at].isLowSurrogate() || line[at].isMark()))
        --at;
    return at;
}

// QTextDocument takes these for borders of blocks and frames.
void keepOneLine(QString &text) {
    text.replace(QStringLiteral("\r\n"), QStringLiteral("\n"));
    for (QChar &c : text) {
        if (c == u'\r' || c == QChar::ParagraphSeparator || c == QChar::LineSeparator)
            c = u'\n';
        else if (c.unicode() == 0xfdd0 || c.unicode() == 0xfdd1 || c.isNull())
            c = QChar::ReplacementCharacter;
    }
}

} // namespace

void ReadingText::newParagraph(Gap gap, bool goesOn) {
    if (!m_paragraphs.empty())
        m_text += u'\n';
    m_begin = int(m_text.size());
    m_paragraphs.push_back({m_stretches.size(), gap, goesOn});
}

void ReadingText::beginParagraph(Gap gap) {
    newParagraph(gap, false);
}

void ReadingText::addHead(const QString &name, Role role) {
    beginParagraph(isEmpty() ? Gap::none : Gap::section);
    Dress dress;
    dress.text = role;
    dress.bold = true;
    add(name, dress);
}

void ReadingText::addPart(const QString &name, Role role, const QString &text) {
    if (text.isEmpty())
        return;
    addHead(name, role);
    beginParagraph(Gap::small);
    add(text);
}

void ReadingText::add(QString text, const Dress &dress) {
    if (isEmpty())
        beginParagraph();
    keepOneLine(text);
    const QStringView all(text);
    for (qsizetype at = 0;;) {
        const qsizetype end = all.indexOf(u'\n', at);
        addLine(all.sliced(at, (end < 0 ? all.size() : end) - at), dress);
        if (end < 0)
            return;
        newParagraph(Gap::none, false);
        at = end + 1;
    }
}

void ReadingText::addLine(QStringView line, const Dress &dress) {
    while (!line.isEmpty()) {
        const qsizetype room = longest - (m_text.size() - m_begin);
        const qsizetype cut = room > 0 ? cutOf(line, room) : 0;
        append(line.first(cut), dress);
        line = line.sliced(cut);
        if (!line.isEmpty())
            newParagraph(Gap::none, true);
    }
}

void ReadingText::append(QStringView part, const Dress &dress) {
    if (part.isEmpty())
        return;
    const int start = int(m_text.size()) - m_begin;
    m_text += part;
    if (dress == Dress{})
        return;
    const bool any = m_stretches.size() > m_paragraphs.back().firstStretch;
    if (any && m_stretches.back().dress == dress
        && m_stretches.back().start + m_stretches.back().length == start)
        m_stretches.back().length += int(part.size());
    else
        m_stretches.push_back({start, int(part.size()), dress});
}

std::vector<ReadingText::Stretch> ReadingText::stretches(int paragraph) const {
    const auto first = m_stretches.begin() + std::ptrdiff_t(this->paragraph(paragraph).firstStretch);
    const auto last = paragraph + 1 < paragraphCount()
                          ? m_stretches.begin() + std::ptrdiff_t(this->paragraph(paragraph + 1).firstStretch)
                          : m_stretches.end();
    return {first, last};
}

QString ReadingText::copyOf(int start, int length) const {
    QString copy;
    const int stop = std::min(start + length, size());
    int begin = 0;
    for (int n = 0; n < paragraphCount() && begin <= stop; ++n) {
        const qsizetype border = m_text.indexOf(u'\n', begin);
        const int end = border < 0 ? size() : int(border);
        if (end >= start) {
            if (begin > start && !paragraph(n).goesOn)
                copy += u'\n';
            int at = std::max(begin, start);
            const int last = std::min(end, stop);
            for (const Stretch &s : stretches(n)) {
                if (!s.dress.aside)
                    continue;
                const int from = begin + s.start, to = from + s.length;
                if (from > at && from <= last)
                    copy += QStringView(m_text).sliced(at, from - at);
                at = std::max(at, std::min(to, last));
            }
            if (last > at)
                copy += QStringView(m_text).sliced(at, last - at);
        }
        begin = end + 1;
    }
    return copy;
}

} // namespace retort
