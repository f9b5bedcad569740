// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_info.h"

namespace retort {

ChartInfo learning_rate_chart() {
    return {.id = "learning_rate",
            .title = QT_TRANSLATE_NOOP("charts", "Learning rate"),
            .metrics = {{"lr", QT_TRANSLATE_NOOP("charts", "Learning rate")}},
            .format = AxisFormat::scientific,
            .smooths = false,
            .startsAtZero = true};
}

} // namespace retort
