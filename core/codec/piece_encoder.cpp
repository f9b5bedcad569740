// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/codec/piece_encoder.h"

#include <algorithm>
#include <cfloat>
#include <queue>

namespace retort {
namespace {

constexpr float unknownPenalty = 10; // sentencepiece's

// Of valid UTF-8.
std::size_t characterLength(char lead) {
    const auto byte = static_cast<unsigned char>(lead);
    return byte < 0x80 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
}

} // namespace

PieceEncoder::PieceEncoder(PieceAlgorithm algorithm, const std::vector<TokenInfo> &tokens)
    : m_algorithm(algorithm),
      m_tokens(tokens),
      m_scores(tokens.size(), 0) {
    m_byteIds.fill(noToken);
    float lowest = FLT_MAX, highest = FLT_MIN; // sentencepiece starts at the smallest positive number
    for (const TokenInfo &token : tokens) {
        if (token.kind != TokenKind::Normal)
            continue;
        lowest = std::min(lowest, token.score);
        highest = std::max(highest, token.score);
    }
    m_unknownScore = lowest - unknownPenalty;
    for (TokenId id = 0; id < TokenId(tokens.size()); ++id) {
        const TokenInfo &token = tokens[std::size_t(id)];
        const bool symbol = token.kind == TokenKind::UserDefined;
        if (symbol || token.kind == TokenKind::Normal)
            m_trie.add(token.bytes, id);
        if (symbol)
            m_symbols.add(token.bytes, id);
        // A user symbol beats whatever else could spell it.
        m_scores[std::size_t(id)] = symbol ? float(token.name.size()) * highest - 0.1 : double(token.score);
        if (token.kind == TokenKind::Byte)
            m_byteIds[static_cast<unsigned char>(token.bytes[0])] = id;
        if (token.kind == TokenKind::Unknown)
            m_unknown = id;
    }
}

void PieceEncoder::encode(std::string_view text, std::vector<TokenId> &ids) const {
    if (m_algorithm == PieceAlgorithm::Unigram)
        encodeUnigram(text, ids);
    else
        encodeBpe(text, ids);
}

// As bytes; without byte tokens a run of unknown characters is one unknown symbol.
void PieceEncoder::unknown(std::string_view character, bool &before, std::vector<TokenId> &ids) const {
    if (m_byteIds[0] == noToken) {
        if (!before)
            ids.push_back(m_unknown);
        before = true;
        return;
    }
    for (const char c : character)
        ids.push_back(m_byteIds[static_cast<unsigned char>(c)]);
}

void PieceEncoder::encodeUnigram(std::string_view text, std::vector<TokenId> &ids) const {
    struct Best { // the best path that ends here; kept in single precision, or ties would fall otherwise
        float score = 0;
        std::int32_t start = -1;
        TokenId id = noToken;
    };
    thread_local std::vector<Best> best;
    best.assign(text.size() + 1, {});
    const auto offer = [](Best &end, double score, std::size_t start, TokenId id) {
        if (end.start == -1 || score > double(end.score))
            end = {float(score), std::int32_t(start), id};
    };
    for (std::size_t start = 0; start < text.size();) {
        const std::size_t character = characterLength(text[start]);
        const float here = best[start].score;
        bool single = false;
        std::uint32_t node = PieceTrie::root;
        for (std::size_t at = start; at < text.size();) {
            if (node = m_trie.step(node, text[at++]); node == PieceTrie::none)
                break;
            const TokenId id = m_trie.id(node);
            if (id == noToken)
                continue;
            offer(best[at], m_scores[std::size_t(id)] + double(here), start, id);
            single = single || at - start == character;
        }
        if (!single)
            offer(best[start + character], double(m_unknownScore + here), start, noToken);
        start += character;
    }
    thread_local std::vector<std::int32_t> ends; // of the path's pieces, last first
    ends.clear();
    for (auto end = std::int32_t(text.size()); end > 0; end = best[std::size_t(end)].start)
        ends.push_back(end);
    bool before = false;
    for (auto end = ends.rbegin(); end != ends.rend(); ++end) {
        const Best &piece = best[std::size_t(*end)];
        if (piece.id == noToken) {
            unknown(text.substr(std::size_t(piece.start), std::size_t(*end - piece.start)), before, ids);
        } else {
            ids.push_back(piece.id);
            before = false;
        }
    }
}

std::size_t PieceEncoder::userSymbolLength(std::string_view text) const {
    std::size_t longest = 0;
    std::uint32_t node = PieceTrie::root;
    for (std::size_t at = 0; at < text.size();) {
        if (node = m_symbols.step(node, text[at++]); node == PieceTrie::none)
            break;
        if (m_symbols.id(node) != noToken)
            longest = at;
    }
    return longest;
}

namespace {

struct Symbol { // a run of characters merged so far
    std::int32_t previous, next;
    std::uint32_t begin, size; // size 0: merged into the one before
    std::uint32_t node;        // of the trie
    bool frozen;
};
struct Merge {
    float score;
    std::int32_t left, right;
    std::uint32_t size, node;
    bool operator<(const Merge &other) const {
        return score < other.score || (score == other.score && left > other.left);
    }
};

} // namespace

void PieceEncoder::encodeBpe(std::string_view text, std::vector<TokenId> &ids) const {
    thread_local std::vector<Symbol> symbols;
    std::priority_queue<Merge> merges;
    symbols.clear();
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t whole = userSymbolLength(text.substr(at));
        const std::size_t size = whole ? whole : characterLength(text[at]);
        const auto index = std::int32_t(symbols.size());
        symbols.push_back({index - 1, index + 1, std::uint32_t(at), std::uint32_t(size),
                           m_trie.walk(PieceTrie::root, text.substr(at, size)), whole != 0});
        at += size;
    }
    if (symbols.empty())
        return;
    symbols.back().next = -1;
    const auto offer = [&](std::int32_t left, std::int32_t right) {
        if (left < 0 || right < 0)
            return;
        const Symbol &a = symbols[std::size_t(left)], &b = symbols[std::size_t(right)];
        if (a.frozen || b.frozen || a.node == PieceTrie::none)
            return;
        const std::uint32_t node = m_trie.walk(a.node, text.substr(b.begin, b.size));
        if (node == PieceTrie::none || m_trie.id(node) == noToken)
            return;
        merges.push({m_tokens[std::size_t(m_trie.id(node))].score, left, right, a.size + b.size, node});
    };
    for (std::int32_t i = 1; i < std::int32_t(symbols.size()); ++i)
        offer(i - 1, i);
    while (!merges.empty()) {
        const Merge merge = merges.top();
        merges.pop();
        Symbol &left = symbols[std::size_t(merge.left)], &right = symbols[std::size_t(merge.right)];
        if (left.size == 0 || right.size == 0 || left.size + right.size != merge.size)
            continue; // one of them is something else by now
        left.size = merge.size;
        left.node = merge.node;
        left.next = right.next;
        right.size = 0;
        if (left.next >= 0)
            symbols[std::size_t(left.next)].previous = merge.left;
        offer(left.previous, merge.left);
        offer(merge.left, left.next);
    }
    bool before = false;
    for (std::int32_t i = 0; i >= 0; i = symbols[std::size_t(i)].next) {
        const Symbol &symbol = symbols[std::size_t(i)];
        const TokenId id = symbol.node == PieceTrie::none ? noToken : m_trie.id(symbol.node);
        if (id == noToken) {
            unknown(text.substr(symbol.begin, symbol.size), before, ids);
        } else {
            ids.push_back(id);
            before = false;
        }
    }
}

} // namespace retort
