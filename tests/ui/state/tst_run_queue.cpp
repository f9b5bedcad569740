// SPDX-License-Identifier: GPL-3.0-or-later
// timeout: 180
#include "ui/state/run_queue.h"

#include "test_main.h"
#include "tests/ui/window_fixture.h"

#include <thread>

using namespace retort;

namespace {

const char *oneTokenizer = R"({"version":1,"options":{"vocab_size":300,"character_coverage":1.0}})";

struct Queue {
    QTemporaryDir dir;
    std::unique_ptr<AppState> app;

    explicit Queue(const std::vector<std::pair<std::string, std::string>> &waiting) {
        qputenv("XDG_CONFIG_HOME", dir.filePath("config").toUtf8());
        const auto project = Project::open(toUtf8(makeProject(dir.filePath("p"), Filled::Data)));
        for (const auto &[verb, config] : waiting)
            TaskQueue(project).add(verb, config);
        app = std::make_unique<AppState>();
        app->openProject(dir.filePath("p"));
        QTRY_VERIFY_WITH_TIMEOUT(app->snapshotReady(), 20'000);
    }
    RunQueue &runs() { return app->runs(); }
    const std::vector<QueuedTask> &waiting() const { return app->snapshot().queue; }
};

} // namespace

class TstRunQueue : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void other_verbs_are_done_and_unknown_ones_are_kept() {
        Queue q({{"sweep", "{}"}, {"tokenize", oneTokenizer}});
        QVERIFY(!q.runs().goesOn()); // of another session
        QVERIFY(q.runs().describe(q.waiting().front()).contains("sweep"));
        QTest::qWait(300);
        QVERIFY(q.app->snapshot().tokenizers.empty());
        q.runs().goOn();
        QTRY_COMPARE_WITH_TIMEOUT(q.app->snapshot().tokenizers.size(), std::size_t(1), 60'000);
        QTRY_COMPARE(q.waiting().size(), std::size_t(1));
        QCOMPARE(q.waiting().front().verb, std::string("sweep"));
        QVERIFY(q.runs().goesOn());
    }

    void what_could_not_begin_stays_and_says_why() {
        Queue q({{"tokenize", R"({"version":99})"}, {"train", "[1"}, {"tokenize", oneTokenizer}});
        QSignalSpy unseen(&q.app->jobs(), &TaskCenter::unseenFailure);
        q.runs().goOn();
        QTRY_COMPARE_WITH_TIMEOUT(q.app->snapshot().tokenizers.size(), std::size_t(1), 60'000);
        QTRY_COMPARE(q.waiting().size(), std::size_t(2));
        for (const QueuedTask &waiting : q.waiting())
            QVERIFY2(q.runs().describe(waiting).contains("did not begin"),
                     qPrintable(q.runs().describe(waiting)));
        QCOMPARE(unseen.count(), 2);
        QVERIFY(q.runs().canGoOn()); // they can be tried again
        QVERIFY(q.app->snapshot().runs.empty());
    }

    void a_stop_holds_the_queue() {
        Queue q({});
        QTRY_VERIFY(q.runs().goesOn()); // nothing was left by another session
        const auto untilAsked = [](JobContext &job) {
            while (!job.cancelled())
                std::this_thread::sleep_for(std::chrono::milliseconds(1));
            return TrainResult{};
        };
        const JobNumber number = q.app->jobs().start(Resource::Device, {"train", "Training"}, untilAsked,
                                                     [](const TrainResult &) {});
        TaskQueue(q.app->project()).add("train", "{}");
        QTRY_COMPARE_WITH_TIMEOUT(q.waiting().size(), std::size_t(1), 5'000);
        QVERIFY(q.runs().goesOn());
        q.app->jobs().request(number, JobRequest::Stop);
        QTRY_VERIFY(!q.app->jobs().on(Resource::Device).busy());
        QVERIFY(!q.runs().goesOn());
        QTest::qWait(300);
        QVERIFY(!q.app->jobs().on(Resource::Device).busy());
        QCOMPARE(q.waiting().size(), std::size_t(1));
    }
};

RETORT_TEST(TstRunQueue)
#include "tst_run_queue.moc"
