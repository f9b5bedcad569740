// SPDX-License-Identifier: GPL-3.0-or-later
// Version, licence and the libraries that Retort stands on. GUI thread.
#pragma once

#include "ui/widgets/ask_dialog.h"

namespace retort {

class AppState;

class AboutDialog final : public AskDialog {
    Q_OBJECT

public:
    AboutDialog(AppState &app, QWidget *parent);
};

} // namespace retort
