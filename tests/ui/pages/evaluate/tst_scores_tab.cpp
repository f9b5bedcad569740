// SPDX-License-Identifier: GPL-3.0-or-later
// timeout: 180
#include "ui/pages/evaluate/scores_tab.h"

#include "core/learn/eval_job.h"
#include "test_main.h"
#include "tests/ui/window_fixture.h"
#include "ui/pages/evaluate/evaluate_page.h"
#include "ui/pages/evaluate/side_by_side_tab.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/metric_tile.h"
#include "ui/widgets/option_field.h"
#include "ui/widgets/option_form.h"
#include "ui/widgets/table_view.h"
#include "ui/window/window_actions.h"

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

using namespace retort;

namespace {

void addEvaluation(RunStore &store, const EvalSummary &summary) {
    EvaluationRecord e;
    e.checkpoint = store.checkpoints(1).front().id;
    e.run = 1;
    e.name = "with rows left out";
    e.asked = summary.asked;
    e.summaryJson = evalSummaryToJson(summary);
    store.addEvaluation(e, {});
}

} // namespace

class TstScoresTab : public QObject {
    Q_OBJECT

    static EvaluatePage *pageOf(WindowFixture &window) {
        window.window->pages().showPage("evaluate");
        return qobject_cast<EvaluatePage *>(window.window->pages().currentPage());
    }

    static EvaluatePage *openScores(WindowFixture &window, const QString &project) {
        window.window->resize(1280, 800);
        window.open(makeProject(project, Filled::Trained));
        EvaluatePage *page = pageOf(window);
        page->setViewState({{QStringLiteral("tab"), QStringLiteral("scores")}});
        return page;
    }

private Q_SLOTS:
    void initTestCase() { Theme::instance().install(*qApp); }

    void what_was_left_out_stands_under_the_numbers() {
        QTemporaryDir dir;
        const QString folder = makeProject(dir.filePath("p"), Filled::Trained);
        {
            RunStore store(Project::open(toUtf8(folder)));
            EvalSummary s;
            s.asked = 650;
            s.rows = 714;
            s.withoutReference = 12;
            s.repeats = 52;
            s.device = "cuda:1";
            s.badge = Text("CPU · slower");
            addEvaluation(store, s);
        }
        WindowFixture window;
        window.open(folder);
        auto *page = pageOf(window);
        page->setViewState({{QStringLiteral("tab"), QStringLiteral("scores")}});
        auto *label = page->findChild<QLabel *>(QStringLiteral("left_out"));
        TableView *table = nullptr;
        for (auto *view : page->findChild<ScoresTab *>()->findChildren<TableView *>())
            if (view->accessibleName() == QString("Evaluations"))
                table = view;
        QVERIFY(label && table);
        QTRY_COMPARE(table->model()->rowCount(), 2);
        table->selectRow(0);
        QTRY_COMPARE(
            label->text(),
            QString(
                "Left out of 714 rows: 12 without an answer to check against · 52 asking a problem again"));
        QVERIFY(label->isVisible());
        QStringList remarks;
        for (auto *remark : page->findChild<MetricStrip *>()->findChildren<QLabel *>())
            remarks << remark->text();
        QVERIFY(remarks.contains("CPU · slower"));
        table->selectRow(1); // of an older program: nothing is known
        QTRY_VERIFY(!label->isVisible());
    }

    void the_best_checkpoint_of_the_newest_run_is_preset() {
        QTemporaryDir dir;
        const QString folder = makeProject(dir.filePath("p"), Filled::Trained);
        std::vector<std::int64_t> ids;
        {
            RunStore store(Project::open(toUtf8(folder)));
            RunRecord run = store.run(1);
            run.id = store.addRun(run);
            for (const double loss : {0.5, 0.25, 0.75}) {
                CheckpointRecord c;
                c.run = run.id;
                c.step = 100 * (std::ssize(ids) + 1);
                c.folder = store.run(run.id).folder / std::to_string(c.step);
                c.reason = "best";
                c.valLoss = loss;
                std::filesystem::create_directories(c.folder);
                ids.push_back(store.addCheckpoint(c));
            }
        }
        WindowFixture window;
        window.open(folder);
        QCOMPARE(window.app->selected(ArtifactKind::Checkpoint), ids[1]);
    }

    void without_a_checkpoint_side_by_side_leads_to_training() {
        QTemporaryDir dir;
        WindowFixture window;
        window.open(makeProject(dir.filePath("p"), Filled::Empty));
        auto *page = pageOf(window);
        page->setViewState({{QStringLiteral("tab"), QStringLiteral("sides")}});
        auto *tab = page->findChild<SideBySideTab *>();
        auto *empty = tab->findChild<EmptyState *>();
        QVERIFY(empty && empty->isVisible());
        for (auto *combo : tab->findChildren<QComboBox *>())
            QVERIFY(!combo->isVisible());
        for (auto *link : empty->findChildren<QPushButton *>())
            if (link->text() == QString("Train a student first →"))
                link->click();
        QTRY_COMPARE(window.window->pages().currentPage()->objectName(), QString("page_train"));
    }

