// SPDX-License-Identifier: GPL-3.0-or-later
// timeout: 180
#include "ui/pages/clean/clean_page.h"

#include "test_main.h"
#include "tests/ui/window_fixture.h"
#include "ui/pages/clean/recipe_list.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/reading_view.h"
#include "ui/widgets/table_view.h"
#include "ui/window/window_actions.h"

#include <QAction>
#include <QHeaderView>
#include <QPushButton>

using namespace retort;

namespace {

struct Cleaning : WindowFixture {
    Page *page = nullptr;

    Cleaning() : WindowFixture({}, [](Settings &s) { s.setValue("language", std::string("en")); }) {}

    void show(Filled filled) {
        open(makeProject(dir.filePath("p"), filled));
        window->resize(1280, 800);
        app->goTo("clean");
        QTRY_VERIFY(window->pages().currentPage());
        page = window->pages().currentPage();
    }
    QAbstractButton *button(const QString &text) const {
        for (auto *one : page->findChildren<QAbstractButton *>())
            if (one->text() == text && one->isVisible())
                return one;
        return nullptr;
    }
};

// A recipe that leaves out shorter reasonings, as the page keeps it.
QVariantMap longReasonings(int leastChars) {
    return {{"recipe", QString(R"({"retort_recipe":1,"steps":[{"op":"length_window","enabled":true,)"
                               R"("options":{"reasoning_min":%1}}]})")
                           .arg(leastChars)},
            {"step", 0}};
}

} // namespace

class TstCleanPage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Theme::instance().install(*qApp); }

    void without_data_the_page_leads_to_it() {
        Cleaning f;
        f.show(Filled::Empty);
        QVERIFY(f.page->findChild<EmptyState *>()->isVisible());
        QVERIFY(!f.page->findChild<RecipeList *>()->isVisible());
        QVERIFY(!f.page->findAction("clean_apply")->isVisible());
        QVERIFY(!f.button("Next: Trace →"));
        QVERIFY(f.button("Import data first →"));
        f.button("Import data first →")->click();
        QTRY_COMPARE(f.window->pages().currentPage()->id(), QString("data"));
    }

    void with_data_the_next_page_is_offered_at_once() {
        Cleaning f;
        f.show(Filled::Data);
        QVERIFY(!f.page->findChild<EmptyState *>()->isVisible());
        QVERIFY(f.page->findAction("clean_apply")->isVisible());
        QVERIFY(f.button("Next: Trace →"));
    }

    void the_difference_of_the_chosen_row_is_shown() {
        Cleaning f;
        f.show(Filled::Data);
        // "length_window" drops every short reasoning of this project.
        const auto recipe = R"({"retort_recipe":1,"steps":[{"op":"length_window","enabled":true,)"
                            R"("options":{"reasoning_min":100}}]})";
        f.page->setViewState({{"recipe", QString(recipe)}, {"step", 0}});
        auto *table = f.page->findChild<TableView *>();
        auto *diff = f.page->findChild<ReadingView *>();
        QTRY_VERIFY_WITH_TIMEOUT(table->model()->rowCount() > 1, 20'000);
        QTRY_VERIFY(diff->toPlainText().contains("0 + 1 = ?"));
        table->selectRow(1);
        QTRY_VERIFY(diff->toPlainText().contains("1 + 1 = ?"));
        const auto *header = table->horizontalHeader();
        QCOMPARE(table->model()->index(0, 1).data().toString(), QString("dropped"));
        QVERIFY(header->sectionSize(1) // no verdict is cut
                >= table->fontMetrics().horizontalAdvance(QStringLiteral("changed")) + 2 * space::m);
    }

    void a_recipe_that_changes_nothing_makes_no_version() {
        Cleaning f;
        f.show(Filled::Data);
        f.page->setViewState(longReasonings(0));
        QAction *apply = f.page->findAction("clean_apply");
        QTRY_VERIFY_WITH_TIMEOUT(!apply->isEnabled() && apply->toolTip().contains("changes nothing"), 20'000);
        const auto labels = f.page->findChildren<QLabel *>();
        QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel *label) {
            return label->isVisible() && label->text().contains("none of all 1,234 rows");
        }));
        f.page->setViewState(longReasonings(100));
        QTRY_VERIFY_WITH_TIMEOUT(apply->isEnabled() && !apply->toolTip().contains("nothing"), 20'000);
    }

    // Where not all rows were counted, only the work itself finds it out.
    void a_recipe_that_changes_nothing_makes_no_version_of_rows_not_counted() {
        Cleaning f;
        f.show(Filled::Data);
        f.page->setViewState(longReasonings(0));
        QSignalSpy toasts(f.app.get(), &AppState::toastRequested);
        f.page->findAction("clean_apply")->trigger(); // not counted yet
        QTRY_COMPARE_WITH_TIMEOUT(toasts.count(), 1, 20'000);
        QVERIFY(toasts[0][0].value<ToastSpec>().text.contains("no version was made"));
        QCOMPARE(f.app->versionStore()->versions().size(), 1u);
    }

    void changes_of_the_recipe_are_undone_and_made_again() {
        Cleaning f;
        f.show(Filled::Data);
        auto *list = f.page->findChild<RecipeList *>();
        const auto count = list->recipe().steps.size();
        list->findChild<QAbstractButton *>("recipe_remove")->click();
        QCOMPARE(list->recipe().steps.size(), count - 1);
        f.window->actions().action("edit_undo")->trigger();
        QCOMPARE(list->recipe().steps.size(), count);
        QCOMPARE(recipeToJson(list->recipe()), recipeToJson(defaultRecipe()));
        f.window->actions().action("edit_redo")->trigger();
        QCOMPARE(list->recipe().steps.size(), count - 1);
        QVERIFY(!f.window->actions().action("edit_redo")->isEnabled());
    }
};

RETORT_TEST(TstCleanPage)
#include "tst_clean_page.moc"
