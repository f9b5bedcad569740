// SPDX-License-Identifier: GPL-3.0-or-later
// A student model as plain numbers: its sizes, the blocks of each layer, presets, checks, and what it costs.
// Nothing here loads LibTorch; core/model builds the tensors from the same struct. Pure functions, any
// thread.
#pragma once

#include "core/base/export.h"
#include "core/base/option.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace retort {

struct LayerConfig {
    std::string attention = "gqa_attention"; // ids of blocks.def
    std::string feedForward = "swiglu";
    bool operator==(const LayerConfig &) const = default;
};

struct StudentConfig {
    std::string family = "decoder"; // id of families.def
    std::string preset;             // the preset it started from; empty: own sizes
    std::int64_t vocabSize = 0;     // the tokenizer's; 0: not known yet
    std::int64_t hidden = 0, layers = 0, heads = 0, kvHeads = 0, headDim = 0, intermediate = 0;
    std::int64_t maxPositions = 0;
    double ropeTheta = 10'000.0;
    double normEps = 1e-6;
    double initStd = 0.02;
    bool tieEmbeddings = true;
    bool qkvBias = false;
    std::string norm = "rms_norm";
    std::string position = "rotary";
    std::vector<LayerConfig> blocks; // one per layer
    OptionValues extra; // settings of a block or family that have no field, where not the default
    bool operator==(const StudentConfig &) const = default;
};

RETORT_DATA_API std::string studentToJson(const StudentConfig &config);
// Throws Error(BadFormat) naming the field that is missing or of the wrong type; does not check sizes
// (checkStudent).
RETORT_DATA_API StudentConfig studentFromJson(std::string_view json);

// --- the form: what the families and blocks declare (student_option.h)
RETORT_DATA_API const OptionTable &studentOptions();
// A value that is missing comes from the preset named by `preset` (default "demo"); head_dim 0 is hidden /
// heads, and stays 0 where that is no whole number: checkStudent() says so. Sizes that differ from the
// preset clear StudentConfig::preset. Throws InvalidArgument for an unknown preset.
RETORT_DATA_API StudentConfig studentFromOptions(const OptionValues &values, std::int64_t vocabSize);
RETORT_DATA_API OptionValues studentToOptions(const StudentConfig &config);

struct StudentPreset {
    std::string id; // "demo", "1m", "5m", "20m"
    Text label;
    Text help;
    StudentConfig config; // vocabSize 0
};
RETORT_DATA_API const std::vector<StudentPreset> &studentPresets();
RETORT_DATA_API const StudentPreset *findStudentPreset(std::string_view id);
// "5M-6L-256": parameters, layers, hidden size.
RETORT_DATA_API std::string suggestedStudentName(const StudentConfig &config);

// Every size with its reason, all at once; the id is that of studentOptions() ("vocab_size" beside them).
// Empty: sound.
RETORT_DATA_API std::vector<OptionFault> checkStudent(const StudentConfig &config);
RETORT_DATA_API void
requireStudent(const StudentConfig &config); // throws Error(InvalidArgument), first fault

// --- what it costs
struct ParameterPart {
    std::string id; // "embedding", "attention", "feed_forward", "norm", "head"
    Text label;
    std::int64_t count = 0;
};
struct ParameterCount {
    std::vector<ParameterPart> parts; // a tied head counts 0
    std::int64_t total = 0;
};
RETORT_DATA_API ParameterCount parameterCount(const StudentConfig &config);
RETORT_DATA_API std::int64_t layerParameters(const StudentConfig &config,
                                             std::int64_t layer); // for the stack drawing

// How an optimizer step is cut. It follows from the settings alone, never from the machine's threads, so that
// any number of them gives the same bits.
struct StepShape {
    std::int64_t replicas =
        1; // networks on the same weights, each with gradients of its own; they work side by side
    std::int64_t microBatchTokens = 2'048; // rows of one forward and backward pass
    std::int64_t lossChunkRows = 2'048;    // rows whose logits exist at once
};
// Memory of one chunk's logits: on a CPU they stay in its cache.
constexpr std::int64_t lossChunkBytes(bool gpu) {
    return gpu ? std::int64_t(1) << 30 : 8 << 20;
}
RETORT_DATA_API std::int64_t lossChunkRows(std::int64_t bytes, std::int64_t vocabSize);
RETORT_DATA_API StepShape stepShape(const StudentConfig &config, std::int64_t tokensPerStep,
                                    std::int64_t microBatchTokens /* 0: automatic */, bool gpu);

// What training holds at once.
struct MemoryShape {
    StepShape step;
    std::int64_t tokensPerStep = 2'048;
    std::int64_t sequenceLength = 512; // the longest document
    int bytesPerActivation = 4;        // 2 for bf16
};
struct MemoryPart {
    std::string id; // "weights", "gradients", "optimizer", "activations", "logits", "tables"
    Text label;
    std::int64_t bytes = 0;
};
struct MemoryEstimate {
    std::vector<MemoryPart> parts;
    std::int64_t total = 0;
};
RETORT_DATA_API MemoryEstimate memoryEstimate(const StudentConfig &config, const MemoryShape &shape);
// What one text of so many tokens holds while it is being decoded.
RETORT_DATA_API std::int64_t decodeStateBytes(const StudentConfig &config, std::int64_t tokens,
                                              int bytesPerValue = 4);
// Training FLOP per token: 6·N + 6·L·heads·headDim·T for causal attention.
RETORT_DATA_API double trainFlopsPerToken(const StudentConfig &config, std::int64_t sequenceLength);

} // namespace retort
