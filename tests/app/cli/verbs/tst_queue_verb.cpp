// SPDX-License-Identifier: GPL-3.0-or-later
// queue: trainings that the window queued are shown, taken out and done by the program.
// timeout: 300
#include "app/cli/cli_process.h"
#include "core/data/runs/task_queue.h"
#include "core/learn/eval_job.h"
#include "test_main.h"

#include <QJsonArray>

using namespace retort;

class TestQueueVerb : public QObject {
    Q_OBJECT

    Ran run(const RunFixture &f, QStringList arguments) {
        return runCli(QStringList{"queue", "--json", "--project",
                                  QString::fromStdString(f.fixture.project->folder().string())}
                      + arguments);
    }

private Q_SLOTS:
    void what_waits_is_shown_and_taken_out() {
        RunFixture f;
        TaskQueue queue(f.fixture.project);
        const auto first = queue.add("train", trainConfigToJson(f.config()));
        queue.add("sweep", "{}"); // of another version of the program
        const Ran shown = run(f, {});
        QVERIFY2(shown.code == 0, shown.out + shown.err);
        const QJsonArray waiting = shown.json["queue"].toArray();
        QCOMPARE(waiting.size(), 2);
        QCOMPARE(waiting[0].toObject()["id"].toInteger(), first);
        QCOMPARE(waiting[0].toObject()["settings"].toObject()["tokenizer"].toInteger(), f.tokenizer);
        QCOMPARE(run(f, {"--remove", QString::number(first)}).json["queue"].toArray().size(), 1);
        QCOMPARE(queue.tasks().size(), std::size_t(1));
        QCOMPARE(run(f, {"--run", "--remove", "1"}).code, 2);
    }

    void what_waits_is_done_in_its_order() {
        if (qEnvironmentVariableIsEmpty("RETORT_LEARN_LIBRARY"))
            QSKIP("built without LibTorch");
        RunFixture f;
        TaskQueue queue(f.fixture.project);
        for (const char *name : {"one", "two"}) {
            TrainConfig config =
                f.config({{"max_steps", std::int64_t(3)}, {"warmup_steps", std::int64_t(1)}});
            config.name = name;
            queue.add("train", trainConfigToJson(config));
        }
        queue.add("sweep", "{}");
        const Ran ran = run(f, {"--run"});
        QVERIFY2(ran.code == 0, ran.out + ran.err);
        QCOMPARE(ran.json["runs"].toArray().size(), 2);
        QCOMPARE(ran.json["queue"].toArray().size(), 1); // what it does not know stays
        const std::vector<RunRecord> runs = f.store.runs();
        QCOMPARE(runs.size(), std::size_t(2));
        QCOMPARE(runs[0].name, std::string("one"));
        QCOMPARE(runs[1].name, std::string("two"));
        QCOMPARE(runs[1].state, RunState::Finished);
    }

    void a_checkpoint_is_evaluated_after_the_training_before_it() {
        if (qEnvironmentVariableIsEmpty("RETORT_LEARN_LIBRARY"))
            QSKIP("built without LibTorch");
        RunFixture f;
        TaskQueue queue(f.fixture.project);
        TrainConfig config = f.config({{"max_steps", std::int64_t(2)}, {"warmup_steps", std::int64_t(1)}});
        queue.add("train", trainConfigToJson(config));
        EvalConfig evaluation;
        evaluation.run = 1; // of the training before it
        evaluation.split = Split::Validation;
        evaluation.options = {{"limit", std::int64_t(2)}, {"max_new_tokens", std::int64_t(4)}};
        queue.add("eval", evalConfigToJson(evaluation));
        const Ran ran = run(f, {"--run"});
        QVERIFY2(ran.code == 0, ran.out + ran.err);
        QCOMPARE(ran.json["runs"].toArray().size(), 1);
        QCOMPARE(ran.json["evaluations"].toArray().size(), 1);
        QVERIFY(queue.tasks().empty());
        QCOMPARE(f.store.evaluations(RunId(1)).size(), std::size_t(1));
    }

    void one_that_cannot_begin_stays_with_its_reason() {
        RunFixture f;
        TaskQueue queue(f.fixture.project);
        TrainConfig config = f.config();
        config.version = 99;
        queue.add("train", trainConfigToJson(config));
        const Ran ran = run(f, {"--run"});
        QVERIFY(ran.code != 0 && !ran.message().isEmpty());
        QCOMPARE(queue.tasks().size(), std::size_t(1));
        QVERIFY(f.store.runs().empty());
    }

    void one_that_cannot_begin_does_not_keep_the_next_from_it() {
        if (qEnvironmentVariableIsEmpty("RETORT_LEARN_LIBRARY"))
            QSKIP("built without LibTorch");
        RunFixture f;
        TaskQueue queue(f.fixture.project);
        const auto broken = queue.add("eval", R"({"run":99})");
        queue.add("train", trainConfigToJson(f.config(
                               {{"max_steps", std::int64_t(2)}, {"warmup_steps", std::int64_t(1)}})));
        QVERIFY(run(f, {"--run"}).code != 0);
        QCOMPARE(f.store.runs().size(), std::size_t(1));
        QCOMPARE(queue.tasks().size(), std::size_t(1));
        QCOMPARE(queue.tasks()[0].id, broken);
    }
};

RETORT_TEST(TestQueueVerb)
#include "tst_queue_verb.moc"
