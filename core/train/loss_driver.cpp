// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/loss_driver.h"

#include <algorithm>

namespace retort {

using torch::Tensor;

namespace {

std::int64_t chunkRows(const Decoder &student) {
    const std::int64_t bytesPerRow = student.student().vocabSize * 4;
    return std::max<std::int64_t>(32, student.device().logitsBytes / bytesPerRow);
}

class Walk {
public:
    Walk(Decoder &student, const Batch &batch, const TokenLoss &loss, double normaliser)
        : m_student(student),
          m_batch(batch),
          m_loss(loss),
          m_scales_M(batch.weights_M / normaliser),
          m_weight_VD(student.head().value(student.device().compute).detach()),
          m_sum(at::zeros({}, m_scales_M.options().dtype(at::kDouble))) {}

    // Calls each(chunk of hidden states, d(logits)) with gradients, after the chunk's loss was added.
    template <typename Each>
    Tensor run(const Tensor &hidden_MD, bool gradient, const Each &each) {
        const std::int64_t rows = hidden_MD.size(0), step = chunkRows(m_student);
        for (std::int64_t first = 0; first < rows; first += step) {
            const std::int64_t n = std::min(step, rows - first);
            const Tensor hidden_CD = hidden_MD.narrow(0, first, n);
            LossChunk chunk{at::linear(hidden_CD, m_weight_VD).to(at::kFloat),
                            m_batch.targets_M.narrow(0, first, n), m_scales_M.narrow(0, first, n)};
            m_sum.add_(m_loss.value(chunk, gradient));
            if (gradient)
                each(first, hidden_CD, chunk.logits_CV.to(hidden_CD.scalar_type()));
        }
        return m_sum;
    }
    const Tensor &weight_VD() const { return m_weight_VD; }

private:
    Decoder &m_student;
    const Batch &m_batch;
    const TokenLoss &m_loss;
    Tensor m_scales_M, m_weight_VD, m_sum;
};

void addProduct(Tensor gradient_VD, const Tensor &dLogits_CV, const Tensor &hidden_CD) {
    if (hidden_CD.scalar_type() == at::kFloat)
        gradient_VD.addmm_(dLogits_CV.t(), hidden_CD);
    else
        gradient_VD.add_(at::mm(dLogits_CV.t(), hidden_CD));
}

} // namespace

Tensor lossAndBackward(Decoder &student, const Batch &batch, const TokenLoss &loss, double normaliser) {
    const Tensor hidden_MD = student.forward(batch).index_select(0, batch.lossRows_M);
    Tensor dHidden_MD;
    Tensor sum;
    {
        const at::NoGradGuard noGrad;
        Walk walk(student, batch, loss, normaliser);
        dHidden_MD = at::empty_like(hidden_MD);
        const Tensor headGradient = student.head().master.grad();
        sum = walk.run(hidden_MD.detach(), true,
                       [&](std::int64_t first, const Tensor &hidden_CD, const Tensor &dLogits_CV) {
                           Tensor part = dHidden_MD.narrow(0, first, hidden_CD.size(0));
                           at::mm_out(part, dLogits_CV, walk.weight_VD());
                           if (headGradient.defined())
                               addProduct(headGradient, dLogits_CV, hidden_CD);
                       });
    }
    if (hidden_MD.requires_grad())
        torch::autograd::backward({hidden_MD}, {dHidden_MD});
    return sum;
}

Tensor lossOnly(Decoder &student, const Batch &batch, const TokenLoss &loss, double normaliser) {
    const at::NoGradGuard noGrad;
    const Tensor hidden_MD = student.forward(batch).index_select(0, batch.lossRows_M);
    Walk walk(student, batch, loss, normaliser);
    return walk.run(hidden_MD, false, [](std::int64_t, const Tensor &, const Tensor &) {});
}

} // namespace retort
