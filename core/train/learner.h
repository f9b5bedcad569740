// SPDX-License-Identifier: GPL-3.0-or-later
// One optimizer step: samples → micro-batches → gradients → AdamW. Knows no files, no project, no clock.
//
//   samples of the step, by length ─┬─ shard 0 ─ micro-batches ─ gradients 0 ─┐
//                                   ├─ shard 1 ─ …             ─ gradients 1 ─┼─ summed in this order ─ AdamW
//                                   └─ shard n                                ┘
//
// On the CPU shards run side by side, one thread each: small operations have no barriers, and because the
// number of shards follows from the settings alone, any number of threads gives the same bits. On a GPU there
// is one shard.
#pragma once

#include "core/base/export.h"
#include "core/codec/packing.h"
#include "core/model/decoder.h"
#include "core/model/work_team.h"
#include "core/train/adamw.h"
#include "core/train/token_loss.h"

#include <functional>
#include <memory>
#include <vector>

namespace retort {

struct LearnerConfig {
    AdamWConfig adamw;
    std::string loss = "cross_entropy";
    OptionValues lossOptions;
    std::int64_t tokensPerStep = 2048;
    std::int64_t microBatchTokens = 0; // 0: automatic
};

class RETORT_LEARN_API Learner {
public:
    Learner(const StudentConfig &student, const DeviceTraits &device, LearnerConfig config);

    // Mean weighted loss of the step, float64 scalar on the device. `border` is called before each
    // micro-batch, on any of the team's threads; what it throws ends the step without changing a weight.
    torch::Tensor step(const EncodedSet &set, const std::vector<std::uint32_t> &samples, double learningRate,
                       WorkTeam &team, const std::function<void()> &border = {});
    // Mean weighted loss over samples, without gradients.
    double evaluate(const EncodedSet &set, const std::vector<std::uint32_t> &samples, WorkTeam &team,
                    const std::function<void()> &border = {});

    Decoder &student() { return *m_students.front(); }
    AdamW &optimizer() { return *m_optimizer; }
    std::size_t shards() const { return m_students.size(); }
    std::int64_t microBatchTokens() const { return m_microBatchTokens; }

private:
    std::vector<std::vector<std::uint32_t>> shardSamples(const EncodedSet &set,
                                                         const std::vector<std::uint32_t> &samples) const;
    void sumGradients(WorkTeam &team);

    LearnerConfig m_config;
    std::int64_t m_microBatchTokens;
    std::vector<std::unique_ptr<Decoder>> m_students; // the first owns the weights
    TokenLossPtr m_loss;
    std::unique_ptr<AdamW> m_optimizer;
};

} // namespace retort
