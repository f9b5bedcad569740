// SPDX-License-Identifier: GPL-3.0-or-later
// What a kind of chart is: id, title, the metrics it draws and how its axis is written. To add a chart: one
// file ui/charts/<id>_chart.cpp that defines <id>_chart(), and one line in charts.def.
#pragma once

#include <QStringView>

#include <vector>

namespace retort {

enum class AxisFormat { number, percent, scientific, count };
enum class BestValue { none, lowest, highest };

struct WantedMetric {
    const char *name;  // MetricPoint::name
    const char *label; // QT_TRANSLATE_NOOP("charts", …): the series in the legend
    bool validation = false;
};

struct ChartInfo {
    const char *id;
    const char *title; // QT_TRANSLATE_NOOP("charts", …)
    std::vector<WantedMetric> metrics;
    AxisFormat format = AxisFormat::number;
    BestValue best = BestValue::none; // the star, on the first validation metric (else on the first metric)
    bool unitRange = false;           // the axis shows 0 to 1 whatever the values (accuracy)
    bool smooths = true;              // a schedule is drawn as it is
    bool startsAtZero = false;
};

#define RETORT_CHART(id) ChartInfo id##_chart();
#include "ui/charts/charts.def"
#undef RETORT_CHART

/// Every chart of charts.def, in its order.
const std::vector<ChartInfo> &chartTable();
const ChartInfo *findChart(QStringView id);
QString chartTitle(const ChartInfo &info);
QString metricLabel(const WantedMetric &metric);

} // namespace retort
