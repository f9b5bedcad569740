// SPDX-License-Identifier: GPL-3.0-or-later
// What a kind of chart is: id, title, the metrics it draws and how its axis is written. To add a chart: one
// file ui/charts/<id>_chart.cpp that defines <id>_chart(), and one line in charts.def; it then stands on the
// Train page.
#pragma once

#include <QString>

#include <string>
#include <vector>

namespace retort {

enum class AxisFormat { number, percent, scientific, count };
enum class BestValue { none, lowest, highest };

struct WantedMetric {
    std::string name;  // MetricPoint::name; with "/" at its end: a curve for each name that begins so
    const char *label; // QT_TRANSLATE_NOOP("charts", …): the series in the legend; %1: the rest of the name
    bool validation = false;
    std::string rest = {}; // of a name that was found
};

struct ChartInfo {
    const char *id;
    const char *title; // QT_TRANSLATE_NOOP("charts", …)
    std::vector<WantedMetric> metrics;
    AxisFormat format = AxisFormat::number;
    BestValue best = BestValue::none; // the star, on the first validation metric
    bool unitRange = false;           // the axis shows 0 to 1 whatever the values (accuracy)
    bool smooths = true;              // a schedule is drawn as it is
    bool startsAtZero = false;
    bool comparesRuns = false; // stands under the table of runs too
};

#define RETORT_CHART(id) ChartInfo id##_chart();
#include "ui/charts/charts.def"
#undef RETORT_CHART

/// Every chart of charts.def, in its order.
const std::vector<ChartInfo> &chartTable();
QString chartTitle(const ChartInfo &info);
QString metricLabel(const WantedMetric &metric);

} // namespace retort
