// SPDX-License-Identifier: GPL-3.0-or-later
// timeout: 240
// Quitting, closing the project and opening another one while something goes on: what is asked, what is kept.
#include "ui/window/leaving.h"

#include "test_main.h"
#include "tests/ui/run_window.h"
#include "ui/state/pending_marks.h"
#include "ui/window/window_actions.h"

#include <thread>

using namespace retort;

namespace {

// A training of which nothing but its requests matters.
struct MadeUpTraining {
    std::atomic<bool> begun{false}, saved{false};
    void start(AppState &app) {
        app.jobs().start(
            Resource::Device, {"train", "0001 · 5M"},
            [this](JobContext &job) {
                begun = true;
                while (job.request() != JobRequest::Stop) {
                    job.checkCancelled();
                    std::this_thread::sleep_for(std::chrono::milliseconds(1));
                }
                saved = true;
            },
            [] {});
        QTRY_VERIFY(begun);
    }
};

void startImport(AppState &app, std::atomic<bool> &begun) {
    app.jobs().start(
        Resource::Disk, {"data/import", "Importing"},
        [&begun](JobContext &job) {
            begun = true;
            for (;;) {
                job.checkCancelled();
                std::this_thread::sleep_for(std::chrono::milliseconds(1));
            }
        },
        [] {});
    QTRY_VERIFY(begun);
}

std::function<void(Settings &)> english() {
    return [](Settings &s) { s.setValue("language", std::string("en")); };
}

} // namespace

class TstLeaving : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Theme::instance().install(*qApp); }

    void closing_the_project_while_a_student_is_trained_asks() {
        WindowFixture f({}, english());
        f.open(makeProject(f.dir.filePath("a"), Filled::Data));
        MadeUpTraining training;
        training.start(*f.app);
        QAction *close = f.window->actions().action("project_close");
        close->trigger();
        QTRY_VERIFY(f.dialog());
        QVERIFY(f.app->hasProject());
        f.press(f.dialog(), "Stay");
        QTRY_VERIFY(!f.dialog());
        QVERIFY(f.app->hasProject() && f.app->jobs().find("train")->state == Task::State::Running);
        close->trigger();
        QTRY_VERIFY(f.dialog());
        f.press(f.dialog(), "Stop and save");
        QTRY_VERIFY(!f.app->hasProject());
        QVERIFY(training.saved && f.window->isVisible() && f.window->isEnabled());
    }

    void another_project_opens_after_the_answer() {
        WindowFixture f({}, english());
        const QString first = makeProject(f.dir.filePath("a"), Filled::Empty);
        const QString second = makeProject(f.dir.filePath("b"), Filled::Data);
        f.open(first);
        std::atomic<bool> begun{false};
        startImport(*f.app, begun);
        f.app->openProject(second);
        QTRY_VERIFY(f.dialog());
        QVERIFY(!f.app->opening());
        f.press(f.dialog(), "Stay");
        QTRY_VERIFY(!f.dialog());
        QCOMPARE(QString::fromStdString(f.app->project()->folder().string()), first);
        QVERIFY(f.app->jobs().find("data/import")->going());
        f.app->openProject(second);
        QTRY_VERIFY(f.dialog());
        f.press(f.dialog(), "Cancel it and leave");
        QTRY_VERIFY(f.app->hasProject()
                    && QString::fromStdString(f.app->project()->folder().string()) == second);
        QVERIFY(!f.app->jobs().find("data/import"));
    }

    // The question speaks of what goes on now, and goes with it: a late answer must not quit after all.
    void a_question_goes_when_what_it_asks_about_has_ended() {
        WindowFixture f({}, english());
        f.open(makeProject(f.dir.filePath("a"), Filled::Data));
        std::atomic<bool> begun{false};
        startImport(*f.app, begun);
        MadeUpTraining training;
        f.window->close();
        QTRY_VERIFY(f.dialog());
        training.start(*f.app); // as the queue does by itself
        QTRY_VERIFY(f.dialog() && f.dialog()->windowTitle() == "A student is being trained");
        f.app->jobs().request(f.app->jobs().find("train")->number, JobRequest::Stop);
        QTRY_VERIFY(f.dialog() && f.dialog()->windowTitle() == "Something is still running");
        f.app->jobs().cancel(f.app->jobs().find("data/import")->number);
        QTRY_VERIFY(!f.dialog());
        QVERIFY(f.window->isVisible() && f.window->isEnabled() && f.app->hasProject());
        f.window->close();
        QTRY_VERIFY(!f.window->isVisible());
    }

    // They are made while an import has the disk; quitting cancels the import only.
    void marks_are_kept_when_an_import_is_cancelled_by_quitting() {
        QTemporaryDir dir;
        const QString folder = makeProject(dir.filePath("p"), Filled::Data);
        {
            WindowFixture f({}, english());
            f.open(folder);
            std::atomic<bool> begun{false};
            startImport(*f.app, begun);
            for (SampleId id = 1; id <= 40; ++id)
                markSamples(*f.app, f.window.get(), f.app->selected(ArtifactKind::Version), {id}, "discard",
                            [](auto) {});
            f.window->close();
            QTRY_VERIFY(f.dialog());
            f.press(f.dialog(), "Cancel it and quit");
            QTRY_VERIFY(!f.window->isVisible());
        }
        const VersionStore store(Project::open(toUtf8(folder)));
        QCOMPARE(store.pendingCount(*store.newestVersion()), 40);
    }

    // With a real run: it is looked for in the project it belongs to, and goes on after the window has left
    // it.
    void a_run_goes_on_in_the_background_when_its_project_is_closed() {
        if (qEnvironmentVariable("RETORT_LEARN_LIBRARY").isEmpty())
            QSKIP("built without LibTorch");
        TrainableProject project;
        RunWindow w(project);
        w.startRun(1'000'000);
        QTRY_VERIFY_WITH_TIMEOUT(project.newest().step >= 20, 30'000);
        w.window->actions().action("project_close")->trigger();
        QTRY_VERIFY(w.dialog());
        w.press(w.dialog(), "Keep training in the background");
        QTRY_VERIFY_WITH_TIMEOUT(!w.app->hasProject(), 60'000);
        QVERIFY(w.window->isVisible());
        const RunRecord handed = project.newest();
        const pid_t pid = project.trainer(handed.id);
        QVERIFY(pid > 0 && pid != ::getpid());
        QTRY_VERIFY_WITH_TIMEOUT(project.newest().step > handed.step, 30'000);
    }
};

RETORT_TEST(TstLeaving)
#include "tst_leaving.moc"
