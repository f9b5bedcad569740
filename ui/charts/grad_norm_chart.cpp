// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_info.h"

namespace retort {

ChartInfo grad_norm_chart() {
    return {.id = "grad_norm",
            .title = QT_TRANSLATE_NOOP("charts", "Gradient norm"),
            .metrics = {{"grad_norm", QT_TRANSLATE_NOOP("charts", "Before clipping")}}};
}

} // namespace retort
