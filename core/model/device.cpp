// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/device.h"

#include "core/base/error.h"

#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <c10/core/CachingDeviceAllocator.h>
#include <new>

namespace retort {
namespace {

bool isOutOfMemory(const std::string &what) {
    for (const char *sign : {"out of memory", "DefaultCPUAllocator: can't allocate memory",
                             "not enough memory", "CUDNN_STATUS_NOT_SUPPORTED", "CUBLAS_STATUS_ALLOC_FAILED"})
        if (what.find(sign) != std::string::npos)
            return true;
    return false;
}

c10::CachingDeviceAllocator::Stat allocatedOn(const DeviceTraits &device) {
    return at::getDeviceAllocator(at::kCUDA)
        ->getDeviceStats(device.device.index())
        .allocated_bytes[0]; // AGGREGATE
}

std::int64_t ownMemory_B() {
    return residentMemory_B() - mappedMemory_B();
}

std::string firstLine(const std::string &what) {
    return what.substr(0, what.find('\n'));
}

} // namespace

ComputeInfo DeviceTraits::info() const {
    return {id, name, compute == at::kBFloat16 ? "bf16" : "fp32"};
}

DeviceTraits openDevice(const std::string &id, const std::string &precision) {
    DeviceTraits traits;
    traits.id = resolveDevice(id);
    if (precision != "auto" && precision != "fp32" && precision != "bf16")
        throw Error(ErrorCode::InvalidArgument, RETORT_TR("core", "There is no precision “%1”."), precision);
    const std::vector<DeviceInfo> devices = listDevices();
    const DeviceInfo *info = findDevice(devices, traits.id);
    traits.name = info ? info->name : "";
    if (traits.id == "cpu") {
        if (precision == "bf16")
            throw Error(
                ErrorCode::Unsupported,
                RETORT_TR("core", "The CPU computes bf16 far slower than fp32: choose fp32 or automatic."));
        return traits;
    }
    if (!at::globalContext().hasCUDA())
        throw Error(ErrorCode::Device,
                    RETORT_TR("core", "“%1” cannot be used: CUDA did not start. See the log for the reason."),
                    traits.id);
    traits.device = at::Device(traits.id);
    const bool bf16 = precision == "bf16" || (precision == "auto" && info && info->bf16);
    if (precision == "bf16" && info && !info->bf16)
        throw Error(ErrorCode::Unsupported, RETORT_TR("core", "%1 has no bf16: choose fp32 or automatic."),
                    info->name);
    traits.compute = bf16 ? at::kBFloat16 : at::kFloat;
    traits.attention = bf16 ? AttentionKernel::Varlen : AttentionKernel::Bucketed;
    traits.logitsBytes = lossChunkBytes(true);
    at::globalContext().setAllowTF32CuBLAS(true);
    return traits;
}

void useThreads(int threads) {
    at::set_num_threads(std::max(1, threads));
}

AttentionKernel attentionKernel(const DeviceTraits &device, std::int64_t headDim) {
    const bool flash = headDim % 8 == 0 && headDim <= 256;
    return flash ? device.attention : AttentionKernel::Bucketed;
}

std::int64_t freeMemory_B(const DeviceTraits &device) {
    const std::vector<DeviceInfo> devices = listDevices();
    const DeviceInfo *info = findDevice(devices, device.id);
    const std::int64_t free = info ? info->freeMemory_B : 0;
    if (!device.cuda())
        return free;
    at::globalContext().lazyInitDevice(at::kCUDA);
    const auto stats = at::getDeviceAllocator(at::kCUDA)->getDeviceStats(device.device.index());
    return free + stats.reserved_bytes[0].current - stats.allocated_bytes[0].current;
}

void requireMemory(const DeviceTraits &device, std::int64_t needed_B) {
    constexpr std::int64_t MiB = 1 << 20;
    if (const std::int64_t free_B = freeMemory_B(device); needed_B > free_B)
        throw Error(ErrorCode::OutOfMemory,
                    RETORT_TR("core",
                              "This may take %1 MiB on %2, where %3 MiB are free. Choose a shorter longest "
                              "answer or fewer questions at once, or pause the training."),
                    needed_B / MiB, device.id, free_B / MiB);
}

MemoryMeter::MemoryMeter(const DeviceTraits &device) : m_device(device) {
    if (device.cuda()) {
        at::globalContext().lazyInitDevice(at::kCUDA);
        at::getDeviceAllocator(at::kCUDA)->resetPeakStats(device.device.index());
        m_before_B = allocatedOn(device).current;
        return;
    }
    m_peakKnown = resetPeakResidentMemory();
    m_before_B = ownMemory_B();
}

std::int64_t MemoryMeter::taken_B() const {
    if (m_device.cuda())
        return allocatedOn(m_device).peak - m_before_B;
    // Files are mapped more and more, so at the peak it was at most what it is now.
    const std::int64_t held = m_peakKnown ? peakResidentMemory_B() - mappedMemory_B() : ownMemory_B();
    return std::max<std::int64_t>(held - m_before_B, 0);
}

void rethrowTorch(const DeviceTraits &device) {
    try {
        throw;
    } catch (const Error &) {
        throw;
    } catch (const Cancelled &) {
        throw;
    } catch (const std::exception &e) {
        const bool bare = dynamic_cast<const std::bad_alloc *>(&e) != nullptr;
        if (bare || isOutOfMemory(e.what()))
            throw Error(ErrorCode::OutOfMemory,
                        RETORT_TR("core",
                                  "Not enough memory on %1 (%2). Choose a smaller micro-batch, a shorter "
                                  "longest sample or a smaller student."),
                        device.id, firstLine(e.what()));
        if (device.cuda() && std::string(e.what()).find("CUDA") != std::string::npos)
            throw Error(ErrorCode::Device,
                        RETORT_TR("core", "The device %1 failed: %2. Restart Retort and resume the run."),
                        device.id, firstLine(e.what()));
        throw Error(ErrorCode::Internal, RETORT_TR("core", "LibTorch failed: %1"), firstLine(e.what()));
    }
}

} // namespace retort
