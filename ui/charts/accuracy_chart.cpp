// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_info.h"

namespace retort {

// Answers checked at every validation.
ChartInfo accuracy_chart() {
    return {.id = "accuracy",
            .title = QT_TRANSLATE_NOOP("charts", "Accuracy"),
            .metrics = {{"val/accuracy", QT_TRANSLATE_NOOP("charts", "Answers"), true}},
            .format = AxisFormat::percent,
            .best = BestValue::highest,
            .unitRange = true,
            .comparesRuns = true};
}

} // namespace retort
