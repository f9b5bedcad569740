// SPDX-License-Identifier: GPL-3.0-or-later
// -log softmax(z)[y]; derivative softmax(z) - onehot(y). Our own kernel for float32 on the CPU, ATen
// elsewhere.
#include "core/model/ops/cpu_kernels.h"
#include "core/train/loss.h"

#include <ATen/Parallel.h>

namespace retort {

using torch::Tensor;

namespace {

class CrossEntropy : public TokenLoss {
public:
    Tensor add(const LossChunk &chunk, double weight, LogitGradient *gradient) const override {
        const at::NoGradGuard noGrad;
        const bool ownKernel = chunk.logits_CV.is_cpu() && chunk.logits_CV.scalar_type() == at::kFloat;
        return ownKernel ? onCpu(chunk, float(weight), gradient) : byAten(chunk, weight, gradient);
    }

private:
    static Tensor onCpu(const LossChunk &chunk, float weight, LogitGradient *gradient) {
        const std::int64_t rows = chunk.logits_CV.size(0), vocab = chunk.logits_CV.size(1);
        Tensor losses_C = at::empty({rows}, chunk.logits_CV.options());
        const auto *logits = chunk.logits_CV.const_data_ptr<float>();
        const auto *targets = chunk.targets.ids_C.const_data_ptr<std::int64_t>();
        const auto *scales = chunk.scales_C.const_data_ptr<float>();
        auto *losses = losses_C.mutable_data_ptr<float>();
        LogitGradient::Place place{{}, false};
        if (gradient)
            place = gradient->place(chunk.logits_CV);
        float *out = gradient ? place.values_CV.mutable_data_ptr<float>() : nullptr;
        at::parallel_for(0, rows, 32, [&](std::int64_t a, std::int64_t b) {
            kernels::crossEntropy(logits + a * vocab, targets + a, scales + a, weight, losses + a,
                                  out ? out + a * vocab : nullptr, place.add, b - a, vocab);
        });
        return losses_C.mul_(chunk.scales_C).sum(at::kDouble);
    }

    static Tensor byAten(const LossChunk &chunk, double weight, LogitGradient *gradient) {
        const Tensor ids_C1 = chunk.targets.ids_C.unsqueeze(1);
        Tensor logSoftmax_CV = at::log_softmax(chunk.logits_CV, 1);
        const Tensor sum =
            logSoftmax_CV.gather(1, ids_C1).squeeze(1).neg().mul(chunk.scales_C).sum(at::kDouble);
        if (gradient) {
            logSoftmax_CV.exp_();
            logSoftmax_CV.scatter_add_(1, ids_C1, at::full_like(ids_C1, -1, chunk.logits_CV.options()));
            logSoftmax_CV.mul_((chunk.scales_C * weight).unsqueeze(1));
            gradient->add(std::move(logSoftmax_CV));
        }
        return sum;
    }
};

} // namespace

LossPtr make_cross_entropy_loss(const OptionValues &) {
    return std::make_shared<const CrossEntropy>();
}

} // namespace retort
