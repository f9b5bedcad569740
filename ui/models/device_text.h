// SPDX-License-Identifier: GPL-3.0-or-later
// A device in words, the same in every list: "CPU · 2 cores · 21 GB free",
// "GPU 0 · NVIDIA H100 · 71 GB free · held by python (1234)", and how the lists come to the window. GUI
// thread.
#pragma once

#include "core/learn/device.h"
#include "ui/widgets/option_field.h"

#include <QString>

#include <functional>
#include <vector>

class QObject;

namespace retort {

class OptionForm;
class TaskCenter;

/// Reads the devices off the GUI thread; `done` gets them unless `receiver` is gone or asks again before.
void readDevices(TaskCenter &jobs, QObject *receiver, std::function<void(std::vector<DeviceInfo>)> done);
/// Into the choices of its field "device".
void readDevices(TaskCenter &jobs, OptionForm *form);

QString deviceName(const DeviceInfo &device);     // without what changes: "GPU 0 · NVIDIA H100"
QString deviceFullName(const DeviceInfo &device); // the CPU by its model: "AMD EPYC 7B13 · CPU · 2 cores"
QString deviceText(const DeviceInfo &device);
/// For a field "device": the freest first, then each device; one that cannot be used is there, but disabled.
std::vector<FieldChoice> deviceChoices(const std::vector<DeviceInfo> &devices);

} // namespace retort
