// SPDX-License-Identifier: GPL-3.0-or-later
// timeout: 180
#include "ui/state/run_queue.h"

#include "core/data/artifacts/artifact.h"
#include "core/learn/eval_job.h"
#include "core/train/run_fixture.h"
#include "test_main.h"
#include "ui/jobs/task_center.h"
#include "ui/state/app_state.h"

#include <thread>

using namespace retort;

namespace {

// A project with a run that has made no checkpoint: its untrained student can be asked.
struct Queue {
    QTemporaryDir dir;
    RunFixture f;
    std::unique_ptr<AppState> app;

    explicit Queue(const std::vector<std::pair<std::string, std::string>> &waiting) {
        qputenv("XDG_CONFIG_HOME", dir.filePath("config").toUtf8());
        RunRecord run;
        run.tokenizer = f.tokenizer;
        run.version = f.config().version;
        run.state = RunState::Stopped;
        run.configJson = trainConfigToJson(f.config());
        f.store.addRun(run);
        for (const auto &[verb, config] : waiting)
            TaskQueue(f.fixture.project).add(verb, config);
        app = std::make_unique<AppState>();
        app->openProject(QString::fromStdString(f.fixture.project->folder().string()));
        QTRY_VERIFY_WITH_TIMEOUT(app->snapshotReady(), 20'000);
    }
    RunQueue &runs() { return app->runs(); }
    const std::vector<QueuedTask> &waiting() const { return app->snapshot().queue; }
    std::size_t evaluations() const { return app->snapshot().evaluations.size(); }
};

std::string oneEvaluation(RunId run = 1) {
    EvalConfig config;
    config.run = run;
    config.split = Split::Train;
    config.options = {
        {"limit", std::int64_t(2)}, {"max_new_tokens", std::int64_t(4)}, {"device", std::string("cpu")}};
    return evalConfigToJson(config);
}

} // namespace

class TstRunQueue : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void other_verbs_are_done_and_unknown_ones_are_kept() {
        if (qEnvironmentVariableIsEmpty("RETORT_LEARN_LIBRARY"))
            QSKIP("built without LibTorch");
        Queue q({{"sweep", "{}"}, {"eval", oneEvaluation()}});
        QVERIFY(!q.runs().goesOn()); // of another session
        QVERIFY(q.runs().describe(q.waiting().front()).contains("sweep"));
        QTest::qWait(300);
        QCOMPARE(q.evaluations(), std::size_t(0));
        q.runs().goOn();
        QTRY_COMPARE_WITH_TIMEOUT(q.evaluations(), std::size_t(1), 60'000);
        QTRY_COMPARE(q.waiting().size(), std::size_t(1));
        QCOMPARE(q.waiting().front().verb, std::string("sweep"));
        QVERIFY(q.runs().goesOn());
    }

