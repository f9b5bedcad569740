// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tokenize/sample_batches.h"

namespace retort {
namespace {
// About 20 ms of encoding per thread, so that a cancel is noticed in time.
constexpr std::size_t batchSamples = 512;
constexpr std::size_t batchBytesPerThread = 32 * 1024;
} // namespace

std::size_t textBytes(const Sample &sample) {
    return sample.system.size() + sample.question.size() + sample.reasoning.size() + sample.answer.size();
}

void forEachBatch(const VersionStore &versions, VersionId version, std::optional<Split> split,
                  JobContext &job, const Text &phase, const std::function<void(const SampleBatch &)> &work) {
    const auto total = std::uint64_t(versions.rowCount(version, split));
    const std::size_t batchBytes = batchBytesPerThread * std::size_t(job.threads());
    std::uint64_t done = 0;
    std::size_t bytes = 0;
    SampleBatch batch;
    const auto flush = [&] {
        work(batch);
        done += batch.size();
        batch.clear();
        bytes = 0;
        job.progress(done, total, phase);
    };
    job.progress(0, total, phase);
    versions.forEachSample(version, split, job, [&](SampleId id, const Sample &sample) {
        batch.push_back({id, sample});
        bytes += textBytes(sample);
        if (batch.size() >= batchSamples || bytes >= batchBytes)
            flush();
        return !job.cancelled();
    });
    job.checkCancelled();
    if (!batch.empty())
        flush();
    job.checkCancelled();
}

} // namespace retort
