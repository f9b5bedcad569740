// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/task_center.h"

#include "test_main.h"
#include <QSignalSpy>

#include <atomic>
#include <semaphore>
#include <stdexcept>
#include <thread>

using namespace retort;
using Policy = JobRunner::Policy;
using State = JobRunner::State;

namespace {

// Counts how jobs end; every test asks for exactly one end per start.
struct Ends {
    explicit Ends(JobRunner &runner)
        : finished(&runner, &JobRunner::finished),
          failed(&runner, &JobRunner::failed),
          cancelled(&runner, &JobRunner::cancelled),
          idle(&runner, &JobRunner::idle) {}
    QSignalSpy finished, failed, cancelled, idle;
    qsizetype all() const { return finished.count() + failed.count() + cancelled.count(); }
};

// Blocks a job until opened, or until it is cancelled.
struct Gate {
    std::atomic<bool> open{false};
    std::atomic<bool> entered{false};
    void pass(JobContext &job) {
        entered = true;
        while (!open) {
            job.checkCancelled();
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
    }
};

} // namespace

class TstJobRunner : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void finishes_with_its_result_in_the_gui_thread() {
        JobRunner runner(Policy::Queue);
        Ends ends(runner);
        QThread *worker = nullptr;
        QThread *callback = nullptr;
        int got = 0;
        const JobNumber number = runner.start(
            {nullptr, "sum"},
            [&worker](JobContext &) {
                worker = QThread::currentThread();
                return 42;
            },
            [&](int result) {
                got = result;
                callback = QThread::currentThread();
            });
        QVERIFY(number > 0);
        QCOMPARE(runner.state(), State::Running);
        QTRY_COMPARE(ends.idle.count(), 1);
        QCOMPARE(got, 42);
        QCOMPARE(callback, QThread::currentThread());
        QVERIFY(worker != QThread::currentThread());
        QCOMPARE(ends.finished.count(), 1);
        QCOMPARE(ends.all(), 1);
        QCOMPARE(ends.finished[0][0].toULongLong(), number);
        QCOMPARE(runner.state(), State::Idle);
        QVERIFY(runner.jobs().empty());
    }

    void void_jobs_and_move_only_results_work() {
        JobRunner runner(Policy::Queue);
        bool done = false;
        std::unique_ptr<int> kept;
        runner.start(
            {nullptr, "void"}, [](JobContext &) {}, [&] { done = true; });
        runner.start(
            {nullptr, "move"}, [](JobContext &) { return std::make_unique<int>(7); },
            [&](std::unique_ptr<int> p) { kept = std::move(p); });
        QTRY_VERIFY(kept != nullptr);
        QVERIFY(done);
        QCOMPARE(*kept, 7);
    }

    void failure_data() {
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("code");
        QTest::newRow("Error") << 0 << int(ErrorCode::BadFormat);
        QTest::newRow("std::exception") << 1 << int(ErrorCode::Internal);
        QTest::newRow("bad_alloc") << 2 << int(ErrorCode::OutOfMemory);
        QTest::newRow("not an exception") << 3 << int(ErrorCode::Internal);
    }
    void failure() {
        QFETCH(int, kind);
        QFETCH(int, code);
        JobRunner runner(Policy::Queue);
        Ends ends(runner);
        std::optional<JobFailure> failure;
        runner.start(
            {nullptr, "fail"},
            [kind](JobContext &) -> int {
                if (kind == 0)
                    throw Error(ErrorCode::BadFormat, text("line %1 is no JSON", 3));
                if (kind == 1)
                    throw std::logic_error("oops");
                if (kind == 2)
                    throw std::bad_alloc();
                throw 5;
            },
            [](int) { QFAIL("no result expected"); }, [&](const JobFailure &f) { failure = f; });
        QTRY_COMPARE(ends.idle.count(), 1);
        QVERIFY(failure.has_value());
        QCOMPARE(int(failure->code), code);
        QVERIFY(!failure->text.empty());
        QCOMPARE(ends.failed.count(), 1);
        QCOMPARE(ends.all(), 1);
    }

    void failure_without_a_handler_is_reported_once() {
        JobRunner runner(Policy::Queue);
        QSignalSpy unhandled(&runner, &JobRunner::unhandledFailure);
        QSignalSpy idle(&runner, &JobRunner::idle);
        runner.start(
            {nullptr, "Import"}, [](JobContext &) { throw Error(ErrorCode::Io, "no"); }, [] {});
        QTRY_COMPARE(idle.count(), 1);
        QCOMPARE(unhandled.count(), 1);
        QCOMPARE(unhandled[0][0].toString(), "Import");
    }

