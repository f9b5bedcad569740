// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/kv_state.h"

namespace retort {

using torch::Tensor;

KvState::KvState(const StateShape &shape, std::int64_t kvHeads, std::int64_t headDim)
    : m_keys_BGPK(at::zeros({shape.rows, kvHeads, shape.capacity, headDim}, shape.options)),
      m_values_BGPK(at::zeros_like(m_keys_BGPK)) {}

void KvState::grow(std::int64_t capacity) {
    for (Tensor *t : {&m_keys_BGPK, &m_values_BGPK}) {
        Tensor wider = at::zeros({t->size(0), t->size(1), capacity, t->size(3)}, t->options());
        wider.narrow(2, 0, t->size(2)).copy_(*t);
        *t = wider;
    }
}

void KvState::addRows(std::int64_t rows) {
    for (Tensor *t : {&m_keys_BGPK, &m_values_BGPK})
        *t = at::cat({*t, at::zeros({rows, t->size(1), t->size(2), t->size(3)}, t->options())}, 0);
}

void KvState::keepRows(const Tensor &rows_B) {
    for (Tensor *t : {&m_keys_BGPK, &m_values_BGPK})
        *t = t->index_select(0, rows_B);
}

} // namespace retort
