// SPDX-License-Identifier: GPL-3.0-or-later
// SIGTERM, SIGINT and SIGHUP as a Qt signal, so that logging out or `kill` closes as the window does: run
// stopped and saved, session written. The second one ends the process at once. One object per process; GUI
// thread.
#pragma once

#include <QObject>

namespace retort {

class QuitSignals final : public QObject {
    Q_OBJECT

public:
    explicit QuitSignals(QObject *parent = nullptr);
    ~QuitSignals() override;

Q_SIGNALS:
    void asked();
};

} // namespace retort
