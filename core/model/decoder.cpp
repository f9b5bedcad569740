// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/decoder.h"

#include "core/base/error.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace retort {

using torch::Tensor;

Decoder::Decoder(StudentConfig student, DeviceTraits device)
    : Decoder(std::move(student), std::move(device), nullptr) {}

std::unique_ptr<Decoder> Decoder::replica() const {
    return std::unique_ptr<Decoder>(new Decoder(m_student, m_device, &m_parameters));
}

Decoder::Decoder(StudentConfig student, DeviceTraits device, const ParameterStore *weights)
    : m_student(std::move(student)),
      m_device(std::move(device)) {
    requireStudent(m_student);
    m_device.attention = attentionKernel(m_device, m_student.headDim);
    const StudentConfig &s = m_student;
    const ParameterScope model(m_parameters, "model.");
    // Matrices that write to the residual stream are shrunk by its depth (GPT-2).
    const double outputStd = s.initStd / std::sqrt(2.0 * double(s.layers));
    m_embedding = model.inner("embed_tokens").matrix("weight", s.vocabSize, s.hidden, s.initStd);
    const BlockPtr position =
        makeBlock(s.position, {s, model.inner("rotary"), m_device.device, nullptr, outputStd});
    for (std::size_t i = 0; i < s.blocks.size(); ++i) {
        const ParameterScope scope = model.inner("layers." + std::to_string(i));
        const auto make = [&](const std::string &id, const char *name) {
            return makeBlock(id, {s, scope.inner(name), m_device.device, position, outputStd});
        };
        Layer layer;
        layer.attentionNorm = make(s.norm, "input_layernorm");
        layer.attention = make(s.blocks[i].attention, "self_attn");
        layer.feedForwardNorm = make(s.norm, "post_attention_layernorm");
        layer.feedForward = make(s.blocks[i].feedForward, "mlp");
        m_layers.push_back(layer);
    }
    m_finalNorm = makeBlock(s.norm, {s, model.inner("norm"), m_device.device, nullptr, outputStd});
    m_head = s.tieEmbeddings ? m_embedding
                             : m_parameters.declare("lm_head.weight", {s.vocabSize, s.hidden},
                                                    ParameterGroup::Decay, s.initStd);
    if (weights)
        m_parameters.share(*weights);
    else
        m_parameters.allocate(m_device.device);
}

Decoder::~Decoder() = default;

Tensor Decoder::run(const Tensor &ids_N, BlockContext &context, Collect *collect) {
    Tensor x_ND = at::embedding(m_embedding->value(m_device.compute), ids_N);
    for (std::size_t i = 0; i < m_layers.size(); ++i) {
        context.layer = i;
        Layer &layer = m_layers[i];
        x_ND = x_ND + layer.attention->forward(layer.attentionNorm->forward(x_ND, context), context);
        x_ND = x_ND + layer.feedForward->forward(layer.feedForwardNorm->forward(x_ND, context), context);
        if (collect && collect->hidden)
            collect->hidden_ND.push_back(x_ND);
    }
    return m_finalNorm->forward(x_ND, context);
}

Tensor Decoder::forward(const Batch &batch, Collect *collect) {
    BlockContext context;
    context.positions_N = batch.positions_N;
    context.layout = &batch.layout;
    return run(batch.ids_N, context, collect);
}

Tensor Decoder::prefill(const std::vector<std::vector<TokenId>> &prompts, KvCache &cache,
                        const std::vector<std::int64_t> &rows) {
    // The packer of training makes the rows; order[i] is the prompt that became document i.
    std::vector<std::size_t> order(prompts.size());
    std::iota(order.begin(), order.end(), 0);
    if (m_device.attention == AttentionKernel::Bucketed)
        std::stable_sort(order.begin(), order.end(),
                         [&](std::size_t a, std::size_t b) { return prompts[a].size() < prompts[b].size(); });
    PackedBatch packed;
    packed.offsets.push_back(0);
    std::vector<std::int64_t> cacheRows, lengths;
    for (const std::size_t i : order) {
        const std::vector<TokenId> &prompt = prompts[i];
        for (std::size_t t = 0; t < prompt.size(); ++t) {
            packed.ids.push_back(prompt[t]);
            packed.targets.push_back(0);
            packed.lossWeights.push_back(t + 1 == prompt.size() ? 1.0f : 0.0f); // marks the rows we want back
            packed.positions.push_back(std::int32_t(t));
        }
        packed.offsets.push_back(std::int32_t(packed.ids.size()));
        packed.sampleIds.push_back(std::int64_t(i));
        packed.longest = std::max(packed.longest, int(prompt.size()));
        cacheRows.push_back(rows[i]);
        lengths.push_back(std::int64_t(prompt.size()));
    }
    const Batch batch = makeBatch(packed, m_device);
    BlockContext context;
    context.cache = &cache;
    context.cacheRows = &cacheRows;
    context.promptLengths = &lengths;
    context.positions_N = batch.positions_N;
    context.layout = &batch.layout;
    const Tensor last_DD = run(batch.ids_N, context).index_select(0, batch.lossRows_M);
    for (std::size_t i = 0; i < cacheRows.size(); ++i)
        cache.setLength(cacheRows[i], lengths[i]);
    std::vector<std::int64_t> back(order.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        back[order[i]] = std::int64_t(i);
    return last_DD.index_select(0, at::tensor(back, at::kLong).to(m_device.device));
}

Tensor Decoder::step(const Tensor &ids_B, KvCache &cache) {
    std::int64_t longest = 0;
    for (const std::int64_t n : cache.lengths())
        longest = std::max(longest, n + 1);
    if (longest > cache.capacity())
        cache.grow(std::max(longest, std::min(2 * cache.capacity(), m_student.maxPositions)));
    BlockContext context;
    context.cache = &cache;
    context.positions_N = at::tensor(cache.lengths(), at::kLong).to(m_device.device);
    const Tensor hidden_BD = run(ids_B, context);
    for (std::int64_t row = 0; row < cache.rows(); ++row)
        cache.setLength(row, cache.length(row) + 1);
    return hidden_BD;
}

Tensor Decoder::logits(const Tensor &hidden_ND) const {
    return at::linear(hidden_ND, m_head->value(hidden_ND.scalar_type())).to(at::kFloat);
}

} // namespace retort
