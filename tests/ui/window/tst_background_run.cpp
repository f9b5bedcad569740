// SPDX-License-Identifier: GPL-3.0-or-later
// timeout: 240
// Keep training in the background: the window closes, retort-cli goes on, the next window shows it and steers
// it. Real processes, a real (tiny) student.
#include "app/cli/cli_process.h"
#include "core/data/runs/run_journal.h"
#include "test_main.h"
#include "tests/ui/run_window.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/toast.h"

#include <QFile>
#include <QToolButton>

using namespace retort;

namespace {

constexpr int forever = 1'000'000; // steps; every test ends its run itself

bool lives(pid_t pid) {
    QFile status(QString("/proc/%1/stat").arg(pid)); // a zombie that nobody reaps is dead
    return status.open(QIODevice::ReadOnly) && !status.readAll().contains(") Z ");
}

} // namespace

class TstBackgroundRun : public QObject {
    Q_OBJECT

    // A window that trains closes with "Keep training in the background".
    static void closeIntoBackground(RunWindow &w, const TrainableProject &project) {
        w.startRun(forever);
        QTRY_VERIFY_WITH_TIMEOUT(project.newest().step >= 20, 30'000);
        w.window->close();
        QTRY_VERIFY(w.dialog());
        w.press(w.dialog(), "Keep training in the background");
    }

private Q_SLOTS:
    void initTestCase() {
        if (qEnvironmentVariable("RETORT_LEARN_LIBRARY").isEmpty())
            QSKIP("built without LibTorch");
        Theme::instance().install(*qApp);
    }

    void cleanup() { qunsetenv("RETORT_NETWORK_FS"); }

    void a_run_outlives_its_window_and_obeys_the_next_one() {
        TrainableProject project;
        {
            RunWindow w(project);
            closeIntoBackground(w, project);
            QTRY_VERIFY_WITH_TIMEOUT(!w.window->isVisible(), 60'000);
        }
        const RunRecord handed = project.newest();
        const pid_t pid = project.trainer(handed.id);
        QVERIFY(pid > 0 && pid != ::getpid());
        QVERIFY2(::getsid(pid) != ::getsid(0), "it has a session of its own");
        QCOMPARE(handed.state, RunState::Running);
        QVERIFY(!project.store.checkpoints(handed.id).empty());
        QTRY_VERIFY_WITH_TIMEOUT(project.newest().step > handed.step, 20'000);

        RunWindow next(project);
        // Title, status line and page show it, though another process trains.
        QTRY_VERIFY_WITH_TIMEOUT(next.window->windowTitle().contains(QString::fromStdString(handed.name)),
                                 20'000);
        QVERIFY(next.window->windowTitle().contains("loss"));
        QTRY_VERIFY_WITH_TIMEOUT(next.action("train_stop")->isVisible(), 20'000);
        QVERIFY(!next.action("train_start")->isVisible());
        const QString step = next.tile("step");
        QTRY_VERIFY_WITH_TIMEOUT(next.tile("step") != step, 20'000);
        QTRY_VERIFY_WITH_TIMEOUT(
            next.window->findChild<QToolButton *>("status_run")->text().contains(" left"), 20'000);
        // Pause and go on.
        next.action("train_pause")->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(project.newest().state, RunState::Paused, 20'000);
        QTRY_COMPARE_WITH_TIMEOUT(next.action("train_pause")->text(), QString("Go on"), 20'000);
        const std::int64_t paused = project.newest().step;
        QTest::qWait(300);
        QCOMPARE(project.newest().step, paused);
        next.action("train_pause")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(project.newest().step > paused, 20'000);
        const auto labels = next.window->pages().currentPage()->findChildren<QLabel *>();
        QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel *label) { // of its bar
            return label->isVisible() && label->text().startsWith("Training · loss");
        }));

        // Stop ends that process, with a checkpoint of its last step.
        QTRY_COMPARE_WITH_TIMEOUT(next.action("train_pause")->text(), QString("Pause"), 20'000);
        next.action("train_stop")->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(project.newest().state, RunState::Stopped, 30'000);
        QTRY_VERIFY_WITH_TIMEOUT(!lives(pid), 20'000);
        const auto checkpoint = project.store.checkpoints(handed.id).back();
        QCOMPARE(checkpoint.step, project.newest().step);
        QCOMPARE(checkpoint.reason, std::string("stop"));
        QTRY_VERIFY_WITH_TIMEOUT(next.action("train_resume")->isVisible(), 20'000);
        QTRY_COMPARE_WITH_TIMEOUT(next.window->windowTitle(), QString("test — Retort"), 20'000);
        QVERIFY(QFile::exists(QString::fromStdString((handed.folder / "background.log").string())));
    }

    // There one process at a time has the project: the window lets go of it.
    void on_a_network_file_system_a_run_is_handed_on_too() {
        qputenv("RETORT_NETWORK_FS", "1");
        TrainableProject project;
        const auto &opened = project.fixture.project;
        {
            RunWindow w(project);
            closeIntoBackground(w, project);
            QTRY_VERIFY_WITH_TIMEOUT(!w.window->isVisible(), 60'000);
        }
        QVERIFY(opened->isClosed());
        const RunId run = 1;
        const pid_t pid = project.trainer(run);
        QVERIFY(pid > 0 && pid != ::getpid());
        QTRY_VERIFY_WITH_TIMEOUT(hasJournal(*opened, run), 30'000);
        const std::int64_t step = project.newest().step;
        QTRY_VERIFY_WITH_TIMEOUT(project.newest().step > step, 30'000); // opening imports its journal
        sendRequest(project.now(), run, JobRequest::Stop);
        QTRY_VERIFY_WITH_TIMEOUT(!lives(pid), 30'000);
        QCOMPARE(project.newest().state, RunState::Stopped);
        QVERIFY(!hasJournal(*opened, run));
    }

    void a_run_that_dies_in_the_background_is_shown_as_interrupted() {
        TrainableProject project;
        RunWindow w(project);
        CliProcess cli(tinyTraining(project.fixture.project->folder(), forever)); // somebody else trains
        QTRY_VERIFY_WITH_TIMEOUT(w.action("train_stop")->isVisible(), 30'000);
        const RunId run = project.newest().id;
        QTRY_VERIFY_WITH_TIMEOUT(!project.store.checkpoints(run).empty(), 30'000);
        QTRY_VERIFY_WITH_TIMEOUT(w.window->windowTitle().contains("%"), 20'000);
        ::kill(project.trainer(run), SIGKILL);
        QTRY_COMPARE_WITH_TIMEOUT(w.window->windowTitle(), QString("test — Retort"), 20'000);
        QTRY_VERIFY_WITH_TIMEOUT(w.action("train_resume")->isVisible(), 20'000);
        QCOMPARE(w.tile("state"), QString("interrupted"));
        auto *banner = w.page()->findChild<Banner *>("train_health");
        QVERIFY(banner->isVisible());
        // It is resumed here, from what was saved.
        const std::int64_t at = project.newest().step;
        w.action("train_resume")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(project.trainer(run) == ::getpid() && project.newest().step > at, 30'000);
        QTRY_VERIFY(!banner->isVisible());
        w.action("train_stop")->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(project.newest().state, RunState::Stopped, 30'000);
    }

    void the_window_stays_when_nobody_takes_the_run() {
        TrainableProject project;
        RunWindow w(project);
        const QByteArray cli = qgetenv("RETORT_CLI");
        qputenv("RETORT_CLI", "/bin/false");
        closeIntoBackground(w, project);
        QTRY_VERIFY_WITH_TIMEOUT(ToastHost::of(w.window.get())->count() >= 2,
                                 30'000); // saving, not handed on
        qputenv("RETORT_CLI", cli);
        QVERIFY(w.window->isVisible() && w.window->isEnabled());
        QCOMPARE(project.newest().state, RunState::Stopped);
        QVERIFY(canResume(project.store, project.newest().id));
        w.window->close(); // and it can be closed now, without a question
        QTRY_VERIFY(!w.window->isVisible());
    }
};

RETORT_TEST(TstBackgroundRun)
#include "tst_background_run.moc"
