// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_info.h"

#include <QCoreApplication>

namespace retort {

ChartInfo loss_chart();

ChartInfo loss_chart() {
    ChartInfo info{"loss", QT_TRANSLATE_NOOP("charts", "Loss"), {}};
    info.metrics = {{"train/loss", QT_TRANSLATE_NOOP("charts", "Training")},
                    {"val/loss", QT_TRANSLATE_NOOP("charts", "Validation"), true}};
    info.best = BestValue::lowest;
    return info;
}

} // namespace retort
