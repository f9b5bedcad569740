// SPDX-License-Identifier: GPL-3.0-or-later
// Embedding, layers, final norm, head, under Hugging Face's names for Llama.
#include "core/base/error.h"
#include "core/learn/block_info.h"
#include "core/model/model.h"

#include <cmath>

namespace retort {

using torch::Tensor;

namespace {

class Decoder : public Model {
public:
    Decoder(const StudentConfig &config, const DeviceTraits &device) : Model(config, device) {
        const StudentConfig &s = m_config;
        m_device.attention = attentionKernel(m_device, s.headDim);
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
    }

    const Parameter &head() const override { return *m_head; }

private:
    struct Layer {
        BlockPtr attentionNorm, attention, feedForwardNorm, feedForward;
    };

    Tensor run(const Tensor &ids_N, BlockContext &context, DecodeState *state, Collect *collect) override {
        Tensor x_ND = at::embedding(m_embedding->value(m_device.compute), ids_N);
        for (std::size_t i = 0; i < m_layers.size(); ++i) {
            const Layer &layer = m_layers[i];
            context.state = state ? state->part(2 * i) : nullptr;
            x_ND = x_ND + layer.attention->forward(layer.attentionNorm->forward(x_ND, context), context);
            context.state = state ? state->part(2 * i + 1) : nullptr;
            x_ND = x_ND + layer.feedForward->forward(layer.feedForwardNorm->forward(x_ND, context), context);
            if (collect && collect->hidden)
                collect->hidden_ND.push_back(x_ND);
        }
        return m_finalNorm->forward(x_ND, context);
    }

    std::vector<std::unique_ptr<LayerState>> layerStates(const StateShape &shape) const override {
        std::vector<std::unique_ptr<LayerState>> states;
        for (std::size_t i = 0; i < m_layers.size(); ++i) {
            const BlockInfo &info = blockInfo(m_config.blocks[i].attention);
            if (!info.causal)
                throw Error(ErrorCode::Unsupported,
                            RETORT_TR("core", "This student cannot write: its attention “%1” looks at "
                                              "later tokens too."),
                            info.label);
            states.push_back(m_layers[i].attention->newState(shape));
            states.push_back(m_layers[i].feedForward->newState(shape));
        }
        return states;
    }

    Parameter *m_embedding = nullptr;
    std::vector<Layer> m_layers;
    BlockPtr m_finalNorm;
    Parameter *m_head = nullptr;
};

} // namespace

ModelPtr make_decoder_model(const StudentConfig &config, const DeviceTraits &device) {
    return std::make_unique<Decoder>(config, device);
}

} // namespace retort
