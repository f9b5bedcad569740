// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/metric_series.h"

#include <algorithm>
#include <cmath>

namespace retort {

MetricSeries::Change MetricSeries::append(std::int64_t step, double value, double wallTime_s) {
    Change change = Change::appended;
    if (!m_points.empty() && step <= m_points.back().step) {
        const SeriesPoint &last = m_points.back();
        const bool sameValue = last.value == value || (std::isnan(last.value) && std::isnan(value));
        if (last.step == step && sameValue && last.wallTime_s == wallTime_s)
            return Change::none;
        const auto from = std::ranges::lower_bound(m_points, step, {}, &SeriesPoint::step);
        const auto start = from == m_points.begin() ? from : from - 1;
        m_orphans.emplace_back(start, m_points.end());
        m_points.erase(from, m_points.end());
        smoothAll();
        change = Change::rewound;
    }
    m_points.push_back({step, value, wallTime_s, m_ema.add(value)});
    return change;
}

void MetricSeries::setWeight(double weight) {
    m_weight = std::clamp(weight, 0.0, 0.999);
    smoothAll();
}

void MetricSeries::smoothAll() {
    m_ema = DebiasedEma(m_weight);
    for (SeriesPoint &point : m_points)
        point.smooth = m_ema.add(point.value);
}

} // namespace retort
