// SPDX-License-Identifier: GPL-3.0-or-later
// Reads the few fields of a sentencepiece .model file (protobuf wire format) that the library does not show,
// and checks the file before the library sees it: some faults end the process there.
#pragma once

#include "core/codec/tokenizer.h"

#include <string>
#include <string_view>
#include <vector>

namespace retort {

struct SentencePieceModel {
    std::vector<TokenInfo> tokens;
    int modelType = 1; // 1 unigram, 2 bpe, 3 word, 4 char
    bool byteFallback = false;
    bool spaceAsSuffix = false;
    bool addDummyPrefix = true, removeExtraSpaces = true, escapeSpaces = true; // the library's defaults
    std::string normalizer;                                                    // name of the rule
    bool hasCharMap = false;                                                   // normalises or denormalises
};

// Throws Error(BadFormat, Unsupported) whose text names `shownName`.
SentencePieceModel readSentencePieceModel(std::string_view bytes, const std::string &shownName);

} // namespace retort
