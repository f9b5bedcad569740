// SPDX-License-Identifier: GPL-3.0-or-later
// timeout: 180
#include "ui/window/main_window.h"

#include "core/data/derived.h"
#include "core/data/runs/task_queue.h"
#include "test_main.h"
#include "tests/ui/window_fixture.h"
#include "ui/pages/home/stage_card.h"
#include "ui/pages/page.h"
#include "ui/widgets/nav_rail.h"
#include "ui/widgets/toast.h"
#include "ui/window/command_palette.h"
#include "ui/window/panels.h"
#include "ui/window/window_actions.h"

#include <QAction>
#include <QFile>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QRegularExpression>
#include <QScreen>
#include <QScrollArea>
#include <QSplitter>
#include <QToolButton>

#include <atomic>
#include <thread>

using namespace retort;

namespace {

void setLook(Settings &settings, const QString &language, const QString &theme) {
    settings.setValue("language", toUtf8(language));
    settings.setValue("theme", toUtf8(theme));
}

// Visible texts of buttons and labels, to be searched for what was left in English.
QStringList visibleTexts(QWidget *root) {
    QStringList texts;
    for (auto *label : root->findChildren<QLabel *>())
        if (label->isVisibleTo(root) && label->textFormat() != Qt::RichText)
            texts << label->text();
    for (auto *button : root->findChildren<QAbstractButton *>())
        if (button->isVisibleTo(root))
            texts << button->text();
    return texts;
}

// Of the shown page, without scrolling.
QSize needsOf(PageStack &pages) {
    auto *page = pages.currentPage();
    const QSize header = page->findChild<PageHeader *>()->minimumSizeHint();
    const QSize body = page->findChild<QScrollArea *>("page_body")->widget()->minimumSizeHint();
    return {std::max(header.width(), body.width()), header.height() + body.height()};
}

} // namespace

