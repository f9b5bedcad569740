// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_ticker.h"

#include "test_main.h"

#include <random>

using namespace retort;

class TestChartTicker : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void never_more_than_five_and_always_inside() {
        std::mt19937 random(3);
        std::uniform_real_distribution<double> exponent(-9, 9), share(0, 1);
        for (int i = 0; i < 5000; ++i) {
            const double size = std::pow(10, exponent(random)), low = size * (share(random) * 4 - 2);
            for (const auto &ticks : {axisTicks({low, low + size}, false), timeTicks({low, low + size})}) {
                QVERIFY2(ticks.size() >= 1 && ticks.size() <= kMostTicks,
                         qPrintable(QString("%1 %2 %3").arg(low).arg(size).arg(ticks.size())));
                for (double t : ticks)
                    QVERIFY(t >= low - size * 1e-5 && t <= low + size * (1 + 1e-5));
            }
            const double first = std::pow(10, exponent(random)),
                         last = first * std::pow(10, 12 * share(random));
            const auto ticks = axisTicks({first, last}, true);
            QVERIFY2(ticks.size() <= kMostTicks, qPrintable(QString("%1 %2").arg(first).arg(last)));
        }
    }

    void logarithmic_ticks_are_round() {
        QCOMPARE(axisTicks({1, 1000}, true), (QVector<double>{1, 10, 100, 1000}));
        QVERIFY(axisTicks({1, 10}, true).size() >= 3); // less than two decades
        // A loss: its lower half has ticks as well.
        QCOMPARE(axisTicks({0.35, 5.7}, true), (QVector<double>{0.5, 1, 2, 5}));
        QCOMPARE(axisTicks({0.05, 5.7}, true), (QVector<double>{0.1, 3 * 0.1, 1, 3}));
        QVERIFY(axisTicks({1e-12, 1e3}, true).size() <= kMostTicks);
    }

    void labels_are_as_people_write() {
        QCOMPARE(axisText(0.75, 0.25, AxisFormat::percent), QString("75 %"));
        QCOMPARE(axisText(0.0003, 1e-4, AxisFormat::scientific), QString("3e-4"));
        QCOMPARE(axisText(0, 1e-4, AxisFormat::scientific), QString("0"));
        QCOMPARE(axisText(2.5, 0.5, AxisFormat::number), QString("2.5"));
        QCOMPARE(axisText(2, 0.5, AxisFormat::number), QString("2.0"));
        QCOMPARE(axisText(12500, 2500, AxisFormat::count), QString("12,500"));
        QCOMPARE(axisText(2500000, 500000, XFormat::count), QString("2.5M"));
        QCOMPARE(axisText(90, 30, XFormat::duration), QString("1:30"));
        QCOMPARE(axisText(7200, 3600, XFormat::duration), QString("2:00 h"));
    }

    void nonsense_has_no_ticks() {
        QVERIFY(axisTicks({1, 1}, false).isEmpty());
        QVERIFY(axisTicks({0, qQNaN()}, false).isEmpty());
    }
};

RETORT_TEST(TestChartTicker)
#include "tst_chart_ticker.moc"
