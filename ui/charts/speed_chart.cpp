// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_info.h"

namespace retort {

ChartInfo speed_chart() {
    return {.id = "speed",
            .title = QT_TRANSLATE_NOOP("charts", "Speed"),
            .metrics = {{"tokens_per_s", QT_TRANSLATE_NOOP("charts", "Tokens per second")}},
            .format = AxisFormat::count,
            .startsAtZero = true};
}

} // namespace retort
