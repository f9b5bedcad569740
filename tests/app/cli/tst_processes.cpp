// SPDX-License-Identifier: GPL-3.0-or-later
// timeout: 300
// kill -9 on the real program while it imports, cleans, tokenizes and trains.
#include "app/cli/cli_process.h"
#include "core/base/hash.h"
#include "core/data/whole_project.h"
#include "core/tokenize/sentencepiece_process.h"
#include "test_main.h"

#include <QDir>
#include <QJsonArray>

#include <thread>

using namespace retort;
namespace fs = std::filesystem;

class TestProcesses : public QObject {
    Q_OBJECT

    SplitMix64 m_random{20260417};
    QTemporaryDir m_dir;

    QString inDir(const QString &name) const { return m_dir.filePath(name); }
    std::shared_ptr<Project> open(const QString &name) const {
        return Project::open(inDir(name).toStdString());
    }

    // Runs the verb once whole to learn how long it takes, then kills it `rounds` times within that time;
    // `sound` looks at the project after each.
    void killWithin(const QStringList &arguments, int rounds,
                    const std::function<void(const std::shared_ptr<Project> &, bool killed)> &sound) {
        QElapsedTimer time;
        time.start();
        CliProcess whole(arguments, m_dir.path());
        QVERIFY2(whole.wait() == 0, whole.err());
        const auto whole_ms = std::max<qint64>(20, time.elapsed());
        for (int round = 0; round < rounds; ++round) {
            // Spread over the whole time, so that every stage is met.
            const auto from = whole_ms * round / rounds;
            CliProcess process(arguments, m_dir.path());
            QTest::qWait(int(from + qint64(m_random.below(std::uint64_t(whole_ms / rounds) + 1))));
            const bool killed = process.running();
            process.kill();
            const auto project = open("p");
            const QString fault = faultOfProject(project);
            QVERIFY2(fault.isEmpty(), qPrintable(QString("round %1: %2").arg(round).arg(fault)));
            sound(project, killed);
            if (QTest::currentTestFailed())
                return;
        }
    }
    // Processes that were started by `parent` and outlived it.
    static int orphansOf(qint64 parent, const QByteArray &word) {
        int count = 0;
        for (const QString &pid : QDir("/proc").entryList({"[0-9]*"}, QDir::Dirs)) {
            QFile file("/proc/" + pid + "/cmdline");
            if (!file.open(QIODevice::ReadOnly))
                continue;
            const auto words = file.readAll().split('\0');
            count += words.size() > 2 && words[1] == word && words[2] == QByteArray::number(parent);
        }
        return count;
    }

private Q_SLOTS:
    void initTestCase() {
        CliProcess data({"demo-data", "demo.jsonl", "--count", "6000", "--json"}, m_dir.path());
        QCOMPARE(data.wait(), 0);
        CliProcess first({"import", "--project", "p", "--create", "demo.jsonl", "--json"}, m_dir.path());
        QVERIFY2(first.wait() == 0, first.err());
    }

    void killed_import_is_whole_or_not_there() {
        std::size_t before = VersionStore(open("p")).sources().size() + 1; // killWithin makes one
        killWithin({"import", "--project", "p", "demo.jsonl", "--json"}, 8,
                   [&](const std::shared_ptr<Project> &project, bool) {
                       const auto sources = VersionStore(project).sources();
                       QVERIFY(sources.size() == before || sources.size() == before + 1);
                       QCOMPARE(sources.back().rows, sources.front().rows);
                       before = sources.size();
                   });
    }

    void killed_cleaning_makes_a_version_or_none() {
        std::size_t before = VersionStore(open("p")).versions().size() + 1;
        killWithin({"clean", "--project", "p", "--json"}, 8,
                   [&](const std::shared_ptr<Project> &project, bool) {
                       const auto versions = VersionStore(project).versions();
                       QVERIFY(versions.size() == before || versions.size() == before + 1);
                       before = versions.size();
                   });
    }

