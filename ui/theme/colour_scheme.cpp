// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/colour_scheme.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QFile>

namespace retort {
namespace {

constexpr auto kService = "org.freedesktop.portal.Desktop";
constexpr auto kPath = "/org/freedesktop/portal/desktop";
constexpr auto kInterface = "org.freedesktop.portal.Settings";
constexpr auto kArea = "org.freedesktop.appearance";
constexpr auto kKey = "color-scheme";

// Without an address libdbus would start a bus of its own (dbus-launch), which takes seconds and helps
// nobody.
bool hasSessionBus() {
    if (!qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS"))
        return true;
    const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    return !runtime.isEmpty() && QFile::exists(runtime + QStringLiteral("/bus"));
}

} // namespace

ColourScheme::ColourScheme(QObject *parent) : QObject(parent) {}

void ColourScheme::start() {
    if (!hasSessionBus())
        return;
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    bus.connect(kService, kPath, kInterface, QStringLiteral("SettingChanged"), this,
                SLOT(onSettingChanged(QString, QString, QDBusVariant)));
    QDBusMessage ask = QDBusMessage::createMethodCall(kService, kPath, kInterface, QStringLiteral("Read"));
    ask << QString::fromLatin1(kArea) << QString::fromLatin1(kKey);
    auto *watcher = new QDBusPendingCallWatcher(bus.asyncCall(ask, 2000), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        const QDBusPendingReply<QDBusVariant> reply = *watcher;
        if (reply.isValid())
            take(reply.value().variant());
        watcher->deleteLater();
    });
}

void ColourScheme::onSettingChanged(const QString &area, const QString &key, const QDBusVariant &value) {
    if (area == QLatin1String(kArea) && key == QLatin1String(kKey))
        take(value.variant());
}

void ColourScheme::take(QVariant value) {
    // Read() wraps the number in one variant more than SettingChanged does.
    if (value.canConvert<QDBusVariant>())
        value = value.value<QDBusVariant>().variant();
    const bool dark = value.toUInt() == 1;
    if (dark == m_dark)
        return;
    m_dark = dark;
    Q_EMIT changed();
}

} // namespace retort