    void cancel_while_running_ends_within_50_ms() {
        JobRunner runner(Policy::Queue);
        Ends ends(runner);
        Gate gate;
        const JobNumber number = runner.start(
            {nullptr, "wait"}, [&gate](JobContext &job) { gate.pass(job); },
            [] { QFAIL("no result expected"); });
        QTRY_VERIFY(gate.entered);
        QElapsedTimer clock;
        clock.start();
        runner.cancel(number);
        QCOMPARE(runner.state(), State::Cancelling);
        while (ends.idle.isEmpty() && clock.elapsed() < 1000)
            QTest::qWait(1);
        QVERIFY2(clock.elapsed() < 250, qPrintable(QString::number(clock.elapsed())));
        QCOMPARE(ends.cancelled.count(), 1);
        QCOMPARE(ends.all(), 1);
        QCOMPARE(runner.state(), State::Idle);
    }

    void cancel_of_a_waiting_job_never_runs_it() {
        JobRunner runner(Policy::Queue);
        Ends ends(runner);
        Gate gate;
        std::atomic<bool> ran{false};
        runner.start(
            {nullptr, "first"}, [&gate](JobContext &job) { gate.pass(job); }, [] {});
        const JobNumber second = runner.start(
            {nullptr, "second"}, [&ran](JobContext &) { ran = true; }, [] {});
        QCOMPARE(runner.jobs().size(), 2u);
        runner.cancel(second);
        QCOMPARE(ends.cancelled.count(), 1);
        QCOMPARE(ends.cancelled[0][0].toULongLong(), second);
        gate.open = true;
        QTRY_COMPARE(ends.idle.count(), 1);
        QVERIFY(!ran);
        QCOMPARE(ends.finished.count(), 1);
        QCOMPARE(ends.all(), 2);
    }

    void queue_keeps_the_order_and_is_idle_once() {
        JobRunner runner(Policy::Queue);
        Ends ends(runner);
        QList<int> order;
        for (int i = 0; i < 20; ++i)
            runner.start(
                {nullptr, "n"}, [i](JobContext &) { return i; }, [&order](int n) { order << n; });
        QTRY_COMPARE(ends.idle.count(), 1);
        QCOMPARE(order.size(), 20);
        QVERIFY(std::is_sorted(order.begin(), order.end()));
        QCOMPARE(ends.finished.count(), 20);
    }

    void superseded_results_are_stale_and_dropped() {
        JobRunner runner(Policy::Supersede);
        Ends ends(runner);
        QObject page;
        Gate gate;
        QList<int> got;
        // Ignores its cancellation on purpose: its result arrives although a newer request exists.
        runner.start(
            {&page, "old"},
            [&gate](JobContext &job) {
                gate.entered = true;
                while (!job.cancelled())
                    std::this_thread::sleep_for(std::chrono::milliseconds(1));
                return 1;
            },
            [&](int n) { got << n; });
        QTRY_VERIFY(gate.entered);
        runner.start(
            {&page, "middle"}, [](JobContext &) { return 2; }, [&](int n) { got << n; });
        runner.start(
            {&page, "new"}, [](JobContext &) { return 3; }, [&](int n) { got << n; });
        QTRY_COMPARE(ends.idle.count(), 1);
        QCOMPARE(got, QList<int>{3});
        QCOMPARE(ends.cancelled.count(), 2);
        QCOMPARE(ends.finished.count(), 1);
        QCOMPARE(ends.all(), 3);
    }

    void every_end_is_told_once() {
        JobRunner runner(Policy::Supersede);
        QSignalSpy idle(&runner, &JobRunner::idle);
        QObject page;
        Gate gate;
        QStringList told;
        const auto request = [&](const QString &name) {
            JobSpec r{&page, name};
            r.onEnd = [&told, name] { told << name; };
            return r;
        };
        runner.start(
            request("superseded while running"), [&gate](JobContext &job) { gate.pass(job); }, [] {});
        QTRY_VERIFY(gate.entered);
        runner.start(
            request("superseded while waiting"), [](JobContext &) {}, [] {});
        runner.start(
            request("finished"), [](JobContext &) {}, [&told] { told << "result"; });
        QTRY_COMPARE(idle.count(), 1);
        QCOMPARE(told,
                 (QStringList{"superseded while waiting", "superseded while running", "result", "finished"}));
        told.clear();
        runner.start(
            request("failed"), [](JobContext &) { throw Error(ErrorCode::Io, "no"); }, [] {},
            [&told](const JobFailure &) { told << "failure"; });
        QTRY_COMPARE(idle.count(), 2);
        QCOMPARE(told, (QStringList{"failure", "failed"}));
        told.clear();
        gate.entered = false;
        const JobNumber number = runner.start(
            request("cancelled"), [&gate](JobContext &job) { gate.pass(job); }, [] {});
        QTRY_VERIFY(gate.entered);
        runner.cancel(number);
        QTRY_COMPARE(idle.count(), 3);
        QCOMPARE(told, QStringList{"cancelled"});
    }

