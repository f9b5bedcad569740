// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/desktop.h"

#include "ui/theme/colour_scheme.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QFile>

#include <unistd.h>

namespace retort {
namespace {

bool hasSystemBus() {
    return !qEnvironmentVariableIsEmpty("DBUS_SYSTEM_BUS_ADDRESS")
           || QFile::exists(QStringLiteral("/run/dbus/system_bus_socket"));
}

} // namespace

void Desktop::setAwake(bool awake, const QString &why) {
    if (awake == m_wanted)
        return;
    m_wanted = awake;
    if (!awake) {
        m_hold = QDBusUnixFileDescriptor();
        return;
    }
    if (!hasSystemBus())
        return;
    QDBusMessage ask = QDBusMessage::createMethodCall(
        QStringLiteral("org.freedesktop.login1"), QStringLiteral("/org/freedesktop/login1"),
        QStringLiteral("org.freedesktop.login1.Manager"), QStringLiteral("Inhibit"));
    ask << QStringLiteral("sleep:idle") << QStringLiteral("Retort") << why << QStringLiteral("block");
    auto *watcher = new QDBusPendingCallWatcher(QDBusConnection::systemBus().asyncCall(ask, 2000), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        const QDBusPendingReply<QDBusUnixFileDescriptor> reply = *watcher;
        if (m_wanted && reply.isValid())
            m_hold = reply.value();
        watcher->deleteLater();
    });
}

int Desktop::inheritableHold() const {
    return m_hold.isValid() ? ::dup(m_hold.fileDescriptor()) : -1;
}

void Desktop::notify(const QString &title, const QString &text) {
    if (!hasSessionBus())
        return;
    QDBusMessage call = QDBusMessage::createMethodCall(
        QStringLiteral("org.freedesktop.Notifications"), QStringLiteral("/org/freedesktop/Notifications"),
        QStringLiteral("org.freedesktop.Notifications"), QStringLiteral("Notify"));
    call << QStringLiteral("Retort") << uint(0) << QStringLiteral("retort") << title << text << QStringList()
         << QVariantMap() << int(-1);
    QDBusConnection::sessionBus().asyncCall(call, 2000);
}

} // namespace retort
