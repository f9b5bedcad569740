// SPDX-License-Identifier: GPL-3.0-or-later
// Opens the demo project, and makes it first where it is not there yet. GUI thread.
#pragma once

namespace retort {

class AppState;

void openDemoProject(AppState &app);

} // namespace retort
