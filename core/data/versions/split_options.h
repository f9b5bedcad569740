// SPDX-License-Identifier: GPL-3.0-or-later
// How a version is split, as options of an import and of a derived version. Pure functions, any thread.
#pragma once

#include "core/base/export.h"
#include "core/base/option.h"
#include "core/data/versions/version_store.h"

namespace retort {

const OptionTable &splitOptions();
RETORT_DATA_API OptionValues splitValues(const SplitRatios &split);
// `split` with what `values` of `table`, which has some of these options, say.
SplitRatios splitFrom(const OptionTable &table, const OptionValues &values, SplitRatios split);

} // namespace retort
