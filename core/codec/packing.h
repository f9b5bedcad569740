// SPDX-License-Identifier: GPL-3.0-or-later
// Encoded samples → batches: documents lie end to end without padding, each with its own positions and its
// own offsets, so that attention never crosses from one to the next (core/model/attention reads the offsets).
// Plain arrays; core/model/batch makes tensors of them. A sample of L tokens is a document of L - 1 inputs,
// each with the next token as target.
#pragma once

#include "core/base/export.h"
#include "core/base/hash.h"
#include "core/codec/chat_template.h"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace retort {

// All samples of a split, 5 bytes per token. Weights follow from the segment and the place (prompt or
// response).
class RETORT_DATA_API EncodedSet {
public:
    // Samples of more ids than maxTokens (0: no limit) are dropped, and those without any weighted target.
    explicit EncodedSet(SegmentWeights weights = {}, int maxTokens = 0);
    bool add(std::int64_t sampleId, const EncodedSample &sample); // false: dropped
    std::size_t size() const { return m_sampleIds.size(); }
    std::int64_t sampleId(std::size_t i) const { return m_sampleIds[i]; }
    std::span<const TokenId> ids(std::size_t i) const;
    float lossWeight(std::size_t i, std::size_t token) const;
    int documentTokens(std::size_t i) const { return int(m_offsets[i + 1] - m_offsets[i]) - 1; }
    std::vector<int> documentLengths() const;
    double weightSum(std::size_t i) const; // of its targets: the normaliser of a step is the sum of these
    std::uint64_t tokens() const { return m_ids.size(); }

private:
    std::array<float, chatSegmentCount> m_weights{};
    int m_maxTokens;
    std::vector<TokenId> m_ids;
    std::vector<std::uint8_t> m_segments; // ChatSegment, high bit set in the response
    std::vector<std::uint64_t> m_offsets{0};
    std::vector<std::int64_t> m_sampleIds;
};

// One micro-batch. N tokens, S documents.
struct PackedBatch {
    std::vector<TokenId> ids;            // N
    std::vector<TokenId> targets;        // N: the next token of the same document
    std::vector<float> lossWeights;      // N: of the target
    std::vector<std::int32_t> positions; // N: 0 … within each document
    std::vector<std::int32_t> offsets;   // S + 1: cu_seqlens; offsets[d] … offsets[d + 1] is document d
    std::vector<std::int64_t> sampleIds; // S
    int longest = 0;
    double weightSum = 0;
    std::size_t tokens() const { return ids.size(); }
    std::size_t documents() const { return sampleIds.size(); }
};

RETORT_DATA_API PackedBatch packBatch(const EncodedSet &set, std::span<const std::uint32_t> samples);

// A permutation of [0, n) for each epoch.
class EpochOrder {
public:
    EpochOrder(std::uint64_t n, std::uint64_t seed) : m_n(n), m_seed(seed) {}
    std::uint64_t at(std::uint64_t epoch, std::uint64_t position) const {
        return Permutation(m_n, mixBits(m_seed ^ mixBits(epoch))).at(position);
    }
    std::uint64_t size() const { return m_n; }

private:
    std::uint64_t m_n, m_seed;
};

// Which samples each optimizer step takes: the endless stream of epochs cut greedily so that a step holds at
// most `tokensPerStep` document tokens (at least one sample). A pure function of (seed, lengths,
// tokensPerStep, step): no micro-batch or world size in it, so a run resumes at any step. Not thread-safe (it
// remembers where steps begin).
class RETORT_DATA_API StepOrder {
public:
    StepOrder(std::vector<int> documentLengths, int tokensPerStep,
              std::uint64_t seed); // throws Error(InvalidArgument) when empty
    std::vector<std::uint32_t> samplesOfStep(std::uint64_t step);
    double epochAt(std::uint64_t step); // epochs done before this step: 1.5 is the middle of the second
    std::uint64_t stepsForEpochs(double epochs); // smallest step s with epochAt(s) >= epochs

private:
    std::uint64_t start(std::uint64_t step);
    std::uint32_t sampleAt(std::uint64_t streamPosition) const;
    std::vector<int> m_lengths;
    int m_tokensPerStep;
    EpochOrder m_order;
    std::vector<std::uint64_t> m_starts{0}; // stream position where each known step begins
};

} // namespace retort
