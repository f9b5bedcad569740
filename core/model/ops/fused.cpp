// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/ops/fused.h"

#include "core/model/ops/cpu_kernels.h"

#include <ATen/Parallel.h>
#include <torch/csrc/autograd/custom_function.h>

namespace retort::ops {

using torch::Tensor;
using torch::autograd::AutogradContext;
using torch::autograd::Function;
using torch::autograd::variable_list;

namespace {

constexpr std::int64_t rowGrain = 128;
constexpr std::int64_t valueGrain = 32'768;

bool ownKernel(const Tensor &x) {
    return x.is_cpu() && x.scalar_type() == at::kFloat;
}

float *out(Tensor &t) {
    return t.mutable_data_ptr<float>();
}
const float *in(const Tensor &t) {
    return t.const_data_ptr<float>();
}

class RmsNorm : public Function<RmsNorm> {
public:
    static Tensor forward(AutogradContext *ctx, const Tensor &x, const Tensor &weight, double eps) {
        const Tensor x_ND = x.contiguous();
        const std::int64_t rows = x_ND.numel() / x_ND.size(-1), size = x_ND.size(-1);
        Tensor y_ND = at::empty_like(x_ND), inverse_N = at::empty({rows}, x.options());
        at::parallel_for(0, rows, rowGrain, [&](std::int64_t a, std::int64_t b) {
            kernels::rmsNormForward(in(x_ND) + a * size, in(weight), out(y_ND) + a * size, out(inverse_N) + a,
                                    b - a, size, float(eps));
        });
        ctx->save_for_backward({x_ND, weight, inverse_N});
        return y_ND;
    }

    static variable_list backward(AutogradContext *ctx, variable_list gradients) {
        const variable_list saved = ctx->get_saved_variables();
        const Tensor &x_ND = saved[0], &weight_D = saved[1], &inverse_N = saved[2];
        const Tensor dy_ND = gradients[0].contiguous();
        const std::int64_t rows = inverse_N.numel(), size = weight_D.numel();
        Tensor dx_ND = at::empty_like(x_ND);
        // Partial sums by fixed pieces of rows: the same bits for any number of threads.
        const std::int64_t pieces = (rows + rowGrain - 1) / rowGrain;
        Tensor partial_PD = at::zeros({pieces, size}, x_ND.options());
        at::parallel_for(0, pieces, 1, [&](std::int64_t a, std::int64_t b) {
            for (std::int64_t p = a; p < b; ++p) {
                const std::int64_t first = p * rowGrain, n = std::min(rowGrain, rows - first);
                kernels::rmsNormBackward(in(dy_ND) + first * size, in(x_ND) + first * size, in(weight_D),
                                         in(inverse_N) + first, out(dx_ND) + first * size,
                                         out(partial_PD) + p * size, n, size);
            }
        });
        return {dx_ND, partial_PD.sum(0), Tensor()};
    }
};

class SwiGlu : public Function<SwiGlu> {
public:
    static Tensor forward(AutogradContext *ctx, const Tensor &gate, const Tensor &up) {
        const Tensor gate_NF = gate.contiguous(), up_NF = up.contiguous();
        Tensor y_NF = at::empty_like(gate_NF);
        at::parallel_for(0, gate_NF.numel(), valueGrain, [&](std::int64_t a, std::int64_t b) {
            kernels::swigluForward(in(gate_NF) + a, in(up_NF) + a, out(y_NF) + a, b - a);
        });
        ctx->save_for_backward({gate_NF, up_NF});
        return y_NF;
    }

