// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_info.h"

namespace retort {

ChartInfo loss_chart() {
    return {.id = "loss",
            .title = QT_TRANSLATE_NOOP("charts", "Loss"),
            .metrics = {{"train/loss", QT_TRANSLATE_NOOP("charts", "Training")},
                        {"train/loss/", QT_TRANSLATE_NOOP("charts", "Training: %1")},
                        {"val/loss", QT_TRANSLATE_NOOP("charts", "Validation"), true}},
            .best = BestValue::lowest,
            .comparesRuns = true};
}

} // namespace retort
