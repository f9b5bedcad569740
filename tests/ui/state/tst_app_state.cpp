// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/artifacts/artifact.h"
#include "ui/state/app_state.h"
#include "ui/window_fixture.h"

#include "test_main.h"
#include <QDir>
#include <QSignalSpy>

#include <atomic>
#include <thread>

using namespace retort;

class TestAppState : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void saving_a_copy_tells_its_progress_and_can_be_cancelled() {
        QTemporaryDir dir;
        {
            const auto project = Project::create(toUtf8(dir.filePath("p")), "Probe");
            RunStore runs(project);
            for (int i = 0; i < 400; ++i) { // each file of the copy is made durable: time enough to cancel
                RunRecord run;
                run.configJson = "{}";
                runs.addRun(run);
            }
        }
        qputenv("XDG_CONFIG_HOME", dir.filePath("config").toUtf8());
        AppState app;
        QSignalSpy ready(&app, &AppState::projectChanged);
        app.openProject(dir.filePath("p"));
        QTRY_VERIFY_WITH_TIMEOUT(app.hasProject(), 20000);
        JobRunner &runner = app.jobs().on(Resource::Disk);
        QSignalSpy cancelled(&runner, &JobRunner::cancelled), finished(&runner, &JobRunner::finished);
        bool told = false;
        connect(&runner, &JobRunner::ticked, this, [&](JobNumber number) {
            const auto jobs = runner.jobs();
            if (jobs.empty() || jobs.front().progress.total == 0)
                return;
            told = true;
            runner.cancel(number);
        });
        app.saveCopy(dir.filePath("copy"));
        QTRY_VERIFY_WITH_TIMEOUT(told && !runner.busy(), 30000);
        QCOMPARE(cancelled.count(), 1);
        QCOMPARE(finished.count(), 0);
        QCOMPARE(QDir(dir.path()).entryList(QDir::Dirs | QDir::Hidden | QDir::NoDotAndDotDot).filter("cop"),
                 QStringList());
    }

    // What was begun while the other opened is asked about before it takes the place.
    void a_task_begun_while_another_project_opens_is_not_left_unasked() {
        QTemporaryDir dir;
        for (const char *name : {"p", "q"})
            Project::create(toUtf8(dir.filePath(name)), name);
        qputenv("XDG_CONFIG_HOME", dir.filePath("config").toUtf8());
        AppState app;
        app.openProject(dir.filePath("p"));
        QTRY_VERIFY_WITH_TIMEOUT(app.snapshotReady(), 20000);
        QSignalSpy asked(&app, &AppState::leavingAsked);
        std::atomic<bool> begun{false}, ends{false};
        app.openMade(dir.filePath("q"), "Opening", [&](JobContext &) {
            while (!begun)
                std::this_thread::sleep_for(std::chrono::milliseconds(1));
            return Project::open(toUtf8(dir.filePath("q")));
        });
        app.jobs().start(
            Resource::Device, {"train", "Training"},
            [&](JobContext &) {
                begun = true;
                while (!ends)
                    std::this_thread::sleep_for(std::chrono::milliseconds(1));
            },
            [] {});
        QTRY_COMPARE_WITH_TIMEOUT(asked.count(), 1, 20000);
        QCOMPARE(app.snapshot().info.name, std::string("p"));
        ends = true;
        QTRY_VERIFY(app.jobs().tasks().empty());
        asked.first().first().value<std::function<void()>>()(); // answered: leave it
        QTRY_COMPARE(app.snapshot().info.name, std::string("q"));
    }

    void an_undo_is_of_the_project_in_which_it_was_offered() {
        QTemporaryDir dir;
        for (const char *name : {"p", "q"})
            Project::create(toUtf8(dir.filePath(name)), name);
        qputenv("XDG_CONFIG_HOME", dir.filePath("config").toUtf8());
        AppState app;
        app.openProject(dir.filePath("p"));
        QTRY_VERIFY_WITH_TIMEOUT(app.snapshotReady(), 20000);
        QSignalSpy toasts(&app, &AppState::toastRequested);
        int undone = 0;
        app.toast({MessageKind::ok, "Gone", {}, "Undo", [&undone] { ++undone; }, true});
        const auto toast = toasts.first().first().value<ToastSpec>();
        QVERIFY(toast.holds());
        toast.action();
        QCOMPARE(undone, 1);
        app.openProject(dir.filePath("q"));
        QTRY_COMPARE_WITH_TIMEOUT(app.snapshot().info.name, std::string("q"), 20000);
        QVERIFY(!toast.holds());
        toast.action();
        QCOMPARE(undone, 1);
    }

    void what_was_chosen_is_chosen_again_when_it_is_back() {
        QTemporaryDir dir;
        qputenv("XDG_CONFIG_HOME", dir.filePath("config").toUtf8());
        const auto project = Project::create(toUtf8(dir.filePath("p")), "p");
        importSamples(project, 3);
        importSamples(project, 3);
        AppState app;
        app.openProject(dir.filePath("p"));
        QTRY_VERIFY_WITH_TIMEOUT(app.snapshotReady(), 20000);
        const auto versions = app.snapshot().versions;
        QCOMPARE(app.selected(ArtifactKind::Version), versions.back().id);
        app.select(ArtifactKind::Version, versions.front().id);
        moveArtifactToTrash(project, {"version", versions.front().id});
        app.refresh();
        QTRY_COMPARE(app.selected(ArtifactKind::Version), versions.back().id);
        restoreArtifact(project, {"version", versions.front().id});
        app.refresh();
        QTRY_COMPARE(app.selected(ArtifactKind::Version), versions.front().id);
    }

    // Title, badge and lists go on, whichever page is shown, while a job elsewhere writes to its journal.
    void a_run_that_only_keeps_a_journal_is_seen_going_on() {
        qputenv("RETORT_NETWORK_FS", "1");
        QTemporaryDir dir;
        RunRecord run;
        {
            RunStore runs(Project::create(toUtf8(dir.filePath("p")), "Probe"));
            run.configJson = "{}";
            run = runs.run(runs.addRun(run));
            run.state = RunState::Running;
            runs.updateRun(run);
        }
        const FileLock trainer = FileLock::tryLock(run.folder / "owner.lock");
        QVERIFY(trainer.held());
        qputenv("XDG_CONFIG_HOME", dir.filePath("config").toUtf8());
        AppState app;
        app.openProject(dir.filePath("p"));
        QTRY_VERIFY_WITH_TIMEOUT(app.snapshot().runs.size() == 1, 20000);
        QCOMPARE(app.snapshot().runs.front().state, RunState::Running);
        const auto append = [&](const std::string &line) {
            QFile file(QString::fromStdString((run.folder / "journal.jsonl").string()));
            QVERIFY(file.open(QIODevice::Append));
            file.write((line + "\n").c_str());
        };
        append("{\"retort_journal\":1,\"id\":\"a\",\"run\":1}");
        for (const int step : {7, 14}) {
            append("{\"state\":\"running\",\"step\":" + std::to_string(step)
                   + ",\"total_steps\":20,\"last_loss\":0.5,\"best_val_loss\":null,\"val_accuracy\":null,"
                     "\"device\":\"cpu\"}");
            QTRY_COMPARE_WITH_TIMEOUT(app.snapshot().runs.front().step, step, 10000);
        }
        qunsetenv("RETORT_NETWORK_FS");
    }
};

RETORT_TEST(TestAppState)
#include "tst_app_state.moc"
