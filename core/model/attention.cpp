// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/attention.h"

#include "core/model/ops/cpu_kernels.h"

#include <ATen/Parallel.h>
#include <cmath>

namespace retort {

using torch::Tensor;

Tensor attendVarlen(const Tensor &q_NHK, const Tensor &k_NGK, const Tensor &v_NGK, const Tensor &offsets_S1,
                    std::int64_t longest); // attention_varlen.cpp

namespace {

// [rows of a bucket, H, K] → [documents, H, length, K], a view.
Tensor rectangle(const Tensor &x_NHK, const Bucket &b) {
    return x_NHK.narrow(0, b.firstRow, b.documents * b.length)
        .view({b.documents, b.length, x_NHK.size(1), x_NHK.size(2)})
        .transpose(1, 2);
}

Tensor repeatHeads(const Tensor &x_NGK, std::int64_t heads) {
    const std::int64_t groups = x_NGK.size(1);
    if (groups == heads)
        return x_NGK;
    return x_NGK.unsqueeze(2)
        .expand({x_NGK.size(0), groups, heads / groups, x_NGK.size(2)})
        .reshape({x_NGK.size(0), heads, x_NGK.size(2)});
}

Tensor attendBuckets(const Tensor &q_NHK, const Tensor &k_NHK, const Tensor &v_NHK,
                     const DocumentLayout &layout) {
    std::vector<Tensor> parts;
    for (const Bucket &b : layout.buckets) {
        const Tensor out_SHTK = at::scaled_dot_product_attention(
            rectangle(q_NHK, b), rectangle(k_NHK, b), rectangle(v_NHK, b), {}, 0.0, /*is_causal=*/true);
        parts.push_back(
            out_SHTK.transpose(1, 2).reshape({b.documents * b.length, q_NHK.size(1), q_NHK.size(2)}));
    }
    return parts.size() == 1 ? parts.front() : at::cat(parts, 0);
}

// Row by row, head by head on the CPU: keys are read once for all query heads that share them.
Tensor attendCachedCpu(const Tensor &q, const KvState &state, const std::vector<std::int64_t> &lengths) {
    const Tensor q_BHK = q.contiguous();
    const Tensor &keys = state.keys_BGPK(), &values = state.values_BGPK();
    Tensor out_BHK = at::empty_like(q_BHK);
    const std::int64_t heads = q_BHK.size(1), size = q_BHK.size(2), groups = keys.size(1),
                       capacity = keys.size(2);
    const std::int64_t share = heads / groups;
    const float scale = 1.0f / std::sqrt(float(size));
    const float *in = q_BHK.const_data_ptr<float>(), *k = keys.const_data_ptr<float>(),
                *v = values.const_data_ptr<float>();
    float *out = out_BHK.mutable_data_ptr<float>();
    at::parallel_for(0, q_BHK.size(0) * groups, 16, [&](std::int64_t a, std::int64_t b) {
        std::vector<float> scores(static_cast<std::size_t>(capacity));
        for (std::int64_t i = a; i < b; ++i) {
            const std::int64_t row = i / groups, length = lengths[std::size_t(row)] + 1;
            for (std::int64_t h = 0; h < share; ++h) {
                const std::int64_t at = (row * heads + (i % groups) * share + h) * size;
                kernels::attendOne(in + at, k + i * capacity * size, v + i * capacity * size, length, size,
                                   scale, scores.data(), out + at);
            }
        }
    });
    return out_BHK;
}

Tensor attendCachedMasked(const Tensor &q_BHK, const KvState &state,
                          const std::vector<std::int64_t> &lengths) {
    std::int64_t longest = 0;
    for (const std::int64_t n : lengths)
        longest = std::max(longest, n + 1);
    const Tensor lengths_B = at::tensor(lengths, at::kLong).to(q_BHK.device());
    const Tensor places_P = at::arange(longest, lengths_B.options());
    const Tensor seen_B11P = (places_P.unsqueeze(0) <= lengths_B.unsqueeze(1)).unsqueeze(1).unsqueeze(1);
    return at::scaled_dot_product_attention(q_BHK.unsqueeze(2), state.keys_BGPK().narrow(2, 0, longest),
                                            state.values_BGPK().narrow(2, 0, longest), seen_B11P, 0.0, false,
                                            {}, true)
        .squeeze(2);
}

} // namespace

Tensor attendDocuments(const Tensor &q_NHK, const Tensor &k_NGK, const Tensor &v_NGK,
                       const DocumentLayout &layout) {
    if (layout.kernel == AttentionKernel::Varlen)
        return attendVarlen(q_NHK, k_NGK, v_NGK, layout.offsets_S1, layout.longest);
    const std::int64_t heads = q_NHK.size(1);
    return attendBuckets(q_NHK, repeatHeads(k_NGK, heads), repeatHeads(v_NGK, heads), layout);
}

Tensor attendCached(const Tensor &q_BHK, const Tensor &k_BGK, const Tensor &v_BGK, KvState &state,
                    const std::vector<std::int64_t> &lengths) {
    const Tensor &keys = state.keys_BGPK(), &values = state.values_BGPK();
    const auto rows = std::ssize(lengths);
    if (q_BHK.is_cpu() && q_BHK.scalar_type() == at::kFloat) {
        const Tensor k = k_BGK.contiguous(), v = v_BGK.contiguous();
        const std::int64_t groups = keys.size(1), capacity = keys.size(2), size = keys.size(3);
        for (std::int64_t i = 0; i < rows * groups; ++i) {
            const std::int64_t to = (i * capacity + lengths[std::size_t(i / groups)]) * size;
            std::copy_n(k.const_data_ptr<float>() + i * size, size, keys.mutable_data_ptr<float>() + to);
            std::copy_n(v.const_data_ptr<float>() + i * size, size, values.mutable_data_ptr<float>() + to);
        }
        return attendCachedCpu(q_BHK, state, lengths);
    }
    const Tensor rows_B = at::arange(rows, at::TensorOptions().dtype(at::kLong).device(q_BHK.device()));
    const Tensor lengths_B = at::tensor(lengths, at::kLong).to(q_BHK.device());
    // Rows of a [B, P, G, K] view: index both B and P at once.
    keys.transpose(1, 2).index_put_({rows_B, lengths_B}, k_BGK);
    values.transpose(1, 2).index_put_({rows_B, lengths_B}, v_BGK);
    return attendCachedMasked(q_BHK, state, lengths);
}

void storePrompts(const Tensor &k_NGK, const Tensor &v_NGK, const DocumentLayout &layout, KvState &state,
                  const std::vector<std::int64_t> &rows, const std::vector<std::int64_t> &lengths) {
    std::int64_t first = 0;
    std::size_t document = 0;
    const auto store = [&](std::int64_t stride) {
        const std::int64_t length = lengths[document], row = rows[document];
        state.keys_BGPK()[row].narrow(1, 0, length).copy_(k_NGK.narrow(0, first, length).transpose(0, 1));
        state.values_BGPK()[row].narrow(1, 0, length).copy_(v_NGK.narrow(0, first, length).transpose(0, 1));
        first += stride;
        ++document;
    };
    if (layout.kernel == AttentionKernel::Varlen) {
        while (document < rows.size())
            store(lengths[document]);
        return;
    }
    for (const Bucket &b : layout.buckets)
        for (std::int64_t i = 0; i < b.documents; ++i)
            store(b.length);
}

} // namespace retort
