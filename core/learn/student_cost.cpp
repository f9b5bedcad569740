// SPDX-License-Identifier: GPL-3.0-or-later
// Parameters, memory and FLOP of a student, from the formulas of its family.
#include "core/learn/family_info.h"

#include <algorithm>

namespace retort {
namespace {

constexpr std::int64_t replicaTokens = 512; // fewer rows make matrix products slow
constexpr std::int64_t maxReplicas = 16;
// Gradients of all replicas together stay below this, but four threads can always work: they cost a large
// student three gradients more, beside its weights, gradient and two moments.
constexpr std::int64_t gradientBytes = 512ll << 20;
constexpr std::int64_t leastReplicas = 4;
constexpr std::int64_t autoMicroTokens = 8'192;

} // namespace

ParameterCount parameterCount(const StudentConfig &c) {
    return familyInfo(c.family).parameters(c);
}

std::int64_t layerParameters(const StudentConfig &c, std::int64_t layer) {
    return familyInfo(c.family).layerParameters(c, layer);
}

std::int64_t lossChunkRows(std::int64_t bytes, std::int64_t vocabSize) {
    return std::max<std::int64_t>(32, bytes / (4 * std::max<std::int64_t>(1, vocabSize)));
}

StepShape stepShape(const StudentConfig &c, std::int64_t tokensPerStep, std::int64_t microBatchTokens,
                    bool gpu) {
    StepShape shape;
    if (!gpu) {
        const std::int64_t byMemory = std::max(leastReplicas, gradientBytes / (4 * parameterCount(c).total));
        shape.replicas =
            std::clamp(tokensPerStep / replicaTokens, std::int64_t(1), std::min(maxReplicas, byMemory));
    }
    shape.microBatchTokens =
        microBatchTokens > 0 ? microBatchTokens : std::min(tokensPerStep, autoMicroTokens);
    shape.lossChunkRows = lossChunkRows(lossChunkBytes(gpu), c.vocabSize);
    return shape;
}

MemoryEstimate memoryEstimate(const StudentConfig &c, const MemoryShape &shape) {
    const FamilyInfo &family = familyInfo(c.family);
    const std::int64_t n = parameterCount(c).total, replicas = shape.step.replicas;
    // Each replica works on a micro-batch of its share.
    const std::int64_t rows = std::min(shape.step.microBatchTokens, shape.tokensPerStep / replicas);
    const std::int64_t lossRows = std::min(shape.step.lossChunkRows, rows);
    MemoryEstimate estimate;
    // A low-precision run keeps a float32 master beside the working copy.
    const std::int64_t weights = shape.bytesPerActivation < 4 ? n * (4 + shape.bytesPerActivation) : n * 4;
    estimate.parts = {
        {"weights", RETORT_TR("core", "Weights"), weights},
        // That of the embedding is made whole before it is added.
        {"gradients", RETORT_TR("core", "Gradients"), (n + c.vocabSize * c.hidden) * 4 * replicas},
        {"optimizer", RETORT_TR("core", "AdamW"), n * 8},
        {"activations", RETORT_TR("core", "Activations"),
         family.activations(c, shape.sequenceLength) * rows * shape.bytesPerActivation * replicas},
        {"logits", RETORT_TR("core", "Logits"),
         2 * lossRows * c.vocabSize * 4 * replicas}, // logits and their gradient
        {"tables", RETORT_TR("core", "Tables"), family.tableValues ? family.tableValues(c) * 4 : 0}};
    for (const MemoryPart &p : estimate.parts)
        estimate.total += p.bytes;
    return estimate;
}

std::int64_t decodeStateBytes(const StudentConfig &c, std::int64_t tokens, int bytesPerValue) {
    return familyInfo(c.family).stateValues(c, tokens) * bytesPerValue;
}

double trainFlopsPerToken(const StudentConfig &c, std::int64_t sequenceLength) {
    return familyInfo(c.family).trainFlops(c, sequenceLength);
}

} // namespace retort