    void what_could_not_begin_stays_and_says_why() {
        if (qEnvironmentVariableIsEmpty("RETORT_LEARN_LIBRARY"))
            QSKIP("built without LibTorch");
        Queue q({{"eval", oneEvaluation(99)}, {"train", "[1"}, {"eval", oneEvaluation()}});
        QSignalSpy unseen(&q.app->jobs(), &TaskCenter::unseenFailure);
        q.runs().goOn();
        QTRY_COMPARE_WITH_TIMEOUT(q.evaluations(), std::size_t(1), 60'000);
        QTRY_COMPARE(q.waiting().size(), std::size_t(2));
        for (const QueuedTask &waiting : q.waiting())
            QVERIFY2(q.runs().describe(waiting).contains("did not begin"),
                     qPrintable(q.runs().describe(waiting)));
        QCOMPARE(unseen.count(), 2);
        QVERIFY(q.runs().canGoOn()); // they can be tried again
        QCOMPARE(q.app->snapshot().runs.size(), std::size_t(1));
    }

    void an_evaluation_added_while_a_training_goes_begins_after_it() {
        if (qEnvironmentVariableIsEmpty("RETORT_LEARN_LIBRARY"))
            QSKIP("built without LibTorch");
        Queue q({});
        QTRY_VERIFY(q.runs().goesOn());
        std::atomic<bool> ends{false};
        q.app->jobs().start(
            Resource::Device, {"train", "Training"},
            [&ends](JobContext &) {
                while (!ends)
                    std::this_thread::sleep_for(std::chrono::milliseconds(1));
                return TrainResult{};
            },
            [](const TrainResult &) {});
        QVERIFY(q.runs().takesMore());
        q.runs().add("eval", [] { return oneEvaluation(); });
        QTRY_COMPARE_WITH_TIMEOUT(q.waiting().size(), std::size_t(1), 5'000);
        QVERIFY(!q.runs().describe(q.waiting().front()).contains("runs now"));
        QTest::qWait(200);
        QVERIFY(!q.app->jobs().on(Resource::Evaluate).busy());
        ends = true;
        QTRY_COMPARE_WITH_TIMEOUT(q.evaluations(), std::size_t(1), 60'000);
    }

    void an_entry_whose_inputs_are_in_the_trash_stays_until_they_are_back() {
        if (qEnvironmentVariableIsEmpty("RETORT_LEARN_LIBRARY"))
            QSKIP("built without LibTorch");
        Queue q({});
        TrainConfig config = q.f.config();
        config.project.reset();
        config.options["max_steps"] = std::int64_t(6);
        for (const std::int64_t seed : {5, 6}) {
            config.options["seed"] = seed;
            TaskQueue(q.app->project()).add("train", trainConfigToJson(config));
        }
        moveArtifactToTrash(q.app->project(), {"tokenizer", config.tokenizer});
        q.app->refresh();
        QTRY_COMPARE(q.waiting().size(), std::size_t(2));
        QVERIFY(q.runs().describe(q.waiting()[0]) != q.runs().describe(q.waiting()[1])); // by the seed
        const auto runs = q.app->snapshot().runs.size();
        q.runs().goOn();
        for (const std::size_t i : {0, 1})
            QTRY_VERIFY2(q.waiting().size() == 2
                             && q.runs().describe(q.waiting()[i]).contains("is in the trash"),
                         qPrintable(q.runs().describe(q.waiting()[i])));
        QCOMPARE(q.app->snapshot().runs.size(), runs);
        QCOMPARE(q.waiting().size(), std::size_t(2));
        restoreArtifact(q.app->project(), {"tokenizer", config.tokenizer});
        q.runs().goOn();
        QTRY_COMPARE_WITH_TIMEOUT(q.app->snapshot().runs.size(), runs + 2, 60'000);
        QTRY_VERIFY_WITH_TIMEOUT(q.waiting().empty() && !q.app->jobs().busy(), 60'000);
    }

    void while_another_process_does_the_queue_nothing_begins() {
        if (qEnvironmentVariableIsEmpty("RETORT_LEARN_LIBRARY"))
            QSKIP("built without LibTorch");
        Queue q({{"eval", oneEvaluation()}});
        FileLock other = TaskQueue(q.app->project()).own();
        QVERIFY_THROWS_EXCEPTION(Error, TaskQueue(q.app->project()).own());
        q.runs().goOn();
        QTRY_VERIFY(q.runs().describe(q.waiting().front()).contains("Another process"));
        QCOMPARE(q.evaluations(), std::size_t(0));
        other.release();
        q.runs().goOn();
        QTRY_COMPARE_WITH_TIMEOUT(q.evaluations(), std::size_t(1), 60'000);
    }

    // Each counts its entries from 1.
    void the_queue_of_another_project_is_its_own() {
        if (qEnvironmentVariableIsEmpty("RETORT_LEARN_LIBRARY"))
            QSKIP("built without LibTorch");
        Queue q({{"eval", oneEvaluation()}});
        QVERIFY(q.runs().takesMore()); // nothing runs, but others wait before it
        q.runs().goOn();
        QTRY_COMPARE(q.runs().waiting(), 0);
        QVERIFY(q.runs().describe(q.waiting().front()).endsWith("runs now"));
        QTRY_COMPARE_WITH_TIMEOUT(q.evaluations(), std::size_t(1), 60'000);
        QTRY_VERIFY(q.waiting().empty());
        Queue other({{"eval", oneEvaluation()}});
        const QString folder = QString::fromStdString(other.f.fixture.project->folder().string());
        other.app.reset();
        QTRY_VERIFY(!q.app->jobs().busy());
        q.app->openProject(folder);
        QTRY_COMPARE_WITH_TIMEOUT(q.waiting().size(), std::size_t(1), 20'000);
        q.runs().goOn();
        QTRY_COMPARE_WITH_TIMEOUT(q.evaluations(), std::size_t(1), 60'000);
        QTRY_VERIFY(q.waiting().empty());
    }

    void a_cancelled_evaluation_stays_and_holds_the_queue() {
        if (qEnvironmentVariableIsEmpty("RETORT_LEARN_LIBRARY"))
            QSKIP("built without LibTorch");
        Queue q({{"eval", oneEvaluation()}, {"eval", oneEvaluation()}});
        q.runs().goOn();
        const auto number = [&] { return q.app->jobs().on(Resource::Evaluate).runningNumber(); };
        QTRY_VERIFY(number() != 0);
        q.app->jobs().cancel(number());
        QTRY_VERIFY(!q.app->jobs().on(Resource::Evaluate).busy());
        QVERIFY(!q.runs().goesOn());
        QTest::qWait(300);
        QCOMPARE(q.evaluations(), std::size_t(0));
        QCOMPARE(q.waiting().size(), std::size_t(2));
        q.runs().goOn();
        QTRY_COMPARE_WITH_TIMEOUT(q.evaluations(), std::size_t(2), 60'000);
        QTRY_VERIFY(q.waiting().empty());
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
