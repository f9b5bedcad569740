// SPDX-License-Identifier: GPL-3.0-or-later
// Legend: N rows, M loss rows, C rows of a chunk, D hidden, V vocabulary, L terms.
#include "core/train/loss_driver.h"

#include <algorithm>

#include <torch/csrc/autograd/autograd.h>

namespace retort {

using torch::Tensor;

namespace {

// Final hidden states of the loss rows, and their logits chunk by chunk in memory that is used again.
class ChunkedLogits {
public:
    ChunkedLogits(const Model &model, Tensor hidden_MD)
        : m_hidden_MD(std::move(hidden_MD)),
          m_head_VD(model.head().value(model.device().compute).detach()) {}

    Tensor hidden_CD(std::int64_t first, std::int64_t rows) const {
        return m_hidden_MD.narrow(0, first, rows);
    }
    // float32; overwritten by the next call.
    Tensor logits_CV(std::int64_t first, std::int64_t rows) {
        const Tensor hidden = hidden_CD(first, rows);
        if (hidden.scalar_type() != at::kFloat)
            return at::linear(hidden, m_head_VD).to(at::kFloat);
        if (!m_buffer_CV.defined())
            m_buffer_CV = at::empty({rows, m_head_VD.size(0)}, hidden.options());
        Tensor logits = m_buffer_CV.narrow(0, 0, rows);
        return at::mm_out(logits, hidden, m_head_VD.t());
    }
    const Tensor &head_VD() const { return m_head_VD; }

private:
    Tensor m_hidden_MD, m_head_VD, m_buffer_CV;
};

// The token losses of one micro-batch.
class TokenLosses {
public:
    TokenLosses(const Model &student, const Batch &batch, const Objective &objective, const Tensor &hidden_MD,
                double normaliser)
        : m_batch(batch),
          m_objective(objective),
          m_student(student, hidden_MD.detach()),
          m_scales_M(batch.weights_M / normaliser),
          m_step(lossChunkRows(student.device().logitsBytes, student.config().vocabSize)),
          m_headGradient_VD(student.head().master.grad()) {}

    void useTeacher(const Tensor &hidden_MD) { m_teacher.emplace(*m_objective.teacher, hidden_MD); }

    // Adds the terms' values to values_L and, where dHidden_MD is defined, fills it and adds to the head's
    // gradient.
    void run(Tensor values_L, Tensor dHidden_MD) {
        const bool any = std::ranges::any_of(m_objective.terms, [](const LossTerm &term) {
            return std::holds_alternative<std::shared_ptr<const TokenLoss>>(term.loss);
        });
        if (!any) { // logits cost most of a step
            if (dHidden_MD.defined())
                dHidden_MD.zero_();
            return;
        }
        const std::int64_t rows = m_scales_M.size(0);
        for (std::int64_t first = 0; first < rows; first += m_step) {
            const std::int64_t n = std::min(m_step, rows - first);
            const LossChunk chunk{m_student.logits_CV(first, n), targets(first, n),
                                  m_scales_M.narrow(0, first, n)};
            LogitGradient gradient(m_gradientBuffer_CV);
            for (std::size_t i = 0; i < m_objective.terms.size(); ++i) {
                const LossTerm &term = m_objective.terms[i];
                if (const auto *loss = std::get_if<std::shared_ptr<const TokenLoss>>(&term.loss))
                    values_L[std::int64_t(i)] +=
                        (*loss)->add(chunk, term.weight, dHidden_MD.defined() ? &gradient : nullptr);
            }
            if (dHidden_MD.defined())
                backward(gradient, m_student.hidden_CD(first, n), dHidden_MD.narrow(0, first, n));
        }
    }

private:
    TargetView targets(std::int64_t first, std::int64_t n) {
        TargetView view;
        view.ids_C = m_batch.targets_M.narrow(0, first, n);
        if (m_teacher)
            view.teacher_CV = m_teacher->logits_CV(first, n);
        if (const SoftTargets &soft = m_batch.soft; soft.ids_ME.defined()) {
            view.topIds_CE = soft.ids_ME.narrow(0, first, n);
            view.topLogProbs_CE = soft.logProbs_ME.narrow(0, first, n);
            view.tailMass_C = soft.tailMass_M.narrow(0, first, n);
        }
        return view;
    }

