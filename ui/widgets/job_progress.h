// SPDX-License-Identifier: GPL-3.0-or-later
// A JobRequest::onTick that shows the running job's progress on a line and, if given, its phase in a label.
// GUI thread; the widgets must belong to the request's receiver.
#pragma once

#include <functional>

class QLabel;

namespace retort {

class JobRunner;
class ProgressLine;

std::function<void()> showProgressOf(JobRunner &runner, ProgressLine *line, QLabel *phase = nullptr);

} // namespace retort
