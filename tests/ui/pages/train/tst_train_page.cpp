// SPDX-License-Identifier: GPL-3.0-or-later
// timeout: 180
// The device field with made-up machines, and the buttons of the page on a real (tiny) run.
#include "ui/pages/train/train_page.h"

#include "core/data/artifacts/artifact.h"
#include "core/tokenize/sample_codec.h"
#include "test_main.h"
#include "tests/ui/run_window.h"
#include "ui/charts/metric_chart.h"
#include "ui/models/device_text.h"
#include "ui/pages/train/queue_list.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/card.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/option_field.h"
#include "ui/widgets/toast.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QStandardItemModel>

using namespace retort;

namespace {

DeviceInfo cpu() {
    DeviceInfo d;
    d.id = "cpu";
    d.name = "Some CPU";
    d.threads = 2;
    d.totalMemory_B = 32'000'000'000;
    d.freeMemory_B = 21'000'000'000;
    return d;
}

DeviceInfo gpu(int number, std::int64_t free_GB) {
    DeviceInfo d;
    d.id = "cuda:" + std::to_string(number);
    d.name = "NVIDIA H100";
    d.cuda = true;
    d.totalMemory_B = 80'000'000'000;
    d.freeMemory_B = free_GB * 1'000'000'000;
    return d;
}

DeviceInfo busyGpu(int number) {
    DeviceInfo d = gpu(number, 9);
    d.users = {{1234, "python", 71'000'000'000}};
    return d;
}

DeviceInfo brokenGpu(int number) {
    DeviceInfo d = gpu(number, 80);
    d.usable = false;
    d.note = Text("needs a newer driver");
    return d;
}

// A run whose loss becomes infinite within a few steps.
OptionValues exploding(std::int64_t checkpointEvery) {
    return {{"learning_rate", 1.0},
            {"weight_decay", 10.0},
            {"decay", std::string("none")},
            {"warmup_steps", std::int64_t(0)},
            {"checkpoint_every", checkpointEvery},
            {"eval_every", std::int64_t(0)}};
}

} // namespace

class TstTrainPage : public QObject {
    Q_OBJECT

    struct Field {
        explicit Field(const RunWindow &w)
            : page(qobject_cast<TrainPage *>(w.page())),
              field(page->findChild<OptionForm *>()->field("device")),
              combo(field->findChild<QComboBox *>()),
              caption(page->findChild<QLabel *>("chosen_device")) {}
        TrainPage *page;
        OptionField *field;
        QComboBox *combo;
        QLabel *caption;
        QStringList items() const {
            QStringList all;
            for (int i = 0; i < combo->count(); ++i)
                all << combo->itemText(i);
            return all;
        }
        std::string value() const { return std::get<std::string>(field->value()); }
        void choose(int index) { combo->setCurrentIndex(index); }
    };

private Q_SLOTS:
    void initTestCase() { Theme::instance().install(*qApp); }

    void devices_are_told_by_name_memory_and_holder() {
        const auto texts = [](const std::vector<DeviceInfo> &devices) {
            QStringList all;
            for (const FieldChoice &c : deviceChoices(devices))
                all << c.id + "|" + c.label + (c.usable ? "" : "|off");
            return all;
        };
        const QString cpuText = "cpu|" + deviceName(cpu()) + " · 21.0 GB free";
        QVERIFY(cpuText.contains("CPU · 2 core"));
        QCOMPARE(texts({cpu()}), (QStringList{"auto|Freest (CPU)", cpuText}));
        QCOMPARE(texts({cpu(), busyGpu(0), gpu(1, 71), brokenGpu(2)}),
                 (QStringList{"auto|Freest (GPU 1 · NVIDIA H100)", cpuText,
                              "cuda:0|GPU 0 · NVIDIA H100 · 9.0 GB free · held by python (1234)",
                              "cuda:1|GPU 1 · NVIDIA H100 · 71.0 GB free",
                              "cuda:2|GPU 2 · NVIDIA H100 · needs a newer driver|off"}));
    }

    void the_device_field_offers_what_there_is_and_keeps_what_is_stored() {
        TrainableProject project;
        RunWindow w(project);
        Field f(w);
        // This machine, asked when the page is shown.
        QTRY_VERIFY_WITH_TIMEOUT(f.combo->count() >= 2 && f.combo->itemText(1).contains("free"), 10'000);
        QCOMPARE(f.value(), std::string("auto")); // the freest is preset

        f.page->showDevices({cpu(), busyGpu(0), gpu(1, 71), brokenGpu(2)});
        QCOMPARE(f.combo->count(), 5);
        QCOMPARE(f.combo->currentText(), QString("Freest (GPU 1 · NVIDIA H100)"));
        QCOMPARE(f.caption->text(), QString("GPU 1 · NVIDIA H100 · 71.0 GB free"));
        f.choose(2);
        QCOMPARE(f.value(), std::string("cuda:0"));
        QCOMPARE(f.caption->text(), QString("GPU 0 · NVIDIA H100 · 9.0 GB free · held by python (1234)"));
        QVERIFY(!qobject_cast<QStandardItemModel *>(f.combo->model())->item(4)->isEnabled());

        // The list is read again: the choice stays.
        f.page->showDevices({cpu(), gpu(0, 80), gpu(1, 71)});
        QCOMPARE(f.value(), std::string("cuda:0"));
        QCOMPARE(f.combo->currentText(), QString("GPU 0 · NVIDIA H100 · 80.0 GB free"));
        // On a machine without it, it is kept, shown, and said to be absent.
        f.page->showDevices({cpu()});
        QCOMPARE(f.value(), std::string("cuda:0"));
        QCOMPARE(f.combo->currentText(), QString("cuda:0"));
        QCOMPARE(f.caption->text(), QString("There is no device “cuda:0” here."));
        f.field->resetToBase();
        QCOMPARE(f.combo->currentText(), QString("Freest (CPU)"));
    }

    void changes_that_are_in_no_version_are_told_with_the_way_to_make_one() {
        WindowFixture w({}, [](Settings &s) { s.setValue("language", std::string("en")); });
        w.open(makeProject(w.dir.filePath("p"), Filled::Trained));
        w.window->pages().showPage("train");
        auto *banner = w.window->pages().currentPage()->findChild<Banner *>("train_pending");
        QVERIFY(banner && !banner->isVisible());
        const auto store = w.app->versionStore();
        store->addPending(1, {1, 2, 3}, PendingKind::Verdict, "discard");
        QTRY_VERIFY(banner->isVisible()); // seen by itself, as another process would have made them
        QVERIFY2(banner->text().contains("3 ") && banner->text().contains("in no version"),
                 qPrintable(banner->text()));
        store->undoPending(1);
        QTRY_VERIFY(!banner->isVisible());
        store->redoPending(1);
        QTRY_VERIFY(banner->isVisible());
        for (auto *button : banner->findChildren<QAbstractButton *>())
            if (button->isVisible() && button->text().contains("version")) {
                button->click();
                break;
            }
        QCOMPARE(w.window->pages().currentId(), QString("trace"));
    }

    void pause_go_on_stop_resume_and_abort_do_so() {
        if (qEnvironmentVariable("RETORT_LEARN_LIBRARY").isEmpty())
            QSKIP("built without LibTorch");
        TrainableProject project;
        RunWindow w(project);
        auto *folded = w.page()->findChild<FoldedCard *>();
        QVERIFY(!folded->isVisible());
        w.startRun(1'000'000);
        QTRY_VERIFY_WITH_TIMEOUT(project.newest().step >= 20, 30'000);
        const RunId run = project.newest().id;
        // Its settings make place for the charts, and come back by a click.
        QVERIFY(folded->isVisible());
        folded->click();
        QVERIFY(!folded->isVisible() && w.page()->findChild<OptionForm *>()->isVisible());
        // The title carries share, loss and name.
        QTRY_VERIFY(w.window->windowTitle().contains(QString::fromStdString(project.newest().name)));
        QVERIFY(!w.action("train_start")->isVisible());

        w.action("train_pause")->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(project.newest().state, RunState::Paused, 10'000);
        QTRY_COMPARE(w.action("train_pause")->text(), QString("Go on"));
        QTRY_COMPARE(w.tile("state"), QString("paused"));
        const auto at = project.newest().step;
        QTest::qWait(300);
        QCOMPARE(project.newest().step, at);
        w.action("train_pause")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(project.newest().step > at, 10'000);
        QTRY_COMPARE(w.action("train_pause")->text(), QString("Pause"));

        w.action("train_stop")->trigger();
        QVERIFY(!w.action("train_stop")->isEnabled()); // once is enough
        QTRY_COMPARE_WITH_TIMEOUT(project.newest().state, RunState::Stopped, 20'000);
        QCOMPARE(project.store.checkpoints(run).back().step, project.newest().step);
        QTRY_VERIFY(w.action("train_resume")->isVisible() && w.action("train_start")->isVisible());
        QTRY_VERIFY(w.page()->findChild<Banner *>("train_health")->isVisible()); // why it ended
        const auto saved = project.store.checkpoints(run).back().id;
        Q_EMIT w.page()->findChild<Banner *>("train_health")->actionActivated(); // Evaluate what was saved
        QCOMPARE(w.app->selected(ArtifactKind::Checkpoint), saved);
        QCOMPARE(w.window->pages().currentId(), QString("evaluate"));
        w.window->pages().showPage("train");

        const auto stopped = project.newest().step;
        w.action("train_resume")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(project.newest().step > stopped, 20'000);
        QCOMPARE(project.newest().id, run); // the same run
        QTRY_VERIFY(w.action("train_abort")->isVisible());
        const auto checkpoints = project.store.checkpoints(run).size();
        w.action("train_abort")->trigger();
        QTest::keyClick(w.dialog(), Qt::Key_Return); // goes on
        QVERIFY(!w.dialog());
        w.abort();
        QTRY_COMPARE_WITH_TIMEOUT(project.newest().state, RunState::Stopped, 10'000);
        QTRY_VERIFY(w.action("train_resume")->isVisible());
        QVERIFY(project.store.checkpoints(run).size() >= checkpoints);
        QVERIFY(canResume(project.store, run));
        auto *banner = w.page()->findChild<Banner *>("train_health");
        QTRY_VERIFY2(banner->isVisible() && banner->text().contains("was aborted"),
                     qPrintable(banner->text()));
        QTRY_COMPARE_WITH_TIMEOUT(w.window->windowTitle(), QString("test — Retort"), 10'000);
    }

    void an_empty_project_leads_to_what_is_missing() {
        WindowFixture w({}, [](Settings &s) { s.setValue("language", std::string("en")); });
        w.open(makeProject(w.dir.filePath("p"), Filled::Empty));
        w.window->pages().showPage("train");
        auto *page = w.window->pages().currentPage();
        QVERIFY(!page->findAction("train_start")->isVisible());
        QList<QAbstractButton *> ways;
        for (auto *button : page->findChild<EmptyState *>()->findChildren<QAbstractButton *>())
            if (button->isVisible())
                ways << button;
        if (const QString folder = qEnvironmentVariable("RETORT_PICTURES"); !folder.isEmpty())
            w.window->grab().save(folder + "/train-empty.png");
        QCOMPARE(ways.size(), 1);
        QVERIFY(ways[0]->isEnabled());
        ways[0]->click();
        QCOMPARE(w.window->pages().currentId(), QString("data"));
    }

    void charts_are_high_enough_to_be_read() {
        TrainableProject project;
        RunWindow w(project);
        const auto charts = w.page()->findChildren<MetricChart *>();
        QCOMPARE(std::size_t(charts.size()), chartTable().size());
        for (const auto *chart : charts)
            QVERIFY(chart->minimumHeight() >= Theme::instance().scaled(220));
    }

    void pages_fit_the_window() {
        WindowFixture w({}, [](Settings &s) { s.setValue("language", std::string("en")); });
        w.open(makeProject(w.dir.filePath("p"), Filled::Trained));
        w.window->resize(1280, 800);
        for (const char *id : {"train", "clean", "tokenize", "student"}) {
            w.window->pages().showPage(id);
            QTest::qWait(100);
            auto *page = w.window->pages().currentPage();
            QVERIFY2(page->mapTo(w.window.get(), QPoint(0, page->height())).y() <= 800, id);
        }
    }

    void folds_are_as_they_were_after_a_change_of_language() {
        WindowFixture w({}, [](Settings &s) { s.setValue("language", std::string("en")); });
        w.open(makeProject(w.dir.filePath("p"), Filled::Trained));
        w.window->pages().showPage("train");
        const auto folded = [&w] { return w.window->pages().currentPage()->findChild<FoldedCard *>(); };
        const auto queue = [&w] { return w.window->pages().currentPage()->findChild<QueueList *>(); };
        QVERIFY(!folded()->isVisible() && !queue()->isOpen());
        queue()->setOpen(true);
        for (auto *button : w.window->pages().currentPage()->findChildren<QAbstractButton *>())
            if (button->toolTip() == "Fold the settings away")
                button->click();
        QVERIFY(folded()->isVisible());
        w.window->pages().rebuild();
        QTRY_VERIFY(folded()->isVisible() && queue()->isOpen());
    }

    void start_is_off_while_a_field_is_wrong() {
        TrainableProject project;
        RunWindow w(project);
        auto *form = w.page()->findChild<OptionForm *>();
        QTRY_VERIFY_WITH_TIMEOUT(w.action("train_start")->isEnabled(), 20'000);
        auto *edit = form->field("max_steps")->findChild<QLineEdit *>();
        edit->selectAll();
        QTest::keyClicks(edit, "x");
        QVERIFY(!w.action("train_start")->isEnabled());
        edit->selectAll();
        QTest::keyClicks(edit, "20");
        QTRY_VERIFY(w.action("train_start")->isEnabled());
    }

    void what_waits_in_the_queue_is_held_by_a_stop_and_goes_on() {
        if (qEnvironmentVariable("RETORT_LEARN_LIBRARY").isEmpty())
            QSKIP("built without LibTorch");
        TrainableProject project;
        RunWindow w(project);
        QVERIFY(!w.action("train_enqueue")->isVisible());
        w.startRun(1'000'000);
        QTRY_VERIFY_WITH_TIMEOUT(project.newest().step >= 5, 30'000);
        const RunId first = project.newest().id;
        QTRY_VERIFY(w.action("train_enqueue")->isVisible() && w.action("train_enqueue")->isEnabled());
        w.action("train_enqueue")->trigger();
        QTRY_COMPARE(w.app->snapshot().queue.size(), std::size_t(1));
        auto *list = w.page()->findChild<QListWidget *>("train_queue");
        QTRY_VERIFY(list->isVisible() && list->count() == 1);
        QVERIFY2(list->item(0)->text().startsWith("tiny"), qPrintable(list->item(0)->text()));
        w.action("train_stop")->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(project.store.run(first).state, RunState::Stopped, 30'000);
        QTRY_VERIFY(w.action("queue_start")->isVisible()); // a stop holds the queue
        QVERIFY(w.action("train_enqueue")->isVisible());   // behind what waits
        QTest::qWait(700);
        QCOMPARE(project.newest().id, first);
        w.action("queue_start")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(project.newest().id != first && project.newest().step >= 5, 30'000);
        QTRY_VERIFY(w.app->snapshot().queue.empty());
        w.abort();
        QTRY_COMPARE_WITH_TIMEOUT(project.newest().state, RunState::Stopped, 20'000);
    }

    void the_queue_of_the_last_session_is_offered_and_not_begun() {
        if (qEnvironmentVariable("RETORT_LEARN_LIBRARY").isEmpty())
            QSKIP("built without LibTorch");
        TrainableProject project;
        TrainConfig config = project.config();
        config.student.reset();
        config.studentId = project.store.students().back().id;
        config.options = {{"max_steps", std::int64_t(3)},
                          {"warmup_steps", std::int64_t(0)},
                          {"device", std::string("cpu")}};
        TaskQueue queue(project.fixture.project);
        config.name = "first";
        queue.add("train", trainConfigToJson(config));
        config.name = "second";
        queue.add("train", trainConfigToJson(config));
        RunWindow w(project);
        auto *list = w.page()->findChild<QListWidget *>("train_queue");
        QTRY_COMPARE(list->count(), 2);
        QTRY_COMPARE(ToastHost::of(w.window.get())->count(), 1);
        QTest::qWait(700);
        QVERIFY(project.store.runs().empty());
        list->setCurrentRow(1);
        w.action("queue_earlier")->trigger();
        QTRY_VERIFY(queue.tasks().front().configJson.find("second") != std::string::npos);
        QTRY_COMPARE(w.app->snapshot().queue.front().id, queue.tasks().front().id);
        w.action("queue_start")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(project.store.runs().size() == 2, 60'000);
        QTRY_COMPARE_WITH_TIMEOUT(project.newest().state, RunState::Finished, 30'000);
        QCOMPARE(project.store.runs().front().name, std::string("second"));
        QVERIFY(queue.tasks().empty());
    }

    // Resuming would meet the same numbers again: the banner leads to a run with other settings instead.
    void a_run_that_exploded_goes_on_with_other_settings() {
        if (qEnvironmentVariable("RETORT_LEARN_LIBRARY").isEmpty())
            QSKIP("built without LibTorch");
        TrainableProject project;
        RunWindow w(project);
        w.startRun(300, exploding(1));
        QTRY_COMPARE_WITH_TIMEOUT(project.newest().state, RunState::Failed, 30'000);
        const RunRecord failed = project.newest();
        const CheckpointRecord from = project.store.checkpoints(failed.id).back();
        QPushButton *go = nullptr;
        const auto offered = [&] {
            for (auto *button : w.page()->findChildren<QPushButton *>())
                if (button->isVisible() && button->text() == "Continue with other settings")
                    go = button;
            return go != nullptr;
        };
        QTRY_VERIFY_WITH_TIMEOUT(offered(), 20'000);
        QVERIFY(!w.action("train_resume")->isVisible());
        // The list of checkpoints is read a moment later.
        QTRY_VERIFY_WITH_TIMEOUT(w.app->snapshot().checkpoint(from.id), 10'000);
        go->click();
        auto *note = w.page()->findChild<QLabel *>("fork_note");
        QVERIFY(note->isVisible() && note->text().contains(QString::fromStdString(failed.name)));
        auto *form = w.page()->findChild<OptionForm *>();
        QVERIFY(form->isVisible());
        QCOMPARE(form->changedValues().size(), 0u); // the settings of that run
        if (const QString folder = qEnvironmentVariable("RETORT_PICTURES"); !folder.isEmpty()) {
            w.window->resize(1280, 800);
            QTest::qWait(600);
            w.window->grab().save(folder + "/train-fork.png");
        }
        // Its samples and their order stay; that is said under the field.
        auto values = form->values();
        values["seed"] = std::int64_t(77);
        form->setValues(values);
        Q_EMIT form->changed(values);
        QTRY_VERIFY_WITH_TIMEOUT(form->field("seed")->hasFault(), 10'000);
        QVERIFY(!w.action("train_start")->isEnabled());
        values["seed"] = std::int64_t(1);
        values["learning_rate"] = 1e-6;
        form->setValues(values);
        Q_EMIT form->changed(values);
        QTRY_VERIFY_WITH_TIMEOUT(w.action("train_start")->isEnabled(), 10'000);
        w.action("train_start")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(project.newest().id != failed.id, 20'000);
        QVERIFY(project.newest().parent == failed.id);
        QCOMPARE(project.newest().forkStep, from.step);
        QVERIFY(!note->isVisible()); // once
        QTRY_VERIFY_WITH_TIMEOUT(!project.store.runOwned(project.newest().id)
                                     && project.newest().state != RunState::Running
                                     && project.newest().state != RunState::Created,
                                 30'000);
    }

    // It overfits until a validation is worse: the last checkpoint is not the one to go on with.
    void after_an_early_stop_the_best_checkpoint_is_chosen() {
        if (qEnvironmentVariable("RETORT_LEARN_LIBRARY").isEmpty())
            QSKIP("built without LibTorch");
        TrainableProject project;
        RunWindow w(project);
        w.startRun(20'000, {{"eval_every", std::int64_t(10)},
                            {"patience", std::int64_t(1)},
                            {"learning_rate", 1e-2},
                            {"checkpoint_every", std::int64_t(0)}});
        QTRY_COMPARE_WITH_TIMEOUT(project.newest().state, RunState::Finished, 60'000);
        const RunRecord run = project.newest();
        QCOMPARE(project.events(run.id, "early_stop"), 1);
        const auto checkpoints = project.store.checkpoints(run.id);
        const auto *best = &checkpoints.front();
        for (const auto &c : checkpoints)
            if (c.valLoss <= best->valLoss)
                best = &c;
        QVERIFY(best->id != checkpoints.back().id);
        QTRY_COMPARE(w.app->selected(ArtifactKind::Checkpoint), best->id);
        QTest::qWait(1'200); // the lists are read again meanwhile
        QCOMPARE(w.app->selected(ArtifactKind::Checkpoint), best->id);
    }

    void a_run_without_a_checkpoint_offers_no_resume() {
        if (qEnvironmentVariable("RETORT_LEARN_LIBRARY").isEmpty())
            QSKIP("built without LibTorch");
        TrainableProject project;
        RunWindow w(project);
        w.startRun(300, exploding(0));
        QTRY_COMPARE_WITH_TIMEOUT(project.newest().state, RunState::Failed, 30'000);
        QVERIFY(project.newest().step > 0 && project.store.checkpoints(project.newest().id).empty());
        auto *banner = w.page()->findChild<Banner *>("train_health");
        QTRY_COMPARE_WITH_TIMEOUT(w.tile("state"), QString("failed"), 20'000);
        QTRY_VERIFY(banner->isVisible() && banner->text().contains("Start again"));
        for (const auto *button : banner->findChildren<QPushButton *>())
            QVERIFY(!button->isVisible());
        QVERIFY(!w.action("train_resume")->isVisible());
    }

    void rows_that_are_left_out_are_told_while_it_trains() {
        if (qEnvironmentVariable("RETORT_LEARN_LIBRARY").isEmpty())
            QSKIP("built without LibTorch");
        TrainableProject project;
        EncodeConfig encode;
        encode.version = project.fixture.version;
        encode.split = Split::Train;
        const ChatTemplate chat(tinyTokenizer());
        JobContext job;
        const VersionStore versions(project.fixture.project);
        std::size_t used = 0;
        while (used == 0) { // the shortest that holds some of the samples
            ++encode.maxTokens;
            used = encodeVersion(versions, chat, encode, job).size();
        }
        const std::int64_t rows = versions.rowCount(encode.version, Split::Train);
        QVERIFY(std::int64_t(used) < rows);
        RunWindow w(project);
        w.startRun(1'000'000, {{"max_length", std::int64_t(encode.maxTokens)}});
        auto *banner = w.page()->findChild<Banner *>("train_health");
        QTRY_VERIFY_WITH_TIMEOUT(banner->isVisible(), 20'000);
        QCOMPARE(banner->kind(), Banner::Kind::warn);
        QVERIFY2(banner->text().startsWith(QStringLiteral("Training leaves out %1 rows of %2:")
                                               .arg(rows - std::int64_t(used))
                                               .arg(rows)),
                 qPrintable(banner->text()));
        w.abort();
        QTRY_COMPARE_WITH_TIMEOUT(project.newest().state, RunState::Stopped, 20'000);
    }

    void a_training_that_fails_before_it_has_a_run_is_told() {
        TrainableProject project;
        RunWindow w(project);
        auto *banner = w.page()->findChild<Banner *>("train_health");
        w.app->jobs().start(
            Resource::Device, {"train", "Training"},
            [](JobContext &) { throw Error(ErrorCode::Io, Text("no device")); }, [] {});
        QTRY_VERIFY(banner->isVisible());
        QCOMPARE(banner->text(), QString("no device"));
    }

    void what_is_trained_on_stays_readable_while_it_trains() {
        QTemporaryDir dir;
        const QString folder = makeProject(dir.filePath("p"), Filled::Trained);
        {
            const auto project = Project::open(toUtf8(folder));
            renameArtifact(project, {"version", *VersionStore(project).newestVersion()},
                           "v2 · exact duplicates + missing parts …");
            renameArtifact(project, {"tokenizer", 1}, "unigram-640-v2");
            renameArtifact(project, {"student", 1}, "0.82M-4L-128");
        }
        WindowFixture w;
        w.window->resize(1280, 800);
        w.open(folder);
        w.window->pages().showPage("train");
        auto *page = w.window->pages().currentPage();
        w.app->jobs().start(
            Resource::Device, {"train", "Training"},
            [](JobContext &job) {
                for (;;)
                    job.checkCancelled();
            },
            [] {});
        QTRY_VERIFY(page->findAction("train_stop")->isVisible());
        QTRY_VERIFY(page->findAction("train_enqueue")->isVisible());
        QTest::qWait(50);
        for (auto *picker : page->findChildren<InputPicker *>()) {
            auto *combo = picker->findChild<QComboBox *>();
            const int wanted = std::min(combo->sizeHint().width(), 160);
            QVERIFY2(combo->width() >= wanted, qPrintable(combo->currentText()));
        }
        if (const QString pictures = qEnvironmentVariable("RETORT_PICTURES"); !pictures.isEmpty())
            w.window->grab().save(pictures + "/train-header.png");
        w.app->jobs().cancel(w.app->jobs().find("train")->number);
        QTRY_VERIFY(!page->findAction("train_stop")->isVisible());
    }

    // For the eyes: RETORT_PICTURES names a folder.
    void pictures() {
        const QString folder = qEnvironmentVariable("RETORT_PICTURES");
        if (folder.isEmpty())
            QSKIP("no folder for pictures");
        for (const char *theme : {"light", "dark"}) {
            TrainableProject project;
            RunWindow w(project, "zh_CN", theme);
            w.window->resize(1280, 800);
            QTest::qWait(700);
            w.window->grab().save(folder + "/train-setup-" + theme + ".png");
            w.startRun(1'500, {{"eval_every", std::int64_t(50)}});
            QTRY_VERIFY_WITH_TIMEOUT(project.newest().step >= 700, 30'000);
            QTest::qWait(600);
            w.window->grab().save(folder + "/train-going-" + theme + ".png");
            w.action("train_stop")->trigger();
            QTRY_COMPARE_WITH_TIMEOUT(project.newest().state, RunState::Stopped, 20'000);
            QTest::qWait(2'500);
            w.window->grab().save(folder + "/train-stopped-" + theme + ".png");
        }
    }
};

RETORT_TEST(TstTrainPage)
#include "tst_train_page.moc"
