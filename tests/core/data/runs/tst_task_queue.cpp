// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/runs/task_queue.h"

#include "core/data/project_fixture.h"
#include "core/data/runs/run_store.h"
#include "test_main.h"

using namespace retort;

namespace {

QStringList waiting(const TaskQueue &queue) {
    QStringList list;
    for (const QueuedTask &task : queue.tasks())
        list << QString::fromStdString(task.configJson);
    return list;
}

} // namespace

class TestTaskQueue : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void entries_keep_their_order_over_a_restart() {
        ProjectFixture f;
        const std::filesystem::path folder = f.project->folder();
        std::int64_t a = 0, c = 0;
        {
            TaskQueue queue(f.project);
            a = queue.add("train", "a");
            queue.add("train", "b");
            c = queue.add("train", "c");
            queue.swap(a, c);
            QCOMPARE(waiting(queue), QStringList({"c", "b", "a"}));
        }
        f.project.reset();
        f.project = Project::open(folder);
        TaskQueue queue(f.project);
        QCOMPARE(waiting(queue), QStringList({"c", "b", "a"}));
        QCOMPARE(queue.tasks().front().verb, std::string("train"));
        QVERIFY(!queue.tasks().front().createdAt.empty());
        queue.swap(a, 99); // one of them has gone: nothing moves
        QCOMPARE(waiting(queue), QStringList({"c", "b", "a"}));
        queue.swap(c, a);
        QCOMPARE(waiting(queue), QStringList({"a", "b", "c"}));
    }

    // A start that is refused or killed before its run is stored leaves the entry.
    void an_entry_goes_with_the_run_that_it_becomes() {
        ProjectFixture f;
        TaskQueue queue(f.project);
        RunStore runs(f.project);
        const auto id = queue.add("train", "{}");
        queue.add("train", "{}");
        RunRecord run;
        run.configJson = "{}";
        runs.addRun(run, id);
        QCOMPARE(queue.tasks().size(), std::size_t(1));
        QVERIFY_EXCEPTION_THROWN(runs.addRun(run, id), Error); // another process was quicker
        QCOMPARE(runs.runs().size(), std::size_t(1));
        queue.remove(queue.tasks().front().id);
        QVERIFY(queue.tasks().empty());
    }
};

RETORT_TEST(TestTaskQueue)
#include "tst_task_queue.moc"
