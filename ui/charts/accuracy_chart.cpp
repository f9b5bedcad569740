// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_info.h"

#include <QCoreApplication>

namespace retort {

ChartInfo accuracy_chart();

ChartInfo accuracy_chart() {
    ChartInfo info{"accuracy", QT_TRANSLATE_NOOP("charts", "Accuracy"), {}};
    // Answers checked at every evaluation; beside them the share of next tokens that were right in training.
    info.metrics = {{"train/accuracy", QT_TRANSLATE_NOOP("charts", "Next tokens")},
                    {"val/accuracy", QT_TRANSLATE_NOOP("charts", "Answers"), true}};
    info.format = AxisFormat::percent;
    info.best = BestValue::highest;
    info.unitRange = true;
    return info;
}

} // namespace retort
