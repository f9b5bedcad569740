// SPDX-License-Identifier: GPL-3.0-or-later
// Core's ids and enums as words of the window, some as chips (icon and word), the same on every page. GUI
// thread.
#pragma once

#include "core/base/job.h"
#include "core/base/option.h"
#include "core/data/runs/run_store.h"
#include "core/data/samples/column_table.h"

#include "ui/widgets/chip.h"

#include <QString>

namespace retort {

QString valueLabel(RowColumn column, const std::string &value); // as core's column table calls it
QStringList bitLabels(RowColumn column, std::uint32_t bits);
QString optionLabel(const OptionSpec &spec, const OptionValue &value); // "yes", "0.002", a choice's label
inline constexpr Split splitsShown[] = {Split::Test, Split::Validation, Split::Train}; // in this order
QString splitLabel(Split split);
QString runStateLabel(RunState state);
inline QStringList faultWords(std::uint32_t faults) {
    return bitLabels(RowColumn::Faults, faults);
}
QVector<ChipSpec> faultChips(std::uint32_t faults); // in the order of faultTable()
ChipSpec issueChip(Issue::Level level);             // "refused", "warning", "note"

} // namespace retort
