// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/adamw.h"

namespace retort {

using torch::Tensor;

namespace {

constexpr ParameterGroup groups[] = {ParameterGroup::Decay, ParameterGroup::NoDecay};

} // namespace

AdamW::AdamW(ParameterStore &parameters, AdamWConfig config) : m_parameters(parameters), m_config(config) {
    for (const ParameterGroup group : groups) {
        const Tensor flat = parameters.flat(group);
        m_mean[int(group)] = at::zeros_like(flat);
        m_square[int(group)] = at::zeros_like(flat);
    }
    const auto options = parameters.flat(ParameterGroup::Decay).options();
    m_steps = at::zeros({}, options);
    m_learningRate = at::zeros({}, options);
    m_norm = at::zeros({}, options);
    m_nonFinite = at::zeros({}, options);
}

void AdamW::step(double learningRate, const Tensor &loss) {
    const at::NoGradGuard noGrad;
    Tensor squares = at::zeros_like(m_norm);
    for (const ParameterGroup group : groups)
        if (m_parameters.flat(group).numel() > 0)
            squares += m_parameters.flatGradient(group).square().sum();
    m_norm = squares.sqrt();
    const Tensor bad =
        at::logical_not(at::logical_and(at::isfinite(m_norm), at::isfinite(loss))).to(at::kFloat);
    m_nonFinite = at::maximum(m_nonFinite, bad);
    // The fused call divides gradients by this.
    const Tensor shrink =
        m_config.clipNorm > 0 ? (m_norm / m_config.clipNorm).clamp_min(1.0) : at::ones_like(m_norm);
    m_learningRate.fill_(learningRate);
    m_steps += 1.0 - m_nonFinite;
    for (const ParameterGroup group : groups) {
        const int g = int(group);
        if (m_parameters.flat(group).numel() == 0)
            continue;
        at::_fused_adamw_({m_parameters.flat(group)}, {m_parameters.flatGradient(group)}, {m_mean[g]},
                          {m_square[g]}, {}, {m_steps}, m_learningRate, m_config.beta1, m_config.beta2,
                          group == ParameterGroup::Decay ? m_config.weightDecay : 0.0, m_config.eps,
                          /*amsgrad=*/false,
                          /*maximize=*/false, shrink, m_nonFinite);
    }
    m_parameters.zeroGradients();
}

NamedTensors AdamW::state() const {
    NamedTensors tensors{{"step", m_steps}};
    for (const Parameter &p : m_parameters.parameters()) {
        if (!p.trainable)
            continue;
        tensors.emplace_back(p.name + ".exp_avg", m_parameters.partOf(m_mean[int(p.group)], p));
        tensors.emplace_back(p.name + ".exp_avg_sq", m_parameters.partOf(m_square[int(p.group)], p));
    }
    return tensors;
}

void AdamW::restore(const SafeTensorsReader &reader) {
    if (reader.contains("decay.exp_avg"))
        return restoreFlat(reader);
    for (const auto &[name, tensor] : state())
        reader.readInto(name, tensor);
}

// Checkpoints of earlier versions hold each group's buffer as one piece; nothing was frozen then.
void AdamW::restoreFlat(const SafeTensorsReader &reader) {
    for (const auto &[group, name] :
         {std::pair{ParameterGroup::Decay, std::string("decay")}, {ParameterGroup::NoDecay, "no_decay"}}) {
        reader.readInto(name + ".exp_avg", m_mean[int(group)]);
        reader.readInto(name + ".exp_avg_sq", m_square[int(group)]);
    }
    reader.readInto("decay.step", m_steps);
}

} // namespace retort
