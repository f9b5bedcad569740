// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/codec/tokenizer.h"

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/utf8.h"
#include "core/codec/sentencepiece_tokenizer.h"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

namespace retort {

const char *controlSymbol(ControlRole role) {
    static constexpr const char *symbols[] = {"<|pad|>",  "<unk>",         "<|bos|>", "<|end|>", "<|system|>",
                                              "<|user|>", "<|assistant|>", "<think>", "</think>"};
    return symbols[std::size_t(role)];
}

Tokenizer::~Tokenizer() = default;

void Tokenizer::setTokens(std::vector<TokenInfo> tokens) {
    m_tokens = std::move(tokens);
    m_controls.fill(noToken);
    for (TokenId id = 0; id < vocabSize(); ++id) {
        if (!isControl(id))
            continue;
        for (int role = 0; role < controlRoleCount; ++role)
            if (token(id).name == controlSymbol(ControlRole(role)))
                m_controls[std::size_t(role)] = id;
    }
}

bool Tokenizer::isControl(TokenId id) const {
    return valid(id) && (token(id).kind == TokenKind::Control || token(id).kind == TokenKind::Unknown);
}

std::optional<ControlRole> Tokenizer::roleOf(TokenId id) const {
    const auto at = std::ranges::find(m_controls, id);
    if (id < 0 || at == m_controls.end())
        return std::nullopt;
    return ControlRole(at - m_controls.begin());
}

std::vector<TokenId> Tokenizer::encode(std::string_view text) const {
    std::vector<TokenId> ids;
    ids.reserve(text.size() / 2);
    encodeTo(text, ids);
    return ids;
}

std::vector<TokenPiece> Tokenizer::encodePieces(std::string_view text) const {
    const std::vector<TokenId> ids = encode(text);
    std::vector<TokenPiece> pieces;
    pieces.reserve(ids.size());
    std::size_t at = 0;
    for (const TokenId id : ids) {
        const std::size_t end = std::min(text.size(), at + token(id).bytes.size());
        pieces.push_back({id, at, end});
        at = end;
    }
    return pieces;
}

std::string Tokenizer::decode(std::span<const TokenId> ids) const {
    std::string text;
    for (const TokenId id : ids)
        if (valid(id))
            text += token(id).bytes;
    return text;
}

std::string Tokenizer::decodeWithControls(std::span<const TokenId> ids) const {
    std::string text;
    for (const TokenId id : ids)
        if (valid(id))
            text += isControl(id) ? token(id).name : token(id).bytes;
    return text;
}

namespace {

// As people see it: white space and bytes that are no character have a sign.
std::string visible(char32_t c, std::string_view character) {
    static constexpr std::pair<char32_t, const char *> signs[] = {
        {U' ', "␣"}, {U'\n', "↵"}, {U'\t', "⇥"}, {U'\r', "␍"}, {U'\u3000', "␣\u3000"}};
    for (const auto &[space, sign] : signs)
        if (c == space)
            return sign;
    const bool hidden = c < 0x20 || c == 0x7f || !isValidUtf8(character);
    return hidden ? fmt::format("<0x{:02X}>", static_cast<unsigned char>(character[0]))
                  : std::string(character);
}

} // namespace

std::string Tokenizer::display(TokenId id) const {
    if (!valid(id))
        return "?";
    const TokenInfo &info = token(id);
    if (isControl(id) || info.kind == TokenKind::Unused)
        return info.name;
    std::string shown;
    for (std::size_t i = 0; i < info.bytes.size();) {
        const std::size_t begin = i;
        const char32_t c = decodeCodePoint(info.bytes, i);
        shown += visible(c, std::string_view(info.bytes).substr(begin, i - begin));
    }
    return shown;
}

TokenizerPtr tokenizerFromBytes(std::string_view kind, std::string bytes, const std::string &shownName) {
    if (kind == "sentencepiece")
        return makeSentencePieceTokenizer(std::move(bytes), shownName);
    throw Error(ErrorCode::Unsupported,
                RETORT_TR("core", "“%1”: tokenizers of kind “%2” cannot be read by this version of Retort."),
                shownName, std::string(kind));
}

TokenizerPtr loadTokenizer(const std::filesystem::path &file) {
    if (std::filesystem::is_directory(file))
        throw Error(
            ErrorCode::InvalidArgument,
            RETORT_TR("core", "“%1” is a folder. Choose the tokenizer file in it, such as tokenizer.model."),
            file.string());
    std::string bytes = readFile(file);
    const std::size_t first = bytes.find_first_not_of(" \t\r\n\xef\xbb\xbf");
    if (first != std::string::npos && bytes[first] == '{')
        throw Error(ErrorCode::Unsupported,
                    RETORT_TR("core", "“%1” is a JSON file. Tokenizers in tokenizer.json form cannot be read "
                                      "by this version of Retort; choose a sentencepiece .model file."),
                    file.string());
    return tokenizerFromBytes("sentencepiece", std::move(bytes), file.string());
}

namespace {

// Bytes at the end of `s` that begin a character which is not complete yet (0 to 3).
std::size_t incompleteTail(std::string_view s) {
    for (std::size_t n = 1; n <= std::min<std::size_t>(3, s.size()); ++n) {
        const auto byte = static_cast<unsigned char>(s[s.size() - n]);
        if ((byte & 0xc0) == 0x80)
            continue;
        const std::size_t length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
        if (length <= n)
            return 0;
        // The third and fourth byte may be any continuation; the second one is tried from both ends.
        const std::string tail(s.substr(s.size() - n));
        const bool possible = isValidUtf8(tail + std::string(length - n, '\x80'))
                              || isValidUtf8(tail + '\xbf' + std::string(length - n - 1, '\x80'))
                              || isValidUtf8(tail + '\x90' + std::string(length - n - 1, '\x80'));
        return possible ? n : 0;
    }
    return 0;
}

} // namespace

StreamDecoder::StreamDecoder(TokenizerPtr tokenizer) : m_tokenizer(std::move(tokenizer)) {}

std::string StreamDecoder::push(TokenId id) {
    if (m_tokenizer->valid(id))
        m_held += m_tokenizer->token(id).bytes;
    const std::size_t ready = m_held.size() - incompleteTail(m_held);
    std::string out = m_held.substr(0, ready);
    m_held.erase(0, ready);
    return out;
}

std::string StreamDecoder::finish() {
    return std::exchange(m_held, {});
}

} // namespace retort