    void with_a_checkpoint_both_sides_are_there() {
        QTemporaryDir dir;
        WindowFixture window;
        window.open(makeProject(dir.filePath("p"), Filled::Trained));
        auto *page = pageOf(window);
        page->setViewState({{QStringLiteral("tab"), QStringLiteral("sides")}});
        auto *tab = page->findChild<SideBySideTab *>();
        QVERIFY(!tab->findChild<EmptyState *>()->isVisible());
        QCOMPARE(tab->findChildren<QComboBox *>().size(), 2);
        QVERIFY(tab->findChildren<QComboBox *>().front()->isVisible());
    }

    void the_chosen_evaluation_survives_a_page_that_is_made_anew() {
        QTemporaryDir dir;
        const QString folder = makeProject(dir.filePath("p"), Filled::Trained);
        {
            RunStore store(Project::open(toUtf8(folder)));
            addEvaluation(store, {});
        }
        WindowFixture window;
        window.open(folder);
        const auto table = [&] {
            for (auto *view : pageOf(window)->findChild<ScoresTab *>()->findChildren<TableView *>())
                if (view->accessibleName() == QString("Evaluations"))
                    return view;
            return static_cast<TableView *>(nullptr);
        };
        pageOf(window)->setViewState({{QStringLiteral("tab"), QStringLiteral("scores")}});
        QTRY_COMPARE(table()->model()->rowCount(), 2);
        table()->selectRow(1);
        window.window->pages().rebuild(); // as a language switch does
        QTRY_COMPARE(table()->currentIndex().row(), 1);
        QVERIFY(table()->isVisible());
    }

    void an_evaluation_is_stopped_on_its_page_and_moves_nothing() {
        QTemporaryDir dir;
        WindowFixture window;
        EvaluatePage *page = openScores(window, dir.filePath("p"));
        ActionButton *start = nullptr, *stop = nullptr;
        for (auto *button : page->findChildren<ActionButton *>())
            if (button->action() && button->action()->objectName() == QString("evaluate_start"))
                start = button;
            else if (button->action() && button->action()->objectName() == QString("evaluate_stop"))
                stop = button;
        QVERIFY(start && stop && start->isVisible() && !stop->isVisible());
        QTRY_VERIFY(start->isEnabled());
        const auto at = [page](QWidget *w) { return QRect(w->mapTo(page, QPoint()), w->size()); };
        auto *strip = page->findChild<ScoresTab *>()->findChild<MetricStrip *>();
        const QRect strips = at(strip), starts = at(start);
        window.app->jobs().start(
            Resource::Evaluate, {"evaluate/scores", "Evaluating"},
            [](JobContext &job) {
                for (;;) {
                    job.progress(1, 2, Text("Answering questions"));
                    job.checkCancelled();
                }
            },
            [] {});
        QTRY_VERIFY(stop->isVisible());
        QCoreApplication::processEvents();
        QCOMPARE(at(strip), strips);
        QCOMPARE(at(start), starts); // a second press of a double one hits nothing
        QVERIFY(!start->isEnabled() && !at(stop).intersects(starts));
        QSignalSpy toasts(window.app.get(), &AppState::toastRequested);
        stop->click();
        QCOMPARE(toasts.count(), 1); // that nothing of it is kept
        QTRY_VERIFY(!stop->isVisible());
        QTRY_VERIFY(start->isEnabled());
        QCOMPARE(at(strip), strips);
        QVERIFY(!window.app->jobs().on(Resource::Evaluate).busy());
    }

    void a_changed_setting_has_room_for_its_reset() {
        QTemporaryDir dir;
        WindowFixture window;
        EvaluatePage *page = openScores(window, dir.filePath("p"));
        auto *form = page->findChild<ScoresTab *>()->findChild<OptionForm *>();
        form->setValues({{"limit", std::int64_t(7)}});
        auto *reset = form->field(QStringLiteral("limit"))->findChild<QToolButton *>();
        QTRY_VERIFY(reset->isVisible());
        QTRY_COMPARE(reset->visibleRegion().boundingRect().width(), size::controlDense);
    }

    void a_command_from_elsewhere_shows_what_it_acts_on() {
        QTemporaryDir dir;
        WindowFixture window;
        window.open(makeProject(dir.filePath("p"), Filled::Trained));
        auto *page = pageOf(window);
        for (const auto &[command, tab] : {std::pair{"evaluate_start", "scores"},
                                           {"evaluate_enqueue", "scores"},
                                           {"evaluate_baseline", "runs"},
                                           {"evaluate_ask_both", "sides"}}) {
            page->setViewState({{QStringLiteral("tab"), QStringLiteral("runs")}});
            window.window->pages().showPage("home");
            window.window->actions().trigger(*findActionSpec(QLatin1String(command)));
            QCOMPARE(window.window->pages().currentId(), "evaluate");
            QCOMPARE(page->viewState().value("tab").toString(), tab);
        }
    }
};

RETORT_TEST(TstScoresTab)
#include "tst_scores_tab.moc"
