// SPDX-License-Identifier: GPL-3.0-or-later
// A long text with dressed stretches, ready for ReadingView. A plain value: made on a worker thread, handed
// to the GUI thread. Colours are named by role and looked up when a paragraph is drawn, so a text outlives a
// change of theme.
#pragma once

#include "ui/theme/role.h"

#include <QString>

#include <optional>
#include <string_view>
#include <vector>

namespace retort {

struct Dress {
    Role text = Role::text;
    std::optional<Role> tint = {};
    bool bold = false, small = false, struck = false;
    bool aside = false; // a number or sign of ours: left out of what is copied
    bool operator==(const Dress &) const = default;
};

class ReadingText {
public:
    enum class Gap { none, small, section }; // above a paragraph

    struct Stretch {
        int start = 0, length = 0; // within the paragraph
        Dress dress;
    };
    struct Paragraph {
        std::size_t firstStretch = 0;
        Gap gap = Gap::none;
        bool goesOn = false; // cut off the paragraph before only to keep it short: no line break in a copy
    };

    /// The name of a part, on a line of its own; the part begins with beginParagraph().
    void addHead(const QString &name, Role role);
    /// Name and text; nothing for an empty text.
    void addPart(const QString &name, Role role, const QString &text);
    void beginParagraph(Gap gap = Gap::none);
    /// To the last paragraph; line breaks begin new ones, endless ones are cut at the end of a sentence.
    void add(QString text, const Dress &dress = {});

    const QString &text() const { return m_text; }  // paragraphs parted by one '\n'
    int size() const { return int(m_text.size()); } // where the next add() begins
    bool isEmpty() const { return m_paragraphs.empty(); }
    int paragraphCount() const { return int(m_paragraphs.size()); }
    const Paragraph &paragraph(int n) const { return m_paragraphs[std::size_t(n)]; }
    std::vector<Stretch> stretches(int paragraph) const;
    /// What `length` characters from `start` are as a copy: without asides, long paragraphs whole again.
    QString copyOf(int start, int length) const;

private:
    void addLine(QStringView line, const Dress &dress);
    void append(QStringView part, const Dress &dress);
    void newParagraph(Gap gap, bool goesOn);

    QString m_text;
    int m_begin = 0; // of the last paragraph
    std::vector<Paragraph> m_paragraphs;
    std::vector<Stretch> m_stretches; // only of what is dressed
};

/// The difference of two texts as one part of it: removed words struck through on the bad tint, added ones on
/// the ok tint. Nothing when both are empty. Any thread; long texts belong on a worker.
void addDiff(ReadingText &text, const QString &partName, Role role, std::string_view before,
             std::string_view after);
/// Where the first difference begins; 0 where there is none.
int firstTinted(const ReadingText &text);

} // namespace retort
