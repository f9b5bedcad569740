// SPDX-License-Identifier: GPL-3.0-or-later
// sentencepiece models behind Tokenizer. Models that change no text are encoded by PieceEncoder, the others
// by the library, whose headers are seen by the .cpp only. sentencepiece alone is not lossless: it takes a
// written "▁" for a space and replaces invalid UTF-8, so both go in as byte tokens past it.
#pragma once

#include "core/codec/tokenizer.h"

#include <string>

namespace retort {

// Throws Error: BadFormat, Unsupported (normalising models), OutOfMemory.
TokenizerPtr makeSentencePieceTokenizer(std::string model, const std::string &shownName);

} // namespace retort
