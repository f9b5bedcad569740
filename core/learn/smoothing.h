// SPDX-License-Identifier: GPL-3.0-or-later
// TensorBoard's smoothing: an exponential moving average that starts at 0 and is debiased, so that its first
// value is the first value of the series. A constant series stays as it is, a non-finite value passes through
// and does not count. (tensorflow/tensorboard, webapp/widgets/line_chart_v2/data_transformer.ts)
#pragma once

#include "core/base/export.h"

#include <vector>

namespace retort {

/// One value after another.
class RETORT_DATA_API DebiasedEma {
public:
    /// Weight 0 is the identity; clamped to 0 .. 0.999.
    explicit DebiasedEma(double weight = 0);
    double add(double value);

private:
    double m_weight;
    double m_last = 0;
    double m_power = 1; // weight to the number of values taken
    double m_first = 0;
    bool m_any = false;
    bool m_constant = true;
};

/// Lowest and highest value without outliers: of the n sorted finite values those at ceil(.05 (n-1)) and
/// floor(.95 (n-1)), if there are more than 2; else all of them. {NaN, NaN} without finite values.
struct ValueRange {
    double low, high;
};
RETORT_DATA_API ValueRange rangeWithoutOutliers(std::vector<double> values);

} // namespace retort
