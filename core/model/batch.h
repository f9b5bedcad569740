// SPDX-License-Identifier: GPL-3.0-or-later
// One micro-batch as tensors: documents end to end, never a mask. Legend: N rows, S documents, M rows that
// bear loss.
#pragma once

#include "core/base/export.h"
#include "core/codec/packing.h"
#include "core/model/device.h"

#include <cstdint>
#include <torch/types.h>
#include <vector>

namespace retort {

// Documents of like length as one rectangle of rows: firstRow … firstRow + documents · length.
struct Bucket {
    std::int64_t firstRow = 0, documents = 0, length = 0;
};

// Where documents lie among the rows. Bucketed: buckets, whose short documents end in padding rows (weight
// 0). Varlen: offsets, without padding.
struct DocumentLayout {
    AttentionKernel kernel = AttentionKernel::Bucketed;
    std::vector<Bucket> buckets;
    torch::Tensor offsets_S1; // int32 cu_seqlens on the device (Varlen)
    std::int64_t longest = 0;
    std::int64_t rows = 0;
};

// A stored teacher's distribution for each loss row; undefined: none. E classes of a row, the same number for
// all.
struct SoftTargets {
    torch::Tensor ids_ME;      // int64
    torch::Tensor logProbs_ME; // float32
    torch::Tensor tailMass_M;  // float32: of all classes that are not listed
};

struct Batch {
    torch::Tensor ids_N;       // int64
    torch::Tensor positions_N; // int64
    torch::Tensor lossRows_M;  // int64, ascending
    torch::Tensor targets_M;   // int64
    torch::Tensor weights_M;   // float32
    SoftTargets soft;
    DocumentLayout layout;
    std::vector<std::int64_t> sampleIds; // by document, in the order of the rows
    double weightSum = 0;
};

// By length, so that rectangles of neighbours have little padding.
RETORT_LEARN_API std::vector<std::uint32_t> sortedByLength(const EncodedSet &set,
                                                           std::vector<std::uint32_t> samples);
RETORT_LEARN_API Batch makeBatch(const PackedBatch &packed, const DeviceTraits &device);
// Groups of ascending lengths that cost least: padding rows plus a fixed price per bucket (dynamic
// programming). Returns the number of documents of each bucket.
RETORT_LEARN_API std::vector<std::int64_t> chooseBuckets(const std::vector<std::int64_t> &ascendingLengths);
// Samples of one optimizer step → micro-batches of at most `tokens` rows, documents of like length together.
// A sample longer than that gets a micro-batch of its own.
RETORT_LEARN_API std::vector<std::vector<std::uint32_t>>
splitMicroBatches(const EncodedSet &set, const std::vector<std::uint32_t> &samples, std::int64_t tokens);

} // namespace retort