    void other_channels_are_not_superseded() {
        JobRunner runner(Policy::Supersede);
        QSignalSpy idle(&runner, &JobRunner::idle);
        QObject a, b;
        QList<int> got;
        runner.start(
            {&a, "a"}, [](JobContext &) { return 1; }, [&](int n) { got << n; });
        runner.start(
            {&b, "b"}, [](JobContext &) { return 2; }, [&](int n) { got << n; });
        JobSpec named{&a, "a2"};
        named.channel = "facets";
        runner.start(
            named, [](JobContext &) { return 3; }, [&](int n) { got << n; });
        QTRY_COMPARE(idle.count(), 1);
        QCOMPARE(got, (QList<int>{1, 2, 3}));
    }

    void a_dead_receiver_gets_nothing() {
        JobRunner runner(Policy::Queue);
        Ends ends(runner);
        Gate gate;
        auto page = std::make_unique<QObject>();
        bool called = false;
        runner.start(
            {page.get(), "page"}, [&gate](JobContext &job) { gate.pass(job); }, [&] { called = true; });
        page.reset();
        gate.open = true;
        QTRY_COMPARE(ends.idle.count(), 1);
        QVERIFY(!called);
        QCOMPARE(ends.finished.count(), 1);
    }

    void a_start_from_a_callback_waits_its_turn() {
        JobRunner runner(Policy::Queue);
        Ends ends(runner);
        QList<int> got;
        runner.start(
            {nullptr, "1"}, [](JobContext &) { return 1; },
            [&](int n) {
                got << n;
                runner.start(
                    {nullptr, "2"}, [](JobContext &) { return 2; }, [&](int m) { got << m; });
                QCOMPARE(runner.jobs().size(), 2u);
            });
        QTRY_COMPARE(ends.idle.count(), 1);
        QCOMPARE(got, (QList<int>{1, 2}));
        QCOMPARE(ends.all(), 2);
    }

