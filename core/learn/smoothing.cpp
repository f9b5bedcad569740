// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/smoothing.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace retort {

DebiasedEma::DebiasedEma(double weight) : m_weight(std::clamp(weight, 0.0, 0.999)) {}

double DebiasedEma::add(double value) {
    if (!m_any) {
        m_any = true;
        m_first = value;
    }
    // NaN is unequal to itself, so a series that starts with NaN is never constant.
    m_constant = m_constant && value == m_first;
    if (!std::isfinite(value))
        return value;
    m_last = m_last * m_weight + (1 - m_weight) * value;
    m_power *= m_weight;
    return m_constant ? value : m_last / (1 - m_power);
}

ValueRange rangeWithoutOutliers(std::vector<double> values) {
    std::erase_if(values, [](double v) { return !std::isfinite(v); });
    if (values.empty()) {
        const double nan = std::numeric_limits<double>::quiet_NaN();
        return {nan, nan};
    }
    std::ranges::sort(values);
    if (values.size() <= 2)
        return {values.front(), values.back()};
    const double last = static_cast<double>(values.size() - 1);
    return {values[static_cast<size_t>(std::ceil(last * 0.05))],
            values[static_cast<size_t>(std::floor(last * 0.95))]};
}

} // namespace retort
