// SPDX-License-Identifier: GPL-3.0-or-later
// Keeps a widget up to date with the lists and chosen inputs of the kinds it shows, and only while it is in
// sight: a change meanwhile is made up for by one call when it is shown again. GUI thread.
#pragma once

#include "ui/models/snapshot.h"

#include <functional>

class QWidget;

namespace retort {

class AppState;

// Calls `refresh` once when `widget` is first shown, then after each change of one of `kinds`.
void refreshWhenShown(AppState &app, QWidget *widget, const Kinds &kinds, std::function<void()> refresh);

} // namespace retort
