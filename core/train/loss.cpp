// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/loss.h"

#include "core/base/error.h"

namespace retort {

using torch::Tensor;

#define RETORT_LOSS(id) LossPtr make_##id##_loss(const OptionValues &options);
#include "core/learn/losses/losses.def"
#undef RETORT_LOSS

namespace {

struct LossEntry {
    const char *id;
    LossPtr (*make)(const OptionValues &);
};
constexpr LossEntry lossEntries[] = {
#define RETORT_LOSS(id) {#id, make_##id##_loss},
#include "core/learn/losses/losses.def"
#undef RETORT_LOSS
};

} // namespace

TokenLoss::~TokenLoss() = default;
StateLoss::~StateLoss() = default;

LogitGradient::Place LogitGradient::place(const Tensor &logits_CV) {
    if (m_sum_CV.defined())
        return {m_sum_CV, true};
    if (!m_buffer_CV.defined() || m_buffer_CV.size(0) < logits_CV.size(0))
        m_buffer_CV = at::empty_like(logits_CV);
    m_sum_CV = m_buffer_CV.narrow(0, 0, logits_CV.size(0));
    return {m_sum_CV, false};
}

void LogitGradient::add(Tensor gradient_CV) {
    if (m_sum_CV.defined())
        m_sum_CV.add_(gradient_CV);
    else
        m_sum_CV = std::move(gradient_CV);
}

LossTerm makeLossTerm(const std::string &id, double weight, const OptionValues &options) {
    for (const LossEntry &e : lossEntries)
        if (id == e.id)
            return {id, weight, e.make(options)};
    throw Error(ErrorCode::InvalidArgument, RETORT_TR("core", "There is no loss “%1”."), id);
}

} // namespace retort
