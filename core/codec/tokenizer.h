// SPDX-License-Identifier: GPL-3.0-or-later
// Text ↔ token ids, whatever library is behind it. Decoding is concatenation of each token's bytes, so it is
// exact, needs no context and can be streamed. Control symbols (roles, <think>, </think>) are ids that
// encode() never yields, whatever the text says; only ChatTemplate inserts them. Immutable once loaded: any
// number of threads may use one object.
#pragma once

#include "core/base/export.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace retort {

using TokenId = std::int32_t;
inline constexpr TokenId noToken = -1;

enum class ControlRole : std::uint8_t {
    Pad,
    Unknown,
    Begin,
    End,
    System,
    User,
    Assistant,
    ThinkOpen,
    ThinkClose
};
inline constexpr int controlRoleCount = 9;
// The piece that carries a role: "<|pad|>", "<unk>", "<|bos|>", "<|end|>", "<|system|>", "<|user|>",
// "<|assistant|>",
// "<think>", "</think>".
RETORT_DATA_API const char *controlSymbol(ControlRole role);

enum class TokenKind : std::uint8_t { Normal, UserDefined, Byte, Control, Unknown, Unused };

struct TokenInfo {
    std::string name;  // as the vocabulary spells it: "▁", "<0x0A>", "<|user|>"
    std::string bytes; // what decode() yields; empty for control symbols; may be a part of a UTF-8 character
    float score = 0;   // log probability (unigram), merge rank (BPE, negative)
    TokenKind kind = TokenKind::Normal;
};

// One token of an encoded text: bytes [begin, end) of that text.
struct TokenPiece {
    TokenId id = noToken;
    std::size_t begin = 0, end = 0;
};

class RETORT_DATA_API Tokenizer {
public:
    virtual ~Tokenizer();
    Tokenizer(const Tokenizer &) = delete;
    Tokenizer &operator=(const Tokenizer &) = delete;

    // Appends the ids of ordinary text (any bytes, also invalid UTF-8 and NUL).
    virtual void encodeTo(std::string_view text, std::vector<TokenId> &ids) const = 0;
    std::vector<TokenId> encode(std::string_view text) const;
    // The same tokens with their place in `text`. In a lossy foreign model a range may be empty.
    virtual std::vector<TokenPiece> encodePieces(std::string_view text) const;
    // Control symbols vanish; ids outside the vocabulary too.
    std::string decode(std::span<const TokenId> ids) const;
    std::string
    decodeWithControls(std::span<const TokenId> ids) const; // control symbols spelled out, for display only

    const std::string &kind() const { return m_kind; }           // "sentencepiece"
    const std::string &hash() const { return m_hash; }           // XXH3-128 of the file, 32 hex digits
    const std::string &algorithm() const { return m_algorithm; } // "unigram", "bpe", "char", "word"
    int vocabSize() const { return int(m_tokens.size()); }
    bool valid(TokenId id) const { return id >= 0 && id < vocabSize(); }
    const TokenInfo &token(TokenId id) const { return m_tokens[std::size_t(id)]; } // valid ids only
    bool isControl(TokenId id) const; // control or unknown symbol
    bool isByte(TokenId id) const { return valid(id) && token(id).kind == TokenKind::Byte; }
    TokenId control(ControlRole role) const { return m_controls[std::size_t(role)]; } // noToken when absent
    std::optional<ControlRole> roleOf(TokenId id) const;
    // As people read it: "␣", "↵", "⇥" for white space, "<0x0A>" for bytes that are no character.
    std::string display(TokenId id) const;

protected:
    Tokenizer() = default;
    void setTokens(std::vector<TokenInfo> tokens); // also finds the controls by their names
    const std::vector<TokenInfo> &tokens() const { return m_tokens; }
    std::string m_kind, m_hash, m_algorithm;

private:
    std::vector<TokenInfo> m_tokens;
    std::array<TokenId, controlRoleCount> m_controls{};
};
using TokenizerPtr = std::shared_ptr<const Tokenizer>;

// Loads by content. Throws Error: NotFound, Io, BadFormat (what is wrong with the file), Unsupported.
RETORT_DATA_API TokenizerPtr loadTokenizer(const std::filesystem::path &file);
RETORT_DATA_API TokenizerPtr tokenizerFromBytes(std::string_view kind, std::string bytes,
                                                const std::string &shownName);

// Ids one by one → text in whole UTF-8 characters: the bytes of a character that is not complete yet wait.
// The pieces together are exactly decode(ids). One stream each; not shared between threads.
class RETORT_DATA_API StreamDecoder {
public:
    explicit StreamDecoder(TokenizerPtr tokenizer);
    std::string push(TokenId id);
    std::string finish(); // what still waits, as it is
    bool waiting() const { return !m_held.empty(); }

private:
    TokenizerPtr m_tokenizer;
    std::string m_held;
};

} // namespace retort
