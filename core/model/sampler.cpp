// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/sampler.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace retort {

using torch::Tensor;

Sampler::Sampler(SamplerConfig config, std::vector<TokenId> never, std::int64_t vocabSize, at::Device device)
    : m_config(config) {
    std::vector<std::int64_t> ids;
    for (const TokenId id : never)
        if (id >= 0 && id < vocabSize)
            ids.push_back(id);
    if (!ids.empty())
        m_never = at::tensor(ids, at::kLong).to(device);
}

std::vector<TokenId> Sampler::pick(Tensor logits_BV, std::span<SplitMix64> generators) const {
    const at::NoGradGuard noGrad;
    if (m_never.defined())
        logits_BV.index_fill_(1, m_never, -std::numeric_limits<float>::infinity());
    std::vector<TokenId> picked;
    if (m_config.temperature <= 0) {
        const Tensor best_B = logits_BV.argmax(1).to(at::kCPU);
        for (std::int64_t row = 0; row < best_B.size(0); ++row)
            picked.push_back(TokenId(best_B.const_data_ptr<std::int64_t>()[row]));
        return picked;
    }
    const Tensor host_BV = logits_BV.to(at::kCPU).contiguous();
    const std::int64_t vocab = host_BV.size(1);
    for (std::int64_t row = 0; row < host_BV.size(0); ++row)
        picked.push_back(
            draw(host_BV.const_data_ptr<float>() + row * vocab, vocab, generators[std::size_t(row)]));
    return picked;
}

TokenId Sampler::draw(const float *logits, std::int64_t vocab, SplitMix64 &generator) const {
    struct Candidate {
        float logit;
        TokenId id;
    };
    std::vector<Candidate> all;
    for (std::int64_t i = 0; i < vocab; ++i)
        if (logits[i] > -std::numeric_limits<float>::infinity())
            all.push_back({logits[i], TokenId(i)});
    std::ranges::sort(all, [](const Candidate &a, const Candidate &b) {
        return a.logit != b.logit ? a.logit > b.logit : a.id < b.id;
    });
    if (all.empty())
        return 0;
    if (m_config.topK > 0 && std::size_t(m_config.topK) < all.size())
        all.resize(std::size_t(m_config.topK));
    std::vector<double> weights;
    double sum = 0;
    for (const Candidate &c : all) {
        weights.push_back(std::exp((double(c.logit) - double(all.front().logit)) / m_config.temperature));
        sum += weights.back();
    }
    // The shortest list of the likeliest that reaches top-p; at least one.
    double kept = 0;
    std::size_t n = 0;
    while (n < weights.size() && (n == 0 || kept < m_config.topP * sum))
        kept += weights[n++];
    double at = generator.uniform() * kept;
    for (std::size_t i = 0; i < n; ++i) {
        at -= weights[i];
        if (at < 0)
            return all[i].id;
    }
    return all[n - 1].id;
}

} // namespace retort
