// SPDX-License-Identifier: GPL-3.0-or-later
// What the desktop asks for, light or dark, read from the settings portal over D-Bus (Qt 6.4 has no
// colorScheme). Without a session bus or a portal it stays silent and light. Never blocks; GUI thread.
#pragma once

#include <QObject>

class QDBusMessage;

namespace retort {

bool hasSessionBus(); // asked before the first question to it

class ColourScheme final : public QObject {
    Q_OBJECT

public:
    explicit ColourScheme(QObject *parent = nullptr);

    /// Asks the portal once and listens from then on.
    void start();
    bool prefersDark() const { return m_dark; }

Q_SIGNALS:
    void changed();

private Q_SLOTS:
    void onSettingChanged(const QDBusMessage &message); // D-Bus connects by the text of the signature

private:
    void take(bool dark);

    bool m_dark = false;
};

} // namespace retort
