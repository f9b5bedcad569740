// SPDX-License-Identifier: GPL-3.0-or-later
// Samples of a version in batches that are large enough to split over threads and small enough for memory.
#pragma once

#include "core/base/job.h"
#include "core/data/versions/version_store.h"

#include <functional>
#include <optional>
#include <vector>

namespace retort {

struct NumberedSample {
    SampleId id = 0;
    Sample sample;
};
using SampleBatch = std::vector<NumberedSample>;

std::size_t textBytes(const Sample &sample); // of the texts that are encoded

// In id order, with progress under `phase`. Throws Cancelled.
void forEachBatch(const VersionStore &versions, VersionId version, std::optional<Split> split,
                  JobContext &job, const Text &phase, const std::function<void(const SampleBatch &)> &work);

} // namespace retort
