// SPDX-License-Identifier: GPL-3.0-or-later
// Flash attention over flat tokens with document offsets (Dao 2023), CUDA only. ATen's operation has no
// derivative of its own. Its signature changed in 2.4 and 2.7: this file is the only one that calls it.
#include <cmath>
#include <torch/torch.h>
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
                          const Tensor &offsets_D1, std::int64_t longest) {
        const double scale = 1.0 / std::sqrt(double(q_NHK.size(2)));
        const auto [out, logSumExp, randomState, unused, debug] = at::_flash_attention_forward(
            q_NHK, k_NGK, v_NGK, offsets_D1, offsets_D1, longest, longest, /*dropout_p=*/0.0,
            /*is_causal=*/true, /*return_debug_mask=*/false, scale);
        ctx->save_for_backward({q_NHK, k_NGK, v_NGK, out, logSumExp, offsets_D1, randomState, unused});
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

} // namespace

Tensor attendVarlen(const Tensor &q_NHK, const Tensor &k_NGK, const Tensor &v_NGK, const Tensor &offsets_D1,
                    std::int64_t longest) {
    return VarlenFlash::apply(q_NHK.contiguous(), k_NGK.contiguous(), v_NGK.contiguous(), offsets_D1,
                              longest);
}

} // namespace retort
