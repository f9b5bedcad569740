// SPDX-License-Identifier: GPL-3.0-or-later
// Version, licence and the libraries that Retort stands on. GUI thread.
#pragma once

#include <QDialog>

namespace retort {

class AppState;

class AboutDialog final : public QDialog {
    Q_OBJECT

public:
    AboutDialog(AppState &app, QWidget *parent);
};

} // namespace retort
