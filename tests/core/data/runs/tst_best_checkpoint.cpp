// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/runs/run_store.h"

#include "test_main.h"

#include <cmath>
#include <limits>

using namespace retort;

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

std::vector<CheckpointRecord> checkpoints(const std::vector<double> &losses) {
    std::vector<CheckpointRecord> list;
    for (const double loss : losses) {
        CheckpointRecord c;
        c.id = std::int64_t(list.size()) + 1;
        c.step = 100 * c.id;
        c.reason = list.empty() ? "best" : "interval"; // why it was written tells nothing
        c.valLoss = loss;
        list.push_back(c);
    }
    return list;
}

std::int64_t bestOf(const std::vector<double> &losses) {
    const auto list = checkpoints(losses);
    const auto *best = bestCheckpoint(list);
    return best ? best->id : 0;
}

} // namespace

class TestBestCheckpoint : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void the_smallest_loss_wins() {
        QCOMPARE(bestOf({0.05, 0.04, 0.03}), 3);
        QCOMPARE(bestOf({0.05, 0.03, 0.04}), 2); // overfitted since
    }
    void of_equal_ones_the_newest() { QCOMPARE(bestOf({0.03, 0.03, 0.04}), 2); }
    void what_was_not_measured_does_not_count() {
        QCOMPARE(bestOf({none, 0.5, none}), 2);
        QCOMPARE(bestOf({-INFINITY, 0.5, INFINITY}), 2);
    }
    void without_any_the_newest_and_of_none_none() {
        QCOMPARE(bestOf({none, none}), 2);
        QCOMPARE(bestOf({}), 0);
    }
};

RETORT_TEST(TestBestCheckpoint)
#include "tst_best_checkpoint.moc"
