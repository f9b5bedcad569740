// SPDX-License-Identifier: GPL-3.0-or-later
// A task's progress on a line and, if given, its phase in a label: in sight while it goes. GUI thread.
#pragma once

class QLabel;

namespace retort {

class ProgressLine;
struct Task;

void showProgress(const Task &task, ProgressLine *line, QLabel *phase = nullptr);

} // namespace retort
