// SPDX-License-Identifier: GPL-3.0-or-later
// The student as a network: embedding, layers, final norm, head. It returns final hidden states and its head,
// never logits: those exist in chunks only, where the loss or the sampler makes them. One thread at a time.
// Legend: N rows, D hidden, V vocabulary, B cache rows.
#pragma once

#include "core/base/export.h"
#include "core/learn/student.h"
#include "core/model/batch.h"
#include "core/model/block.h"
#include "core/model/kv_cache.h"
#include "core/model/parameter_store.h"

#include <memory>
#include <torch/torch.h>
#include <vector>

namespace retort {

class RETORT_LEARN_API Decoder {
public:
    // Allocates on the device; weights are zero until initialise() or a checkpoint fills them. Throws
    // Error(InvalidArgument) for a student that checkStudent() refuses.
    Decoder(StudentConfig student, DeviceTraits device);
    // A second network on the same weights with gradients of its own, for another thread.
    std::unique_ptr<Decoder> replica() const;
    ~Decoder();
    Decoder(const Decoder &) = delete;
    Decoder &operator=(const Decoder &) = delete;

    const StudentConfig &student() const { return m_student; }
    const DeviceTraits &device() const { return m_device; } // with the attention that the head size allows
    ParameterStore &parameters() { return m_parameters; }
    const ParameterStore &parameters() const { return m_parameters; }
    void initialise(std::uint64_t seed) { m_parameters.initialise(seed); }

    // Whole documents. Differentiable unless a NoGradGuard stands.
    torch::Tensor forward(const Batch &batch, Collect *collect = nullptr);
    // Prompts into cache rows: returns the hidden state of each prompt's last token, [documents, D].
    torch::Tensor prefill(const std::vector<std::vector<TokenId>> &prompts, KvCache &cache,
                          const std::vector<std::int64_t> &rows);
    // One more token per cache row; advances the lengths of all rows.
    torch::Tensor step(const torch::Tensor &ids_B, KvCache &cache);

    const Parameter &head() const { return *m_head; }           // [V, D]; the embedding when tied
    torch::Tensor logits(const torch::Tensor &hidden_ND) const; // for samplers and tests; float32

private:
    Decoder(StudentConfig student, DeviceTraits device, const ParameterStore *weights);
    torch::Tensor run(const torch::Tensor &ids_N, BlockContext &context, Collect *collect = nullptr);

    struct Layer {
        BlockPtr attentionNorm, attention, feedForwardNorm, feedForward;
    };
    StudentConfig m_student;
    DeviceTraits m_device;
    ParameterStore m_parameters;
    Parameter *m_embedding = nullptr;
    std::vector<Layer> m_layers;
    BlockPtr m_finalNorm;
    Parameter *m_head = nullptr;
};

} // namespace retort
