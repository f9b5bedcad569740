// SPDX-License-Identifier: GPL-3.0-or-later
// One row of logits → one token. Draws from a generator of its own row, so neither batch size nor order
// changes an answer, and nothing is taken from training's. Legend: B rows, V vocabulary.
#pragma once

#include "core/base/export.h"
#include "core/base/hash.h"
#include "core/codec/tokenizer.h"

#include <span>
#include <torch/types.h>
#include <vector>

namespace retort {

struct SamplerConfig {
    double temperature = 0; // 0: greedy
    double topP = 1;
    int topK = 0; // 0: all
};

class RETORT_LEARN_API Sampler {
public:
    // `never` are ids that are never taken.
    Sampler(SamplerConfig config, std::vector<TokenId> never, std::int64_t vocabSize, at::Device device);
    // logits_BV is changed. One generator per row.
    std::vector<TokenId> pick(torch::Tensor logits_BV, std::span<SplitMix64> generators) const;

private:
    TokenId draw(const float *logits, std::int64_t vocab, SplitMix64 &generator) const;
    SamplerConfig m_config;
    torch::Tensor m_never; // int64; undefined when there is none
};

} // namespace retort
