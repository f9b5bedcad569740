// SPDX-License-Identifier: GPL-3.0-or-later
// timeout: 240
// The window beside retort-cli import and retort-cli train on one project: everybody works, killing one
// leaves the others working, and nothing that was told is lost.
#include "app/cli/cli_process.h"
#include "core/data/whole_project.h"
#include "test_main.h"
#include "tests/ui/run_window.h"

using namespace retort;
namespace fs = std::filesystem;

namespace {

constexpr int forever = 1'000'000; // steps

} // namespace

class TstTwoProcesses : public QObject {
    Q_OBJECT

    QTemporaryDir m_files;

    QStringList importing(const TrainableProject &project) const {
        return {"import", "--project", project.folder(), m_files.filePath("more.jsonl"), "--json"};
    }

    // Tags rows as the pages do, by jobs of the window; each tag that came back is told.
    struct Tagger : QObject {
        WindowFixture &w;
        std::vector<SampleId> ids;
        VersionId version;
        std::int64_t told = 0, failed = 0;
        bool on = true;
        explicit Tagger(WindowFixture &window) : w(window), version(w.app->selected(ArtifactKind::Version)) {
            JobContext job;
            ids = w.app->versionStore()->rowIds(version, {}, {}, job);
            next();
        }
        void next() {
            w.app->jobs().writes().start(
                {this, "Tagging"},
                [store = w.app->versionStore(), version = version, id = ids[std::size_t(told) % ids.size()],
                 tag = "seen" + std::to_string(std::size_t(told) / ids.size())](JobContext &) {
                    store->addPending(version, {id}, PendingKind::Tag, tag);
                },
                [this] {
                    ++told;
                    if (on)
                        next();
                },
                [this](const JobFailure &) { ++failed; });
        }
    };

private Q_SLOTS:
    void initTestCase() {
        if (withoutTorch())
            QSKIP("built without LibTorch");
        Theme::instance().install(*qApp);
        CliProcess data({"demo-data", m_files.filePath("more.jsonl"), "--count", "20000", "--json"});
        QCOMPARE(data.wait(), 0);
    }

    void the_window_tags_and_sweeps_while_others_import_and_train() {
        TrainableProject project;
        const fs::path folder = project.fixture.project->folder();
        RunWindow w(project);
        Tagger tagger(w);
        const QStringList import = importing(project);
        CliProcess trainer(tinyTraining(folder, forever));
        QTRY_VERIFY_WITH_TIMEOUT(w.app->snapshot().runs.size() == 1, 30'000);
        const RunId run = project.newest().id;
        const auto everybodyWorks = [&] {
            const auto tags = tagger.told;
            const auto step = project.newest().step;
            return soon([&] { return tagger.told > tags + 3 && project.newest().step > step; }, 20'000);
        };

        // An import beside them, whole; its rows come into the window by themselves.
        const auto sources = w.app->snapshot().sources.size();
        CliProcess whole(import);
        QVERIFY(everybodyWorks());
        QVERIFY2(soon([&] { return !whole.running(); }, 30'000) && whole.wait() == 0, whole.err());
        QTRY_COMPARE_WITH_TIMEOUT(w.app->snapshot().sources.size(), sources + 1, 10'000);
        QCOMPARE(w.app->snapshot().sources.back().rows, whole.json()["rows"].toInteger());

        // An import killed in the middle; opening once more sweeps its rest, and nothing of the others.
        for (const int after_ms : {60, 150, 300}) {
            CliProcess killed(import);
            QTest::qWait(after_ms);
            killed.kill();
            QVERIFY(everybodyWorks());
            const auto other = Project::open(folder);
            QVERIFY(VersionStore(other).sources().size() <= sources + 4);
            QVERIFY(RunStore(other).runOwned(run));
        }

        // The trainer killed: the window sees it, goes on tagging, and an import still runs.
        trainer.kill();
        QTRY_COMPARE_WITH_TIMEOUT(w.app->snapshot().run(run)->state, RunState::Interrupted, 10'000);
        const auto tags = tagger.told;
        CliProcess last(import);
        QVERIFY2(soon([&] { return !last.running(); }, 30'000) && last.wait() == 0, last.err());
        QTRY_VERIFY_WITH_TIMEOUT(tagger.told > tags, 10'000);
        tagger.on = false;
        QTRY_VERIFY_WITH_TIMEOUT(!w.app->jobs().writes().busy(), 10'000);

        QCOMPARE(tagger.failed, 0);
        const auto distinct = std::min<std::int64_t>(tagger.told, std::int64_t(tagger.ids.size()));
        QVERIFY(w.app->versionStore()->pendingCount(tagger.version) >= distinct);
        QCOMPARE(faultOfProject(project.fixture.project), QString());
        QVERIFY(canResume(project.store, run));
    }

    // The program itself, killed while a CLI process trains and another imports.
    void the_window_killed_takes_nobody_along() {
        TrainableProject project;
        const fs::path folder = project.fixture.project->folder();
        CliProcess trainer(tinyTraining(folder, forever));
        QProcess window;
        window.start(qEnvironmentVariable("RETORT_GUI"), {"--project", project.folder(), "--page", "train"});
        QVERIFY(window.waitForStarted());
        QTRY_VERIFY_WITH_TIMEOUT(project.newest().step > 0, 30'000);
        CliProcess import(importing(project));
        QTest::qWait(200);
        QCOMPARE(window.state(), QProcess::Running);
        window.kill();
        QVERIFY(window.waitForFinished());
        const auto step = project.newest().step;
        QVERIFY2(soon([&] { return !import.running(); }, 30'000) && import.wait() == 0, import.err());
        QVERIFY(soon([&] { return project.newest().step > step; }));
        sendRequest(project.store, project.newest().id, JobRequest::Stop);
        QVERIFY(soon([&] { return !trainer.running(); }));
        QCOMPARE(trainer.wait(), 0);
        QCOMPARE(project.newest().state, RunState::Stopped);
        QCOMPARE(VersionStore(project.fixture.project).sources().back().rows,
                 import.json()["rows"].toInteger());
        QCOMPARE(faultOfProject(project.fixture.project), QString());
    }
};

RETORT_TEST(TstTwoProcesses)
#include "tst_two_processes.moc"
