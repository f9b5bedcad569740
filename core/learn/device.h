// SPDX-License-Identifier: GPL-3.0-or-later
// The machine's devices by name, how much memory is free and who holds a busy one. Torch-free: /proc for the
// CPU, NVML (opened at run time, part of the driver) for NVIDIA. Any thread; a call takes milliseconds.
#pragma once

#include "core/base/export.h"
#include "core/base/option.h"

#include <cstdint>
#include <string>
#include <vector>

namespace retort {

struct DeviceUser {
    std::int64_t pid = 0;
    std::string program; // "retort-cli train", "python3"; empty: another user's
    std::int64_t memory_B = 0;
};

struct DeviceInfo {
    std::string id;   // "cpu", "cuda:0"
    std::string name; // "AMD EPYC 7B13", "NVIDIA H100 80GB HBM3"
    bool cuda = false;
    int threads = 0;                                  // usable ones of the CPU
    std::int64_t totalMemory_B = 0, freeMemory_B = 0; // of the CPU: MemAvailable, within the cgroup's limit
    std::vector<DeviceUser> users;                    // who holds memory on it (GPU only)
    bool bf16 = false;                                // hardware bf16 worth using
    Text note;                                        // why it cannot be used, if so
    bool usable = true;
};

// What numbers were computed on: kept with runs, checkpoints and evaluations.
struct ComputeInfo {
    std::string device;    // "cpu", "cuda:0"
    std::string name;      // of the device
    std::string precision; // "fp32", "bf16"
    bool operator==(const ComputeInfo &) const = default;
};
// What differs for a run that goes on elsewhere, and whether its numbers stay exactly the same. Empty:
// nothing differs, or it is not known where it was trained.
RETORT_DATA_API Text computeChange(const ComputeInfo &before, const ComputeInfo &now);

RETORT_DATA_API std::vector<DeviceInfo>
listDevices();                             // CPU first, then GPUs in PCI order (as CUDA numbers them for us)
RETORT_DATA_API OptionSpec deviceOption(); // "device"
// "auto" or empty: the GPU with most free memory, else the CPU. Null: this machine has no such device.
RETORT_DATA_API const DeviceInfo *findDevice(const std::vector<DeviceInfo> &devices, const std::string &id);
// "auto" → the freest; else the same id. Throws Error(Device) naming the ones there are.
RETORT_DATA_API std::string resolveDevice(const std::string &id);
RETORT_DATA_API bool nvidiaDriverPresent();
RETORT_DATA_API std::int64_t residentMemory_B();     // of this process
RETORT_DATA_API std::int64_t mappedMemory_B();       // the part of it that maps files: programs, segments
RETORT_DATA_API std::int64_t peakResidentMemory_B(); // VmHWM
// Gives freed memory back to the system and lets the peak begin anew. False where the kernel cannot.
RETORT_DATA_API bool resetPeakResidentMemory();

} // namespace retort
