// SPDX-License-Identifier: GPL-3.0-or-later
// Small students and batches for the tests of tensors.
#pragma once

#include "core/base/error.h"
#include "core/base/hash.h"
#include "core/codec/packing.h"
#include "core/model/model.h"

#include <algorithm>
#include <vector>

namespace retort {

inline StudentConfig tinyStudent() {
    StudentConfig s;
    s.vocabSize = 37;
    s.hidden = 24;
    s.layers = 2;
    s.heads = 6;
    s.kvHeads = 2;
    s.headDim = 6;
    s.intermediate = 20;
    s.maxPositions = 96;
    s.blocks.assign(2, {});
    return s;
}

// Larger weights than training begins with, and norms and biases that are not 1 and 0, so that every part
// shows.
inline void randomise(ParameterStore &parameters, std::uint64_t seed = 5) {
    const at::NoGradGuard noGrad;
    torch::manual_seed(std::int64_t(seed));
    for (const Parameter &p : parameters.parameters()) {
        torch::Tensor values = torch::randn(p.shape);
        if (p.group == ParameterGroup::NoDecay)
            values = values * 0.4 + p.initValue;
        else
            values = values * (0.9 / std::sqrt(double(p.shape.back())));
        p.master.detach().copy_(values);
    }
}

inline std::vector<TokenId> randomIds(SplitMix64 &random, std::int64_t n, std::int64_t vocab) {
    std::vector<TokenId> ids;
    for (std::int64_t i = 0; i < n; ++i)
        ids.push_back(TokenId(random.below(std::uint64_t(vocab))));
    return ids;
}

// Documents of the given lengths (inputs, so samples have one token more); the first `prompt` tokens bear no
// loss, and weights differ.
inline EncodedSet randomSet(const std::vector<std::int64_t> &lengths, std::int64_t vocab,
                            std::uint64_t seed = 3, std::int64_t prompt = 2) {
    SplitMix64 random(seed);
    SegmentWeights weights;
    weights.reasoning = 0.5f;
    EncodedSet set(weights);
    for (std::size_t i = 0; i < lengths.size(); ++i) {
        EncodedSample sample;
        sample.ids = randomIds(random, lengths[i] + 1, vocab);
        for (std::int64_t t = 0; t <= lengths[i]; ++t) {
            const ChatSegment segment = t < std::min(prompt, lengths[i]) ? ChatSegment::Question
                                        : t % 3 == 0                     ? ChatSegment::Answer
                                                                         : ChatSegment::Reasoning;
            sample.segments.push_back(std::uint8_t(segment));
            sample.lossWeights.push_back(segment == ChatSegment::Question ? 0.0f
                                         : segment == ChatSegment::Answer ? 1.0f
                                                                          : 0.5f);
        }
        set.add(std::int64_t(i) + 1, sample);
    }
    return set;
}

inline std::vector<std::uint32_t> allOf(const EncodedSet &set) {
    std::vector<std::uint32_t> samples;
    for (std::uint32_t i = 0; i < set.size(); ++i)
        samples.push_back(i);
    return samples;
}

// A batch of one document without targets.
inline Batch promptBatch(const std::vector<TokenId> &ids, const DeviceTraits &device = {}) {
    PackedBatch packed;
    packed.offsets = {0, std::int32_t(ids.size())};
    packed.sampleIds = {1};
    packed.longest = int(ids.size());
    for (std::size_t t = 0; t < ids.size(); ++t) {
        packed.ids.push_back(ids[t]);
        packed.targets.push_back(0);
        packed.lossWeights.push_back(0);
        packed.positions.push_back(std::int32_t(t));
    }
    return makeBatch(packed, device);
}

inline double largest(const torch::Tensor &t) {
    return t.numel() == 0 ? 0.0 : t.abs().max().item<double>();
}

} // namespace retort
