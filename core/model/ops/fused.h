// SPDX-License-Identifier: GPL-3.0-or-later
// Fused, differentiable operations: own loops for float32 on the CPU, ATen's formula elsewhere and as the
// tests' yardstick. Legend: N rows, D hidden, F feed-forward, H heads, K head size, P positions.
#pragma once

#include "core/base/export.h"

#include <torch/types.h>

namespace retort::ops {

RETORT_LEARN_API torch::Tensor rmsNorm(const torch::Tensor &x_ND, const torch::Tensor &weight_D, double eps);
RETORT_LEARN_API torch::Tensor swiglu(const torch::Tensor &gate_NF, const torch::Tensor &up_NF);
// Half-split rotation, as in Hugging Face's Llama; tables are float32 [P, K / 2].
RETORT_LEARN_API torch::Tensor rotate(const torch::Tensor &x_NHK, const torch::Tensor &cos_PK,
                                      const torch::Tensor &sin_PK, const torch::Tensor &positions_N);

// The same by ATen's own operations, differentiated by autograd.
RETORT_LEARN_API torch::Tensor rmsNormPlain(const torch::Tensor &x_ND, const torch::Tensor &weight_D,
                                            double eps);
RETORT_LEARN_API torch::Tensor swigluPlain(const torch::Tensor &gate_NF, const torch::Tensor &up_NF);
RETORT_LEARN_API torch::Tensor rotatePlain(const torch::Tensor &x_NHK, const torch::Tensor &cos_PK,
                                           const torch::Tensor &sin_PK, const torch::Tensor &positions_N);

} // namespace retort::ops
