// SPDX-License-Identifier: GPL-3.0-or-later
// The pieces of an inspected text as PieceView shows them: what is learned is underlined in the colour of its
// part. Any thread.
#pragma once

#include "core/tokenize/tokenizer_stats.h"
#include "ui/widgets/piece_view.h"

namespace retort {

struct ShownPieces {
    std::vector<PieceLook> looks;
    std::vector<Piece> pieces;
};

/// With their ids, and tinted by the characters that each piece holds (the longest has the strongest tint).
ShownPieces shownPieces(const std::vector<InspectedPiece> &pieces, bool ids, bool tinted);
QString pieceTip(const InspectedPiece &piece);

} // namespace retort
