// SPDX-License-Identifier: GPL-3.0-or-later
// Owns every weight of a student: Hugging Face name, float32 master, trainable flag, group, and the flat
// buffers that the optimizer and the gradient norm work on. Parameters are declared first, then allocated as
// one piece per group; frozen ones lie apart, in no buffer that anything writes to.
#pragma once

#include "core/base/export.h"

#include <cstdint>
#include <deque>
#include <functional>
#include <string>
#include <string_view>
#include <torch/types.h>
#include <vector>

namespace retort {

enum class ParameterGroup : std::uint8_t {
    Decay,  // matrices
    NoDecay // norms and biases
};
inline constexpr int parameterGroupCount = 2;

struct Parameter {
    std::string name; // "model.layers.0.self_attn.q_proj.weight"
    std::vector<std::int64_t> shape;
    ParameterGroup group = ParameterGroup::Decay;
    double initStd = 0; // 0: filled with initValue
    double initValue = 0;
    std::int64_t offset = 0; // of its first value in its flat buffer
    bool trainable = true;   // freeze()
    torch::Tensor master;    // float32 leaf, a view of a flat buffer; .grad is a view of the flat gradients

    // The weight in the number type of the activations. Below float32 the copy is part of the graph, so the
    // gradient arrives in the float32 master.
    torch::Tensor value(at::ScalarType compute) const {
        return compute == at::kFloat ? master : master.to(compute);
    }
};

class RETORT_LEARN_API ParameterStore {
public:
    ParameterStore() = default;
    ParameterStore(const ParameterStore &) = delete;
    ParameterStore &operator=(const ParameterStore &) = delete;

    Parameter *declare(std::string name, std::vector<std::int64_t> shape, ParameterGroup group,
                       double initStd,
                       double initValue = 0); // pointer stays valid
    void allocate(at::Device device);         // once, after the last declare
    // Instead of allocate(): the weights of `other`, which declared the same; gradients are apart.
    void share(const ParameterStore &other);
    // Takes the parameters that `frozen` names out of the flat buffers; weights keep their values. Before
    // replicas, gradients and an optimizer are made.
    void freeze(const std::function<bool(const Parameter &)> &frozen);
    void initialise(std::uint64_t seed); // each parameter from its own stream: order and device do not matter
    void zeroGradients();
    void requireGradients(bool on); // off: for evaluation and chat

    const std::deque<Parameter> &parameters() const { return m_parameters; }
    const Parameter &parameter(std::string_view name) const; // throws Error(NotFound)
    std::int64_t count() const;                              // values, padding left out
    // Of the trainable parameters of a group.
    torch::Tensor flat(ParameterGroup group) const { return m_flat[std::size_t(group)]; }
    torch::Tensor flatGradient(ParameterGroup group) const { return m_gradient[std::size_t(group)]; }
    // The part of a buffer laid out like flat() that belongs to a trainable parameter, in its shape.
    torch::Tensor partOf(const torch::Tensor &flat, const Parameter &parameter) const;

private:
    static constexpr int bufferCount = parameterGroupCount + 1; // the last holds what is frozen
    static int bufferOf(const Parameter &p) { return p.trainable ? int(p.group) : parameterGroupCount; }
    void layOut();
    void bind();
    std::deque<Parameter> m_parameters;
    torch::Tensor m_flat[bufferCount];
    torch::Tensor m_gradient[parameterGroupCount];
};

// A prefix of names within a store: ParameterScope(store, "model.layers.0.").
class ParameterScope {
public:
    ParameterScope(ParameterStore &store, std::string prefix)
        : m_store(&store),
          m_prefix(std::move(prefix)) {}
    ParameterScope inner(const std::string &name) const { return {*m_store, m_prefix + name + "."}; }
    Parameter *matrix(const std::string &name, std::int64_t rows, std::int64_t columns,
                      double initStd) const {
        return m_store->declare(m_prefix + name, {rows, columns}, ParameterGroup::Decay, initStd);
    }
    Parameter *vector(const std::string &name, std::int64_t size, double value) const {
        return m_store->declare(m_prefix + name, {size}, ParameterGroup::NoDecay, 0, value);
    }

private:
    ParameterStore *m_store;
    std::string m_prefix;
};

} // namespace retort
