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

QString chartTitle(const ChartInfo &info) {
    return QCoreApplication::translate("charts", info.title);
}

QString metricLabel(const WantedMetric &metric) {
    const QString label = QCoreApplication::translate("charts", metric.label);
    return metric.rest.empty() ? label : label.arg(QString::fromStdString(metric.rest));
}

} // namespace retort
