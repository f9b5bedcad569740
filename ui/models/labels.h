// SPDX-License-Identifier: GPL-3.0-or-later
// Core's ids and enums as words of the window, the same on every page. GUI thread.
#pragma once

#include "core/data/runs/run_store.h"
#include "core/data/samples/column_table.h"

#include <QString>

namespace retort {

QString valueLabel(RowColumn column, const std::string &value); // as core's column table calls it
QStringList bitLabels(RowColumn column, std::uint32_t bits);
QString splitLabel(Split split);
QString runStateLabel(RunState state);
inline QStringList faultWords(std::uint32_t faults) {
    return bitLabels(RowColumn::Faults, faults);
}

} // namespace retort
