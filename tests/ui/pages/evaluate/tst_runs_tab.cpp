// SPDX-License-Identifier: GPL-3.0-or-later
// timeout: 180
#include "core/data/artifacts/artifact.h"
#include "core/data/artifacts/trash.h"
#include "ui/pages/evaluate/runs_tab.h"

#include "core/learn/train_job.h"
#include "test_main.h"
#include "tests/ui/window_fixture.h"
#include "ui/charts/metric_chart.h"
#include "ui/pages/artifact_menu.h"
#include "ui/pages/evaluate/evaluate_page.h"
#include "ui/pages/evaluate/run_table.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/toast.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>

#include <limits>

using namespace retort;

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

struct Made {
    const char *name;
    double bestValLoss, accuracy;
    double learningRate;
    RunState state = RunState::Finished;
};

// Four runs beside the one of the fixture, without LibTorch.
const std::vector<Made> made = {{"alpha", 0.50, 0.60, 1e-3},
                                {"beta", 0.40, 0.70, 3e-3},
                                {"gamma", 0.45, 0.55, 1e-3, RunState::Stopped},
                                {"delta never measured", none, none, 1e-3, RunState::Failed}};

void addRuns(const QString &folder) {
    const auto project = Project::open(toUtf8(folder));
    RunStore store(project);
    for (const Made &m : made) {
        TrainConfig config;
        config.version = store.tokenizers().front().version;
        config.tokenizer = store.tokenizers().front().id;
        config.student = findStudentPreset("demo")->config;
        config.options = withDefaults(trainOptions(), {{"learning_rate", m.learningRate}});
        RunRecord run;
        run.name = m.name;
        run.version = config.version;
        run.tokenizer = config.tokenizer;
        run.student = store.students().front().id;
        run.configJson = trainConfigToJson(config);
        run.id = store.addRun(run);
        run = store.run(run.id);
        run.state = m.state;
        run.step = run.totalSteps = 100 * run.id;
        run.finishedAt = run.createdAt;
        run.lastLoss = run.bestValLoss = m.bestValLoss;
        run.valAccuracy = m.accuracy;
        store.updateRun(run);
        store.addMetrics({{run.id, 10, "train/loss", 2.0, 1.0}, {run.id, 20, "train/loss", 1.0, 2.0}});
        std::ofstream(run.folder / "weights") << std::string(std::size_t(1000 * run.id), 'w');
    }
}

} // namespace

class TstRunsTab : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    std::unique_ptr<WindowFixture> m_window;
    RunsTab *m_tab = nullptr;
    TableView *m_table = nullptr;
    QString m_folder;

    RunTableModel *model() const { return static_cast<RunTableModel *>(m_table->model()); }
    AppState &app() const { return *m_window->app; }
    QStringList names() const {
        QStringList found;
        for (int row = 0; row < model()->rowCount(); ++row)
            found << model()->index(row, RunTableModel::Name).data().toString();
        return found;
    }
    RunId idOf(const QString &name) const {
        for (const auto &run : app().snapshot().runs)
            if (fromUtf8(run.name) == name)
                return run.id;
        return 0;
    }
    void choose(const QString &name) {
        m_table->setFocus();
        m_table->selectRow(int(names().indexOf(name)));
        QCOMPARE(m_table->currentIndex().siblingAtColumn(RunTableModel::Name).data().toString(), name);
    }
    QString cell(const QString &name, int column) const {
        return model()->index(int(names().indexOf(name)), column).data().toString();
    }
    ArtifactMenu *menuOf(QWidget *owner) const {
        return owner->findChild<ArtifactMenu *>(QString(), Qt::FindDirectChildrenOnly);
    }
    bool inTrash(const QString &kind, std::int64_t id) const {
        for (const auto &item : trashItems(*app().project()))
            if (fromUtf8(item.kind) == kind && item.id == id)
                return true;
        return false;
    }

