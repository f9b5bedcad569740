// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/input_picker.h"

#include "core/data/derived.h"
#include "test_main.h"
#include "tests/ui/window_fixture.h"
#include "ui/pages/artifact_list.h"
#include "ui/pages/artifact_menu.h"
#include "ui/pages/page.h"
#include "ui/widgets/option_form.h"
#include "ui/widgets/table_view.h"

#include <QAction>
#include <QComboBox>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>

using namespace retort;

namespace {

TokenizerRecord anotherTokenizer(AppState &app) {
    TokenizerRecord made = app.snapshot().tokenizers[0];
    made.name = "bpe-4k";
    made.id = app.runStore()->addTokenizer(made);
    app.refresh();
    return made;
}

InputPicker *pickerOf(WindowFixture &f, ArtifactKind kind) {
    for (auto *picker : f.window->pages().currentPage()->findChildren<InputPicker *>())
        if (picker->kind() == kind)
            return picker;
    return nullptr;
}

} // namespace

class TestInputPicker : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Theme::instance().install(*qApp); }

    void what_was_chosen_stays_when_something_newer_is_made() {
        WindowFixture f;
        f.open(makeProject(f.dir.filePath("p"), Filled::Trained));
        f.window->pages().showPage("student");
        f.app->select(ArtifactKind::Tokenizer, 1);
        const auto student = f.app->selected(ArtifactKind::Student);
        QVERIFY(student != 0);
        auto *newer = pickerOf(f, ArtifactKind::Tokenizer)->findChild<QPushButton *>("picker_newer");
        QVERIFY(!newer->isVisible());
        const auto made = anotherTokenizer(*f.app);
        QTRY_VERIFY(newer->isVisible());
        QCOMPARE(f.app->selected(ArtifactKind::Tokenizer), 1);
        QCOMPARE(f.app->selected(ArtifactKind::Student), student);
        QVERIFY2(newer->toolTip().contains("bpe-4k"), qPrintable(newer->toolTip()));
        newer->click();
        QCOMPARE(f.app->selected(ArtifactKind::Tokenizer), made.id);
        QVERIFY(!newer->isVisible());
    }

    void a_version_made_from_another_takes_its_place_only_while_that_is_chosen() {
        WindowFixture f;
        f.open(makeProject(f.dir.filePath("p"), Filled::Data));
        auto store = f.app->versionStore();
        derived(*store, 1, {}, "again");
        derived(*store, 1, {}, "once more");
        f.app->refresh();
        QTRY_COMPARE(f.app->snapshot().versions.size(), 3u);
        f.app->select(ArtifactKind::Version, 1);
        f.app->goOnWith(ArtifactKind::Version, 1, 2);
        QCOMPARE(f.app->selected(ArtifactKind::Version), 2);
        f.app->goOnWith(ArtifactKind::Version, 1, 3);
        QCOMPARE(f.app->selected(ArtifactKind::Version), 2);
    }

    void saving_a_student_holds_its_tokenizer() {
        WindowFixture f;
        f.open(makeProject(f.dir.filePath("p"), Filled::Trained));
        f.window->pages().showPage("student");
        f.window->pages().currentPage()->findAction("student_save")->trigger();
        QTRY_COMPARE(f.app->snapshot().students.size(), 2u);
        const auto saved = f.app->snapshot().students[1].id;
        QCOMPARE(f.app->selected(ArtifactKind::Student), saved);
        anotherTokenizer(*f.app);
        QTRY_COMPARE(f.app->snapshot().tokenizers.size(), 2u);
        QCOMPARE(f.app->selected(ArtifactKind::Student), saved);
    }

    void choices_come_back_when_the_project_is_opened_again() {
        WindowFixture f;
        const QString folder = makeProject(f.dir.filePath("p"), Filled::Trained);
        f.open(folder);
        f.app->select(ArtifactKind::Tokenizer, 1);
        f.app->select(ArtifactKind::Student, 1);
        anotherTokenizer(*f.app);
        QTRY_COMPARE(f.app->snapshot().tokenizers.size(), 2u);
        f.app->closeProject();
        f.open(folder);
        QCOMPARE(f.app->selected(ArtifactKind::Tokenizer), 1);
        QCOMPARE(f.app->selected(ArtifactKind::Student), 1);
    }

    void settings_of_a_page_come_back_when_the_project_is_opened_again() {
        WindowFixture f;
        const QString folder = makeProject(f.dir.filePath("p"), Filled::Trained);
        f.open(folder);
        f.window->pages().showPage("train");
        auto *form = f.window->pages().currentPage()->findChild<OptionForm *>();
        OptionValues values = form->values();
        values["learning_rate"] = 0.00123;
        form->setValues(values);
        f.app->closeProject();
        f.open(folder);
        f.window->pages().showPage("train");
        form = f.window->pages().currentPage()->findChild<OptionForm *>();
        QCOMPARE(std::get<double>(form->values().at("learning_rate")), 0.00123);
    }

    void versions_are_listed_and_any_goes_to_the_trash() {
        WindowFixture f;
        f.open(makeProject(f.dir.filePath("p"), Filled::Data));
        QVERIFY(!trashRefusal(*f.app, {ArtifactKind::Version, 1}).isEmpty()); // the only one
        auto store = f.app->versionStore();
        derived(*store, 1, {}, "again");
        f.app->refresh();
        QTRY_COMPARE(f.app->snapshot().versions.size(), 2u);
        f.app->select(ArtifactKind::Version, 2); // open: another takes its place
        auto *list = new ArtifactList(*f.app, ArtifactKind::Version, f.window.get());
        list->open();
        auto *table = list->findChild<TableView *>("artifact_list");
        QCOMPARE(table->model()->rowCount(), 2);
        QCOMPARE(table->model()->index(0, 2).data().toString(), "chosen");
        table->selectRow(0);
        table->setFocus();
        QTest::keyClick(table, Qt::Key_Delete);
        QTRY_COMPARE(table->model()->rowCount(), 1);
        QCOMPARE(f.app->selected(ArtifactKind::Version), 1);
    }

    void the_menu_shows_keys_only_where_they_act() {
        WindowFixture f;
        f.open(makeProject(f.dir.filePath("p"), Filled::Data));
        f.window->pages().showPage("data");
        f.window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(f.window.get()));
        auto *picker = pickerOf(f, ArtifactKind::Version);
        auto *combo = picker->findChild<QComboBox *>();
        const auto keysShown = [&](QWidget *focus) {
            focus->setFocus();
            picker->findChild<QToolButton *>()->click();
            auto *menu = combo->findChild<QMenu *>();
            const bool shown =
                combo->findChild<QAction *>("artifact_trash")->isShortcutVisibleInContextMenu();
            menu->close();
            delete menu;
            return shown;
        };
        QWidget *table = nullptr;
        for (auto *one : f.window->pages().currentPage()->findChildren<TableView *>())
            if (one->isVisible())
                table = one;
        QVERIFY(table);
        QVERIFY(!keysShown(table)); // Del discards rows there
        QVERIFY(keysShown(combo));
    }

    void versions_of_one_recipe_name_are_told_apart_by_their_samples() {
        WindowFixture f;
        f.open(makeProject(f.dir.filePath("p"), Filled::Data));
        auto store = f.app->versionStore();
        for (const SampleId last : {1, 2}) {
            auto writer = store->newVersion(1, "{}");
            for (SampleId id = 1; id <= last; ++id)
                writer.decide({id, Decision::Drop, "exact_duplicates", {}, {}});
            writer.finish({});
        }
        f.app->refresh();
        QTRY_COMPARE(f.app->snapshot().versions.size(), 3u);
        const auto title = [&](std::int64_t id) {
            return artifactTitle(f.app->snapshot(), {ArtifactKind::Version, id});
        };
        QVERIFY(!title(1).contains("1,2")); // alone of its name
        QVERIFY2(title(2).contains("1,233") && title(3).contains("1,232"), qPrintable(title(2) + title(3)));
    }

    void a_picker_on_the_page_that_makes_its_kind_has_no_link_to_itself() {
        WindowFixture f;
        f.open(makeProject(f.dir.filePath("p"), Filled::Data));
        const auto linkOf = [&](const char *page) {
            f.window->pages().showPage(page);
            for (auto *button : pickerOf(f, ArtifactKind::Tokenizer)->findChildren<QPushButton *>())
                if (button->isVisible())
                    return button;
            return static_cast<QPushButton *>(nullptr);
        };
        QVERIFY(!linkOf("tokenize")->isEnabled());
        QVERIFY(linkOf("train")->isEnabled());
        linkOf("train")->click();
        QCOMPARE(f.window->pages().currentId(), "tokenize");
    }
};

RETORT_TEST(TestInputPicker)
#include "tst_input_picker.moc"
