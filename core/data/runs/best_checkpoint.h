// SPDX-License-Identifier: GPL-3.0-or-later
// Which checkpoint of a run is its best: what `eval`, `chat` and the window take by default. Pure.
#pragma once

#include "core/data/runs/run_store.h"

#include <vector>

namespace retort {

// The smallest finite validation loss, of equal ones the newest; where none was measured, the newest. Null
// when there is none. The list is in the order of the steps, as RunStore gives it.
RETORT_DATA_API const CheckpointRecord *bestCheckpoint(const std::vector<CheckpointRecord> &checkpoints);

} // namespace retort
