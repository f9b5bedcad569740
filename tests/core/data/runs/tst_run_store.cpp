// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/artifacts/trash.h"
#include "core/data/child_process.h"
#include "core/data/project_fixture.h"

#include <cmath>
#include <limits>

using namespace retort;
namespace fs = std::filesystem;

static int runStoreChild(const std::vector<std::string> &arguments) {
    // Trains: owns the run, says so by a file, and waits to be killed.
    const auto project = Project::open(arguments[0]);
    RunStore store(project);
    const auto lock = store.ownRun(std::stoll(arguments[1]));
    RunRecord run = store.run(std::stoll(arguments[1]));
    run.state = RunState::Running;
    store.updateRun(run);
    atomicWrite(fs::path(arguments[0]) / "ready", "x");
    ::pause();
    return 0;
}

class TestRunStore : public QObject {
    Q_OBJECT
    static RunId addRun(RunStore &store) {
        RunRecord run;
        run.configJson = R"({"options":{"learning_rate":0.0003}})";
        run.version = 3;
        run.student = store.addStudent({0, "5M-6L-256", {}, {}, "{}", 0, 5'000'000});
        run.seed = ~0ull;
        run.lastLoss = run.bestValLoss = run.valAccuracy = std::nan("");
        return store.addRun(run);
    }
    static bool waitFor(const fs::path &file) {
        return QTest::qWaitFor([&] { return fs::exists(file); }, 20'000);
    }
private Q_SLOTS:
    void a_run_comes_back_as_it_was_stored() {
        ProjectFixture f;
        RunStore store(f.project);
        const RunId id = addRun(store);
        RunRecord run = store.run(id);
        QCOMPARE(run.name, std::string("0001 · 5M-6L-256 · v3 · lr 0.0003"));
        QVERIFY(fs::is_directory(run.folder) && fs::exists(run.folder / "run.json"));
        QVERIFY(run.state == RunState::Created && run.seed == ~0ull && std::isnan(run.bestValLoss));
        run.state = RunState::Finished;
        run.step = 10;
        run.lastLoss = 1.5;
        run.finishedAt = "2026-01-01T00:00:00Z";
        store.updateRun(run);
        f.reopen();
        run = RunStore(f.project).run(id);
        QVERIFY(run.state == RunState::Finished && run.step == 10 && run.lastLoss == 1.5);
        QCOMPARE_ERROR(RunStore(f.project).run(99), "not_found");
    }
    void metrics_keep_order_and_non_finite_values() {
        ProjectFixture f;
        RunStore store(f.project);
        const RunId a = addRun(store), b = addRun(store);
        std::int64_t last = 0;
        store.addMetrics({{a, 1, "train/loss", 2.5, 0.1},
                          {b, 1, "lr", 1e-3, 0.1},
                          {a, 2, "train/loss", std::nan(""), 0.2}});
        QCOMPARE(store.metrics(a, 0, &last).size(), std::size_t(2));
        QCOMPARE(last, 2);
        store.addMetrics({{a, 3, "val/loss", -std::numeric_limits<double>::infinity(), 0.3}});
        const auto more = store.metrics(a, last, &last);
        QCOMPARE(more.size(), std::size_t(1));
        QVERIFY(std::isinf(more[0].value) && more[0].name == "val/loss" && last == 3);
        QVERIFY(std::isnan(store.metrics(a, 0, nullptr)[1].value));
        QVERIFY(store.metrics(a, 3, &last).empty());
        QCOMPARE(last, 3);
        store.addEvents({{a, 5, "best", text("val loss %1", 1.5), 9.0}});
        QCOMPARE(renderEnglish(store.events(a)[0].what), std::string("val loss 1.5"));
    }
    void a_run_has_one_owner() {
        ProjectFixture f;
        RunStore store(f.project);
        const RunId id = addRun(store);
        {
            const auto lock = store.ownRun(id);
            QVERIFY(store.runOwned(id));
            QCOMPARE_ERROR(store.ownRun(id), "busy");
            QCOMPARE_ERROR(moveArtifactToTrash(store.project(), {"run", id}), "busy");
        }
        QVERIFY(!store.runOwned(id));
        QCOMPARE_ERROR(store.ownRun(77), "not_found");
    }
    void a_killed_trainer_leaves_an_interrupted_run() {
        ProjectFixture f;
        RunId id = 0;
        {
            RunStore store(f.project);
            id = addRun(store);
            ChildProcess child({f.folder().string(), std::to_string(id)});
            QVERIFY(waitFor(f.folder() / "ready"));
            QVERIFY(store.run(id).state == RunState::Running);
            child.kill();
            QVERIFY(store.run(id).state == RunState::Interrupted);
        }
        f.reopen();
        bool told = false;
        for (const Text &notice : f.project->info().notices)
            told = told || renderEnglish(notice).find("interrupted and can be resumed") != std::string::npos;
        QVERIFY(told);
        QVERIFY(RunStore(f.project).ownRun(id).held());
    }
    void checkpoints_lie_inside_the_project_and_go_to_trash_and_back() {
        ProjectFixture f;
        RunStore store(f.project);
        const RunId id = addRun(store);
        const fs::path folder = store.run(id).folder / "checkpoints" / "step-10";
        fs::create_directories(folder);
        atomicWrite(folder / "model.safetensors", "weights");
        const auto checkpoint = store.addCheckpoint({0, id, 10, {}, {}, folder, "best", 1.25, 0, {}});
        QCOMPARE(store.checkpoint(checkpoint).folder, folder);
        QCOMPARE(store.checkpoint(checkpoint).bytes, 7);
        setArtifactNote(store.project(), {"checkpoint", checkpoint}, "before the spike");
        QCOMPARE(store.checkpoints(id)[0].note, std::string("before the spike"));
        moveArtifactToTrash(store.project(), {"checkpoint", checkpoint});
        QVERIFY(!fs::exists(folder) && store.checkpoints(id).empty());
        QCOMPARE(trashItems(*f.project).size(), std::size_t(1));
        QCOMPARE(trashItems(*f.project)[0].bytes, 7);
        restoreArtifact(store.project(), {"checkpoint", checkpoint});
        QCOMPARE(readFile(folder / "model.safetensors"), std::string("weights"));
        moveArtifactToTrash(store.project(), {"checkpoint", checkpoint});
        QCOMPARE(emptyTrash(*f.project), 7);
        QCOMPARE_ERROR(store.checkpoint(checkpoint), "not_found");
        QCOMPARE_ERROR(store.addCheckpoint({0, id, 10, {}, {}, "/etc", "x", 0, 0, {}}), "internal");
    }
    void evaluations_keep_every_answer() {
        ProjectFixture f;
        RunStore store(f.project);
        EvaluationRecord record;
        record.asked = 2;
        record.correct = 1;
        EvaluationAnswer right, wrong;
        right.sample = 1;
        right.answer = "4";
        right.correct = right.thinkClosed = true;
        right.traceHolds = true;
        wrong.sample = 2;
        wrong.traceHolds = std::nullopt;
        const auto id = store.addEvaluation(record, {right, wrong});
        const auto answers = store.evaluationAnswers(id);
        QCOMPARE(answers.size(), std::size_t(2));
        QVERIFY(answers[0].correct && *answers[0].traceHolds && !answers[1].traceHolds
                && !answers[1].correct);
        QCOMPARE(store.evaluations({}).size(), std::size_t(1));
        QCOMPARE(store.evaluations(5).size(), std::size_t(0));
        QCOMPARE(store.evaluations({})[0].name, std::string("1/2"));
        setArtifactNote(store.project(), {"evaluation", id}, "greedy");
        QCOMPARE(store.evaluations({})[0].note, std::string("greedy"));
    }
    void tokenizers_are_named_renamed_and_turn_stale() {
        ProjectFixture f;
        const auto v1 = *importSamples(f.project, 0, 100).version;
        RunStore store(f.project);
        const fs::path folder = store.reserveModelFolder("tokenizer");
        atomicWrite(folder / "tokenizer.model", "m");
        TokenizerRecord record;
        record.kind = "bpe";
        record.version = v1;
        record.vocabSize = 8192;
        record.file = folder.lexically_relative(f.folder()) / "tokenizer.model";
        const auto id = store.addTokenizer(record);
        QCOMPARE(store.tokenizer(id).name, std::string("bpe-8k-v1"));
        QVERIFY(!store.tokenizer(id).stale);
        importSamples(f.project, 100, 120);
        QVERIFY(store.tokenizer(id).stale);
        renameArtifact(store.project(), {"tokenizer", id}, "mine");
        setArtifactNote(store.project(), {"tokenizer", id}, "note");
        QVERIFY(store.tokenizer(id).name == "mine" && store.tokenizer(id).note == "note");
        moveArtifactToTrash(store.project(), {"tokenizer", id});
        QVERIFY(store.tokenizers().empty() && !fs::exists(folder));
        restoreArtifact(store.project(), {"tokenizer", id});
        QVERIFY(store.tokenizers().size() == 1 && fs::exists(folder / "tokenizer.model"));
        QCOMPARE_ERROR(renameArtifact(store.project(), {"sqlite_master", 1}, "x"), "invalid_argument");
        QCOMPARE_ERROR(renameArtifact(store.project(), {"run", 1}, "x"), "not_found");
        QVERIFY(store.reserveModelFolder("tokenizer") != folder);
    }
};

RETORT_TEST_WITH_CHILD(TestRunStore, runStoreChild)
#include "tst_run_store.moc"
