// SPDX-License-Identifier: GPL-3.0-or-later
// Float32 loops of the fused operations, over a range of rows; the callers split rows over threads. Compiled
// once for AVX2 and once for any x86-64, chosen at start. They know no tensors.
#pragma once

#include <cstdint>

namespace retort::kernels {

// y = x / sqrt(mean(x²) + eps) · weight, row by row; keeps 1 / rms.
void rmsNormForward(const float *x, const float *weight, float *y, float *inverseRms, std::int64_t rows,
                    std::int64_t size, float eps);
// dx, and dWeight added to.
void rmsNormBackward(const float *dy, const float *x, const float *weight, const float *inverseRms, float *dx,
                     float *dWeight, std::int64_t rows, std::int64_t size);

// y = silu(gate) · up.
void swigluForward(const float *gate, const float *up, float *y, std::int64_t n);
void swigluBackward(const float *dy, const float *gate, const float *up, float *dGate, float *dUp,
                    std::int64_t n);

// Rotates the pairs (i, i + half) of each head of each row by the angles of the row; direction -1 rotates
// back.
void rotate(const float *x, const float *cos, const float *sin, const std::int64_t *positions, float *y,
            std::int64_t rows, std::int64_t heads, std::int64_t headDim, float direction);

// Cross-entropy of each row of logits with its target: losses[r] = log Σ exp(z) - z[target]. Unless
// `gradient` is null, weight · scales[r] · (softmax(z) - onehot) is written there, or added to what is there.
void crossEntropy(const float *logits, const std::int64_t *targets, const float *scales, float weight,
                  float *losses, float *gradient, bool add, std::int64_t rows, std::int64_t vocab);

// Attention of one new token: out = softmax(q · Kᵀ · scale) · V over `length` keys of one head; scores is
// scratch.
void attendOne(const float *q, const float *keys, const float *values, std::int64_t length,
               std::int64_t headDim, float scale, float *scores, float *out);

} // namespace retort::kernels