private Q_SLOTS:
    void initTestCase() { Theme::instance().install(*qApp); }
    void init() {
        static int number = 0;
        m_folder = makeProject(m_dir.filePath(QStringLiteral("p%1").arg(++number)), Filled::Trained);
        addRuns(m_folder);
        m_window = std::make_unique<WindowFixture>();
        m_window->window->resize(1280, 800);
        m_window->open(m_folder);
        m_window->window->pages().showPage(QStringLiteral("evaluate"));
        m_window->window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window->window.get()));
        m_tab = m_window->window->findChild<RunsTab *>();
        m_table = m_tab->findChild<TableView *>("runs_table");
        QTRY_COMPARE(model()->rowCount(), 5);
    }
    void cleanup() { m_window.reset(); }

    void the_model_keeps_its_promises() {
        QAbstractItemModelTester tester(model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        model()->setFilter("a");
        model()->setOnlyDiffering(true);
        model()->setBaseline(idOf("beta"));
        model()->sort(RunTableModel::Name, Qt::AscendingOrder);
        model()->setFilter({});
        model()->setSnapshot({});
        QCOMPARE(model()->rowCount(), 0);
    }
    void newest_is_on_top_and_headers_sort() {
        QCOMPARE(names().first(), "delta never measured");
        m_table->sortByColumn(RunTableModel::BestLoss, Qt::AscendingOrder);
        QCOMPARE(names().mid(0, 3), (QStringList{"0001 · 1M-4L-128 · v1", "beta", "gamma"}));
        QCOMPARE(names().last(), "delta never measured"); // no number: last in both orders
        m_table->sortByColumn(RunTableModel::BestLoss, Qt::DescendingOrder);
        QCOMPARE(names().first(), "alpha");
        QCOMPARE(names().last(), "delta never measured");
        // A click on the header does the same.
        auto *header = m_table->horizontalHeader();
        const int x = header->sectionViewportPosition(RunTableModel::Name) + 10;
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, {x, header->height() / 2});
        QCOMPARE(header->sortIndicatorSection(), int(RunTableModel::Name));
        QCOMPARE(names().first(), header->sortIndicatorOrder() == Qt::AscendingOrder
                                      ? QString("0001 · 1M-4L-128 · v1")
                                      : QString("gamma"));
    }
    void the_selection_follows_its_run() {
        choose("beta");
        m_table->sortByColumn(RunTableModel::Name, Qt::AscendingOrder);
        QCOMPARE(m_table->currentIndex().row(), int(names().indexOf("beta")));
        QCOMPARE(m_table->selectionModel()->selectedRows().size(), 1);
    }
    void a_name_filters() {
        auto *filter = m_tab->findChild<QLineEdit *>("runs_filter");
        QTest::keyClicks(filter, "TA");
        QCOMPARE(names(), (QStringList{"delta never measured", "beta"}));
        filter->clear();
        QCOMPARE(model()->rowCount(), 5);
    }
    void b_pins_a_baseline_and_tells_differences() {
        choose("alpha");
        QTest::keyClick(m_table, Qt::Key_B);
        QCOMPARE(model()->baseline(), idOf("alpha"));
        QCOMPARE(names().first(), "alpha");
        QCOMPARE(m_table->currentIndex().row(), 0);
        QCOMPARE(cell("alpha", RunTableModel::BestLoss), "0.5");
        QCOMPARE(cell("beta", RunTableModel::BestLoss), "0.4  −0.1");
        QCOMPARE(cell("beta", RunTableModel::Accuracy), "70.0 %  +10.0");
        QCOMPARE(cell("gamma", RunTableModel::Accuracy), "55.0 %  −5.0");
        QCOMPARE(cell("delta never measured", RunTableModel::Accuracy), "–");
        // Better and worse also differ in colour.
        const auto tone = [&](const char *name, int column) {
            return model()
                ->index(int(names().indexOf(name)), column)
                .data(Qt::ForegroundRole)
                .value<QColor>();
        };
        QCOMPARE(tone("beta", RunTableModel::BestLoss), colour(Role::ok));
        QCOMPARE(tone("beta", RunTableModel::Accuracy), colour(Role::ok));
        QCOMPARE(tone("gamma", RunTableModel::Accuracy), colour(Role::bad));
        m_table->sortByColumn(RunTableModel::Name, Qt::DescendingOrder);
        QCOMPARE(names().first(), "alpha"); // pinned
        choose("alpha");
        QTest::keyClick(m_table, Qt::Key_B);
        QCOMPARE(model()->baseline(), RunId(0));
        QCOMPARE(cell("beta", RunTableModel::BestLoss), "0.4");
    }
    void space_hides_all_chosen_runs() {
        m_table->setFocus();
        m_table->clearSelection();
        choose("alpha");
        m_table->selectionModel()->select(model()->index(int(names().indexOf("beta")), 0),
                                          QItemSelectionModel::Select | QItemSelectionModel::Rows);
        QTest::keyClick(m_table, Qt::Key_Space);
        const auto hidden = m_tab->viewState().value("hidden").toList();
        QCOMPARE(hidden.size(), 2);
        QVERIFY(hidden.contains(qlonglong(idOf("alpha"))) && hidden.contains(qlonglong(idOf("beta"))));
    }
    void only_settings_that_differ_get_a_column() {
        QCOMPARE(model()->columnCount(), int(RunTableModel::FixedColumns));
        auto *filter = m_tab->findChild<QLineEdit *>("runs_filter");
        // The fixture's run stores no settings: it makes nothing differ.
        model()->setOnlyDiffering(true);
        QCOMPARE(model()->columnCount(), int(RunTableModel::FixedColumns) + 1);
        const auto *spec = findOption(trainOptions(), "learning_rate");
        QCOMPARE(model()->headerData(RunTableModel::FixedColumns, Qt::Horizontal).toString(),
                 retort::render(spec->label));
        QCOMPARE(cell("beta", RunTableModel::FixedColumns), formatNumber(3e-3));
        const auto *header = m_table->horizontalHeader(); // stands beside the results
        QCOMPARE(header->visualIndex(RunTableModel::FixedColumns),
                 header->visualIndex(RunTableModel::Accuracy) + 1);
        filter->setText("gamma"); // one run differs in nothing from itself
        QCOMPARE(model()->columnCount(), int(RunTableModel::FixedColumns));
    }
    void size_and_duration_are_told() {
        QTRY_VERIFY(cell("beta", RunTableModel::Size) != "–");
        // 3,000 bytes and run.json
        QVERIFY2(cell("beta", RunTableModel::Size).endsWith("kB"),
                 qPrintable(cell("beta", RunTableModel::Size)));
        QCOMPARE(cell("beta", RunTableModel::Duration), formatDuration(0));
    }
    void f2_renames() {
        choose("gamma");
        QTest::keyClick(m_table, Qt::Key_F2);
        QTRY_VERIFY(m_window->dialog());
        auto *field = m_window->dialog()->findChild<QLineEdit *>();
        QCOMPARE(field->text(), "gamma");
        field->setText("γ 2");
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_VERIFY(names().contains("γ 2"));
        QVERIFY(!names().contains("gamma"));
        QCOMPARE(RunStore(app().project()).run(idOf("γ 2")).name, std::string("γ 2"));
    }
    void an_empty_name_changes_nothing() {
        choose("gamma");
        QTest::keyClick(m_table, Qt::Key_F2);
        QTRY_VERIFY(m_window->dialog());
        auto *field = m_window->dialog()->findChild<QLineEdit *>();
        field->setText("  ");
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_VERIFY(!m_window->dialog());
        QTest::qWait(50);
        QVERIFY(names().contains("gamma"));
    }
    void a_note_is_kept_and_shown() {
        choose("beta");
        menuOf(m_table)->action("note")->trigger();
        QTRY_VERIFY(m_window->dialog());
        m_window->dialog()->findChild<QPlainTextEdit *>()->setPlainText("warm-up too short");
        WindowFixture::press(m_window->dialog(), "Save note");
        QTRY_COMPARE(cell("beta", RunTableModel::Note), "warm-up too short");
    }
    void delete_moves_to_trash_and_undo_brings_back() {
        const RunId beta = idOf("beta");
        const auto folder = app().snapshot().run(beta)->folder;
        const auto *chart = m_tab->findChild<MetricChart *>();
        QTRY_VERIFY(chart->csv()().contains("beta"));
        choose("beta");
        QSignalSpy toasts(&app(), &AppState::toastRequested);
        QTest::keyClick(m_table, Qt::Key_Delete);
        QTRY_VERIFY(!names().contains("beta"));
        QTRY_COMPARE(toasts.size(), 1);
        QVERIFY(inTrash("run", beta));
        QVERIFY(!chart->csv()().contains("beta"));
        QVERIFY(!std::filesystem::exists(folder));
        const auto toast = toasts.first().first().value<ToastSpec>();
        QCOMPARE(toast.actionText, "Undo");
        QVERIFY(m_table->selectedIds().empty());
        toast.action();
        QTRY_VERIFY(names().contains("beta"));
        QCOMPARE(m_table->selectedIds(), std::vector{beta});
        QVERIFY(!inTrash("run", beta));
        QVERIFY(std::filesystem::exists(folder / "weights"));
        QTRY_VERIFY(chart->csv()().contains("beta")); // its curves too
    }
    void without_a_chosen_run_none_is_shown_as_chosen() {
        auto *checkpoints = m_tab->findChild<TableView *>("checkpoints_table");
        choose("0001 · 1M-4L-128 · v1");
        QCOMPARE(checkpoints->model()->rowCount(), 1);
        m_table->clearSelection(); // the row stays the current one, with the focus frame
        QVERIFY(m_table->currentIndex().isValid());
        QCOMPARE(checkpoints->model()->rowCount(), 0);
        for (const char *id : {"evaluate_ask", "evaluate_sides"})
            QVERIFY(!m_tab->findChild<QAction *>(id)->isEnabled());
    }
    void the_first_runs_are_in_sight_whole() {
        const auto seen = [&](const QModelIndex &index) {
            return m_table->viewport()->rect().contains(
                QRect(1, m_table->rowViewportPosition(index.row()), 1, m_table->rowHeight()));
        };
        for (int row = 0; row < 5; ++row)
            QVERIFY(seen(model()->index(row, 0)));
        const int clock = m_table->fontMetrics().horizontalAdvance("yesterday 23:12") + 2 * space::s;
        QVERIFY(m_table->columnWidth(RunTableModel::Started) >= clock);
        auto *checkpoints = m_tab->findChild<TableView *>("checkpoints_table");
        QVERIFY(checkpoints->columnWidth(4) >= clock);
        QVERIFY(checkpoints->horizontalHeader()->length() <= checkpoints->viewport()->width());
    }
    void several_runs_go_together() {
        choose("alpha");
        m_table->selectionModel()->select(model()->index(int(names().indexOf("beta")), 0),
                                          QItemSelectionModel::Select | QItemSelectionModel::Rows);
        QTest::keyClick(m_table, Qt::Key_Delete);
        QTRY_COMPARE(model()->rowCount(), 3);
        QVERIFY(!names().contains("alpha") && !names().contains("beta"));
    }
    void a_run_in_training_is_refused_with_the_reason() {
        const RunId gamma = idOf("gamma");
        RunStore store(app().project());
        RunRecord run = store.run(gamma);
        run.state = RunState::Running;
        store.updateRun(run);
        const auto lock = store.ownRun(gamma);
        QTRY_COMPARE(cell("gamma", RunTableModel::State), "training");
        choose("gamma");
        QSignalSpy toasts(&app(), &AppState::toastRequested);
        QTest::keyClick(m_table, Qt::Key_Delete);
        QCOMPARE(toasts.size(), 1);
        const auto toast = toasts.first().first().value<ToastSpec>();
        QCOMPARE(toast.kind, MessageKind::warn);
        QVERIFY2(toast.detail.contains("being trained"), qPrintable(toast.detail));
        QTest::qWait(100);
        QVERIFY(names().contains("gamma") && !inTrash("run", gamma));
    }
    void the_only_version_is_refused() {
        const auto version = app().selected(ArtifactKind::Version);
        QVERIFY(!trashRefusal(app(), {ArtifactKind::Version, version}).isEmpty());
        QVERIFY(trashRefusal(app(), {ArtifactKind::Tokenizer, 1}).isEmpty());
    }
    void copy_as_command_says_what_differs() {
        choose("beta");
        QApplication::clipboard()->clear();
        menuOf(m_table)->action("copy_command")->trigger();
        const QString command = QApplication::clipboard()->text();
        QVERIFY2(
            command.startsWith("retort-cli train --project " + m_folder + " --data-version 1 --tokenizer 1"),
            qPrintable(command));
        QVERIFY2(command.contains(" --learning-rate 0.003"), qPrintable(command));
        QVERIFY2(command.endsWith(" --name beta"), qPrintable(command));
        QVERIFY2(!command.contains("--seed"), qPrintable(command)); // its default
    }
    void copy_path_gives_the_folder() {
        choose("beta");
        menuOf(m_table)->action("copy_path")->trigger();
        QCOMPARE(QApplication::clipboard()->text(),
                 fromUtf8(app().snapshot().run(idOf("beta"))->folder.string()));
    }
    void checkpoints_of_the_run_lead_to_chat_and_side_by_side() {
        auto *checkpoints = m_tab->findChild<TableView *>("checkpoints_table");
        choose("beta");
        QCOMPARE(checkpoints->model()->rowCount(), 0);
        choose("0001 · 1M-4L-128 · v1");
        QCOMPARE(checkpoints->model()->rowCount(), 1);
        QCOMPARE(checkpoints->model()->index(0, 0).data().toString(), "100");
        QCOMPARE(checkpoints->model()->index(0, 1).data().toString(), "end");
        WindowFixture::press(m_tab, "Side by side");
        QVERIFY(!m_tab->isVisible());
        app().select(ArtifactKind::Checkpoint, 0);
        m_window->window->pages().showPage(QStringLiteral("evaluate"),
                                           {{"runs", QVariantList{qlonglong(1)}}});
        QVERIFY(m_tab->isVisible());
        WindowFixture::press(m_tab, "Ask");
        QCOMPARE(m_window->window->pages().currentId(), "chat");
        QCOMPARE(app().selected(ArtifactKind::Checkpoint), app().snapshot().checkpoints.front().id);
    }
    void a_checkpoint_stays_chosen_while_others_come_and_go() {
        auto *checkpoints = m_tab->findChild<TableView *>("checkpoints_table");
        const auto store = app().runStore();
        const auto add = [&](std::int64_t step) {
            CheckpointRecord checkpoint = store->checkpoints(1).front();
            checkpoint.step = step;
            checkpoint.name = "step " + std::to_string(step);
            checkpoint.folder = checkpoint.folder.parent_path() / ("step-" + std::to_string(step));
            std::filesystem::create_directories(checkpoint.folder);
            std::ofstream(checkpoint.folder / "model.safetensors") << "weights";
            return store->addCheckpoint(checkpoint);
        };
        const auto chosen = [&] {
            QStringList steps;
            for (const QModelIndex &index : checkpoints->selectionModel()->selectedRows())
                steps << index.data().toString();
            return steps;
        };
        choose("0001 · 1M-4L-128 · v1");
        const std::int64_t middle = add(200);
        add(300);
        app().refresh();
        QTRY_COMPARE(checkpoints->model()->rowCount(), 3);
        checkpoints->selectRow(1);
        QCOMPARE(chosen(), QStringList{"200"});
        add(400); // training goes on: a new one, and the oldest is rotated out
        moveArtifactToTrash(app().project(), {"checkpoint", store->checkpoints(1).front().id});
        app().refresh();
        QTRY_COMPARE(checkpoints->model()->index(0, 0).data().toString(), "400");
        QCOMPARE(checkpoints->model()->rowCount(), 3);
        QCOMPARE(chosen(), QStringList{"200"});
        moveArtifactToTrash(app().project(), {"checkpoint", middle});
        app().refresh();
        QTRY_COMPARE(checkpoints->model()->rowCount(), 2);
        QVERIFY(chosen().isEmpty()); // nobody chose another one
    }
    void comparing_shows_only_these_runs() {
        app().goTo("evaluate", {{"runs", QVariantList{qlonglong(idOf("alpha")), qlonglong(idOf("gamma"))}}});
        QCOMPARE(m_tab->viewState().value("hidden").toList().size(), 3);
        QCOMPARE(m_table->selectionModel()->selectedRows().size(), 2);
    }
    void a_run_is_duplicated_into_the_train_form() {
        choose("beta");
        menuOf(m_table)->action("duplicate")->trigger();
        QCOMPARE(m_window->window->pages().currentId(), "train");
        const auto state = m_window->window->pages().currentPage()->viewState();
        const auto options = optionsFromJson(toUtf8(state.value("options").toString()));
        QCOMPARE(std::get<double>(options.at("learning_rate")), 3e-3);
    }
    void what_one_sees_survives_a_new_window() {
        choose("alpha");
        QTest::keyClick(m_table, Qt::Key_B);
        choose("gamma");
        QTest::keyClick(m_table, Qt::Key_Space);
        const auto state = m_tab->viewState();
        RunsTab other(app(), nullptr);
        other.refresh();
        other.setViewState(state);
        QCOMPARE(other.viewState(), state);
    }
    void a_picker_offers_the_same_on_its_thing() {
        m_window->window->pages().showPage(QStringLiteral("student"));
        InputPicker *picker = nullptr;
        for (auto *found : m_window->window->pages().currentPage()->findChildren<InputPicker *>())
            if (found->kind() == ArtifactKind::Student)
                picker = found;
        QVERIFY(picker);
        auto *combo = picker->findChild<QComboBox *>();
        combo->setFocus();
        QTest::keyClick(combo, Qt::Key_F2);
        QTRY_VERIFY(m_window->dialog());
        auto *field = m_window->dialog()->findChild<QLineEdit *>();
        field->setText("small one");
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_COMPARE(combo->currentText(), "small one");
    }
};

RETORT_TEST(TstRunsTab)
#include "tst_runs_tab.moc"
