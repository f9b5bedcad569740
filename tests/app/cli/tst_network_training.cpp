// SPDX-License-Identifier: GPL-3.0-or-later
// timeout: 300
// retort-cli train on a network file system: the project is free for others while it runs.
#include "app/cli/cli_process.h"
#include "core/data/artifacts/run_import.h"
#include "core/data/care/copy.h"
#include "core/data/whole_project.h"
#include "test_main.h"

#include <QJsonArray>

#include <cmath>
#include <fstream>

using namespace retort;
namespace fs = std::filesystem;

class TestNetworkTraining : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;

    fs::path at(const QString &name) const { return m_dir.filePath(name).toStdString(); }
    fs::path journalOf(const QString &name) const { return at(name) / "runs" / "0001" / "journal.jsonl"; }
    // A closed project, as made off a network file system.
    fs::path projectNamed(const QString &name) const {
        fs::copy(at("p"), at(name), fs::copy_options::recursive);
        return at(name);
    }
    static QStringList on(const QString &verb, const fs::path &project, const QStringList &more = {}) {
        return verb.split(' ') + QStringList{"--project", QString::fromStdString(project.string()), "--json"}
               + more;
    }

    struct Written {
        std::map<std::string, std::map<std::int64_t, double>> curves; // a later point of a step wins
        std::vector<std::tuple<std::int64_t, std::string, std::string>> events;
        std::vector<std::tuple<std::int64_t, std::string, std::string>> checkpoints; // step, reason, weights
        RunRecord record;
    };
    static Written writtenIn(const std::shared_ptr<Project> &project) {
        const RunStore store(project);
        Written out;
        out.record = store.run(1);
        for (const MetricPoint &p : store.metrics(1, 0, nullptr))
            if (p.name != "tokens_per_s")
                out.curves[p.name][p.step] = p.value;
        for (const RunEvent &e : store.events(1))
            out.events.emplace_back(e.step, e.kind, textToJson(e.what));
        for (const CheckpointRecord &c : store.checkpoints(1))
            out.checkpoints.emplace_back(c.step, c.reason, readFile(c.folder / "model.safetensors"));
        return out;
    }
    static constexpr int steps = 400;
    Written m_whole; // of a run off a network file system that nothing disturbed

