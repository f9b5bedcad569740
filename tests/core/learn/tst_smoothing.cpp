// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/smoothing.h"

#include "test_main.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

using namespace retort;

namespace {

const double kNaN = std::numeric_limits<double>::quiet_NaN();
const double kInf = std::numeric_limits<double>::infinity();

std::vector<double> smoothed(const std::vector<double> &values, double weight) {
    std::vector<double> out;
    DebiasedEma ema(weight);
    for (const double value : values)
        out.push_back(ema.add(value));
    return out;
}

// data_transformer.ts, line by line.
std::vector<double> asTensorBoard(const std::vector<double> &y, double w) {
    std::vector<double> out;
    const bool constant = std::all_of(y.begin(), y.end(), [&](double v) { return v == y[0]; });
    double last = 0;
    int count = 0;
    for (double next : y) {
        if (constant || !std::isfinite(next)) {
            out.push_back(next);
            continue;
        }
        last = last * w + (1 - w) * next;
        ++count;
        out.push_back(last / (w == 1 ? 1 : 1 - std::pow(w, count)));
    }
    return out;
}

bool same(double a, double b) {
    return (std::isnan(a) && std::isnan(b)) || a == b || std::abs(a - b) <= 1e-9 * std::max(1.0, std::abs(b));
}

} // namespace

class TestSmoothing : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void agrees_with_tensorboard_data() {
        QTest::addColumn<double>("weight");
        for (double w : {0.0, 0.3, 0.6, 0.9, 0.99, 0.999})
            QTest::addRow("%g", w) << w;
    }
    void agrees_with_tensorboard() {
        QFETCH(double, weight);
        std::mt19937 random(7);
        std::normal_distribution<double> noise;
        std::vector<double> y;
        for (int i = 0; i < 3000; ++i)
            y.push_back(i % 97 == 5 ? kNaN : i % 211 == 9 ? kInf : 3 * std::exp(-i / 500.0) + noise(random));
        const auto ours = smoothed(y, weight), theirs = asTensorBoard(y, weight);
        for (size_t i = 0; i < y.size(); ++i)
            QVERIFY2(same(ours[i], theirs[i]),
                     qPrintable(QString("%1: %2 against %3").arg(i).arg(ours[i]).arg(theirs[i])));
    }

    void a_constant_series_is_untouched() {
        const std::vector<double> y(500, 0.1);
        QCOMPARE(smoothed(y, 0.97), y);
    }

    void a_series_that_was_constant_for_a_while_goes_on_rightly() {
        std::vector<double> y(50, 0.25);
        for (int i = 0; i < 50; ++i)
            y.push_back(i * 0.01);
        const auto ours = smoothed(y, 0.9), theirs = asTensorBoard(y, 0.9);
        for (size_t i = 0; i < y.size(); ++i)
            QVERIFY(same(ours[i], theirs[i]));
    }

    void the_first_value_is_not_pulled_to_zero() {
        QCOMPARE(smoothed(std::vector<double>{8, 4}, 0.9)[0], 8.0);
    }

    void what_is_not_finite_passes_through_and_does_not_count() {
        const auto with = smoothed(std::vector<double>{1, kNaN, 3, kInf, 5}, 0.5);
        const auto without = smoothed(std::vector<double>{1, 3, 5}, 0.5);
        QVERIFY(std::isnan(with[1]));
        QCOMPARE(with[3], kInf);
        QCOMPARE(with[0], without[0]);
        QCOMPARE(with[2], without[1]);
        QCOMPARE(with[4], without[2]);
    }

    void weight_zero_is_the_identity() {
        const std::vector<double> y{3, 1, 4, 1, 5};
        QCOMPARE(smoothed(y, 0), y);
    }

    void outlier_range_is_tensorboards() {
        std::vector<double> y;
        for (int i = 0; i <= 100; ++i)
            y.push_back(i);
        y[17] = kNaN; // 100 finite values: indices 5 and 94
        const ValueRange r = rangeWithoutOutliers(y);
        QCOMPARE(r.low, 5.0);
        QCOMPARE(r.high, 95.0);
        QCOMPARE(rangeWithoutOutliers({7, -2}).low, -2.0);
        QVERIFY(std::isnan(rangeWithoutOutliers({kNaN}).low));
    }
};

RETORT_TEST(TestSmoothing)
#include "tst_smoothing.moc"
