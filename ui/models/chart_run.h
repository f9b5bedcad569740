// SPDX-License-Identifier: GPL-3.0-or-later
// A run as the charts show it. GUI thread.
#pragma once

#include "core/data/runs/run_store.h"
#include "ui/charts/metric_chart.h"

namespace retort {

int runSlot(RunId run); // place of its colour; a run keeps it for life
ChartRun chartRun(const RunRecord &run, bool visible = true);

} // namespace retort
