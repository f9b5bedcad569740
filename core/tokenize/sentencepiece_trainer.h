// SPDX-License-Identifier: GPL-3.0-or-later
// Trains a sentencepiece model on a stream of texts, without a project. sentencepiece cannot be interrupted
// and may end the process it runs in, so it runs in a child: the program itself, started again with a hidden
// verb, texts through a pipe. A program without that verb (a test) trains in its own process; cancelling is
// then noticed only between texts and at the end.
#pragma once

#include "core/base/export.h"
#include "core/base/job.h"
#include "core/base/option.h"
#include "core/base/text.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace retort {

struct TrainedSentencePiece {
    std::string model; // bytes of the .model file
    std::string log;   // what sentencepiece said
    std::vector<Text> notices;
    std::uint64_t texts = 0, sentences = 0, characters = 0; // taken; fewer than given when sampled
};

// Calls the receiver once per text, always in one order; stops when it returns false.
using TextReceiver = std::function<bool(std::string_view)>;
using TextFeed = std::function<void(const TextReceiver &)>;

// `options` of tokenizeOptions(). Throws Error(InvalidArgument: vocabulary too small).
RETORT_DATA_API TrainedSentencePiece trainSentencePiece(const OptionValues &options, const TextFeed &feed,
                                                        JobContext &job);

// The hidden verb. Every program of ours begins with:
//   if (const auto code = sentencePieceChild(argc, argv)) return *code;
RETORT_DATA_API std::optional<int> sentencePieceChild(int argc, char **argv);
// Which program has the verb. By default this one, when its main() calls sentencePieceChild(), else what
// RETORT_CLI names, else retort-cli beside it. Empty: train in this process.
RETORT_DATA_API void setSentencePieceProgram(const std::string &path);

} // namespace retort
