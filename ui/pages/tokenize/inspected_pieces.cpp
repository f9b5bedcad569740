// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/tokenize/inspected_pieces.h"

#include "core/base/utf8.h"
#include "ui/text.h"

#include <QCoreApplication>

#include <algorithm>
#include <unordered_map>

namespace retort {
namespace {

struct PieceText {
    Q_DECLARE_TR_FUNCTIONS(retort::InspectedPieces)
};

struct SegmentLook {
    Role role;
    QString label;
};

SegmentLook segmentLook(ChatSegment segment) {
    switch (segment) {
    case ChatSegment::Question:
        return {Role::accent, PieceText::tr("question")};
    case ChatSegment::Reasoning:
        return {Role::think, PieceText::tr("reasoning")};
    case ChatSegment::Answer:
        return {Role::ok, PieceText::tr("answer")};
    case ChatSegment::System:
        return {Role::warn, PieceText::tr("system")};
    default:
        return {Role::text2, PieceText::tr("special token")};
    }
}

std::size_t characters(const InspectedPiece &piece) {
    return piece.control ? 0 : codePointCount(piece.bytes);
}

} // namespace

ShownPieces shownPieces(const std::vector<InspectedPiece> &pieces, bool ids, bool tinted) {
    std::size_t longest = 1;
    for (const InspectedPiece &piece : pieces)
        longest = std::max(longest, characters(piece));
    ShownPieces shown;
    std::unordered_map<TokenId, std::size_t> lookOf;
    std::vector<const std::string *> textOf; // by look
    for (const InspectedPiece &piece : pieces) {
        const auto [at, isNew] = lookOf.try_emplace(piece.id, shown.looks.size());
        if (!isNew
            && *textOf[at->second] != piece.shown) // a byte of a broken character is shown by its place
            at->second = shown.looks.size();
        if (at->second == shown.looks.size()) {
            QString text = fromUtf8(piece.shown);
            if (ids)
                text += u'[' + QString::number(piece.id) + u']'; // as retort-cli writes it
            shown.looks.push_back({text, piece.control, piece.bytes == "\n"});
            textOf.push_back(&piece.shown);
        }
        Piece one{at->second};
        if (piece.lossWeight > 0)
            one.mark = segmentLook(piece.segment).role;
        if (tinted && !piece.control)
            one.value = float(characters(piece)) / float(longest);
        shown.pieces.push_back(one);
    }
    return shown;
}

QString pieceTip(const InspectedPiece &piece) {
    QString hex;
    for (const char c : piece.bytes)
        hex += QStringLiteral("%1 ").arg(quint8(c), 2, 16, QLatin1Char('0'));
    QStringList lines{PieceText::tr("%1 · id %2 · %3")
                          .arg(fromUtf8(piece.shown))
                          .arg(piece.id)
                          .arg(segmentLook(piece.segment).label)};
    if (!piece.control)
        lines << PieceText::tr("%Ln character(s)", nullptr, int(characters(piece)));
    if (!hex.isEmpty())
        lines << PieceText::tr("bytes %1").arg(hex.trimmed());
    lines << (piece.lossWeight > 0 ? PieceText::tr("the student learns to say this")
                                   : PieceText::tr("given to the student; not learned"));
    return lines.join(QLatin1Char('\n'));
}

} // namespace retort
