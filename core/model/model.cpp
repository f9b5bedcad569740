// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/model.h"

#include "core/base/error.h"

#include <algorithm>
#include <numeric>

namespace retort {

using torch::Tensor;

#define RETORT_FAMILY(id) ModelPtr make_##id##_model(const StudentConfig &config, const DeviceTraits &device);
#include "core/learn/families/families.def"
#undef RETORT_FAMILY

namespace {

struct FamilyEntry {
    const char *id;
    ModelPtr (*make)(const StudentConfig &, const DeviceTraits &);
};
constexpr FamilyEntry familyEntries[] = {
#define RETORT_FAMILY(id) {#id, make_##id##_model},
#include "core/learn/families/families.def"
#undef RETORT_FAMILY
};

// Prompts as a batch whose loss rows are their last tokens; `order` tells which prompt became which document.
struct PromptBatch {
    Batch batch;
    std::vector<std::size_t> order;
    std::vector<std::int64_t> lengths; // of each document
};

PromptBatch promptBatch(const std::vector<std::vector<TokenId>> &prompts, const DeviceTraits &device) {
    PromptBatch result;
    result.order.resize(prompts.size());
    std::iota(result.order.begin(), result.order.end(), 0);
    if (device.attention == AttentionKernel::Bucketed) // as makeBatch sorts them
        std::ranges::stable_sort(result.order, [&](std::size_t a, std::size_t b) {
            return prompts[a].size() < prompts[b].size();
        });
    PackedBatch packed;
    packed.offsets.push_back(0);
    for (const std::size_t i : result.order) {
        const std::vector<TokenId> &prompt = prompts[i];
        for (std::size_t t = 0; t < prompt.size(); ++t) {
            packed.ids.push_back(prompt[t]);
            packed.targets.push_back(0);
            packed.lossWeights.push_back(t + 1 == prompt.size() ? 1.0f : 0.0f);
            packed.positions.push_back(std::int32_t(t));
        }
        packed.offsets.push_back(std::int32_t(packed.ids.size()));
        packed.sampleIds.push_back(std::int64_t(i));
        packed.longest = std::max(packed.longest, int(prompt.size()));
        result.lengths.push_back(std::int64_t(prompt.size()));
    }
    result.batch = makeBatch(packed, device);
    return result;
}

} // namespace

ModelPtr makeModel(const StudentConfig &config, const DeviceTraits &device, const ParameterStore *weights) {
    for (const FamilyEntry &e : familyEntries)
        if (config.family == e.id) {
            ModelPtr model = e.make(config, device);
            if (weights)
                model->parameters().share(*weights);
            else
                model->parameters().allocate(device.device);
            return model;
        }
    throw Error(ErrorCode::InvalidArgument, RETORT_TR("core", "There is no family of models “%1”."),
                config.family);
}

void requireStateRoom(const StudentConfig &config, const DeviceTraits &device, std::int64_t rows,
                      std::int64_t tokens) {
    const std::int64_t most = rows
                              * decodeStateBytes(config, std::min(tokens, config.maxPositions),
                                                 int(c10::elementSize(device.compute)));
    requireMemory(device, most + most / 2); // a state that grows holds its old tensors meanwhile
}

Model::Model(StudentConfig config, DeviceTraits device)
    : m_config(std::move(config)),
      m_device(std::move(device)) {
    requireStudent(m_config);
}

Model::~Model() = default;

ModelPtr Model::replica() const {
    return makeModel(m_config, m_device, &m_parameters);
}

Tensor Model::forward(const Batch &batch, Collect *collect) {
    BlockContext context;
    context.positions_N = batch.positions_N;
    context.layout = &batch.layout;
    return run(batch.ids_N, context, nullptr, collect);
}

DecodeState Model::decodeState(std::int64_t rows, std::int64_t capacity) const {
    const StateShape shape{rows, capacity,
                           at::TensorOptions().dtype(m_device.compute).device(m_device.device)};
    return {shape, layerStates(shape)};
}

Tensor Model::prefill(const std::vector<std::vector<TokenId>> &prompts, DecodeState &state,
                      const std::vector<std::int64_t> &rows) {
    const PromptBatch made = promptBatch(prompts, m_device);
    std::vector<std::int64_t> stateRows, back(prompts.size());
    for (std::size_t i = 0; i < made.order.size(); ++i) {
        stateRows.push_back(rows[made.order[i]]);
        back[made.order[i]] = std::int64_t(i);
    }
    BlockContext context;
    context.positions_N = made.batch.positions_N;
    context.layout = &made.batch.layout;
    context.rows = &stateRows;
    context.lengths = &made.lengths;
    const Tensor last_SD =
        run(made.batch.ids_N, context, &state, nullptr).index_select(0, made.batch.lossRows_M);
    for (std::size_t i = 0; i < stateRows.size(); ++i)
        state.setLength(stateRows[i], made.lengths[i]);
    return last_SD.index_select(0, at::tensor(back, at::kLong).to(m_device.device));
}

Tensor Model::step(const Tensor &ids_B, DecodeState &state) {
    std::int64_t longest = 0;
    for (const std::int64_t n : state.lengths())
        longest = std::max(longest, n + 1);
    if (longest > state.capacity())
        state.grow(std::max(longest, std::min(2 * state.capacity(), m_config.maxPositions)));
    BlockContext context;
    context.lengths = &state.lengths();
    context.positions_N = at::tensor(state.lengths(), at::kLong).to(m_device.device);
    const Tensor hidden_BD = run(ids_B, context, &state, nullptr);
    for (std::int64_t row = 0; row < state.rows(); ++row)
        state.setLength(row, state.length(row) + 1);
    return hidden_BD;
}

Tensor Model::logits(const Tensor &hidden_ND) const {
    return at::linear(hidden_ND, head().value(hidden_ND.scalar_type())).to(at::kFloat);
}

} // namespace retort
