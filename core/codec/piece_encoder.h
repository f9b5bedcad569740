// SPDX-License-Identifier: GPL-3.0-or-later
// Cuts valid UTF-8 into pieces as sentencepiece does, id for id, but ten times as fast: the library builds a
// message of strings for every text. Unigram: the path of the best score (Viterbi; Kudo 2018). BPE: the
// best-ranked merge first, the leftmost of equals (Sennrich et al. 2016). Immutable, any thread.
#pragma once

#include "core/codec/piece_trie.h"
#include "core/codec/tokenizer.h"

#include <array>
#include <string_view>
#include <vector>

namespace retort {

enum class PieceAlgorithm { Unigram, Bpe };

class PieceEncoder {
public:
    // `tokens` must outlive the encoder and hold no unused piece.
    PieceEncoder(PieceAlgorithm algorithm, const std::vector<TokenInfo> &tokens);
    void encode(std::string_view text, std::vector<TokenId> &ids) const;

private:
    void encodeUnigram(std::string_view text, std::vector<TokenId> &ids) const;
    void encodeBpe(std::string_view text, std::vector<TokenId> &ids) const;
    std::size_t userSymbolLength(std::string_view text) const;
    void unknown(std::string_view character, bool &before, std::vector<TokenId> &ids) const;

    PieceAlgorithm m_algorithm;
    const std::vector<TokenInfo> &m_tokens;
    PieceTrie m_trie, m_symbols;          // all pieces; user symbols alone
    std::vector<double> m_scores;         // by id, as a path adds them
    std::array<TokenId, 256> m_byteIds{}; // noToken: no byte fallback
    TokenId m_unknown = noToken;
    float m_unknownScore = 0;
};

} // namespace retort
