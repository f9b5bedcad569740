// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/nvml.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <dlfcn.h>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace retort {
namespace {

// The part of nvml.h that is used; its binary interface is stable by NVIDIA's promise.
using NvmlDevice = void *;
struct NvmlMemory {
    unsigned long long total, free, used;
};
struct NvmlProcess { // nvmlProcessInfo_t of the _v3 calls
    unsigned int pid;
    unsigned long long usedGpuMemory;
    unsigned int gpuInstanceId, computeInstanceId;
};

class Nvml {
public:
    Nvml() : m_library(dlopen("libnvidia-ml.so.1", RTLD_NOW | RTLD_LOCAL)) {
        m_ready = m_library && bind(init, "nvmlInit_v2") && bind(shutdown, "nvmlShutdown")
                  && bind(count, "nvmlDeviceGetCount_v2") && bind(handle, "nvmlDeviceGetHandleByIndex_v2")
                  && bind(name, "nvmlDeviceGetName") && bind(uuid, "nvmlDeviceGetUUID")
                  && bind(memory, "nvmlDeviceGetMemoryInfo") && init() == 0;
        if (!m_ready)
            return;
        bind(capability, "nvmlDeviceGetCudaComputeCapability");
        bind(processes, "nvmlDeviceGetComputeRunningProcesses_v3");
    }
    ~Nvml() {
        if (m_ready)
            shutdown();
        if (m_library)
            dlclose(m_library);
    }
    Nvml(const Nvml &) = delete;
    Nvml &operator=(const Nvml &) = delete;
    bool ready() const { return m_ready; }

    int (*init)() = nullptr;
    int (*shutdown)() = nullptr;
    int (*count)(unsigned int *) = nullptr;
    int (*handle)(unsigned int, NvmlDevice *) = nullptr;
    int (*name)(NvmlDevice, char *, unsigned int) = nullptr;
    int (*uuid)(NvmlDevice, char *, unsigned int) = nullptr;
    int (*memory)(NvmlDevice, NvmlMemory *) = nullptr;
    int (*capability)(NvmlDevice, int *, int *) = nullptr;
    int (*processes)(NvmlDevice, unsigned int *, NvmlProcess *) = nullptr;

private:
    template <typename F>
    bool bind(F &function, const char *symbol) {
        function = reinterpret_cast<F>(dlsym(m_library, symbol));
        return function != nullptr;
    }
    void *m_library = nullptr;
    bool m_ready = false;
};

// "retort-cli train": the program and its first argument, without paths and options.
std::string programOf(std::int64_t pid) {
    std::ifstream file("/proc/" + std::to_string(pid) + "/cmdline", std::ios::binary);
    std::string program, argument;
    std::getline(file, program, '\0');
    std::getline(file, argument, '\0');
    program = std::filesystem::path(program).filename().string();
    if (!program.empty() && !argument.empty() && argument.front() != '-')
        program += " " + std::filesystem::path(argument).filename().string();
    return program;
}

std::vector<DeviceUser> usersOf(const Nvml &nvml, NvmlDevice device) {
    std::vector<NvmlProcess> found(64);
    auto n = static_cast<unsigned int>(found.size());
    if (!nvml.processes || nvml.processes(device, &n, found.data()) != 0)
        return {};
    std::vector<DeviceUser> users;
    for (unsigned int i = 0; i < n; ++i) {
        const bool unknown = found[i].usedGpuMemory == ~0ull;
        users.push_back(
            {found[i].pid, programOf(found[i].pid), unknown ? 0 : std::int64_t(found[i].usedGpuMemory)});
    }
    return users;
}

DeviceInfo describe(const Nvml &nvml, NvmlDevice device, std::size_t index) {
    DeviceInfo info;
    info.id = "cuda:" + std::to_string(index);
    info.cuda = true;
    char name[96] = "";
    nvml.name(device, name, sizeof name);
    info.name = name;
    NvmlMemory memory{};
    if (nvml.memory(device, &memory) == 0) {
        info.totalMemory_B = std::int64_t(memory.total);
        info.freeMemory_B = std::int64_t(memory.free);
    }
    int major = 0, minor = 0;
    if (nvml.capability && nvml.capability(device, &major, &minor) == 0)
        info.bf16 = major >= 8;
    info.users = usersOf(nvml, device);
    return info;
}

bool parseIndex(std::string_view word, std::size_t &index) {
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), index);
    return error == std::errc() && end == word.data() + word.size();
}

} // namespace

std::vector<std::size_t> visibleDevices(std::string_view environment, const std::vector<std::string> &uuids) {
    std::vector<std::size_t> visible;
    std::stringstream words{std::string(environment)};
    for (std::string word; std::getline(words, word, ',');) {
        std::erase(word, ' ');
        std::size_t index = uuids.size();
        if (!parseIndex(word, index)) {
            const auto fits = [&](const std::string &uuid) {
                return !word.empty() && uuid.starts_with(word);
            };
            index = std::size_t(std::ranges::find_if(uuids, fits) - uuids.begin());
        }
        if (index >= uuids.size() || std::ranges::find(visible, index) != visible.end())
            break;
        visible.push_back(index);
    }
    return visible;
}

std::vector<DeviceInfo> nvidiaDevices() {
    const Nvml nvml;
    unsigned int n = 0;
    if (!nvml.ready() || nvml.count(&n) != 0)
        return {};
    std::vector<NvmlDevice> handles;
    std::vector<std::string> uuids;
    for (unsigned int i = 0; i < n; ++i) {
        NvmlDevice device = nullptr;
        char uuid[96] = "";
        if (nvml.handle(i, &device) != 0)
            continue;
        nvml.uuid(device, uuid, sizeof uuid);
        handles.push_back(device);
        uuids.push_back(uuid);
    }
    std::vector<std::size_t> order(handles.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = i;
    if (const char *environment = std::getenv("CUDA_VISIBLE_DEVICES"))
        order = visibleDevices(environment, uuids);
    std::vector<DeviceInfo> devices;
    for (const std::size_t i : order)
        devices.push_back(describe(nvml, handles[i], devices.size()));
    return devices;
}

} // namespace retort
