// SPDX-License-Identifier: GPL-3.0-or-later
// Writes a file that a person chose, off the GUI thread, and says so; a failure becomes a toast. GUI thread.
#pragma once

#include <QString>

#include <functional>

namespace retort {

class AppState;

// `page` is where its failure is shown; `make` is called on a worker.
void saveFile(AppState &app, const QString &page, const QString &path, std::function<QByteArray()> make);

} // namespace retort
