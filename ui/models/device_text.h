// SPDX-License-Identifier: GPL-3.0-or-later
// A device in words, the same in every list: "CPU · 2 cores · 21 GB free",
// "GPU 0 · NVIDIA H100 · 71 GB free · held by python (1234)". GUI thread.
#pragma once

#include "core/learn/device.h"
#include "ui/widgets/option_field.h"

#include <QString>

#include <vector>

namespace retort {

QString deviceName(const DeviceInfo &device);     // without what changes: "GPU 0 · NVIDIA H100"
QString deviceFullName(const DeviceInfo &device); // the CPU by its model: "AMD EPYC 7B13 · CPU · 2 cores"
QString deviceText(const DeviceInfo &device);
/// For a field "device": the freest first, then each device; one that cannot be used is there, but disabled.
std::vector<FieldChoice> deviceChoices(const std::vector<DeviceInfo> &devices);
/// The device that this value of the field means; null when there is none such.
const DeviceInfo *chosenDevice(const std::vector<DeviceInfo> &devices, const std::string &id);

} // namespace retort
