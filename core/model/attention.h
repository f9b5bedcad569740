// SPDX-License-Identifier: GPL-3.0-or-later
// The one place that turns document layout and row lengths into an attention kernel. Causal always; nobody
// else makes a mask. Legend: N rows, H query heads, G key/value heads, K head size, B rows being decoded.
#pragma once

#include "core/base/export.h"
#include "core/model/batch.h"
#include "core/model/kv_state.h"

#include <torch/types.h>

namespace retort {

// Whole documents, differentiable: each attends within itself only.
RETORT_LEARN_API torch::Tensor attendDocuments(const torch::Tensor &q_NHK, const torch::Tensor &k_NGK,
                                               const torch::Tensor &v_NGK, const DocumentLayout &layout);

// One new token per row: writes k and v at each row's length and attends to everything up to it.
RETORT_LEARN_API torch::Tensor attendCached(const torch::Tensor &q_BHK, const torch::Tensor &k_BGK,
                                            const torch::Tensor &v_BGK, KvState &state,
                                            const std::vector<std::int64_t> &lengths);

// Copies keys and values of whole prompts into rows of the state: document i of the layout to row rows[i].
RETORT_LEARN_API void storePrompts(const torch::Tensor &k_NGK, const torch::Tensor &v_NGK,
                                   const DocumentLayout &layout, KvState &state,
                                   const std::vector<std::int64_t> &rows,
                                   const std::vector<std::int64_t> &lengths);

} // namespace retort
