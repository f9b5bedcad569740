// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/diff_text.h"

#include "core/text/diff.h"
#include "ui/text.h"

namespace retort {

void addDiff(ReadingText &text, const QString &partName, Role role, std::string_view before,
             std::string_view after) {
    if (before.empty() && after.empty())
        return;
    Dress removed, added;
    removed.text = Role::bad;
    removed.tint = Role::badTint;
    removed.struck = true;
    added.text = Role::ok;
    added.tint = Role::okTint;
    text.addHead(partName, role);
    text.beginParagraph(ReadingText::Gap::small);
    for (const auto &piece : diffWords(before, after)) {
        const auto size = piece.end - piece.begin;
        const auto words = (piece.kind == DiffKind::Added ? after : before).substr(piece.begin, size);
        text.add(fromUtf8(words), piece.kind == DiffKind::Same      ? Dress{}
                                  : piece.kind == DiffKind::Removed ? removed
                                                                    : added);
    }
}

int firstTinted(const ReadingText &text) {
    int begin = 0;
    for (int n = 0; n < text.paragraphCount(); ++n) {
        for (const auto &stretch : text.stretches(n))
            if (stretch.dress.tint)
                return begin + stretch.start;
        begin = int(text.text().indexOf(u'\n', begin)) + 1;
    }
    return 0;
}

} // namespace retort
