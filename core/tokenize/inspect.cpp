// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/utf8.h"
#include "core/tokenize/sample_codec.h"
#include "core/tokenize/tokenizer_stats.h"

#include <unicode/uchar.h>

namespace retort {
namespace {

// In the order of TokenCategory.
constexpr const char *categories[] = {
    RETORT_TR("core", "Control symbols"),       RETORT_TR("core", "Bytes"),
    RETORT_TR("core", "Symbols kept whole"),    RETORT_TR("core", "Digits"),
    RETORT_TR("core", "Chinese characters"),    RETORT_TR("core", "Latin letters"),
    RETORT_TR("core", "Punctuation and signs"), RETORT_TR("core", "Mixed and other")};

} // namespace

Text tokenCategoryLabel(TokenCategory category) {
    return categories[std::size_t(category)];
}

namespace {

TokenCategory categoryOf(char32_t c) {
    if (isHan(c))
        return TokenCategory::Chinese;
    if (u_isdigit(UChar32(c)))
        return TokenCategory::Digit;
    if (c < 0x250 && u_isalpha(UChar32(c)))
        return TokenCategory::Latin;
    return u_isalnum(UChar32(c)) ? TokenCategory::Other : TokenCategory::Punctuation;
}

// That of all its characters, Other when they differ. Blanks count with anything.
TokenCategory categoryOf(const TokenInfo &info) {
    switch (info.kind) {
    case TokenKind::Control:
    case TokenKind::Unknown:
        return TokenCategory::Control;
    case TokenKind::Byte:
        return TokenCategory::Byte;
    case TokenKind::UserDefined:
        return TokenCategory::Symbol;
    case TokenKind::Unused:
        return TokenCategory::Other;
    case TokenKind::Normal:
        break;
    }
    std::optional<TokenCategory> found;
    for (std::size_t at = 0; at < info.bytes.size();) {
        const char32_t c = decodeCodePoint(info.bytes, at);
        if (c == U' ')
            continue;
        const TokenCategory category = categoryOf(c);
        if (found && *found != category)
            return TokenCategory::Other;
        found = category;
    }
    return found.value_or(TokenCategory::Punctuation);
}

InspectedPiece inspectPiece(const Tokenizer &tokenizer, TokenId id) {
    InspectedPiece piece;
    piece.id = id;
    piece.shown = tokenizer.display(id);
    piece.bytes = tokenizer.token(id).bytes;
    piece.control = tokenizer.isControl(id);
    piece.byteFallback = tokenizer.isByte(id);
    return piece;
}

} // namespace

std::vector<VocabularyEntry> vocabulary(const Tokenizer &tokenizer) {
    std::vector<VocabularyEntry> entries;
    entries.reserve(std::size_t(tokenizer.vocabSize()));
    for (TokenId id = 0; id < tokenizer.vocabSize(); ++id) {
        const TokenInfo &info = tokenizer.token(id);
        VocabularyEntry entry;
        entry.id = id;
        entry.shown = tokenizer.display(id);
        entry.category = categoryOf(info);
        entry.score = info.score;
        entry.characters = info.kind == TokenKind::Byte ? 0 : int(codePointCount(info.bytes));
        entries.push_back(std::move(entry));
    }
    return entries;
}

InspectedSample inspectSample(const ChatTemplate &chat, const Sample &sample) {
    const Tokenizer &tokenizer = *chat.tokenizer();
    const std::vector<ChatMessage> messages = sampleMessages(sample);
    const EncodedSample encoded = chat.encode(messages);
    InspectedSample result;
    result.promptTokens = std::int64_t(encoded.promptTokens());
    result.responseTokens = std::int64_t(encoded.ids.size()) - result.promptTokens;
    std::array<std::string, chatSegmentCount> texts;
    for (std::size_t i = 0; i < encoded.ids.size(); ++i) {
        InspectedPiece piece = inspectPiece(tokenizer, encoded.ids[i]);
        piece.segment = ChatSegment(encoded.segments[i]);
        piece.lossWeight = encoded.lossWeights[i];
        std::string &so_far = texts[std::size_t(piece.segment)];
        piece.begin = so_far.size();
        so_far += piece.bytes;
        piece.end = so_far.size();
        result.byteTokens += piece.byteFallback;
        result.pieces.push_back(std::move(piece));
    }
    for (const ChatMessage &message : messages)
        result.characters += std::int64_t(codePointCount(message.text) + codePointCount(message.reasoning));
    const std::string &trace = chat.config().withReasoning ? sample.reasoning : std::string();
    result.roundTrip = texts[std::size_t(ChatSegment::System)] == sample.system
                       && texts[std::size_t(ChatSegment::Question)] == sample.question
                       && texts[std::size_t(ChatSegment::Reasoning)] == trace
                       && texts[std::size_t(ChatSegment::Answer)] == sample.answer;
    return result;
}

InspectedText inspectText(const Tokenizer &tokenizer, std::string_view text) {
    InspectedText result;
    std::vector<TokenId> ids;
    for (const TokenPiece &place : tokenizer.encodePieces(text)) {
        InspectedPiece piece = inspectPiece(tokenizer, place.id);
        piece.begin = place.begin;
        piece.end = place.end;
        piece.segment = ChatSegment::Question;
        result.pieces.push_back(std::move(piece));
        ids.push_back(place.id);
    }
    result.characters = std::int64_t(codePointCount(text));
    result.bytes = std::int64_t(text.size());
    const std::string decoded = tokenizer.decode(ids);
    result.roundTrip = decoded == text;
    if (!result.roundTrip)
        result.decoded = decoded;
    return result;
}

} // namespace retort
