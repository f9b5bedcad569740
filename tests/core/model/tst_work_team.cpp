// SPDX-License-Identifier: GPL-3.0-or-later
#include "test_main.h"

#include "core/model/work_team.h"

#include <atomic>
#include <set>
#include <stdexcept>
#include <thread>

using namespace retort;

class TestWorkTeam : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void every_index_is_worked_once_on_many_threads() {
        JobContext job;
        job.setThreads(4);
        const std::thread::id caller = std::this_thread::get_id();
        bool onCaller = false;
        WorkTeam::with(job, [&](WorkTeam &team) {
            onCaller = std::this_thread::get_id() == caller;
            QCOMPARE(team.size(), std::size_t(4));
            for (int round = 0; round < 300; ++round) {
                std::vector<int> counts(std::size_t(round % 9), 0);
                team.run(counts.size(), [&](std::size_t i) { ++counts[i]; });
                for (const int count : counts)
                    QCOMPARE(count, 1);
            }
        });
        QVERIFY(onCaller);
    }

    void the_first_failure_by_index_is_thrown() {
        JobContext job;
        job.setThreads(3);
        WorkTeam::with(job, [&](WorkTeam &team) {
            for (int round = 0; round < 50; ++round) {
                try {
                    team.run(8, [&](std::size_t i) {
                        if (i == 0 || i == 5)
                            throw std::runtime_error(std::to_string(i));
                    });
                    QFAIL("nothing thrown");
                } catch (const std::runtime_error &e) {
                    QCOMPARE(std::string(e.what()), std::string("0"));
                }
                std::atomic<int> done{0};
                team.run(5, [&](std::size_t) { ++done; }); // the team goes on
                QCOMPARE(done.load(), 5);
            }
        });
    }

    void what_the_body_throws_comes_out() {
        for (const int threads : {1, 3}) {
            JobContext job;
            job.setThreads(threads);
            QVERIFY_EXCEPTION_THROWN(WorkTeam::with(job, [](WorkTeam &) { throw Cancelled(); }), Cancelled);
        }
    }
};

RETORT_TEST(TestWorkTeam)
#include "tst_work_team.moc"
