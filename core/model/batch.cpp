// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/batch.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace retort {
namespace {

// What one more rectangle costs, in rows: the start of its kernels in each layer, forward and backward.
constexpr std::int64_t bucketPrice = 48;

struct BatchRows {
    std::vector<std::int64_t> ids, positions, lossRows, targets;
    std::vector<float> weights;
};

void appendDocument(const PackedBatch &packed, std::size_t document, std::int64_t paddedLength,
                    BatchRows &rows) {
    const auto begin = std::size_t(packed.offsets[document]), end = std::size_t(packed.offsets[document + 1]);
    const auto first = std::int64_t(rows.ids.size());
    for (std::size_t i = begin; i < end; ++i) {
        rows.ids.push_back(packed.ids[i]);
        rows.positions.push_back(packed.positions[i]);
        if (packed.lossWeights[i] == 0.0f)
            continue;
        rows.lossRows.push_back(first + std::int64_t(i - begin));
        rows.targets.push_back(packed.targets[i]);
        rows.weights.push_back(packed.lossWeights[i]);
    }
    for (std::int64_t i = std::int64_t(end - begin); i < paddedLength; ++i) {
        rows.ids.push_back(0);
        rows.positions.push_back(0);
    }
}

template <typename T>
torch::Tensor toDevice(const std::vector<T> &values, at::ScalarType type, const DeviceTraits &device) {
    const torch::Tensor host = at::from_blob(const_cast<T *>(values.data()), {std::int64_t(values.size())},
                                             at::TensorOptions().dtype(type));
    if (!device.cuda())
        return host.clone();
    return host.pin_memory().to(device.device, /*non_blocking=*/true);
}

} // namespace

std::vector<std::int64_t> chooseBuckets(const std::vector<std::int64_t> &lengths) {
    const std::size_t n = lengths.size();
    std::vector<std::int64_t> best(n + 1, std::numeric_limits<std::int64_t>::max()), from(n + 1, 0);
    best[0] = 0;
    // best[j]: the first j documents; the last bucket holds i … j - 1, all padded to lengths[j - 1].
    for (std::size_t j = 1; j <= n; ++j) {
        for (std::size_t i = 0; i < j; ++i) {
            const std::int64_t cost = best[i] + std::int64_t(j - i) * lengths[j - 1] + bucketPrice;
            if (cost < best[j]) {
                best[j] = cost;
                from[j] = std::int64_t(i);
            }
        }
    }
    std::vector<std::int64_t> sizes;
    for (std::size_t j = n; j > 0; j = std::size_t(from[j]))
        sizes.push_back(std::int64_t(j) - from[j]);
    std::ranges::reverse(sizes);
    return sizes;
}

Batch makeBatch(const PackedBatch &packed, const DeviceTraits &device) {
    Batch batch;
    std::vector<std::size_t> order(packed.documents());
    std::iota(order.begin(), order.end(), 0);
    const auto length = [&](std::size_t d) {
        return std::int64_t(packed.offsets[d + 1] - packed.offsets[d]);
    };
    BatchRows rows;
    batch.layout.kernel = device.attention;
    if (device.attention == AttentionKernel::Bucketed) {
        std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) { return length(a) < length(b); });
        std::vector<std::int64_t> lengths;
        for (const std::size_t d : order)
            lengths.push_back(length(d));
        std::size_t next = 0;
        for (const std::int64_t documents : chooseBuckets(lengths)) {
            const std::int64_t longest = lengths[next + std::size_t(documents) - 1];
            batch.layout.buckets.push_back({std::int64_t(rows.ids.size()), documents, longest});
            for (std::int64_t i = 0; i < documents; ++i)
                appendDocument(packed, order[next++], longest, rows);
        }
    } else {
        for (const std::size_t d : order)
            appendDocument(packed, d, 0, rows);
        batch.layout.offsets_S1 = toDevice(packed.offsets, at::kInt, device);
    }
    for (const std::size_t d : order)
        batch.sampleIds.push_back(packed.sampleIds[d]);
    batch.layout.longest = packed.longest;
    batch.layout.rows = std::int64_t(rows.ids.size());
    batch.weightSum = packed.weightSum;
    batch.ids_N = toDevice(rows.ids, at::kLong, device);
    batch.positions_N = toDevice(rows.positions, at::kLong, device);
    batch.lossRows_M = toDevice(rows.lossRows, at::kLong, device);
    batch.targets_M = toDevice(rows.targets, at::kLong, device);
    batch.weights_M = toDevice(rows.weights, at::kFloat, device);
    return batch;
}

std::vector<std::uint32_t> sortedByLength(const EncodedSet &set, std::vector<std::uint32_t> samples) {
    std::ranges::stable_sort(samples, [&](std::uint32_t a, std::uint32_t b) {
        return set.documentTokens(a) < set.documentTokens(b);
    });
    return samples;
}

std::vector<std::vector<std::uint32_t>>
splitMicroBatches(const EncodedSet &set, const std::vector<std::uint32_t> &samples, std::int64_t tokens) {
    std::vector<std::vector<std::uint32_t>> batches;
    std::int64_t held = 0;
    for (const std::uint32_t sample : sortedByLength(set, samples)) {
        const std::int64_t length = set.documentTokens(sample);
        if (batches.empty() || held + length > tokens) {
            batches.emplace_back();
            held = 0;
        }
        batches.back().push_back(sample);
        held += length;
    }
    return batches;
}

} // namespace retort
