// SPDX-License-Identifier: GPL-3.0-or-later
// A run as the charts show it, and its settings. GUI thread.
#pragma once

#include "core/base/option.h"
#include "core/data/runs/run_store.h"
#include "ui/charts/metric_chart.h"

namespace retort {

OptionValues trainOptionsOf(const RunRecord &run); // with the defaults; empty: of another program
int runSlot(RunId run);                            // place of its colour; a run keeps it for life
ChartRun chartRun(const RunRecord &run, const OptionValues &options, bool visible = true);

} // namespace retort
