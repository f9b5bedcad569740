// SPDX-License-Identifier: GPL-3.0-or-later
// A line chart as SVG text, for machines without a window; the colours and rules of the window's charts,
// light theme.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace retort::cli {

struct ChartSeries {
    std::string name;
    std::vector<std::pair<double, double>> points; // step, value; non-finite values are gaps
};

// The first series is drawn raw (thin) and smoothed; the others dashed with a dot per point, as validation
// is.
std::string chartSvg(const std::string &title, const std::vector<ChartSeries> &series, bool percent);

} // namespace retort::cli
