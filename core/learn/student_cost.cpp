// SPDX-License-Identifier: GPL-3.0-or-later
// Parameters, memory and FLOP of a student, from the formulas of its blocks.
#include "core/base/error.h"
#include "core/learn/block_info.h"
#include "core/learn/student.h"

namespace retort {

ParameterCount parameterCount(const StudentConfig &c) {
    std::int64_t attention = 0, feedForward = 0;
    for (const LayerConfig &b : c.blocks) {
        attention += blockInfo(b.attention).parameters(c);
        feedForward += blockInfo(b.feedForward).parameters(c);
    }
    const std::int64_t norms = (2 * std::int64_t(c.blocks.size()) + 1) * blockInfo(c.norm).parameters(c);
    ParameterCount count;
    count.parts = {{"embedding", RETORT_TR("core", "Embedding"), c.vocabSize * c.hidden},
                   {"attention", RETORT_TR("core", "Attention"), attention},
                   {"feed_forward", RETORT_TR("core", "Feed-forward"), feedForward},
                   {"norm", RETORT_TR("core", "Norms"), norms},
                   {"head", RETORT_TR("core", "Head"), c.tieEmbeddings ? 0 : c.vocabSize * c.hidden}};
    for (const ParameterPart &p : count.parts)
        count.total += p.count;
    return count;
}

std::int64_t layerParameters(const StudentConfig &c, std::int64_t layer) {
    const LayerConfig &b = c.blocks.at(std::size_t(layer));
    return blockInfo(b.attention).parameters(c) + blockInfo(b.feedForward).parameters(c)
           + 2 * blockInfo(c.norm).parameters(c);
}

MemoryEstimate memoryEstimate(const StudentConfig &c, const MemoryShape &shape) {
    const std::int64_t n = parameterCount(c).total;
    std::int64_t perToken = c.hidden; // embedding output
    for (const LayerConfig &b : c.blocks)
        perToken += blockInfo(b.attention).activations(c, shape.sequenceLength)
                    + blockInfo(b.feedForward).activations(c, shape.sequenceLength)
                    + 2 * blockInfo(c.norm).activations(c, shape.sequenceLength)
                    + 2 * c.hidden; // two residual sums
    const std::int64_t rows = std::min(shape.lossChunkRows, shape.microBatchTokens);
    MemoryEstimate estimate;
    // A low-precision run keeps a float32 master beside the working copy.
    const std::int64_t weights = shape.bytesPerActivation < 4 ? n * (4 + shape.bytesPerActivation) : n * 4;
    estimate.parts = {
        {"weights", RETORT_TR("core", "Weights"), weights},
        {"gradients", RETORT_TR("core", "Gradients"), n * 4},
        {"optimizer", RETORT_TR("core", "AdamW"), n * 8},
        {"activations", RETORT_TR("core", "Activations"),
         perToken * shape.microBatchTokens * shape.bytesPerActivation},
        {"logits", RETORT_TR("core", "Logits"), 2 * rows * c.vocabSize * 4}}; // logits and their gradient
    for (const MemoryPart &p : estimate.parts)
        estimate.total += p.bytes;
    return estimate;
}

std::int64_t kvCacheBytesPerToken(const StudentConfig &c, int bytesPerValue) {
    std::int64_t values = 0;
    for (const LayerConfig &b : c.blocks)
        values += blockInfo(b.attention).cacheValues(c);
    return values * bytesPerValue;
}

double trainFlopsPerToken(const StudentConfig &c, std::int64_t sequenceLength) {
    const ParameterCount count = parameterCount(c);
    // An untied embedding only looks rows up: the product is the head's, once.
    const double n = double(count.total - (c.tieEmbeddings ? 0 : c.vocabSize * c.hidden));
    return 6.0 * n + 6.0 * double(c.layers * c.heads * c.headDim * sequenceLength);
}

double forwardFlopsPerToken(const StudentConfig &c, std::int64_t t) {
    double flops = 2.0 * double(c.hidden) * double(c.vocabSize); // head
    for (const LayerConfig &b : c.blocks)
        flops += blockInfo(b.attention).forwardFlops(c, t) + blockInfo(b.feedForward).forwardFlops(c, t)
                 + blockInfo(c.position).forwardFlops(c, t) + 2.0 * blockInfo(c.norm).forwardFlops(c, t);
    return flops + blockInfo(c.norm).forwardFlops(c, t);
}

} // namespace retort
