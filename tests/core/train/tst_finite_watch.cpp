// SPDX-License-Identifier: GPL-3.0-or-later
#include "test_main.h"

#include "core/learn/engine.h"
#include "core/train/finite_watch.h"

using namespace retort;

class TestFiniteWatch : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // The flag stays set and is looked at after later steps too: the first one is what is named.
    void the_first_bad_step_is_named() {
        FiniteWatch watch;
        const torch::Tensor good = torch::zeros({}), bad = torch::ones({});
        QVERIFY(!watch.failed(good, 6) && !watch.failedAtLast());
        QCOMPARE(watch.failed(bad, 7).value_or(-1), std::int64_t(7));
        QCOMPARE(watch.failed(bad, 9).value_or(-1), std::int64_t(7));
        QCOMPARE(watch.failedAtLast().value_or(-1), std::int64_t(7));
    }

    void on_a_gpu_too() {
        engine(); // opens CUDA
        if (!at::hasCUDA())
            QSKIP("no GPU");
        FiniteWatch watch;
        const torch::Tensor good = torch::zeros({}, at::kCUDA), bad = torch::ones({}, at::kCUDA);
        for (int step = 1; step < 7; ++step)
            QVERIFY(!watch.failed(good, step));
        for (int step = 7; step < 10; ++step)
            watch.failed(bad, step);
        QCOMPARE(watch.failedAtLast().value_or(-1), std::int64_t(7));
    }
};

RETORT_TEST(TestFiniteWatch)
#include "tst_finite_watch.moc"
