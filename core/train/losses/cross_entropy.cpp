// SPDX-License-Identifier: GPL-3.0-or-later
// -log softmax(z)[y]; derivative softmax(z) - onehot(y).
#include "core/model/ops/cpu_kernels.h"
#include "core/train/token_loss.h"

#include <ATen/Parallel.h>

namespace retort {

using torch::Tensor;

namespace {

class CrossEntropy : public TokenLoss {
public:
    Tensor value(LossChunk &chunk, bool gradient) const override {
        const at::NoGradGuard noGrad;
        return chunk.logits_CV.is_cpu() ? onCpu(chunk, gradient) : byAten(chunk, gradient);
    }

private:
    static Tensor onCpu(LossChunk &chunk, bool gradient) {
        const std::int64_t rows = chunk.logits_CV.size(0), vocab = chunk.logits_CV.size(1);
        Tensor losses_C = at::empty({rows}, chunk.logits_CV.options());
        auto *logits = chunk.logits_CV.mutable_data_ptr<float>();
        const auto *targets = chunk.targets_C.const_data_ptr<std::int64_t>();
        const auto *scales = chunk.scales_C.const_data_ptr<float>();
        auto *losses = losses_C.mutable_data_ptr<float>();
        at::parallel_for(0, rows, 32, [&](std::int64_t a, std::int64_t b) {
            kernels::crossEntropy(logits + a * vocab, targets + a, gradient ? scales + a : nullptr,
                                  losses + a, b - a, vocab);
        });
        return losses_C.mul_(chunk.scales_C).sum(at::kDouble);
    }

    static Tensor byAten(LossChunk &chunk, bool gradient) {
        const Tensor targets_C1 = chunk.targets_C.unsqueeze(1);
        Tensor logSoftmax_CV = at::log_softmax(chunk.logits_CV, 1);
        const Tensor sum =
            logSoftmax_CV.gather(1, targets_C1).squeeze(1).neg().mul(chunk.scales_C).sum(at::kDouble);
        if (gradient) {
            at::exp_out(chunk.logits_CV, logSoftmax_CV);
            chunk.logits_CV.scatter_add_(1, targets_C1,
                                         at::full_like(targets_C1, -1, chunk.logits_CV.options()));
            chunk.logits_CV.mul_(chunk.scales_C.unsqueeze(1));
        }
        return sum;
    }
};

} // namespace

TokenLossPtr make_cross_entropy_loss(const OptionValues &) {
    return std::make_unique<CrossEntropy>();
}

} // namespace retort
