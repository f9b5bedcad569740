// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/device.h"

#include "core/base/error.h"
#include "core/base/option_make.h"
#include "core/learn/nvml.h"

#include <algorithm>
#include <fstream>
#include <limits>
#include <malloc.h>
#include <sched.h>
#include <string>
#include <thread>
#include <unistd.h>

namespace retort {
namespace {

// "VmRSS:  1234 kB" of a /proc file, in bytes; -1 when absent.
std::int64_t procField_B(const char *file, std::string_view name) {
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);)
        if (line.starts_with(name) && line.size() > name.size() && line[name.size()] == ':')
            return std::stoll(line.substr(name.size() + 1)) * 1024;
    return -1;
}

std::string cpuModel() {
    std::ifstream in("/proc/cpuinfo");
    for (std::string line; std::getline(in, line);) {
        const std::size_t colon = line.find(": ");
        if ((line.starts_with("model name") || line.starts_with("Model")) && colon != std::string::npos)
            return line.substr(colon + 2);
    }
    return "CPU";
}

int usableThreads() {
    cpu_set_t set;
    CPU_ZERO(&set);
    if (sched_getaffinity(0, sizeof set, &set) == 0)
        return std::max(1, CPU_COUNT(&set));
    return std::max(1, int(std::thread::hardware_concurrency()));
}

bool cpuFlag(std::string_view flag) {
    std::ifstream in("/proc/cpuinfo");
    for (std::string line; std::getline(in, line);)
        if (line.starts_with("flags") || line.starts_with("Features"))
            return (line + " ").find(" " + std::string(flag) + " ") != std::string::npos;
    return false;
}

std::int64_t numberIn(const char *file) {
    std::ifstream in(file);
    std::int64_t value = -1;
    in >> value; // "max" stays -1
    return value;
}

struct Limit {
    std::int64_t total, used;
};
// A container's limit (cgroup v2, then v1), where it is below the machine's memory.
Limit cgroupLimit() {
    std::int64_t total = numberIn("/sys/fs/cgroup/memory.max"),
                 used = numberIn("/sys/fs/cgroup/memory.current");
    if (total < 0) {
        total = numberIn("/sys/fs/cgroup/memory/memory.limit_in_bytes");
        used = numberIn("/sys/fs/cgroup/memory/memory.usage_in_bytes");
    }
    return {total < 0 ? std::numeric_limits<std::int64_t>::max() : total, std::max<std::int64_t>(used, 0)};
}

DeviceInfo cpuDevice() {
    DeviceInfo info;
    info.id = "cpu";
    info.name = cpuModel();
    info.threads = usableThreads();
    const Limit limit = cgroupLimit();
    info.totalMemory_B =
        std::min(std::max<std::int64_t>(procField_B("/proc/meminfo", "MemTotal"), 0), limit.total);
    info.freeMemory_B = std::min(std::max<std::int64_t>(procField_B("/proc/meminfo", "MemAvailable"), 0),
                                 limit.total - std::min(limit.used, limit.total));
    info.bf16 = cpuFlag("avx512_bf16") || cpuFlag("amx_bf16");
    return info;
}

} // namespace

std::vector<DeviceInfo> listDevices() {
    std::vector<DeviceInfo> devices{cpuDevice()};
    for (DeviceInfo &gpu : nvidiaDevices())
        devices.push_back(std::move(gpu));
    return devices;
}

Text computeChange(const ComputeInfo &before, const ComputeInfo &now) {
    if (before == now || before.device.empty())
        return {};
    if (before.name == now.name && before.precision == now.precision)
        return text(
            RETORT_TR("core",
                      "Continues on %1 instead of %2. Both are %3 and compute in %4, so the numbers are "
                      "those of a run that never moved."),
            now.device, before.device, now.name, now.precision);
    return text(
        RETORT_TR("core",
                  "Continues on %1 (%2, %3) instead of %4 (%5, %6). The numbers are close to those of a run "
                  "that never moved, but not exactly the same."),
        now.device, now.name, now.precision, before.device, before.name, before.precision);
}

// "cuda:0" … depend on the machine, so it is a text; the form offers listDevices().
OptionSpec deviceOption() {
    return option_make::textOption("device", "auto", RETORT_TR("core", "Device"),
                                   RETORT_TR("core", "auto takes the GPU with most free memory, or the CPU."))
        .choices({{"auto", RETORT_TR("core", "Freest")}, {"cpu", RETORT_TR("core", "CPU")}});
}

const DeviceInfo *findDevice(const std::vector<DeviceInfo> &devices, const std::string &id) {
    const DeviceInfo *best = nullptr;
    const bool freest = id.empty() || id == "auto";
    for (const DeviceInfo &d : devices) {
        if (!freest && d.id == id)
            return &d;
        if (freest
            && (d.cuda ? d.usable && (!best || !best->cuda || d.freeMemory_B > best->freeMemory_B) : !best))
            best = &d;
    }
    return best;
}

std::string resolveDevice(const std::string &id) {
    if (id == "cpu")
        return id;
    const std::vector<DeviceInfo> devices = listDevices();
    if (const DeviceInfo *found = findDevice(devices, id)) {
        if (!found->usable)
            throw Error(ErrorCode::Device, found->note);
        return found->id;
    }
    std::string names;
    for (const DeviceInfo &d : devices)
        names += (names.empty() ? "" : ", ") + d.id + " (" + d.name + ")";
    throw Error(ErrorCode::Device, RETORT_TR("core", "There is no device “%1” here. There is: %2."), id,
                names);
}

bool nvidiaDriverPresent() {
    return access("/proc/driver/nvidia/version", R_OK) == 0 || access("/dev/nvidiactl", F_OK) == 0;
}

std::int64_t residentMemory_B() {
    return std::max<std::int64_t>(procField_B("/proc/self/status", "VmRSS"), 0);
}
std::int64_t mappedMemory_B() {
    return std::max<std::int64_t>(procField_B("/proc/self/status", "RssFile"), 0);
}
std::int64_t peakResidentMemory_B() {
    return std::max<std::int64_t>(procField_B("/proc/self/status", "VmHWM"), 0);
}

bool resetPeakResidentMemory() {
    ::malloc_trim(0);
    std::ofstream out("/proc/self/clear_refs"); // proc(5): 5 resets VmHWM
    return bool(out << "5" << std::flush);
}

} // namespace retort
