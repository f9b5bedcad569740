// SPDX-License-Identifier: GPL-3.0-or-later
// A student as a network, whatever its family: hidden states of whole documents, heads, and decoding. It
// returns final hidden states and its head, never logits: those exist in chunks only, where the loss or the
// sampler makes them. One thread at a time; without gradients forward, prefill and step may run on several.
// Legend: N rows, D hidden, V vocabulary, B rows being decoded.
#pragma once

#include "core/base/export.h"
#include "core/codec/tokenizer.h"
#include "core/learn/student.h"
#include "core/model/batch.h"
#include "core/model/block.h"
#include "core/model/layer_state.h"
#include "core/model/parameter_store.h"

#include <memory>
#include <string>
#include <torch/types.h>
#include <vector>

namespace retort {

class RETORT_LEARN_API Model {
public:
    virtual ~Model();
    Model(const Model &) = delete;
    Model &operator=(const Model &) = delete;

    const StudentConfig &config() const { return m_config; }
    const DeviceTraits &device() const { return m_device; } // with the attention that the head size allows
    ParameterStore &parameters() { return m_parameters; }
    const ParameterStore &parameters() const { return m_parameters; }
    void initialise(std::uint64_t seed) { m_parameters.initialise(seed); }
    // A second network on the same weights with gradients of its own, for another thread.
    std::unique_ptr<Model> replica() const;

    // Whole documents → [N, D]. Differentiable unless a NoGradGuard stands.
    torch::Tensor forward(const Batch &batch, Collect *collect = nullptr);
    virtual const Parameter &head() const = 0;                  // [V, D]; the embedding when tied
    torch::Tensor logits(const torch::Tensor &hidden_ND) const; // for samplers and tests; float32

    DecodeState decodeState(std::int64_t rows, std::int64_t capacity) const;
    // Prompts into rows of the state: returns the hidden state of each prompt's last token, [prompts, D].
    torch::Tensor prefill(const std::vector<std::vector<TokenId>> &prompts, DecodeState &state,
                          const std::vector<std::int64_t> &rows);
    // One more token per row; advances the lengths of all rows.
    torch::Tensor step(const torch::Tensor &ids_B, DecodeState &state);

protected:
    Model(StudentConfig config, DeviceTraits device); // throws Error(InvalidArgument) for an unsound config
    // The network: context.layout or context.state is set. Fills what `collect` asks for, unless it is null.
    virtual torch::Tensor run(const torch::Tensor &ids_N, BlockContext &context, DecodeState *state,
                              Collect *collect) = 0;
    virtual std::vector<std::unique_ptr<LayerState>> layerStates(const StateShape &shape) const = 0;

    StudentConfig m_config;
    DeviceTraits m_device;
    ParameterStore m_parameters;
};
using ModelPtr = std::unique_ptr<Model>;

// Allocates on the device; weights are zero until initialise() or a checkpoint fills them. With `weights`
// those of another model of the same config are shared. Throws Error(InvalidArgument) for a config that
// checkStudent() refuses.
RETORT_LEARN_API ModelPtr makeModel(const StudentConfig &config, const DeviceTraits &device,
                                    const ParameterStore *weights = nullptr);

// Throws Error(OutOfMemory) with numbers where `rows` answers of so many tokens (the prompts included) have
// no room on the device.
RETORT_LEARN_API void requireStateRoom(const StudentConfig &config, const DeviceTraits &device,
                                       std::int64_t rows, std::int64_t tokens);

} // namespace retort
