// SPDX-License-Identifier: GPL-3.0-or-later
// Keys and values of earlier tokens of one attention layer. Legend: B rows, G key/value heads, P positions, K
// head size.
#pragma once

#include "core/model/layer_state.h"

namespace retort {

class RETORT_LEARN_API KvState : public LayerState {
public:
    KvState(const StateShape &shape, std::int64_t kvHeads, std::int64_t headDim);
    void grow(std::int64_t capacity) override;
    void keepRows(const torch::Tensor &rows_B) override;
    void addRows(std::int64_t rows) override;

    const torch::Tensor &keys_BGPK() const { return m_keys_BGPK; }
    const torch::Tensor &values_BGPK() const { return m_values_BGPK; }

private:
    torch::Tensor m_keys_BGPK, m_values_BGPK;
};

} // namespace retort