    void killed_tokenizing_leaves_no_half_tokenizer_and_no_child() {
        std::size_t before = 1;
        const QStringList arguments{"tokenize", "--project", "p", "--vocab-size", "700", "--json"};
        QElapsedTimer time;
        time.start();
        CliProcess whole(arguments, m_dir.path());
        QVERIFY2(whole.wait() == 0, whole.err());
        const auto whole_ms = time.elapsed();
        constexpr int rounds = 6;
        for (int round = 0; round < rounds; ++round) {
            CliProcess process(arguments, m_dir.path());
            QTest::qWait(int(whole_ms * round / rounds
                             + qint64(m_random.below(std::uint64_t(whole_ms) / rounds + 1))));
            process.kill();
            QVERIFY(soon([&] { return orphansOf(process.pid(), sentencePieceVerb) == 0; }, 5000));
            const auto project = open("p");
            QCOMPARE(faultOfProject(project), QString());
            const auto tokenizers = RunStore(project).tokenizers();
            QVERIFY(tokenizers.size() == before || tokenizers.size() == before + 1);
            before = tokenizers.size();
            for (const auto &tokenizer : tokenizers)
                QCOMPARE(tokenizerFromBytes(tokenizer.kind, readFile(project->folder() / tokenizer.file),
                                            tokenizer.file)
                             ->hash(),
                         tokenizer.hash);
        }
        CliProcess again(arguments, m_dir.path());
        QVERIFY2(again.wait() == 0, again.err());
    }

    // Not the newest one that was written for being better at its time.
    void eval_takes_the_checkpoint_with_the_smallest_loss() {
        if (withoutTorch())
            QSKIP("built without LibTorch");
        RunFixture f;
        const auto folder = f.fixture.project->folder();
        CliProcess trained(tinyTraining(folder, 20, 10));
        QVERIFY2(trained.wait() == 0, trained.err());
        const RunId run = f.store.runs().back().id;
        const auto add = [&](const char *reason, double loss) {
            CheckpointRecord c = f.store.checkpoints(run).back();
            c.step += 10;
            const fs::path copy = c.folder.parent_path() / ("copy-" + std::to_string(c.step));
            fs::copy(c.folder, copy, fs::copy_options::recursive);
            c.folder = copy;
            c.reason = reason;
            c.valLoss = loss;
            return f.store.addCheckpoint(c);
        };
        add("best", 0.5);
        const auto smallest = add("final", 0.25);
        add("interval", 0.75);
        CliProcess eval({"eval", "--project", QString::fromStdString(folder.string()), "--limit", "2",
                         "--split", "train", "--max-new-tokens", "4", "--json"});
        QVERIFY2(eval.wait() == 0, eval.err());
        QCOMPARE(f.store.evaluations(run).back().checkpoint, smallest);
    }

