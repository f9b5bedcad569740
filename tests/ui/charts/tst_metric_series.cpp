// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/metric_series.h"

#include "core/learn/smoothing.h"
#include "test_main.h"

#include <algorithm>
#include <cmath>
#include <limits>

using namespace retort;

namespace {

const double notYet = std::numeric_limits<double>::quiet_NaN();

} // namespace

class TestMetricSeries : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_resumed_run_orphans_its_tail() {
        MetricSeries s;
        s.setWeight(0.5);
        for (int step = 0; step <= 100; step += 10)
            QVERIFY(s.append(step, step, step) == MetricSeries::Change::appended);
        QVERIFY(s.append(60, 1000, 200) == MetricSeries::Change::rewound);
        QCOMPARE(s.points().size(), size_t(7)); // 0 .. 50 and the new 60
        QCOMPARE(s.points().back().value, 1000.0);
        QCOMPARE(s.orphans().size(), size_t(1));
        QCOMPARE(s.orphans()[0].front().step, std::int64_t(50)); // hangs on the last point that stayed
        QCOMPARE(s.orphans()[0].back().step, std::int64_t(100));
        // As if the orphans had never been: smoothing starts anew from what is left.
        std::vector<double> fresh;
        DebiasedEma ema(0.5);
        for (const double value : {0., 10., 20., 30., 40., 50., 1000.})
            fresh.push_back(ema.add(value));
        for (size_t i = 0; i < fresh.size(); ++i)
            QVERIFY(std::abs(s.points()[i].smooth - fresh[i]) <= 1e-9 * std::max(1.0, std::abs(fresh[i])));
    }

    void the_same_point_twice_is_one() {
        MetricSeries s;
        s.append(1, notYet, 5);
        QVERIFY(s.append(1, notYet, 5) == MetricSeries::Change::none);
        QCOMPARE(s.points().size(), size_t(1));
        QVERIFY(s.orphans().empty());
    }
};

RETORT_TEST(TestMetricSeries)
#include "tst_metric_series.moc"
