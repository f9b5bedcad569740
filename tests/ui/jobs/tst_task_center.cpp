// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/task_center.h"

#include "test_main.h"
#include <QSignalSpy>
#include <QTest>

#include <thread>

using namespace retort;

namespace {

// Work that goes on until it is let go or asked to stop.
struct Door {
    std::atomic<bool> open{false};
    int pass(JobContext &job) {
        while (!open) {
            if (job.request() == JobRequest::Stop)
                return -1;
            job.checkCancelled();
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
        return 7;
    }
};

} // namespace

class TstTaskCenter : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_task_outlives_the_page_and_the_next_page_gets_its_result() {
        TaskCenter center;
        Door door;
        int applied = 0, first = 0;
        auto page = std::make_unique<QWidget>();
        center.follow("clean", page.get(), [&](const Task &) { ++first; });
        center.start(
            Resource::Disk, {"clean", "Cleaning"}, [&](JobContext &job) { return door.pass(job); },
            [&](int n) { applied = n; });
        QTRY_VERIFY(first > 0);
        page.reset();
        // A page made while it runs is told at once.
        QWidget second;
        QList<Task::State> states;
        center.follow("clean", &second, [&](const Task &task) {
            if (states.isEmpty() || states.last() != task.state)
                states << task.state;
        });
        QCOMPARE(states, (QList<Task::State>{Task::State::Running}));
        door.open = true;
        QTRY_COMPARE(applied, 7);
        QCOMPARE(states, (QList<Task::State>{Task::State::Running, Task::State::Finished}));
        // And one that is made when it has ended, until the end has been read.
        QWidget third;
        int result = 0;
        center.follow("clean", &third, [&](const Task &task) { result = task.as<int>(); });
        QCOMPARE(result, 7);
        center.forget("clean");
        QVERIFY(!center.find("clean"));
    }

    void a_failure_that_no_page_in_sight_has_shown_is_told_by_the_program() {
        TaskCenter center;
        QSignalSpy unseen(&center, &TaskCenter::unseenFailure);
        QWidget hidden;
        QString told;
        center.follow("train", &hidden, [&](const Task &task) { told = task.failure.text.pattern.c_str(); });
        const auto fail = [](JobContext &) { throw Error(ErrorCode::Io, "no"); };
        center.start(Resource::Device, {"train", "Training"}, fail, [] {});
        QTRY_COMPARE(unseen.count(), 1);
        QCOMPARE(told, QString("no"));
        hidden.show();
        center.start(Resource::Device, {"train", "Training"}, fail, [] {});
        QTRY_VERIFY(center.find("train") && center.find("train")->state == Task::State::Failed);
        QCOMPARE(unseen.count(), 1);
    }

    void what_a_job_showed_is_there_at_its_end() {
        TaskCenter center;
        QWidget page;
        QList<int> seen;
        center.follow("chat", &page, [&](const Task &task) {
            if (!task.going())
                seen << *std::any_cast<std::shared_ptr<int>>(task.live);
        });
        const auto answer = [&](auto work) {
            center.start(Resource::Answers, {"chat", "Answering", {}, std::make_shared<int>(5)}, work, [] {});
        };
        answer([](JobContext &) {});
        QTRY_COMPARE(seen.size(), 1);
        answer([](JobContext &) { throw Error(ErrorCode::Io, "no"); });
        QTRY_COMPARE(seen, (QList<int>{5, 5}));
        QVERIFY(center.find("chat")->live.has_value()); // for a page made later
    }

    void progress_goes_to_pages_in_sight_and_to_those_that_come_into_it() {
        TaskCenter center;
        QWidget page;
        Door door;
        std::uint64_t shown = 0;
        center.follow("clean", &page, [&](const Task &task) { shown = task.info.progress.done; });
        center.start(
            Resource::Disk, {"clean", "Cleaning"},
            [&door](JobContext &job) {
                job.progress(3, 10, Text("Rows"));
                return door.pass(job);
            },
            [](int) {});
        QTRY_COMPARE(center.find("clean")->info.progress.done, 3u);
        QTest::qWait(100);
        QCOMPARE(shown, 0u); // out of sight
        page.show();
        QTRY_COMPARE(shown, 3u);
        door.open = true;
        QTRY_VERIFY(!center.busy());
    }

    void a_stop_ends_the_named_task_and_no_other() {
        TaskCenter center;
        Door door;
        int evaluated = 0;
        center.start(
            Resource::Answers, {"evaluate/scores", "Evaluating"},
            [&](JobContext &job) { return door.pass(job); }, [&](int n) { evaluated = n; });
        const JobNumber waiting = center.start(
            Resource::Answers, {"chat", "Answering"}, [](JobContext &) { return 1; }, [](int) {});
        QCOMPARE(center.find("chat")->state, Task::State::Waiting);
        center.request(waiting, JobRequest::Stop);
        QVERIFY(!center.find("chat"));
        QVERIFY(center.find("evaluate/scores")->going());
        door.open = true;
        QTRY_COMPARE(evaluated, 7);
    }

    void tasks_are_listed_and_closing_ends_all_but_the_writes() {
        TaskCenter center;
        QSignalSpy all(&center, &TaskCenter::allIdle);
        Door door;
        int written = 0;
        JobSpec quiet{nullptr, "mark"};
        quiet.quiet = true;
        center.start(
            Resource::Disk, {"data/import", "Import"}, [&](JobContext &job) { return door.pass(job); },
            [](int) {});
        for (int i = 0; i < 3; ++i)
            center.writes().start(
                quiet, [](JobContext &job) { job.checkCancelled(); }, [&] { ++written; });
        QCOMPARE(center.tasks().size(), std::size_t(1));
        QVERIFY(center.going("data") && !center.going("train"));
        center.close();
        QTRY_COMPARE(all.count(), 1);
        QVERIFY(!center.busy());
        QCOMPARE(written, 3);
        TaskCenter silent;
        QSignalSpy none(&silent, &TaskCenter::allIdle);
        silent.close();
        QTRY_COMPARE(none.count(), 1);
    }
};

RETORT_TEST(TstTaskCenter)
#include "tst_task_center.moc"
