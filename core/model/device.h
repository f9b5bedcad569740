// SPDX-License-Identifier: GPL-3.0-or-later
// The one place that knows what a device can do: number type, attention kernel, memory for a chunk of logits.
// Everything else asks here instead of `if (cuda)`.
#pragma once

#include "core/base/export.h"

#include <cstdint>
#include <string>
#include <torch/torch.h>

namespace retort {

enum class AttentionKernel {
    Bucketed, // documents of like length right-padded to one rectangle, is_causal, no mask
    Varlen    // flash attention over flat tokens with document offsets (CUDA, 16-bit)
};

struct DeviceTraits {
    std::string id = "cpu"; // as core/learn/device.h spells it
    at::Device device{at::kCPU};
    at::ScalarType compute = at::kFloat; // of activations; weights keep a float32 master
    AttentionKernel attention = AttentionKernel::Bucketed;
    std::int64_t logitsBytes = 8 << 20; // of one chunk of the loss
    bool cuda() const { return device.is_cuda(); }
};

// `id`: "auto", "cpu", "cuda:0"; `precision`: "auto", "fp32", "bf16". Throws Error(Device, Unsupported,
// InvalidArgument).
RETORT_LEARN_API DeviceTraits openDevice(const std::string &id, const std::string &precision = "auto");
// Threads of this thread's tensor work.
RETORT_LEARN_API void useThreads(int threads);
// Bytes held by tensors: resident memory of the process on the CPU, the allocator's peak on a GPU.
RETORT_LEARN_API std::int64_t peakMemory_B(const DeviceTraits &device);
// c10::Error and its kin to Error: OutOfMemory with numbers and advice, Device, else Internal. Call inside a
// catch block.
[[noreturn]] RETORT_LEARN_API void rethrowTorch(const DeviceTraits &device);

} // namespace retort
