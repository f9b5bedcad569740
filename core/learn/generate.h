// SPDX-License-Identifier: GPL-3.0-or-later
// Asking a trained student: open a checkpoint, stream an answer. Torch-free front. A LanguageModel may be
// used by one thread at a time; it owns its weights, so it works beside a run that is training.
#pragma once

#include "core/base/export.h"
#include "core/base/job.h"
#include "core/base/option.h"
#include "core/learn/student.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace retort {

struct GenerateConfig {
    double temperature = 0.6; // 0: greedy
    double topP = 0.95;       // 1: off
    int topK = 0;             // 0: off
    int maxNewTokens = 1024;
    int thinkBudget = 0; // tokens of thinking before it is closed by force; 0: no limit
    std::uint64_t seed = 1;
};
RETORT_DATA_API const OptionTable &
generateOptions(); // temperature … seed, earlier_turns (see chat_exchange.h), device (for openModel)
RETORT_DATA_API GenerateConfig generateConfig(const OptionValues &values);

enum class Phase { Thinking, Answer };
struct GeneratedPiece {
    Phase phase = Phase::Thinking;
    std::string text; // whole UTF-8 characters only; may be empty at a change of phase
    int tokens = 0;   // generated so far
    double seconds = 0;
};

struct ChatTurn {
    std::string role;      // "system", "user", "assistant"
    std::string text;      // an assistant's answer
    std::string reasoning; // of an assistant's turn; never sent back to the model
};

enum class GenerateEnd { Finished, LengthLimit, ContextFull, Cancelled };
struct GenerateResult {
    std::string reasoning, answer;
    GenerateEnd end = GenerateEnd::Finished;
    bool thinkClosed = false;
    int promptTokens = 0, tokens = 0;
    double seconds = 0, tokensPerSecond = 0;
};

struct ModelInfo {
    std::string device; // "cpu", "cuda:0"
    Text badge;         // shown beside the answer when it is slower than it could be; may be empty
};

class RETORT_DATA_API LanguageModel {
public:
    virtual ~LanguageModel();
    virtual ModelInfo info() const = 0;
    // Calls onPiece on this thread after every token that completes a character. A request Stop or Abort ends
    // within one token and returns what there is (end Cancelled). Throws Error(InvalidArgument) when the
    // prompt fills the context.
    virtual GenerateResult generate(const std::vector<ChatTurn> &turns, const GenerateConfig &config,
                                    JobContext &job,
                                    const std::function<void(const GeneratedPiece &)> &onPiece) = 0;
};

// `folder` is a checkpoint (CheckpointRecord::folder); its manifest is verified. Device as of device.h:
// "cpu", "cuda:0", "auto" (the freest). Where a GPU has no room for it, beside a run say, it answers on the
// CPU and info().badge says so. Throws Error(Damaged, NotFound, MissingLibrary, OutOfMemory).
RETORT_DATA_API std::shared_ptr<LanguageModel> openModel(const std::filesystem::path &folder,
                                                         const std::string &device = "auto");

} // namespace retort
