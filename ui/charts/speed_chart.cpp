// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_info.h"

#include <QCoreApplication>

namespace retort {

ChartInfo speed_chart();

ChartInfo speed_chart() {
    ChartInfo info{"speed", QT_TRANSLATE_NOOP("charts", "Speed"), {}};
    info.metrics = {{"tokens_per_s", QT_TRANSLATE_NOOP("charts", "Tokens per second")}};
    info.format = AxisFormat::count;
    info.startsAtZero = true;
    return info;
}

} // namespace retort
