// SPDX-License-Identifier: GPL-3.0-or-later
#include "test_main.h"

#include "core/model/thread_pool.h"

#include <atomic>
#include <set>
#include <stdexcept>
#include <thread>

using namespace retort;

class TestThreadPool : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void every_index_is_worked_once_on_many_threads() {
        JobContext job;
        job.setThreads(4);
        const std::thread::id caller = std::this_thread::get_id();
        bool onCaller = false;
        ThreadPool::with(job, [&](ThreadPool &pool) {
            onCaller = std::this_thread::get_id() == caller;
            QCOMPARE(pool.size(), std::size_t(4));
            for (int round = 0; round < 300; ++round) {
                std::vector<int> counts(std::size_t(round % 9), 0);
                pool.run(counts.size(), [&](std::size_t i) { ++counts[i]; });
                for (const int count : counts)
                    QCOMPARE(count, 1);
            }
        });
        QVERIFY(onCaller);
    }

    void the_first_failure_by_index_is_thrown() {
        JobContext job;
        job.setThreads(3);
        ThreadPool::with(job, [&](ThreadPool &pool) {
            for (int round = 0; round < 50; ++round) {
                try {
                    pool.run(8, [&](std::size_t i) {
                        if (i == 0 || i == 5)
                            throw std::runtime_error(std::to_string(i));
                    });
                    QFAIL("nothing thrown");
                } catch (const std::runtime_error &e) {
                    QCOMPARE(std::string(e.what()), std::string("0"));
                }
                std::atomic<int> done{0};
                pool.run(5, [&](std::size_t) { ++done; }); // the pool goes on
                QCOMPARE(done.load(), 5);
            }
        });
    }

    void what_the_body_throws_comes_out() {
        for (const int threads : {1, 3}) {
            JobContext job;
            job.setThreads(threads);
            QVERIFY_EXCEPTION_THROWN(ThreadPool::with(job, [](ThreadPool &) { throw Cancelled(); }),
                                     Cancelled);
        }
    }
};

RETORT_TEST(TestThreadPool)
#include "tst_thread_pool.moc"
