// SPDX-License-Identifier: GPL-3.0-or-later
// The one place that turns document layout and cache lengths into an attention kernel. Causal always; nobody
// else makes a mask. Legend: N rows, H query heads, G key/value heads, K head size, B cache rows.
#pragma once

#include "core/base/export.h"
#include "core/model/batch.h"
#include "core/model/kv_cache.h"

#include <torch/torch.h>

namespace retort {

// Whole documents, differentiable: each attends within itself only.
RETORT_LEARN_API torch::Tensor attendDocuments(const torch::Tensor &q_NHK, const torch::Tensor &k_NGK,
                                               const torch::Tensor &v_NGK, const DocumentLayout &layout);

// One new token per cache row: writes k and v at each row's length and attends to everything up to it.
// Lengths are not advanced (the decoder does, after the last layer).
RETORT_LEARN_API torch::Tensor attendCached(const torch::Tensor &q_BHK, const torch::Tensor &k_BGK,
                                            const torch::Tensor &v_BGK, KvCache &cache, std::size_t layer);

// Copies keys and values of whole prompts into cache rows: document i of the layout to row rows[i].
RETORT_LEARN_API void storePrompts(const torch::Tensor &k_NGK, const torch::Tensor &v_NGK,
                                   const DocumentLayout &layout, KvCache &cache, std::size_t layer,
                                   const std::vector<std::int64_t> &rows,
                                   const std::vector<std::int64_t> &lengths);

// softmax(q·kᵀ/√K + mask)·v with an explicit mask per document: the yardstick of tests.
RETORT_LEARN_API torch::Tensor attendDocumentsPlain(const torch::Tensor &q_NHK, const torch::Tensor &k_NGK,
                                                    const torch::Tensor &v_NGK, const DocumentLayout &layout);

} // namespace retort
