// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/learner.h"

#include <algorithm>

namespace retort {

using torch::Tensor;

namespace {

double weightSum(const EncodedSet &set, const std::vector<std::uint32_t> &samples) {
    double sum = 0;
    for (const std::uint32_t s : samples)
        sum += set.weightSum(s);
    return sum;
}

} // namespace

Learner::Learner(const StudentConfig &student, const DeviceTraits &device, LearnerConfig config)
    : m_config(std::move(config)) {
    m_students.push_back(makeModel(student, device)); // checks the student
    const StepShape shape =
        stepShape(student, m_config.tokensPerStep, m_config.microBatchTokens, device.cuda());
    m_microBatchTokens = shape.microBatchTokens;
    if (m_config.frozen)
        m_students.front()->parameters().freeze(m_config.frozen);
    while (std::ssize(m_students) < shape.replicas)
        m_students.push_back(m_students.front()->replica());
    for (const ModelPtr &s : m_students)
        s->parameters().requireGradients(true);
    m_optimizer = std::make_unique<AdamW>(m_students.front()->parameters(), m_config.adamw);
}

// Neighbours in length together; about equal numbers of tokens.
std::vector<std::vector<std::uint32_t>>
Learner::replicaSamples(const EncodedSet &set, const std::vector<std::uint32_t> &samples) const {
    const std::vector<std::uint32_t> sorted = sortedByLength(set, samples);
    std::int64_t total = 0, done = 0;
    for (const std::uint32_t s : sorted)
        total += set.documentTokens(s);
    std::vector<std::vector<std::uint32_t>> replicas(m_students.size());
    for (const std::uint32_t s : sorted) {
        const std::int64_t length = set.documentTokens(s);
        // By where its middle falls.
        const std::int64_t replica =
            (done + length / 2) * std::int64_t(replicas.size()) / std::max<std::int64_t>(total, 1);
        replicas[std::size_t(std::min(replica, std::int64_t(replicas.size()) - 1))].push_back(s);
        done += length;
    }
    return replicas;
}

StepLoss Learner::step(const EncodedSet &set, const std::vector<std::uint32_t> &samples, double learningRate,
                       ThreadPool &pool, const std::function<void()> &beforeMicroBatch) {
    const double normaliser = weightSum(set, samples);
    const std::vector<std::vector<std::uint32_t>> replicas = replicaSamples(set, samples);
    std::vector<Tensor> sums(replicas.size());
    try {
        pool.run(replicas.size(), [&](std::size_t i) {
            Model &student = *m_students[i];
            for (const std::vector<std::uint32_t> &micro :
                 splitMicroBatches(set, replicas[i], m_microBatchTokens)) {
                if (beforeMicroBatch)
                    beforeMicroBatch();
                const Batch batch = makeBatch(packBatch(set, micro), student.device());
                const Tensor sum_L = lossAndBackward(student, batch, m_config.objective, normaliser);
                sums[i] = sums[i].defined() ? sums[i] + sum_L : sum_L;
            }
        });
    } catch (...) {
        for (const ModelPtr &s : m_students)
            s->parameters().zeroGradients();
        throw;
    }
    sumGradients(pool);
    StepLoss loss;
    loss.terms_L = at::zeros({std::ssize(m_config.objective.terms)},
                             at::TensorOptions().dtype(at::kDouble).device(student().device().device));
    for (const Tensor &sum_L : sums)
        if (sum_L.defined())
            loss.terms_L += sum_L;
    loss.total = weighted(m_config.objective, loss.terms_L);
    m_optimizer->step(learningRate, loss.total);
    return loss;
}

void Learner::sumGradients(ThreadPool &pool) {
    if (m_students.size() == 1)
        return;
    const at::NoGradGuard noGrad;
    for (const ParameterGroup group : {ParameterGroup::Decay, ParameterGroup::NoDecay}) {
        const std::int64_t size = m_students.front()->parameters().flat(group).numel();
        const std::int64_t piece = std::max<std::int64_t>(65'536, (size + std::int64_t(pool.size()) - 1)
                                                                      / std::int64_t(pool.size()));
        const std::int64_t pieces = (size + piece - 1) / piece;
        pool.run(std::size_t(pieces), [&](std::size_t p) {
            const at::NoGradGuard noGradHere;
            const std::int64_t first = std::int64_t(p) * piece, n = std::min(piece, size - first);
            Tensor sum = m_students.front()->parameters().flatGradient(group).narrow(0, first, n);
            for (std::size_t s = 1; s < m_students.size(); ++s) {
                Tensor part = m_students[s]->parameters().flatGradient(group).narrow(0, first, n);
                sum.add_(part);
                part.zero_();
            }
        });
    }
}

double Learner::evaluate(const EncodedSet &set, const std::vector<std::uint32_t> &samples, ThreadPool &pool,
                         const std::function<void()> &beforeMicroBatch) {
    const double normaliser = weightSum(set, samples);
    const std::int64_t tokens = std::min<std::int64_t>(m_microBatchTokens, 2048);
    const std::vector<std::vector<std::uint32_t>> batches = splitMicroBatches(set, samples, tokens);
    std::vector<Tensor> sums(batches.size());
    const DeviceTraits &device = student().device();
    const bool parallel = !device.cuda();
    const auto one = [&](std::size_t i) {
        if (beforeMicroBatch)
            beforeMicroBatch();
        sums[i] =
            weighted(m_config.objective, lossOnly(student(), makeBatch(packBatch(set, batches[i]), device),
                                                  m_config.objective, normaliser));
    };
    if (parallel)
        pool.run(batches.size(), one);
    else
        for (std::size_t i = 0; i < batches.size(); ++i)
            one(i);
    double loss = 0;
    for (const Tensor &sum : sums)
        loss += sum.item<double>();
    return loss;
}

} // namespace retort