    static variable_list backward(AutogradContext *ctx, variable_list gradients) {
        const variable_list saved = ctx->get_saved_variables();
        const Tensor dy_NF = gradients[0].contiguous();
        Tensor dGate_NF = at::empty_like(saved[0]), dUp_NF = at::empty_like(saved[1]);
        at::parallel_for(0, dy_NF.numel(), valueGrain, [&](std::int64_t a, std::int64_t b) {
            kernels::swigluBackward(in(dy_NF) + a, in(saved[0]) + a, in(saved[1]) + a, out(dGate_NF) + a,
                                    out(dUp_NF) + a, b - a);
        });
        return {dGate_NF, dUp_NF};
    }
};

Tensor rotated(const Tensor &x, const Tensor &cos_PK, const Tensor &sin_PK, const Tensor &positions_N,
               float direction) {
    const Tensor x_NHK = x.contiguous();
    Tensor y_NHK = at::empty_like(x_NHK);
    const std::int64_t heads = x_NHK.size(1), headDim = x_NHK.size(2), row = heads * headDim;
    at::parallel_for(0, x_NHK.size(0), rowGrain, [&](std::int64_t a, std::int64_t b) {
        kernels::rotate(in(x_NHK) + a * row, in(cos_PK), in(sin_PK),
                        positions_N.const_data_ptr<std::int64_t>() + a, out(y_NHK) + a * row, b - a, heads,
                        headDim, direction);
    });
    return y_NHK;
}

class Rotate : public Function<Rotate> {
public:
    static Tensor forward(AutogradContext *ctx, const Tensor &x, const Tensor &cos_PK, const Tensor &sin_PK,
                          const Tensor &positions_N) {
        ctx->save_for_backward({cos_PK, sin_PK, positions_N});
        return rotated(x, cos_PK, sin_PK, positions_N, 1.0f);
    }

    static variable_list backward(AutogradContext *ctx, variable_list gradients) {
        const variable_list saved = ctx->get_saved_variables();
        return {rotated(gradients[0], saved[0], saved[1], saved[2], -1.0f), Tensor(), Tensor(), Tensor()};
    }
};

} // namespace

Tensor rmsNormPlain(const Tensor &x_ND, const Tensor &weight_D, double eps) {
    const Tensor wide = x_ND.to(at::kFloat);
    const Tensor normed = wide * at::rsqrt(wide.pow(2).mean(-1, true) + eps);
    return normed.to(x_ND.scalar_type()) * weight_D;
}

Tensor swigluPlain(const Tensor &gate_NF, const Tensor &up_NF) {
    return at::silu(gate_NF) * up_NF;
}

Tensor rotatePlain(const Tensor &x_NHK, const Tensor &cos_PK, const Tensor &sin_PK,
                   const Tensor &positions_N) {
    const std::int64_t half = x_NHK.size(-1) / 2;
    const Tensor cos_N1K = cos_PK.index_select(0, positions_N).unsqueeze(1);
    const Tensor sin_N1K = sin_PK.index_select(0, positions_N).unsqueeze(1);
    const Tensor wide = x_NHK.to(at::kFloat);
    const Tensor a = wide.narrow(-1, 0, half), b = wide.narrow(-1, half, half);
    return at::cat({a * cos_N1K - b * sin_N1K, b * cos_N1K + a * sin_N1K}, -1).to(x_NHK.scalar_type());
}

Tensor rmsNorm(const Tensor &x_ND, const Tensor &weight_D, double eps) {
    return ownKernel(x_ND) ? RmsNorm::apply(x_ND, weight_D, eps) : rmsNormPlain(x_ND, weight_D, eps);
}

Tensor swiglu(const Tensor &gate_NF, const Tensor &up_NF) {
    return ownKernel(gate_NF) ? SwiGlu::apply(gate_NF, up_NF) : swigluPlain(gate_NF, up_NF);
}

Tensor rotate(const Tensor &x_NHK, const Tensor &cos_PK, const Tensor &sin_PK, const Tensor &positions_N) {
    return ownKernel(x_NHK) ? Rotate::apply(x_NHK, cos_PK, sin_PK, positions_N)
                            : rotatePlain(x_NHK, cos_PK, sin_PK, positions_N);
}

} // namespace retort::ops
