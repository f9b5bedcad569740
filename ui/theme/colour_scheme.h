// SPDX-License-Identifier: GPL-3.0-or-later
// What the desktop asks for, light or dark, read from the settings portal over D-Bus (Qt 6.4 has no
// colorScheme). Without a session bus or a portal it stays silent and light. Never blocks; GUI thread.
#pragma once

#include <QObject>

namespace retort {

class ColourScheme final : public QObject {
    Q_OBJECT

public:
    explicit ColourScheme(QObject *parent = nullptr);

    /// Asks the portal once and listens from then on.
    void start();
    bool prefersDark() const { return m_dark; }

Q_SIGNALS:
    void changed();

private:
    void take(bool dark);

    bool m_dark = false;
};

} // namespace retort
