// SPDX-License-Identifier: GPL-3.0-or-later
// Ctrl+/: every shortcut that works now, by menu and page, on one sheet. GUI thread.
#pragma once

#include "ui/widgets/ask_dialog.h"

namespace retort {

class CheatSheet final : public AskDialog {
    Q_OBJECT

public:
    CheatSheet(const QString &currentPage, QWidget *parent);
};

} // namespace retort
