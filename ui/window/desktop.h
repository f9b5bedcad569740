// SPDX-License-Identifier: GPL-3.0-or-later
// What Retort asks of the desktop over D-Bus: not to suspend while a run trains (logind), and a notification
// when it ends. Without a bus both stay silent. Never blocks; GUI thread.
#pragma once

#include <QDBusUnixFileDescriptor>
#include <QObject>

namespace retort {

class Desktop final : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;
    void setAwake(bool awake, const QString &why);
    // A copy of the hold that a program started now inherits and keeps while it lives; close it after the
    // start. -1: the system is not held awake.
    int inheritableHold() const;
    void notify(const QString &title, const QString &text);

private:
    bool m_wanted = false;
    QDBusUnixFileDescriptor m_hold; // closing it lets the system sleep again
};

} // namespace retort
