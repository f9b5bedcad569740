// SPDX-License-Identifier: GPL-3.0-or-later
// One optimizer step: samples → micro-batches → gradients → AdamW. Knows no files, no project, no clock.
//
//   samples, by length ─┬─ replica 0 ─ micro-batches ─ gradients 0 ─┐
//                       ├─ replica 1 ─ …             ─ gradients 1 ─┼─ summed in this order ─ AdamW
//                       └─ replica n                                ┘
//
// On the CPU replicas run side by side, one thread each: small operations have no barriers, and because the
// number of replicas follows from the settings alone, any number of threads gives the same bits. On a GPU
// there is one replica.
#pragma once

#include "core/base/export.h"
#include "core/codec/packing.h"
#include "core/model/model.h"
#include "core/model/thread_pool.h"
#include "core/train/adamw.h"
#include "core/train/loss_driver.h"

#include <functional>
#include <memory>
#include <vector>

namespace retort {

struct LearnerConfig {
    AdamWConfig adamw;
    Objective objective;
    std::function<bool(const Parameter &)> frozen; // weights that never move; empty: none
    std::int64_t tokensPerStep = 2048;
    std::int64_t microBatchTokens = 0; // 0: automatic
};

// Mean weighted loss over the samples, float64 on the device.
struct StepLoss {
    torch::Tensor total;   // scalar: Σ weight · term
    torch::Tensor terms_L; // each term without its weight, in the order of the objective
};

class RETORT_LEARN_API Learner {
public:
    Learner(const StudentConfig &student, const DeviceTraits &device, LearnerConfig config);

    // `beforeMicroBatch` is called on any of the pool's threads; what it throws ends the step without
    // changing a weight.
    StepLoss step(const EncodedSet &set, const std::vector<std::uint32_t> &samples, double learningRate,
                  ThreadPool &pool, const std::function<void()> &beforeMicroBatch = {});
    // The total loss over samples, without gradients.
    double evaluate(const EncodedSet &set, const std::vector<std::uint32_t> &samples, ThreadPool &pool,
                    const std::function<void()> &beforeMicroBatch = {});

    const Objective &objective() const { return m_config.objective; }
    Model &student() { return *m_students.front(); }
    AdamW &optimizer() { return *m_optimizer; }

private:
    std::vector<std::vector<std::uint32_t>> replicaSamples(const EncodedSet &set,
                                                           const std::vector<std::uint32_t> &samples) const;
    void sumGradients(ThreadPool &pool);

    LearnerConfig m_config;
    std::int64_t m_microBatchTokens = 0;
    std::vector<ModelPtr> m_students; // the first owns the weights
    std::unique_ptr<AdamW> m_optimizer;
};

} // namespace retort
