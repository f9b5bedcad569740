// SPDX-License-Identifier: GPL-3.0-or-later
// Findings about samples and files as chips of a table: icon and word, the same on every page. GUI thread.
#pragma once

#include "core/base/job.h"
#include "ui/widgets/chip.h"

namespace retort {

QVector<ChipSpec> faultChips(std::uint32_t faults); // in the order of faultTable()
ChipSpec issueChip(Issue::Level level);             // "refused", "warning", "note"

} // namespace retort
