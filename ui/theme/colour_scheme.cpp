// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/colour_scheme.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#include <QFile>

namespace retort {
namespace {

constexpr auto kService = "org.freedesktop.portal.Desktop";
constexpr auto kPath = "/org/freedesktop/portal/desktop";
constexpr auto kInterface = "org.freedesktop.portal.Settings";
constexpr auto kArea = "org.freedesktop.appearance";
constexpr auto kKey = "color-scheme";
constexpr int kTimeout_ms = 2000;

bool saysDark(QVariant value) {
    // Read() wraps the number in one variant more than SettingChanged does.
    while (value.canConvert<QDBusVariant>())
        value = value.value<QDBusVariant>().variant();
    return value.toUInt() == 1;
}

} // namespace

// Without an address libdbus would start a bus of its own (dbus-launch), which takes seconds.
bool hasSessionBus() {
    if (!qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS"))
        return true;
    const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    return !runtime.isEmpty() && QFile::exists(runtime + QStringLiteral("/bus"));
}

ColourScheme::ColourScheme(QObject *parent) : QObject(parent) {}

void ColourScheme::start() {
    if (!hasSessionBus())
        return;
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    bus.connect(kService, kPath, kInterface, QStringLiteral("SettingChanged"), this,
                SLOT(onSettingChanged(QDBusMessage)));
    QDBusMessage ask = QDBusMessage::createMethodCall(kService, kPath, kInterface, QStringLiteral("Read"));
    ask << QString::fromLatin1(kArea) << QString::fromLatin1(kKey);
    auto *watcher = new QDBusPendingCallWatcher(bus.asyncCall(ask, kTimeout_ms), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        const QDBusPendingReply<QDBusVariant> reply = *watcher;
        if (reply.isValid())
            take(saysDark(reply.value().variant()));
        watcher->deleteLater();
    });
}

// The raw message: Qt 6.4 refuses to connect a slot that takes a QDBusVariant.
void ColourScheme::onSettingChanged(const QDBusMessage &message) {
    const QVariantList args = message.arguments();
    if (args.size() == 3 && args[0].toString() == QLatin1String(kArea)
        && args[1].toString() == QLatin1String(kKey))
        take(saysDark(args[2]));
}

void ColourScheme::take(bool dark) {
    if (std::exchange(m_dark, dark) != dark)
        Q_EMIT changed();
}

} // namespace retort
