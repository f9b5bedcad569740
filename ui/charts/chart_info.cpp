// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_info.h"

#include <QCoreApplication>

namespace retort {

const std::vector<ChartInfo> &chartTable() {
    static const std::vector<ChartInfo> table = {
#define RETORT_CHART(id) id##_chart(),
#include "ui/charts/charts.def"
#undef RETORT_CHART
    };
    return table;
}

const ChartInfo *findChart(QStringView id) {
    for (const ChartInfo &info : chartTable())
        if (id == QLatin1String(info.id))
            return &info;
    return nullptr;
}

QString chartTitle(const ChartInfo &info) {
    return QCoreApplication::translate("charts", info.title);
}

QString metricLabel(const WantedMetric &metric) {
    return QCoreApplication::translate("charts", metric.label);
}

} // namespace retort
