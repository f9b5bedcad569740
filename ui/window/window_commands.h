// SPDX-License-Identifier: GPL-3.0-or-later
// What the window's own rows of the action table do. GUI thread.
#pragma once

namespace retort {

class AppState;
class MainWindow;

void bindWindowCommands(MainWindow &window, AppState &app);

} // namespace retort
