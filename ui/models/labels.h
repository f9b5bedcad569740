// SPDX-License-Identifier: GPL-3.0-or-later
// Core's ids and enums as words of the window, the same on every page. GUI thread.
#pragma once

#include "core/data/runs/run_store.h"
#include "core/data/samples/sample.h"

#include <QString>

namespace retort {

QString languageLabel(const std::string &id);
QString splitLabel(Split split);
QString runStateLabel(RunState state);
QStringList faultWords(std::uint32_t faults); // in the order of faultTable()

} // namespace retort