    void backward(const LogitGradient &gradient, const Tensor &hidden_CD, Tensor dHidden_CD) {
        if (!gradient.sum_CV().defined()) {
            dHidden_CD.zero_();
            return;
        }
        const Tensor dLogits_CV = gradient.sum_CV().to(hidden_CD.scalar_type());
        at::mm_out(dHidden_CD, dLogits_CV, m_student.head_VD());
        if (!m_headGradient_VD.defined()) // frozen
            return;
        if (hidden_CD.scalar_type() == at::kFloat)
            m_headGradient_VD.addmm_(dLogits_CV.t(), hidden_CD);
        else
            m_headGradient_VD.add_(at::mm(dLogits_CV.t(), hidden_CD));
    }

    const Batch &m_batch;
    const Objective &m_objective;
    ChunkedLogits m_student;
    std::optional<ChunkedLogits> m_teacher;
    Tensor m_scales_M;
    std::int64_t m_step;
    Tensor m_headGradient_VD, m_gradientBuffer_CV;
};

// The state losses: their differentiable values with the index of the term.
struct StateValues {
    std::vector<std::int64_t> terms;
    std::vector<Tensor> values;
};

Collect asked(const Objective &objective) {
    Collect collect;
    for (const LossTerm &term : objective.terms)
        if (const auto *loss = std::get_if<std::shared_ptr<const StateLoss>>(&term.loss))
            (*loss)->ask(collect);
    return collect;
}

StateValues stateValues(const Batch &batch, const Objective &objective, const Collect &student,
                        const Collect &teacher, double normaliser) {
    StateValues states;
    for (std::size_t i = 0; i < objective.terms.size(); ++i) {
        const auto *loss = std::get_if<std::shared_ptr<const StateLoss>>(&objective.terms[i].loss);
        if (!loss)
            continue;
        states.terms.push_back(std::int64_t(i));
        states.values.push_back((*loss)->value(batch, student, teacher, normaliser));
    }
    return states;
}

Tensor lossOf(Model &student, const Batch &batch, const Objective &objective, double normaliser,
              bool gradient) {
    Collect collect = asked(objective), teacherCollect = collect;
    const Tensor hidden_MD = student.forward(batch, &collect).index_select(0, batch.lossRows_M);
    Tensor teacherHidden_MD;
    if (objective.teacher) {
        const at::NoGradGuard noGrad;
        teacherHidden_MD =
            objective.teacher->forward(batch, &teacherCollect).index_select(0, batch.lossRows_M);
    }
    const StateValues states = stateValues(batch, objective, collect, teacherCollect, normaliser);
    Tensor values_L = at::zeros({std::ssize(objective.terms)}, batch.weights_M.options().dtype(at::kDouble));
    Tensor dHidden_MD;
    {
        const at::NoGradGuard noGrad;
        if (gradient)
            dHidden_MD = at::empty_like(hidden_MD);
        TokenLosses losses(student, batch, objective, hidden_MD, normaliser);
        if (objective.teacher)
            losses.useTeacher(teacherHidden_MD);
        losses.run(values_L, dHidden_MD);
        for (std::size_t i = 0; i < states.terms.size(); ++i)
            values_L[states.terms[i]] += states.values[i];
    }
    if (!gradient)
        return values_L;
    std::vector<Tensor> roots, gradients;
    const auto addRoot = [&](const Tensor &root, const Tensor &d) {
        if (root.requires_grad()) {
            roots.push_back(root);
            gradients.push_back(d);
        }
    };
    addRoot(hidden_MD, dHidden_MD);
    for (std::size_t i = 0; i < states.terms.size(); ++i)
        addRoot(states.values[i],
                at::full_like(states.values[i], objective.terms[std::size_t(states.terms[i])].weight));
    if (!roots.empty())
        torch::autograd::backward(roots, gradients);
    return values_L;
}

} // namespace

Tensor lossAndBackward(Model &student, const Batch &batch, const Objective &objective, double normaliser) {
    return lossOf(student, batch, objective, normaliser, true);
}

Tensor lossOnly(Model &student, const Batch &batch, const Objective &objective, double normaliser) {
    const at::NoGradGuard noGrad;
    return lossOf(student, batch, objective, normaliser, false);
}

Tensor weighted(const Objective &objective, const Tensor &values_L) {
    std::vector<double> weights;
    for (const LossTerm &term : objective.terms)
        weights.push_back(term.weight);
    return values_L.dot(at::tensor(weights, at::kDouble).to(values_L.device()));
}

} // namespace retort