    void mailbox_arrives_in_few_signals_and_completely() {
        JobRunner runner(Policy::Queue);
        QSignalSpy metrics(&runner, &JobRunner::metrics);
        QSignalSpy idle(&runner, &JobRunner::idle);
        qsizetype points = 0;
        connect(&runner, &JobRunner::metrics, this,
                [&](JobNumber, const std::vector<MetricPoint> &p) { points += qsizetype(p.size()); });
        int eventsSeen = 0;
        connect(&runner, &JobRunner::events, this,
                [&](JobNumber, const std::vector<RunEvent> &e) { eventsSeen += int(e.size()); });
        runner.start(
            {nullptr, "train"},
            [](JobContext &job) {
                for (int i = 0; i < 20'000; ++i)
                    job.mailbox().post(MetricPoint{1, i, "train/loss", 1.0 / (i + 1), 0});
                job.mailbox().post(RunEvent{1, 20'000, "final", "done", 0});
            },
            [&] { QCOMPARE(points, 20'000); });
        QTRY_COMPARE(idle.count(), 1);
        QCOMPARE(points, 20'000);
        QCOMPARE(eventsSeen, 1);
        QVERIFY2(metrics.count() < 60, qPrintable(QString::number(metrics.count())));
    }

    void progress_and_ticks_come_while_running() {
        JobRunner runner(Policy::Queue);
        QSignalSpy idle(&runner, &JobRunner::idle);
        Gate gate;
        QSignalSpy ticks(&runner, &JobRunner::ticked);
        runner.start(
            {this, "p"},
            [&gate](JobContext &job) {
                job.progress(25, 100, "reading");
                gate.pass(job);
            },
            [] {});
        QTRY_VERIFY(ticks.count() >= 3);
        QTRY_COMPARE(runner.jobs().at(0).progress.done, 25u);
        QCOMPARE(runner.jobs().size(), 1u);
        gate.open = true;
        QTRY_COMPARE(idle.count(), 1);
    }

    void requests_reach_the_job_and_stop_is_a_normal_end() {
        JobRunner runner(Policy::Queue);
        Ends ends(runner);
        std::atomic<bool> paused{false}, resumed{false};
        int saved = 0;
        const JobNumber number = runner.start(
            {nullptr, "train"},
            [&](JobContext &job) {
                while (job.request() != JobRequest::Pause)
                    std::this_thread::yield();
                paused = true;
                while (job.request() == JobRequest::Pause)
                    std::this_thread::yield();
                resumed = true;
                while (job.request() != JobRequest::Stop)
                    std::this_thread::yield();
                return 9;
            },
            [&](int n) { saved = n; });
        runner.setRequest(number + 1, JobRequest::Abort); // another one: nothing happens
        runner.setRequest(number, JobRequest::Pause);
        QTRY_VERIFY(paused);
        QVERIFY(!resumed);
        runner.setRequest(number, JobRequest::GoOn);
        QTRY_VERIFY(resumed);
        runner.setRequest(number, JobRequest::Stop);
        QCOMPARE(runner.state(), State::Cancelling);
        QTRY_COMPARE(ends.idle.count(), 1);
        QCOMPARE(saved, 9);
        QCOMPARE(ends.finished.count(), 1);
        QCOMPARE(ends.all(), 1);
    }

    void close_while_running_cancels_and_tells_idle() {
        JobRunner runner(Policy::Queue);
        Ends ends(runner);
        Gate gate;
        runner.start(
            {nullptr, "1"}, [&gate](JobContext &job) { gate.pass(job); }, [] {});
        runner.start(
            {nullptr, "2"}, [](JobContext &) {}, [] {});
        QTRY_VERIFY(gate.entered);
        runner.close();
        QCOMPARE(runner.start(
                     {nullptr, "3"}, [](JobContext &) {}, [] {}),
                 JobNumber(0));
        QTRY_COMPARE(ends.idle.count(), 1);
        QCOMPARE(ends.cancelled.count(), 2);
        QCOMPARE(ends.all(), 2);
    }

    void destruction_while_running_joins_and_calls_nothing() {
        for (int i = 0; i < 50; ++i) {
            std::atomic<int> alive{0};
            bool called = false;
            {
                JobRunner runner(Policy::Queue);
                for (int k = 0; k < 3; ++k)
                    runner.start(
                        {nullptr, "n"},
                        [&alive](JobContext &job) {
                            ++alive;
                            while (!job.cancelled())
                                std::this_thread::yield();
                            --alive;
                        },
                        [&called] { called = true; });
                if (i % 2)
                    QTest::qWait(1);
            }
            QCOMPARE(alive.load(), 0);
            QVERIFY(!called);
        }
    }

    void the_work_dies_on_the_worker_before_idle() {
        JobRunner runner(Policy::Queue);
        QSignalSpy idle(&runner, &JobRunner::idle);
        auto held = std::make_shared<int>(1);
        const std::weak_ptr<int> watch = held;
        runner.start(
            {nullptr, "n"}, [held](JobContext &) { return *held; }, [](int) {});
        held.reset();
        QTRY_COMPARE(idle.count(), 1);
        QVERIFY(watch.expired());
    }

    void a_runner_that_finishes_drops_nothing_when_it_closes_or_goes() {
        QList<int> done;
        std::atomic<int> left{0};
        {
            JobRunner runner(Policy::Finish);
            QSignalSpy idle(&runner, &JobRunner::idle);
            for (int i = 0; i < 5; ++i)
                runner.start(
                    {nullptr, "mark"},
                    [](JobContext &job) {
                        std::this_thread::sleep_for(std::chrono::milliseconds(5));
                        job.checkCancelled();
                    },
                    [&done, i] { done << i; });
            runner.close();
            QTRY_COMPARE(idle.count(), 1);
            QCOMPARE(done, (QList<int>{0, 1, 2, 3, 4}));
            JobRunner gone(Policy::Finish);
            for (int i = 0; i < 5; ++i)
                gone.start(
                    {nullptr, "mark"}, [&left](JobContext &) { ++left; }, [] {});
        }
        QCOMPARE(left.load(), 5);
    }
};

RETORT_TEST(TstJobRunner)
#include "tst_job_runner.moc"
