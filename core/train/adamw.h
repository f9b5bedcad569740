// SPDX-License-Identifier: GPL-3.0-or-later
// AdamW (Loshchilov, Hutter 2019) over the flat buffers of trainable parameters: one fused call per group.
// Norm, clip factor, learning rate, step count and the non-finite flag stay on the device; a non-finite step
// changes nothing, and nothing is changed after it.
#pragma once

#include "core/base/export.h"
#include "core/model/parameter_store.h"
#include "core/model/safetensors.h"

#include <torch/types.h>

namespace retort {

struct AdamWConfig {
    double beta1 = 0.9, beta2 = 0.95, eps = 1e-8, weightDecay = 0.1;
    double clipNorm = 1; // 0: never clip
};

class RETORT_LEARN_API AdamW {
public:
    AdamW(ParameterStore &parameters, AdamWConfig config);

    // Uses and then zeroes the gradients. `loss` is the step's loss, looked at for being finite.
    void step(double learningRate, const torch::Tensor &loss);
    torch::Tensor gradientNorm() const { return m_norm; } // of the last step, before clipping; float32 scalar
    torch::Tensor nonFinite() const {
        return m_nonFinite;
    } // 1 from the first non-finite step on; float32 scalar

    // "step", and mean and square of each trainable parameter: "<name>.exp_avg", "<name>.exp_avg_sq".
    NamedTensors state() const;
    void restore(const SafeTensorsReader &reader); // throws Error(Mismatch, NotFound)

private:
    void restoreFlat(const SafeTensorsReader &reader);
    ParameterStore &m_parameters;
    AdamWConfig m_config;
    torch::Tensor m_mean[parameterGroupCount], m_square[parameterGroupCount];
    torch::Tensor m_steps, m_learningRate, m_norm, m_nonFinite;
};

} // namespace retort