private Q_SLOTS:
    void initTestCase() {
        if (withoutTorch())
            QSKIP("built without LibTorch");
        {
            RunFixture f;
            copyProject(f.fixture.project->folder(), at("p"));
        }
        const fs::path local = projectNamed("local");
        CliProcess train(tinyTraining(local, steps));
        QVERIFY2(train.wait() == 0, train.err());
        QVERIFY(!fs::exists(journalOf("local")));
        m_whole = writtenIn(Project::open(local));
        QCOMPARE(m_whole.record.state, RunState::Finished);
        qputenv("RETORT_NETWORK_FS", "1");
    }
    void cleanupTestCase() { qunsetenv("RETORT_NETWORK_FS"); }

    void others_work_while_it_trains_and_nothing_differs() {
        const fs::path folder = projectNamed("net");
        std::ofstream(at("more.jsonl")) << R"({"question":"1+1=?","answer":"2"})"
                                        << "\n";
        CliProcess train(tinyTraining(folder, steps));
        QVERIFY(soon([&] { return fs::exists(journalOf("net")); }));
        int together = 0;
        for (const QStringList &other :
             {on("project info", folder), on("runs", folder),
              on("import", folder, {QString::fromStdString(at("more.jsonl").string())})}) {
            CliProcess process(other);
            QVERIFY2(process.wait() == 0, process.out() + process.err());
            together += train.running();
        }
        QCOMPARE(together, 3);
        QVERIFY2(train.wait() == 0, train.err());
        QVERIFY(!train.json().contains("in_journal"));
        QVERIFY(!fs::exists(journalOf("net")));
        const auto project = Project::open(folder);
        QCOMPARE(train.json()["checkpoint"].toInteger(), RunStore(project).checkpoints(1).back().id);
        const Written net = writtenIn(project);
        QVERIFY(net.curves == m_whole.curves);
        QVERIFY(net.events == m_whole.events);
        QVERIFY(net.checkpoints == m_whole.checkpoints);
        QCOMPARE(net.record.state, RunState::Finished);
        QCOMPARE(net.record.step, m_whole.record.step);
        QCOMPARE(net.record.lastLoss, m_whole.record.lastLoss);
        QCOMPARE(net.record.bestValLoss, m_whole.record.bestValLoss);
        QCOMPARE(VersionStore(project).sources().size(), std::size_t(2));
        QCOMPARE(faultOfProject(project), QString());
    }

    void killed_it_loses_nothing_and_resumes_to_the_same_numbers() {
        const fs::path folder = projectNamed("killed");
        const auto saved = [&](int count) {
            std::error_code ignored;
            int n = 0;
            for (const auto &entry : fs::directory_iterator(folder / "runs/0001/checkpoints", ignored))
                n += fs::exists(entry.path() / "manifest.json") && entry.path().extension() != ".tmp";
            return n >= count;
        };
        CliProcess train(tinyTraining(folder, steps));
        QVERIFY(soon([&] { return saved(2); }));
        QTest::qWait(60);
        QVERIFY2(train.running(), "the run is too short for this machine");
        train.kill();
        std::size_t lines = 0;
        std::ifstream journal(journalOf("killed"));
        for (std::string line; std::getline(journal, line) && !journal.eof();)
            lines += line.find("\"metric\":") != std::string::npos;
        QVERIFY(lines > 0);
        {
            const auto project = Project::open(folder);
            const RunStore store(project);
            QCOMPARE(store.run(1).state, RunState::Interrupted);
            QCOMPARE(store.metrics(1, 0, nullptr).size(), lines);
            QVERIFY(!store.checkpoints(1).empty());
            QVERIFY(canResume(store, 1));
            QCOMPARE(faultOfProject(project), QString());
        }
        CliProcess resume(on("train", folder, {"--resume", "1", "--threads", "1"}));
        QVERIFY2(resume.wait() == 0, resume.err());
        const auto project = Project::open(folder);
        const Written all = writtenIn(project);
        QVERIFY(all.curves == m_whole.curves);
        QVERIFY(all.checkpoints.back() == m_whole.checkpoints.back());
        QCOMPARE(all.record.state, RunState::Finished);
        QVERIFY(!fs::exists(journalOf("killed")));
        QCOMPARE(faultOfProject(project), QString());
    }

    // As a window that is opened while a cluster job runs.
    void a_watcher_that_has_the_project_sees_it_go_on() {
        const fs::path folder = projectNamed("watched");
        CliProcess train(tinyTraining(folder, steps) + QStringList{"--keep-last", "2"});
        QVERIFY(soon([&] { return fs::exists(journalOf("watched")); }));
        std::shared_ptr<Project> project;
        QVERIFY(soon([&] {
            try {
                project = Project::open(folder);
            } catch (const Error &) {
            }
            return project != nullptr;
        }));
        RunTail tail(project, 1);
        int grown = 0;
        std::size_t points = 0;
        RunTail::Update update;
        QVERIFY(soon([&] {
            update = tail.poll();
            points += update.metrics.size();
            grown += update.active && !update.metrics.empty();
            return !update.active;
        }));
        QVERIFY2(grown >= 3, qPrintable(QString::number(grown)));
        QCOMPARE(update.record.state, RunState::Finished);
        // It could not have the project for its last words: they are in the journal, and it says so.
        QVERIFY2(train.wait() == 0, train.err());
        QVERIFY2(train.err().contains("is open elsewhere"), train.err());
        points += tail.poll().metrics.size();
        QCOMPARE(points, RunStore(project).metrics(1, 0, nullptr).size());
        const Written all = writtenIn(project);
        QVERIFY(all.curves == m_whole.curves);
        QCOMPARE(all.record.state, RunState::Finished);
        QVERIFY(soon([&] { return importRun(*project, 1), !fs::exists(journalOf("watched")); }));
        // Pruned by the watcher: the newest two, and the best.
        const auto left = std::distance(fs::directory_iterator(folder / "runs/0001/checkpoints"), {});
        QVERIFY2(left <= 3, qPrintable(QString::number(left)));
        QCOMPARE(std::size_t(left), all.checkpoints.size());
        project.reset();
    }
};

RETORT_TEST(TestNetworkTraining)
#include "tst_network_training.moc"