    void training_killed_before_its_first_checkpoint_is_interrupted_and_says_so() {
        if (withoutTorch())
            QSKIP("built without LibTorch");
        RunFixture f;
        const auto folder = f.fixture.project->folder();
        CliProcess process(tinyTraining(folder, 50'000, 0));
        QVERIFY(soon([&] {
            const auto runs = f.store.runs();
            return !runs.empty() && runs.back().state == RunState::Running;
        }));
        process.kill();
        const RunId run = f.store.runs().back().id;
        QCOMPARE(f.store.run(run).state, RunState::Interrupted);
        QVERIFY(!canResume(f.store, run));
        CliProcess resume(
            {"train", "--project", QString::fromStdString(folder.string()), "--resume", "newest", "--json"});
        QCOMPARE(resume.wait(), 1);
        QCOMPARE(resume.json()["error"].toObject()["code"].toString(), QString("not_found"));
        QCOMPARE(faultOfProject(f.fixture.project), QString());
    }

    // Killed three times at random moments, resumed each time: weights, optimizer and curves as if nothing
    // had happened.
    void killed_training_resumes_to_the_same_numbers() {
        if (withoutTorch())
            QSKIP("built without LibTorch");
        RunFixture f;
        const auto folder = f.fixture.project->folder();
        const QString path = QString::fromStdString(folder.string());
        CliProcess whole(tinyTraining(folder, 400));
        QVERIFY2(whole.wait() == 0, whole.err());
        const RunId one = whole.json()["run"].toInteger();

        auto process = std::make_unique<CliProcess>(tinyTraining(folder, 400));
        QVERIFY(soon([&] { return f.store.runs().size() == 2; }));
        const RunId two = f.store.runs().back().id;
        for (int round = 0; round < 3; ++round) {
            const auto newest = [&] {
                const auto all = f.store.checkpoints(two);
                return all.empty() ? std::int64_t(0) : all.back().id;
            };
            const std::int64_t known = newest();
            QVERIFY(soon([&] { return newest() > known; }));
            std::this_thread::sleep_for(std::chrono::microseconds(m_random.below(250'000)));
            QVERIFY2(process->running(), "the run is too short for this machine");
            process->kill();
            QCOMPARE(f.store.run(two).state, RunState::Interrupted);
            CliProcess list({"runs", "--project", path, "--json"});
            QCOMPARE(list.wait(), 0);
            QCOMPARE(list.json()["runs"].toArray().last().toObject()["state"].toString(),
                     QString("interrupted"));
            QVERIFY(canResume(f.store, two));
            QCOMPARE(faultOfProject(f.fixture.project), QString());
            process = std::make_unique<CliProcess>(QStringList{
                "train", "--project", path, "--resume", QString::number(two), "--threads", "1", "--json"});
            QVERIFY(soon([&] { return f.store.runOwned(two); }));
        }
        QVERIFY2(process->wait() == 0, process->err());
        QCOMPARE(f.store.run(two).state, RunState::Finished);
        QVERIFY(f.events(two, "resumed") == 3);
        for (const char *name : {"train/loss", "val/loss", "val/accuracy", "lr", "grad_norm", "epoch"})
            QCOMPARE(f.curve(two, name), f.curve(one, name));
        for (const char *file : {"model.safetensors", "optimizer.safetensors"})
            QVERIFY2(readFile(f.store.checkpoints(two).back().folder / file)
                         == readFile(f.store.checkpoints(one).back().folder / file),
                     file);
        QCOMPARE(faultOfProject(f.fixture.project), QString());
        // Nothing of a checkpoint that was being written is left.
        for (const auto &entry : fs::directory_iterator(f.store.run(two).folder / "checkpoints"))
            QVERIFY2(entry.path().extension() != ".tmp", entry.path().c_str());
    }

    // A stop that came too late for one process must not end the next.
    void a_late_request_is_forgotten() {
        if (withoutTorch())
            QSKIP("built without LibTorch");
        RunFixture f;
        const auto folder = f.fixture.project->folder();
        CliProcess process(tinyTraining(folder, 50'000));
        QVERIFY(soon([&] {
            return !f.store.runs().empty() && !f.store.checkpoints(f.store.runs().back().id).empty();
        }));
        process.kill();
        const RunId run = f.store.runs().back().id;
        sendRequest(f.store, run, JobRequest::Stop);
        CliProcess resumed({"train", "--project", QString::fromStdString(folder.string()), "--resume",
                            QString::number(run), "--threads", "1", "--json"});
        const std::int64_t before = f.store.checkpoints(run).back().id;
        QVERIFY(soon([&] { return f.store.checkpoints(run).back().id > before; }));
        QVERIFY(resumed.running());
        sendRequest(f.store, run, JobRequest::Stop);
        QCOMPARE(resumed.wait(), 0);
        QCOMPARE(resumed.json()["state"].toString(), QString("stopped"));
    }
};

RETORT_TEST(TestProcesses)
#include "tst_processes.moc"
