// SPDX-License-Identifier: GPL-3.0-or-later
// The points of one metric of one run, as logged, with their smoothed values. A run that was resumed logs
// steps again: what it had logged from there on becomes an orphaned piece and is kept. Data only, no drawing;
// nothing is sampled.
#pragma once

#include "core/learn/smoothing.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace retort {

struct SeriesPoint {
    std::int64_t step = 0;
    double value = 0; // may be non-finite
    double wallTime_s = 0;
    double smooth = 0;
};

class MetricSeries {
public:
    enum class Change { none, appended, rewound };

    /// A step at or before the last one rewinds: every point from that step on is orphaned. A point that
    /// repeats the last one exactly (same step, value and time) is dropped.
    Change append(std::int64_t step, double value, double wallTime_s);

    void setWeight(double weight); // smoothing, 0 .. 0.999
    double weight() const { return m_weight; }

    const std::vector<SeriesPoint> &points() const { return m_points; }
    /// Pieces in the order in which they were orphaned; each starts with the point it hung on, where there is
    /// one.
    const std::vector<std::vector<SeriesPoint>> &orphans() const { return m_orphans; }
    bool empty() const { return m_points.empty(); }

private:
    void smoothAll();

    double m_weight = 0;
    DebiasedEma m_ema;
    std::vector<SeriesPoint> m_points;
    std::vector<std::vector<SeriesPoint>> m_orphans;
};

} // namespace retort
