// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/runs/task_queue.h"

#include "core/data/project_fixture.h"
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

    void an_entry_is_taken_once() {
        ProjectFixture f;
        TaskQueue queue(f.project), other(f.project);
        const auto id = queue.add("train", "{}");
        QCOMPARE(queue.take(id)->configJson, std::string("{}"));
        QVERIFY(!other.take(id));
        QVERIFY(queue.tasks().empty());
    }
};

RETORT_TEST(TestTaskQueue)
#include "tst_task_queue.moc"
