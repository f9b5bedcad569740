// SPDX-License-Identifier: GPL-3.0-or-later
// Every projection of a student: y = x · Wᵀ (+ b). The place where adapters, freezing and low-bit storage
// plug in. Legend: N rows, I inputs of the matrix.
#pragma once

#include "core/model/parameter_store.h"

namespace retort {

class Linear {
public:
    Linear(const ParameterScope &scope, std::int64_t out, std::int64_t in, bool bias, double initStd)
        : m_weight(scope.matrix("weight", out, in, initStd)),
          m_bias(bias ? scope.vector("bias", out, 0) : nullptr) {}

    torch::Tensor forward(const torch::Tensor &x_NI) const {
        const at::ScalarType compute = x_NI.scalar_type();
        return at::linear(x_NI, m_weight->value(compute), m_bias ? m_bias->value(compute) : torch::Tensor());
    }

private:
    Parameter *m_weight;
    Parameter *m_bias;
};

} // namespace retort
