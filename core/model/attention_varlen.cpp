// SPDX-License-Identifier: GPL-3.0-or-later
// Flash attention over flat tokens with document offsets (Dao 2023). ATen's operation is for CUDA and has no
// derivative of its own. Its signature changed in 2.4 and 2.7: this file is the only one that calls it.
// Elsewhere each document is attended by itself: slow, so no device asks for it, but the layout can be tested
// without a GPU.
#include <cmath>
#include <torch/csrc/autograd/custom_function.h>
#include <torch/types.h>
#include <torch/version.h>

namespace retort {

using torch::Tensor;
using torch::autograd::AutogradContext;
using torch::autograd::Function;
using torch::autograd::variable_list;

namespace {

class VarlenFlash : public Function<VarlenFlash> {
public:
    static Tensor forward(AutogradContext *ctx, const Tensor &q_NHK, const Tensor &k_NGK, const Tensor &v_NGK,
                          const Tensor &offsets_S1, std::int64_t longest) {
        const double scale = 1.0 / std::sqrt(double(q_NHK.size(2)));
        const auto [out, logSumExp, randomState, unused, debug] = at::_flash_attention_forward(
            q_NHK, k_NGK, v_NGK, offsets_S1, offsets_S1, longest, longest, /*dropout_p=*/0.0,
            /*is_causal=*/true, /*return_debug_mask=*/false, scale);
        ctx->save_for_backward({q_NHK, k_NGK, v_NGK, out, logSumExp, offsets_S1, randomState, unused});
        ctx->saved_data["longest"] = longest;
        ctx->saved_data["scale"] = scale;
        return out;
    }

    static variable_list backward(AutogradContext *ctx, variable_list gradients) {
        const variable_list s = ctx->get_saved_variables();
        const std::int64_t longest = ctx->saved_data["longest"].toInt();
        const auto [dq, dk, dv] = at::_flash_attention_backward(
            gradients[0].contiguous(), s[0], s[1], s[2], s[3], s[4], s[5], s[5], longest, longest,
            /*dropout_p=*/0.0, /*is_causal=*/true, s[6], s[7], ctx->saved_data["scale"].toDouble());
        return {dq, dk, dv, Tensor(), Tensor()};
    }
};

Tensor eachDocument(const Tensor &q_NHK, const Tensor &k_NGK, const Tensor &v_NGK, const Tensor &offsets_S1) {
    const auto *offsets = offsets_S1.const_data_ptr<std::int32_t>();
    std::vector<Tensor> parts;
    for (std::int64_t d = 0; d + 1 < offsets_S1.numel(); ++d) {
        const auto heads = [&](const Tensor &x_NHK) {
            return x_NHK.narrow(0, offsets[d], offsets[d + 1] - offsets[d]).transpose(0, 1).unsqueeze(0);
        };
        parts.push_back(at::scaled_dot_product_attention(heads(q_NHK), heads(k_NGK), heads(v_NGK), {}, 0.0,
                                                         /*is_causal=*/true, {}, /*enable_gqa=*/true)
                            .squeeze(0)
                            .transpose(0, 1));
    }
    return at::cat(parts, 0);
}

} // namespace

Tensor attendVarlen(const Tensor &q_NHK, const Tensor &k_NGK, const Tensor &v_NGK, const Tensor &offsets_S1,
                    std::int64_t longest) {
    if (!q_NHK.is_cuda())
        return eachDocument(q_NHK, k_NGK, v_NGK, offsets_S1);
    return VarlenFlash::apply(q_NHK.contiguous(), k_NGK.contiguous(), v_NGK.contiguous(), offsets_S1,
                              longest);
}

} // namespace retort
