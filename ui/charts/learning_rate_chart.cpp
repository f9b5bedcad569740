// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_info.h"

#include <QCoreApplication>

namespace retort {

ChartInfo learning_rate_chart();

ChartInfo learning_rate_chart() {
    ChartInfo info{"learning_rate", QT_TRANSLATE_NOOP("charts", "Learning rate"), {}};
    info.metrics = {{"lr", QT_TRANSLATE_NOOP("charts", "Learning rate")}};
    info.format = AxisFormat::scientific;
    info.smooths = false;
    info.startsAtZero = true;
    return info;
}

} // namespace retort
