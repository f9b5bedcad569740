// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/device_text.h"

#include "ui/jobs/task_center.h"
#include "ui/text.h"
#include "ui/widgets/option_form.h"

#include <QCoreApplication>

namespace retort {
namespace {

struct DeviceWords {
    Q_DECLARE_TR_FUNCTIONS(DeviceWords)
};

const QString dot = QStringLiteral(" · ");

QString holderText(const DeviceUser &user) {
    return DeviceWords::tr("held by %1 (%2)")
        .arg(user.program.empty() ? DeviceWords::tr("another user") : fromUtf8(user.program))
        .arg(user.pid);
}

} // namespace

void readDevices(TaskCenter &jobs, QObject *receiver, std::function<void(std::vector<DeviceInfo>)> done) {
    jobs.preview().start(
        {receiver, DeviceWords::tr("Looking at the devices"),
         QStringLiteral("devices-%1").arg(quintptr(receiver)), true},
        [](JobContext &) { return listDevices(); }, std::move(done));
}

void readDevices(TaskCenter &jobs, OptionForm *form) {
    readDevices(jobs, form, [form](const std::vector<DeviceInfo> &devices) {
        form->field(QStringLiteral("device"))->setChoices(deviceChoices(devices));
    });
}

QString deviceName(const DeviceInfo &device) {
    if (!device.cuda)
        return QStringLiteral("CPU") + dot + DeviceWords::tr("%Ln core(s)", nullptr, device.threads);
    const QString id = fromUtf8(device.id); // cuda:0
    return DeviceWords::tr("GPU %1").arg(id.section(QLatin1Char(':'), 1)) + dot + fromUtf8(device.name);
}

QString deviceFullName(const DeviceInfo &device) {
    return device.cuda ? deviceName(device) : fromUtf8(device.name) + dot + deviceName(device);
}

QString deviceText(const DeviceInfo &device) {
    QStringList parts{deviceName(device)};
    if (!device.usable)
        return (parts << retort::render(device.note)).join(dot);
    parts << DeviceWords::tr("%1 free").arg(formatBytes(device.freeMemory_B));
    for (const DeviceUser &user : device.users)
        parts << holderText(user);
    if (!device.note.empty())
        parts << retort::render(device.note);
    return parts.join(dot);
}

std::vector<FieldChoice> deviceChoices(const std::vector<DeviceInfo> &devices) {
    std::vector<FieldChoice> choices;
    if (const DeviceInfo *freest = findDevice(devices, "auto"))
        choices.push_back(
            {QStringLiteral("auto"),
             DeviceWords::tr("Freest (%1)").arg(freest->cuda ? deviceName(*freest) : QStringLiteral("CPU")),
             deviceText(*freest), true});
    for (const DeviceInfo &device : devices) {
        const QString text = deviceText(device);
        choices.push_back({fromUtf8(device.id), text, text, device.usable});
    }
    return choices;
}

} // namespace retort
