// SPDX-License-Identifier: GPL-3.0-or-later
// The one place that knows what a device can do: number type, attention kernel, memory for a chunk of logits.
// Everything else asks here instead of `if (cuda)`.
#pragma once

#include "core/base/export.h"
#include "core/learn/device.h"
#include "core/learn/student.h"

#include <cstdint>
#include <string>
#include <torch/types.h>

namespace retort {

enum class AttentionKernel {
    Bucketed, // documents of like length right-padded to one rectangle, is_causal, no mask
    Varlen    // flash attention over flat tokens with document offsets (CUDA, 16-bit)
};

struct DeviceTraits {
    std::string id = "cpu"; // as core/learn/device.h spells it
    std::string name;       // "AMD EPYC 7B13"
    at::Device device{at::kCPU};
    at::ScalarType compute = at::kFloat; // of activations; weights keep a float32 master
    AttentionKernel attention = AttentionKernel::Bucketed;
    std::int64_t logitsBytes = lossChunkBytes(false);
    bool cuda() const { return device.is_cuda(); }
    RETORT_LEARN_API ComputeInfo info() const;
};

// `id`: "auto", "cpu", "cuda:0"; `precision`: "auto", "fp32", "bf16". Throws Error(Device, Unsupported,
// InvalidArgument).
RETORT_LEARN_API DeviceTraits openDevice(const std::string &id, const std::string &precision = "auto");
// Threads of this thread's tensor work.
RETORT_LEARN_API void useThreads(int threads);
// The kernel of this device for heads of this size: flash takes multiples of 8 up to 256.
RETORT_LEARN_API AttentionKernel attentionKernel(const DeviceTraits &device, std::int64_t headDim);
// What tensors can still be given; on a GPU with what the allocator keeps for itself.
RETORT_LEARN_API std::int64_t freeMemory_B(const DeviceTraits &device);
// Throws Error(OutOfMemory) with both numbers where less is free.
RETORT_LEARN_API void requireMemory(const DeviceTraits &device, std::int64_t needed_B);

// What work takes on a device: the most held at once since the meter was made, above what was held then. On
// the CPU of the whole process without mapped files, so other work at that time is counted in. One at a time.
class RETORT_LEARN_API MemoryMeter {
public:
    explicit MemoryMeter(const DeviceTraits &device);
    std::int64_t taken_B() const;

private:
    DeviceTraits m_device;
    bool m_peakKnown = true; // else only what is held at the time of asking
    std::int64_t m_before_B = 0;
};
// c10::Error and its kin to Error: OutOfMemory with numbers and advice, Device, else Internal. Call inside a
// catch block.
[[noreturn]] RETORT_LEARN_API void rethrowTorch(const DeviceTraits &device);

} // namespace retort
