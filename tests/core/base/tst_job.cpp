// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/job.h"

#include "test_main.h"

#include <stdexcept>
#include <thread>

using namespace retort;

class TestJob : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void parallel_fills_every_slot_data() {
        QTest::addColumn<int>("threads");
        for (const int t : {1, 2, 7})
            QTest::addRow("%d", t) << t;
    }
    void parallel_fills_every_slot() {
        QFETCH(int, threads);
        JobContext job;
        job.setThreads(threads);
        std::vector<std::size_t> slots_(1000, 0);
        job.parallel(slots_.size(), [&](std::size_t i) { slots_[i] = i * i; });
        for (std::size_t i = 0; i < slots_.size(); ++i)
            QCOMPARE(slots_[i], i * i);
    }
    void parallel_rethrows_after_all_threads_ended() {
        JobContext job;
        job.setThreads(4);
        std::atomic<int> running{0};
        try {
            job.parallel(64, [&](std::size_t i) {
                ++running;
                if (i == 3) {
                    --running;
                    throw std::runtime_error("three");
                }
                std::this_thread::sleep_for(std::chrono::milliseconds(1));
                --running;
            });
            QFAIL("the exception is lost");
        } catch (const std::runtime_error &e) {
            QCOMPARE(std::string(e.what()), std::string("three"));
        }
        QCOMPARE(running.load(), 0);
    }
    void cancel_is_seen_by_the_job() {
        JobContext job;
        job.checkCancelled();
        job.cancel();
        QVERIFY_THROWS_EXCEPTION(Cancelled, job.checkCancelled());
    }
    void issues_are_counted_beyond_what_is_kept() {
        JobContext job;
        for (std::size_t i = 0; i < JobContext::maxIssues + 5; ++i)
            job.issue({});
        QCOMPARE(job.issueCount(), std::int64_t(JobContext::maxIssues + 5));
        QCOMPARE(job.issues().size(), JobContext::maxIssues);
    }
    void progress_calls_are_rare_but_show_phases_and_the_end() {
        JobContext job;
        std::vector<Progress> told;
        job.setOnProgress([&](const Progress &p) { told.push_back(p); });
        for (std::uint64_t i = 0; i <= 100'000; ++i)
            job.progress(i, 100'000, "read");
        job.progress(0, 10, "write");
        QVERIFY(told.size() < 1000);
        QCOMPARE(told[told.size() - 2].done, std::uint64_t(100'000));
        QVERIFY(told.back().phase == Text("write"));
    }
    void mailbox_is_emptied_by_draining() {
        MetricMailbox box;
        box.post(MetricPoint{1, 2, "train/loss", 3.0, 4.0});
        QCOMPARE(box.drainMetrics().size(), std::size_t(1));
        QVERIFY(box.drainMetrics().empty());
    }
};

RETORT_TEST(TestJob)
#include "tst_job.moc"
