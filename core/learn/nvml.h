// SPDX-License-Identifier: GPL-3.0-or-later
// NVIDIA's management library, opened at run time: what the driver knows of its GPUs without CUDA. Any
// thread.
#pragma once

#include "core/learn/device.h"

#include <string>
#include <string_view>
#include <vector>

namespace retort {

// Empty without a driver. Numbered as CUDA numbers them under CUDA_DEVICE_ORDER=PCI_BUS_ID and
// CUDA_VISIBLE_DEVICES.
std::vector<DeviceInfo> nvidiaDevices();

// Which of `uuids` a process sees, in its order, by the rules of CUDA_VISIBLE_DEVICES: numbers or UUID
// prefixes, the list ends at the first entry that fits none.
RETORT_DATA_API std::vector<std::size_t> visibleDevices(std::string_view environment,
                                                        const std::vector<std::string> &uuids);

} // namespace retort
