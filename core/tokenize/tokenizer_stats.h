// SPDX-License-Identifier: GPL-3.0-or-later
// Measures and listings of tokenizers for the Tokenize page and its verb: how well one fits a version,
// the vocabulary by category, and a round-trip check of any text. Blocking, any thread.
#pragma once

#include "core/base/export.h"
#include "core/base/job.h"
#include "core/codec/chat_template.h"
#include "core/codec/tokenizer.h"
#include "core/data/samples/sample.h"
#include "core/data/versions/version_store.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace retort {

struct TokenizerStats {
    std::int64_t samples = 0, texts = 0; // texts: questions, traces, answers, systems that are not empty
    std::int64_t characters = 0, bytes = 0, tokens = 0;
    std::int64_t byteTokens = 0; // tokens of byte fallback
    std::int64_t words = 0;      // a run of letters and digits without white space, or one CJK character
    std::int64_t piecesUsed = 0; // distinct ids seen
    int longestSampleTokens = 0;
    double meanSampleTokens = 0;
    std::string longestPiece; // by characters, of the vocabulary (display form)
    int longestPieceChars = 0;
    std::int64_t mismatches = 0; // texts that did not come back unchanged
    SampleId firstMismatch = 0;

    double tokensPerCharacter() const { return characters ? double(tokens) / double(characters) : 0; }
    double fertility() const { return words ? double(tokens) / double(words) : 0; }
    double byteFallbackPercent() const { return tokens ? 100.0 * double(byteTokens) / double(tokens) : 0; }
};
RETORT_DATA_API std::string statsToJson(const TokenizerStats &stats);
RETORT_DATA_API TokenizerStats statsFromJson(std::string_view json); // missing fields are 0

RETORT_DATA_API TokenizerStats tokenizerStats(const Tokenizer &tokenizer, const VersionStore &versions,
                                              VersionId version, std::optional<Split> split, JobContext &job);

enum class TokenCategory : std::uint8_t { Control, Byte, Symbol, Digit, Chinese, Latin, Punctuation, Other };
RETORT_DATA_API Text tokenCategoryLabel(TokenCategory category);
struct VocabularyEntry {
    TokenId id = 0;
    std::string shown;
    TokenCategory category = TokenCategory::Other;
    float score = 0;
    int characters = 0; // 0 for bytes and controls
};
RETORT_DATA_API std::vector<VocabularyEntry> vocabulary(const Tokenizer &tokenizer); // by id

// --- the Inspect tab
struct InspectedPiece {
    TokenId id = 0;
    std::string shown; // display form, or the control symbol
    std::string bytes; // exact
    ChatSegment segment = ChatSegment::Special;
    float lossWeight = 0; // > 0: the model is trained to say this
    bool control = false, byteFallback = false;
    std::size_t begin = 0, end = 0; // bytes within the segment's text; 0, 0 for controls
};
struct InspectedSample {
    std::vector<InspectedPiece> pieces;
    std::int64_t promptTokens = 0, responseTokens = 0, characters = 0, byteTokens = 0;
    bool roundTrip = false; // every segment comes back unchanged
};
RETORT_DATA_API InspectedSample inspectSample(const ChatTemplate &chat, const Sample &sample);

// --- the playground: any text, no template
struct InspectedText {
    std::vector<InspectedPiece> pieces;
    std::int64_t characters = 0, bytes = 0;
    bool roundTrip = false;
    std::string decoded; // filled when it differs
};
RETORT_DATA_API InspectedText inspectText(const Tokenizer &tokenizer, std::string_view text);

} // namespace retort
