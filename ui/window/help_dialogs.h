// SPDX-License-Identifier: GPL-3.0-or-later
// The dialogs of the Help menu. GUI thread.
#pragma once

#include "ui/widgets/ask_dialog.h"

namespace retort {

class AppState;

// Version, licence and the libraries that Retort stands on.
class AboutDialog final : public AskDialog {
    Q_OBJECT

public:
    AboutDialog(AppState &app, QWidget *parent);
};

// Ctrl+/: every shortcut that works now, by menu and page, on one sheet.
class CheatSheet final : public AskDialog {
    Q_OBJECT

public:
    CheatSheet(const QString &currentPage, QWidget *parent);
};

} // namespace retort
