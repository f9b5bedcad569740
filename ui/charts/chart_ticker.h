// SPDX-License-Identifier: GPL-3.0-or-later
// Where the ticks of an axis stand (QCustomPlot's, at most five) and how they are written. For PlotView's
// ticker.
#pragma once

#include "ui/charts/plot_view.h"

#include <QString>
#include <QVector>

namespace retort {

inline constexpr int kMostTicks = 5;

QVector<double> axisTicks(PlotRange range, bool logarithmic);
/// Ticks of time axes stand at whole minutes, hours, ...
QVector<double> timeTicks(PlotRange range_s);

QString axisText(double value, double step, AxisFormat format);
QString axisText(double value, double step, XFormat format);

} // namespace retort
