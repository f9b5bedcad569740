// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_info.h"

#include <QCoreApplication>

namespace retort {

ChartInfo grad_norm_chart();

ChartInfo grad_norm_chart() {
    ChartInfo info{"grad_norm", QT_TRANSLATE_NOOP("charts", "Gradient norm"), {}};
    info.metrics = {{"grad_norm", QT_TRANSLATE_NOOP("charts", "Before clipping")}};
    return info;
}

} // namespace retort