class TstMainWindow : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Theme::instance().install(*qApp); }

    void opens_in_both_languages_and_themes_data() {
        QTest::addColumn<QString>("language");
        QTest::addColumn<QString>("theme");
        for (const char *language : {"en", "zh_CN"})
            for (const char *theme : {"light", "dark"})
                QTest::addRow("%s %s", language, theme) << language << theme;
    }
    void opens_in_both_languages_and_themes() {
        QFETCH(QString, language);
        QFETCH(QString, theme);
        WindowFixture f({}, [&](Settings &s) { setLook(s, language, theme); });
        QCOMPARE(f.window->windowTitle(), "Retort");
        QCOMPARE(f.window->pages().currentId(), "home");
        QCOMPARE(Theme::instance().isDark(), theme == "dark");
        const bool chinese = language == "zh_CN";
        QCOMPARE(f.window->actions().action("go_home")->text(), chinese ? "主页" : "Home");
        QCOMPARE(f.window->menuBar()->actions().first()->text(), chinese ? "文件(&F)" : "&File");
        // 1280x800 is enough for every page, and so is the smallest window.
        f.open(makeProject(f.dir.filePath("p"), Filled::Trained));
        f.window->resize(size::windowFitWidth, size::windowFitHeight);
        for (const PageInfo &page : pageTable()) {
            f.window->pages().showPage(page.id);
            QVERIFY(f.window->pages().currentPage());
            QStringList kept; // the name under which the sizes of a splitter are remembered
            for (const auto *splitter : f.window->pages().currentPage()->findChildren<QSplitter *>()) {
                QVERIFY2(!splitter->objectName().isEmpty() && !kept.contains(splitter->objectName()),
                         page.id);
                kept << splitter->objectName();
            }
            QTest::qWait(1);
            const QSize needed = needsOf(f.window->pages()) + QSize(size::rail, size::statusBar);
            QVERIFY2(needed.width() <= size::windowFitWidth,
                     qPrintable(QString("%1: %2").arg(page.id).arg(needed.width())));
            QVERIFY2(needed.height() <= size::windowFitHeight - 26,
                     qPrintable(QString("%1: %2").arg(page.id).arg(needed.height())));
            if (!chinese)
                continue;
            // No Latin sentence left over: three words in a row are one (names and paths are shorter).
            static const QRegularExpression sentence("[A-Za-z]{2,} [a-z]{2,} [a-z]{2,}");
            for (const QString &text : visibleTexts(f.window->centralWidget()))
                QVERIFY2(!sentence.match(text).hasMatch(), qPrintable(QString(page.id) + ": " + text));
        }
    }

    void language_and_theme_switch_live_and_persist() {
        WindowFixture f({}, [](Settings &s) { setLook(s, "en", "light"); });
        Page *before = f.window->pages().currentPage();
        f.window->actions().action("view_language_toggle")->trigger();
        QTRY_COMPARE(f.window->actions().action("go_home")->text(), "主页");
        QTRY_VERIFY(f.window->pages().currentPage() && f.window->pages().currentPage() != before);
        QCOMPARE(f.window->pages().currentPage()->title(), "主页");
        QCOMPARE(f.window->menuBar()->actions().first()->text(), "文件(&F)");
        QTRY_VERIFY(f.app->deviceText().contains("核") || f.app->deviceText().contains("GPU"));
        f.window->actions().action("view_theme_toggle")->trigger();
        QVERIFY(Theme::instance().isDark());
        f.window->actions().action("view_zoom_in")->trigger();
        QCOMPARE(Theme::instance().zoom(), 1.1);
        f.window->actions().action("view_zoom_reset")->trigger();
        QCOMPARE(Theme::instance().zoom(), 1.0);
        Settings fresh;
        QVERIFY(fresh.value("language") == OptionValue(std::string("zh_CN")));
        QCOMPARE(fresh.themeMode(), "dark");
    }

    void home_shows_where_the_project_stands() {
        WindowFixture f({}, [](Settings &s) { setLook(s, "en", "light"); });
        f.open(makeProject(f.dir.filePath("p"), Filled::Trained));
        QCOMPARE(f.window->windowTitle(), "Probe — Retort");
        Page *home = f.window->pages().currentPage();
        QVERIFY(home);
        for (StageCard *card : home->findChildren<StageCard *>())
            QVERIFY(card->page().stage);
        const ProjectSnapshot &s = f.app->snapshot();
        QCOMPARE(s.versions.size(), 1u);
        QCOMPARE(s.versions[0].rows, 1234);
        QCOMPARE(s.checkpoints.size(), 1u);
        // Everything is preset to the newest.
        QCOMPARE(f.app->selected(ArtifactKind::Version), s.versions[0].id);
        QCOMPARE(f.app->selected(ArtifactKind::Tokenizer), s.tokenizers[0].id);
        QCOMPARE(f.app->selected(ArtifactKind::Student), s.students[0].id);
        QCOMPARE(f.app->selected(ArtifactKind::Checkpoint), s.checkpoints[0].id);
    }

    void the_import_of_home_asks_for_files() {
        WindowFixture f({}, [](Settings &s) { setLook(s, "en", "light"); });
        f.open(makeProject(f.dir.filePath("p"), Filled::Empty));
        QAbstractButton *import = nullptr;
        for (auto *button : f.window->pages().currentPage()->findChildren<QAbstractButton *>())
            if (button->text() == "Import" && button->isVisible())
                import = button;
        QVERIFY(import);
        import->click();
        QCOMPARE(f.window->pages().currentId(), "data");
        QTRY_VERIFY(qobject_cast<QFileDialog *>(f.dialog()));
        f.dialog()->close();
    }

    void news_of_the_project_leave_focus_and_lists_of_home_alone() {
        WindowFixture f;
        f.open(makeProject(f.dir.filePath("p"), Filled::Data));
        QPointer<QToolButton> step;
        for (auto *button : f.window->pages().currentPage()->findChildren<QToolButton *>())
            if (button->objectName().startsWith("step_"))
                step = button;
        QVERIFY(step);
        step->setFocus();
        QSignalSpy news(f.app.get(), &AppState::snapshotChanged);
        f.app->refresh();
        QTRY_COMPARE(news.count(), 1);
        QVERIFY(step && step->isVisible() && f.window->focusWidget() == step);
    }

    void changes_of_other_writers_arrive_by_themselves() {
        WindowFixture f;
        const QString folder = makeProject(f.dir.filePath("p"), Filled::Data);
        f.open(folder);
        QSignalSpy snapshots(f.app.get(), &AppState::snapshotChanged);
        QCOMPARE(f.app->selected(ArtifactKind::Tokenizer), 0);
        {
            const auto other = Project::open(toUtf8(folder));
            train(other);
        }
        QTRY_COMPARE_WITH_TIMEOUT(f.app->snapshot().evaluations.size(), 1u, 10000);
        QVERIFY(f.app->selected(ArtifactKind::Tokenizer) != 0);
        // Then it is quiet: reading the lists must not look like a change.
        QTest::qWait(700);
        const auto count = snapshots.count();
        QTest::qWait(1200);
        QCOMPARE(snapshots.count(), count);
    }

    void a_choice_by_hand_stays_and_the_rest_follows() {
        WindowFixture f;
        const QString folder = makeProject(f.dir.filePath("p"), Filled::Data);
        f.open(folder);
        const std::int64_t first = f.app->selected(ArtifactKind::Version);
        const auto deriveOne = [&] {
            auto store = f.app->versionStore();
            derived(*store, first, {}, "again");
        };
        deriveOne();
        QTRY_COMPARE_WITH_TIMEOUT(f.app->snapshot().versions.size(), 2u, 10000);
        QVERIFY(f.app->selected(ArtifactKind::Version) != first); // followed the newest
        f.app->select(ArtifactKind::Version, first);
        deriveOne();
        QTRY_COMPARE_WITH_TIMEOUT(f.app->snapshot().versions.size(), 3u, 10000);
        QCOMPARE(f.app->selected(ArtifactKind::Version), first);
    }

    // Not those of the newest version, which is counted before the last choice is known.
    void marks_of_the_version_chosen_last_are_counted_when_the_project_opens() {
        WindowFixture f;
        const QString folder = makeProject(f.dir.filePath("p"), Filled::Data);
        f.open(folder);
        const std::int64_t first = f.app->selected(ArtifactKind::Version);
        derived(*f.app->versionStore(), first, {}, "again");
        QTRY_COMPARE_WITH_TIMEOUT(f.app->snapshot().versions.size(), 2u, 10000);
        f.app->select(ArtifactKind::Version, first);
        f.app->versionStore()->addPending(first, {1, 2}, PendingKind::Verdict, "discard");
        QTRY_COMPARE(f.app->snapshot().pendingCount, 2);
        f.app->closeProject();
        f.open(folder);
        QCOMPARE(f.app->selected(ArtifactKind::Version), first);
        QTRY_COMPARE(f.app->snapshot().pendingCount, 2);
    }

    void session_comes_back() {
        QTemporaryDir home;
        const QString folder = makeProject(home.filePath("p"), Filled::Data);
        WindowFixture f;
        f.open(folder);
        f.window->pages().showPage("settings");
        QCOMPARE(f.app->settings().remembered("page").toString(), "settings");
        const QByteArray config = qgetenv("XDG_CONFIG_HOME");
        f.window->close();
        QTRY_VERIFY(!f.window->isVisible());
        f.window.reset();
        f.app.reset();
        qputenv("XDG_CONFIG_HOME", config);
        AppState app;
        MainWindow window(app, {});
        window.start();
        QTRY_VERIFY_WITH_TIMEOUT(app.hasProject(), 20000);
        QCOMPARE(QString::fromStdString(app.project()->folder().string()), folder);
        QCOMPARE(window.pages().currentId(), "settings");
        app.closeProject();
        WindowOptions fresh;
        fresh.newSession = true;
        MainWindow other(app, fresh);
        other.start();
        QCOMPARE(other.pages().currentId(), "home");
    }

    void repeated_crashes_start_without_the_session() {
        WindowFixture f({}, [](Settings &s) {
            s.remember("unclean_starts", 2);
            s.remember("page", "settings");
            s.remember("project", "/nowhere");
        });
        QCOMPARE(f.window->pages().currentId(), "home");
        QVERIFY(!f.app->opening());
        QCOMPARE(ToastHost::of(f.window.get())->count(), 1);
    }

    void files_that_are_no_project_are_told_data() {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("title");
        QTest::newRow("other") << "other"
                               << "This is not a Retort project";
        QTest::newRow("newer") << "newer"
                               << "This project was made by a newer Retort";
        QTest::newRow("missing") << "missing"
                                 << "This project cannot be opened";
    }
    void files_that_are_no_project_are_told() {
        QFETCH(QString, kind);
        QFETCH(QString, title);
        WindowFixture f({}, [](Settings &s) { setLook(s, "en", "light"); });
        const QString folder = f.dir.filePath("x");
        if (kind == "newer") {
            makeProject(folder, Filled::Empty);
            QFile file(folder + "/project.retort");
            QVERIFY(file.open(QIODevice::ReadWrite));
            file.seek(60); // PRAGMA user_version, big-endian, in SQLite's header
            file.write(QByteArray::fromHex("000003e7"));
        } else if (kind == "other") {
            QDir().mkpath(folder);
            QFile file(folder + "/project.retort");
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write("no database at all, only text that somebody saved under this name\n");
        }
        QSignalSpy failed(f.app.get(), &AppState::projectFailed);
        f.app->openProject(folder);
        QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 1, 20000);
        QTRY_VERIFY(f.dialog());
        QCOMPARE(f.dialog()->windowTitle(), title);
        f.press(f.dialog(), "Close");
        QTRY_VERIFY(!f.dialog());
        QVERIFY(!f.app->hasProject());
    }

    void a_damaged_project_offers_its_backup() {
        WindowFixture f({}, [](Settings &s) { setLook(s, "en", "light"); });
        const QString folder = makeProject(f.dir.filePath("x"), Filled::Data);
        QFile file(folder + "/project.retort");
        QVERIFY(file.open(QIODevice::ReadWrite));
        for (qint64 at = 4096; at + 64 < file.size(); at += 512) {
            file.seek(at);
            file.write(QByteArray(64, char(0xa5)));
        }
        file.close();
        f.app->openProject(folder);
        QTRY_VERIFY_WITH_TIMEOUT(f.dialog(), 20000);
        QCOMPARE(f.dialog()->windowTitle(), "The project is damaged");
        f.press(f.dialog(), "Leave it");
    }

    void closing_without_work_asks_nothing() {
        WindowFixture f;
        f.window->close();
        QTRY_VERIFY(!f.window->isVisible());
        QVERIFY(!f.dialog());
    }

    void closing_while_a_task_runs_asks_and_cancels() {
        WindowFixture f({}, [](Settings &s) { setLook(s, "en", "light"); });
        std::atomic<bool> started{false}, cancelled{false};
        f.app->jobs().start(
            Resource::Disk, {"data/import", "Import"},
            [&started, &cancelled](JobContext &job) {
                started = true;
                while (!job.cancelled())
                    std::this_thread::sleep_for(std::chrono::milliseconds(1));
                cancelled = true;
                job.checkCancelled();
            },
            [] {});
        QTRY_VERIFY(started); // a job cancelled before it begins never runs
        f.window->close();
        QTRY_VERIFY(f.dialog());
        QVERIFY(f.window->isVisible());
        f.press(f.dialog(), "Stay");
        QTRY_VERIFY(!f.dialog());
        QVERIFY(f.window->isVisible() && f.window->isEnabled());
        f.window->close();
        QTRY_VERIFY(f.dialog());
        f.press(f.dialog(), "Cancel it and quit");
        QTRY_VERIFY(!f.window->isVisible());
        QVERIFY(cancelled);
    }

    void closing_while_training_can_stop_and_save() {
        WindowFixture f({}, [](Settings &s) { setLook(s, "en", "light"); });
        const QString folder = makeProject(f.dir.filePath("p"), Filled::Trained);
        RunRecord run; // another of the same student
        {
            RunStore runs(Project::open(toUtf8(folder)));
            const RunRecord first = runs.runs().front();
            run.version = first.version;
            run.tokenizer = first.tokenizer;
            run.student = first.student;
            run.configJson = first.configJson;
            run.totalSteps = 100;
            run.id = runs.addRun(run);
        }
        f.open(folder);
        std::atomic<bool> saved{false};
        f.app->jobs().start(
            Resource::Device, {"train", "0001 · 5M"},
            [&saved, id = run.id](JobContext &job) {
                job.mailbox().post(MetricPoint{id, 62, "train/loss", 0.84, 0});
                while (!job.cancelled()) {
                    job.progress(100, 100, "reading"); // not what the title tells: that is the run's steps
                    std::this_thread::sleep_for(std::chrono::milliseconds(1));
                }
                if (job.request() != JobRequest::Stop)
                    return; // the window died before it asked for a checkpoint
                std::this_thread::sleep_for(std::chrono::milliseconds(100)); // the checkpoint
                saved = true;
            },
            [] {});
        QTRY_COMPARE(f.window->windowTitle(), "62 % · loss 0.84 · 0001 · 5M");
        f.window->close();
        QTRY_VERIFY(f.dialog());
        f.press(f.dialog(), "Stop and save");
        QTRY_VERIFY_WITH_TIMEOUT(!f.window->isVisible(), 5000);
        QVERIFY(saved);
    }

    void destroying_the_window_while_training_joins() {
        std::atomic<int> alive{0};
        {
            WindowFixture f;
            f.app->jobs().start(
                Resource::Device, {"train", "run"},
                [&alive](JobContext &job) {
                    ++alive;
                    while (!job.cancelled())
                        std::this_thread::yield();
                    --alive;
                },
                [] {});
            QTRY_COMPARE(alive.load(), 1);
        }
        QCOMPARE(alive.load(), 0);
    }

    void the_open_task_list_outlives_what_it_shows() {
        WindowFixture f({}, [](Settings &s) { setLook(s, "en", "light"); });
        std::atomic<bool> open{false};
        f.app->jobs().start(
            Resource::Disk, {"clean", "Cleaning", "Cleaning finished"},
            [&](JobContext &) {
                while (!open)
                    std::this_thread::yield();
            },
            [] {});
        f.window->showTasks();
        open = true;
        QTRY_VERIFY(!f.app->jobs().on(Resource::Disk).busy());
        QStringList words;
        for (const auto *label : f.window->findChild<TasksPanel *>()->findChildren<QLabel *>())
            words << label->text();
        QVERIFY2(words.contains("Cleaning finished"), qPrintable(words.join(", ")));
    }

    void what_waits_in_the_queue_is_among_the_tasks() {
        WindowFixture f({}, [](Settings &s) { setLook(s, "en", "light"); });
        const QString folder = makeProject(f.dir.filePath("p"), Filled::Trained);
        for (int i = 0; i < 2; ++i)
            TaskQueue(Project::open(toUtf8(folder))).add("sweep", "{}");
        f.open(folder);
        auto *tasks = f.window->findChild<QToolButton *>("status_tasks");
        QTRY_COMPARE(tasks->text(), QString("2 waiting"));
        f.window->showTasks();
        QAbstractButton *show = nullptr;
        for (auto *button : f.window->findChild<TasksPanel *>()->findChildren<QAbstractButton *>())
            if (button->text().startsWith("2 in the queue"))
                show = button;
        QVERIFY(show && show->text().contains("held"));
        show->click();
        QTRY_COMPARE(f.window->pages().currentId(), QString("train"));
    }

    // Also one that waited when the list was opened.
    void a_training_is_stopped_with_saving_from_the_task_list() {
        WindowFixture f;
        std::atomic<bool> firstEnds{false};
        std::atomic<JobRequest> second{JobRequest::GoOn};
        const auto start = [&](auto work) {
            f.app->jobs().start(Resource::Device, {"train", "Training", "Training ended"}, work, [] {});
        };
        start([&](JobContext &) {
            while (!firstEnds)
                std::this_thread::yield();
        });
        start([&](JobContext &job) {
            while (!job.cancelled())
                std::this_thread::yield();
            second = job.request();
        });
        f.window->showTasks();
        const auto last = [&] {
            return f.window->findChild<TasksPanel *>()->findChildren<QToolButton *>().last();
        };
        QTRY_VERIFY(last()->isEnabled());
        QCOMPARE(last()->toolTip(), QString("Cancel this task"));
        firstEnds = true;
        QTRY_COMPARE(last()->toolTip(), QString("Stop and save"));
        last()->click();
        QTRY_COMPARE(second.load(), JobRequest::Stop);
        QTRY_VERIFY(!f.app->jobs().on(Resource::Device).busy());
        QStringList words;
        for (const auto *label : f.window->findChild<TasksPanel *>()->findChildren<QLabel *>())
            words << label->text();
        QVERIFY2(words.filter("Training ended (").size() == 1, qPrintable(words.join(", ")));
    }

    void failures_without_a_handler_become_one_toast() {
        WindowFixture f;
        f.app->jobs().start(
            Resource::Disk, {"data/export", "Export"}, [](JobContext &) { throw Error(ErrorCode::Io, "no"); },
            [] {});
        QTRY_COMPARE(ToastHost::of(f.window.get())->count(), 1);
    }

    void pages_without_a_project_say_so() {
        WindowFixture f;
        for (const PageInfo &page : pageTable()) {
            f.window->pages().showPage(page.id);
            QCOMPARE(f.window->pages().currentPage() == nullptr, page.needsProject);
        }
    }

    void small_screens_hold_the_window() {
        WindowFixture f;
        QVERIFY(f.window->width() <= f.window->screen()->availableSize().width());
        QVERIFY(f.window->height() <= f.window->screen()->availableSize().height());
        f.open(makeProject(f.dir.filePath("p"), Filled::Trained));
        for (const QSize screen : {QSize(1097, 617), QSize(960, 540)}) { // 1080p at 175 and 200 %
            f.window->resize(screen);
            for (const PageInfo &info : pageTable()) {
                f.app->goTo(info.id);
                QTRY_COMPARE(f.window->pages().currentId(), QString(info.id));
                QTRY_COMPARE(f.window->size(), screen);
                // What does not fit is reached by scrolling, not cut off; the header is always in sight.
                QWidget *page = f.window->pages().currentPage();
                const auto *header = page->findChild<PageHeader *>();
                QTRY_VERIFY2(header->minimumSizeHint().width() <= page->width(), info.id);
                QCOMPARE(page->size(), f.window->pages().size());
                QVERIFY(page->rect().contains(header->geometry()));
                QVERIFY(page->rect().contains(page->findChild<QWidget *>("page_body")->geometry()));
                auto *rail = f.window->findChild<NavRail *>();
                QVERIFY(rail->height() >= rail->minimumSizeHint().height());
            }
        }
    }

    void what_pops_up_is_gone_when_it_closes() {
        WindowFixture f({}, [](Settings &s) { setLook(s, "en", "light"); });
        for (int i = 0; i < 3; ++i) {
            f.window->showPalette();
            auto *palette = f.window->findChild<CommandPalette *>();
            QVERIFY(palette);
            if (const QString folder = qEnvironmentVariable("RETORT_PICTURES"); !folder.isEmpty())
                palette->grab().save(folder + "/palette.png");
            QTest::keyClick(palette->findChild<QLineEdit *>(), Qt::Key_Escape);
            QTRY_VERIFY(!f.window->findChild<CommandPalette *>());
        }
        f.window->actions().action(QStringLiteral("help_keys"))->trigger();
        QTRY_VERIFY(f.dialog());
        if (const QString folder = qEnvironmentVariable("RETORT_PICTURES"); !folder.isEmpty())
            f.dialog()->grab().save(folder + "/cheat-sheet.png");
        f.press(f.dialog(), "Close");
        const auto menus = f.window->findChildren<QMenu *>().size();
        for (const char *language : {"zh_CN", "en"}) {
            f.app->settings().setValue("language", std::string(language));
            QTRY_COMPARE(f.window->menuBar()->actions().first()->text(),
                         QString(language == QByteArray("en") ? "&File" : "文件(&F)"));
        }
        QCOMPARE(f.window->findChildren<QMenu *>().size(), menus);
    }

    void every_key_of_a_page_acts_somewhere() {
        WindowFixture f;
        f.open(makeProject(f.dir.filePath("p"), Filled::Trained));
        for (const PageInfo &info : pageTable()) {
            f.app->goTo(info.id);
            QTRY_COMPARE(f.window->pages().currentId(), QString(info.id));
            Page *page = f.window->pages().currentPage();
            for (const ActionSpec &spec : actionTable()) {
                const QAction *action = page->findAction(QString(spec.id));
                QVERIFY2(!action || !*spec.keys || !action->associatedObjects().isEmpty(), spec.id);
            }
        }
    }

    // Also on the rail, and after the page was made anew.
    void keys_of_the_page_in_sight_act_wherever_the_focus_is() {
        WindowFixture f;
        f.open(makeProject(f.dir.filePath("p"), Filled::Trained));
        f.window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(f.window.get()));
        f.window->pages().showPage("tokenize");
        f.window->pages().showPage("student");
        const auto pressed = [&f](QWidget *at) {
            QAction *save = f.window->pages().currentPage()->findAction("student_save");
            save->setEnabled(true);
            QSignalSpy triggered(save, &QAction::triggered);
            save->disconnect(f.window->pages().currentPage()); // only the key is of interest
            QTest::keyClick(at, Qt::Key_S, Qt::ControlModifier);
            return triggered.size();
        };
        QWidget *rail = f.window->findChild<NavRail *>()->findChild<QAbstractButton *>();
        rail->setFocus();
        QCOMPARE(pressed(rail), 1);
        const QString before = f.app->settings().shownLanguage();
        f.window->pages().currentPage()->findChild<QLineEdit *>()->setFocus();
        f.app->settings().setValue("language", std::string(before == "en" ? "zh_CN" : "en"));
        QTRY_VERIFY(f.app->settings().shownLanguage() != before
                    && f.window->focusWidget() == f.window->pages().currentPage());
        QCOMPARE(pressed(f.window->focusWidget()), 1);
        f.open(makeProject(f.dir.filePath("q"), Filled::Trained));
        QCOMPARE(f.window->focusWidget(), f.window->pages().currentPage());
    }

    void a_command_of_another_page_says_whether_it_was_done() {
        WindowFixture f({}, [](Settings &s) { setLook(s, "en", "light"); });
        f.open(makeProject(f.dir.filePath("p"), Filled::Trained));
        ToastHost *toasts = ToastHost::of(f.window.get());
        const auto told = [toasts] { return visibleTexts(toasts).join('|'); };
        toasts->clear();
        f.window->pages().showPage("data");
        f.window->actions().trigger(*findActionSpec(u"train_pause"));
        QCOMPARE(f.window->pages().currentId(), "train");
        QVERIFY2(told().contains("“Pause” is not possible at the moment."), qPrintable(told()));
        f.window->pages().showPage("data"); // it was about the other page
        QVERIFY2(!told().contains("“Pause”"), qPrintable(told()));
        f.window->actions().trigger(*findActionSpec(u"train_start"));
        QVERIFY2(told().contains("“Start training” was not done yet"), qPrintable(told()));
    }

    void undo_of_a_toast_is_reached_from_an_empty_field() {
        WindowFixture f;
        f.open(makeProject(f.dir.filePath("p"), Filled::Trained));
        f.window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(f.window.get()));
        f.window->pages().showPage("chat");
        int undone = 0;
        auto *box = f.window->pages().currentPage()->findChild<QPlainTextEdit *>();
        f.app->toast({MessageKind::ok, "Gone", {}, "Undo", [&undone] { ++undone; }, true});
        box->setFocus();
        QTest::keyClick(box, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(undone, 1);
        f.window->pages().showPage("data");
        auto *search = f.window->pages().currentPage()->findChild<QLineEdit *>();
        f.app->toast({MessageKind::ok, "Gone", {}, "Undo", [&undone] { ++undone; }, true});
        search->setFocus();
        QTest::keyClicks(search, "a");
        QTest::keyClick(search, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(undone, 1);
        QCOMPARE(search->text(), QString()); // its own undo comes first
        QTest::keyClick(search, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(undone, 2);
    }

    void one_key_leads_to_the_search_field_of_each_page() {
        WindowFixture f;
        f.open(makeProject(f.dir.filePath("p"), Filled::Trained));
        f.window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(f.window.get()));
        for (const char *page : {"data", "trace", "evaluate", "settings"}) {
            f.window->pages().showPage(page);
            QTest::keyClick(f.window.get(), Qt::Key_F, Qt::ControlModifier);
            QTRY_VERIFY2(qobject_cast<QLineEdit *>(f.window->focusWidget()), page);
        }
        f.window->pages().showPage("home"); // has none
        QVERIFY(!f.window->pages().currentPage()->focusSearch());
    }

    void back_and_forward_walk_the_pages() {
        WindowFixture f;
        PageStack &pages = f.window->pages();
        pages.showPage("settings");
        pages.goBack();
        QCOMPARE(pages.currentId(), "home");
        QVERIFY(f.window->actions().action("go_forward")->isEnabled());
        pages.goForward();
        QCOMPARE(pages.currentId(), "settings");
        QVERIFY(!pages.canGoForward());
        pages.showPage("no_such_page");
        QCOMPARE(pages.currentId(), "settings");
    }
};

RETORT_TEST(TstMainWindow)
#include "tst_main_window.moc"
