// SPDX-License-Identifier: GPL-3.0-or-later
// timeout: 180
#include "ui/pages/data/data_page.h"

#include "test_main.h"
#include "tests/ui/window_fixture.h"
#include "ui/models/sample_model.h"
#include "ui/pages/data/facet_panel.h"
#include "ui/pages/data/sample_inspector.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/drawer_splitter.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/table_view.h"

#include <QAction>
#include <QClipboard>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QSplitter>
#include <QTreeWidget>

using namespace retort;

namespace {

struct Data : WindowFixture {
    Page *page = nullptr;
    TableView *table = nullptr;
    QLineEdit *search = nullptr;

    Data() : WindowFixture({}, [](Settings &s) { s.setValue("language", std::string("en")); }) {}

    void show() {
        open(makeProject(dir.filePath("p"), Filled::Data));
        window->resize(1280, 800);
        app->goTo("data");
        find();
    }
    void find() {
        QTRY_VERIFY(window->pages().currentPage());
        page = window->pages().currentPage();
        for (auto *one : page->findChildren<TableView *>())
            if (qobject_cast<SampleModel *>(one->model()))
                table = one;
        QVERIFY(table);
        for (auto *one : page->findChildren<QLineEdit *>())
            if (one->accessibleName() == "Search the texts")
                search = one;
        QVERIFY(search);
        QTRY_COMPARE(table->model()->rowCount(), 1234);
        QTRY_VERIFY(facet("Chinese"));
    }
    QTreeWidgetItem *facet(const QString &name) const {
        const auto found = page->findChild<FacetPanel *>()->findChild<QTreeWidget *>()->findItems(
            name, Qt::MatchExactly | Qt::MatchRecursive);
        return found.value(0);
    }
    QList<SampleId> selectedIds() const {
        QList<SampleId> ids;
        for (const QModelIndex &index : table->selectionModel()->selectedRows())
            ids << index.data(TableView::idRole).toLongLong();
        return ids;
    }
    QList<SampleId> marked() const { // to be discarded
        QList<SampleId> ids;
        for (const auto &change : app->versionStore()->pending(app->selected(ArtifactKind::Version)))
            ids << change.sample;
        return ids;
    }
    QStringList chips() const {
        QStringList texts;
        for (const Chip *chip : page->findChildren<Chip *>())
            if (chip->isVisible())
                texts << chip->text();
        return texts;
    }
    bool says(const QString &text) const {
        for (const QLabel *label : page->findChildren<QLabel *>())
            if (label->isVisible() && label->text() == text)
                return true;
        return false;
    }
};

} // namespace

class TstDataPage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Theme::instance().install(*qApp); }

    void filters_are_chips_that_can_be_removed() {
        Data f;
        f.show();
        QVERIFY(f.chips().isEmpty());
        f.facet("train")->setCheckState(0, Qt::Checked);
        f.search->setText("12 +");
        QTRY_COMPARE(f.chips(), (QStringList{"Text: 12 +", "Split: train"}));
        QTRY_VERIFY(f.table->model()->rowCount() < 20);
        QTRY_VERIFY(f.says(QString("%1 of 1,234 rows").arg(f.table->model()->rowCount())));
        for (Chip *chip : f.page->findChildren<Chip *>())
            if (chip->isVisible() && chip->text() == "Split: train")
                QTest::keyClick(chip, Qt::Key_Delete);
        QTRY_COMPARE(f.chips(), QStringList{"Text: 12 +"});
        QCOMPARE(f.facet("train")->checkState(0), Qt::Unchecked);
        f.page->findAction("data_clear_filters")->trigger();
        QTRY_COMPARE(f.table->model()->rowCount(), 1234);
        QVERIFY(f.chips().isEmpty() && f.search->text().isEmpty());
    }

    void nothing_found_says_so_and_leads_back() {
        Data f;
        f.show();
        f.search->setText("no such text");
        auto *nothing = [&]() -> EmptyState * {
            for (auto *one : f.page->findChildren<EmptyState *>())
                if (one->findChild<QLabel *>() && one->parentWidget() == f.table->parentWidget())
                    return one;
            return nullptr;
        }();
        QVERIFY(nothing);
        QTRY_VERIFY(nothing->isVisible());
        for (auto *button : nothing->findChildren<QAbstractButton *>())
            if (button->text() == "Clear filters")
                button->click();
        QTRY_VERIFY(f.table->isVisible());
        QTRY_COMPARE(f.table->model()->rowCount(), 1234);
    }

    void sorting_leaves_the_selection_with_its_row_and_the_key_with_it() {
        Data f;
        f.show();
        auto *model = qobject_cast<SampleModel *>(f.table->model());
        f.table->selectRow(7);
        const SampleId chosen = model->idAt(7);
        f.table->sortByColumn(SampleModel::columnOf(RowColumn::Number), Qt::DescendingOrder);
        QTRY_COMPARE(model->idAt(1233 - 7), chosen);
        QCOMPARE(f.selectedIds(), QList<SampleId>{chosen});
        f.page->findAction("data_discard")->trigger();
        QTRY_COMPARE(f.marked(), QList<SampleId>{chosen});
    }

    void a_row_that_the_filter_hides_hands_its_selection_to_no_other() {
        Data f;
        f.show();
        f.table->selectRow(7);
        f.search->setText("12 +");
        QTRY_VERIFY(f.table->model()->rowCount() < 20);
        QVERIFY(f.selectedIds().isEmpty());
        f.page->findAction("data_discard")->trigger();
        QTest::qWait(100);
        QVERIFY(f.marked().isEmpty());
        f.page->findAction("data_find_next")->trigger(); // the first match
        QCOMPARE(f.table->currentIndex().row(), 0);
        QCOMPARE(f.selectedIds().size(), 1);
    }

    void facets_count_what_the_other_filters_leave_and_new_marks() {
        Data f;
        f.show();
        const auto count = [&f](const QString &name) {
            return f.facet(name) ? f.facet(name)->data(0, Qt::UserRole + 2).toString() : QString("missing");
        };
        QCOMPARE(count("Chinese"), "1,234");
        f.search->setText("12 +");
        QTRY_COMPARE(count("Chinese"), QString::number(f.table->model()->rowCount()));
        f.search->clear();
        QTRY_COMPARE(count("Chinese"), "1,234");
        f.table->selectRow(3);
        f.page->findAction("data_keep")->trigger();
        QTRY_COMPARE(count("keep"), "1");
        f.facet("keep")->setCheckState(0, Qt::Checked);
        QTRY_COMPARE(f.table->model()->rowCount(), 1);
        QTRY_COMPARE(count("Chinese"), "1");
        f.page->undo(); // the last row of this value is gone, its tick is not
        QTRY_COMPARE(f.table->model()->rowCount(), 0);
        QCOMPARE(f.chips(), QStringList{"Verdict: keep"});
        f.page->findAction("data_clear_filters")->trigger();
        QTRY_COMPARE(f.table->model()->rowCount(), 1234);
    }

    void the_menu_of_a_row_filters_copies_and_opens_it() {
        Data f;
        f.show();
        f.table->selectRow(5);
        const SampleId id = f.selectedIds().value(0);
        bool seen = false;
        QTimer::singleShot(0, this, [&] {
            auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
            QVERIFY(menu);
            for (const char *action : {"data_keep", "data_discard", "data_trace", "data_copy_text",
                                       "data_copy_ids", "data_filter_source", "data_filter_language"})
                QVERIFY2(menu->actions().contains(f.page->findAction(action)), action);
            seen = true;
            menu->close();
        });
        Q_EMIT f.table->customContextMenuRequested({5, 5});
        QVERIFY(seen);
        f.page->findAction("data_copy_ids")->trigger();
        QCOMPARE(QApplication::clipboard()->text(), QString::number(id));
        f.page->findAction("data_copy_text")->trigger();
        QTRY_VERIFY(QApplication::clipboard()->text().startsWith("5 + 1 = ?\n\n"));
        f.table->model()->index(5, 0).data();
        QTRY_VERIFY(f.table->model()->index(5, 0).data(TableDelegate::loadedRole).toBool());
        f.page->findAction("data_filter_language")->trigger();
        f.page->findAction("data_filter_source")->trigger();
        QTRY_COMPARE(f.chips(), (QStringList{"Language: Chinese", "Source: arithmetic"}));
    }

    void what_was_searched_is_marked_in_table_and_sample() {
        Data f;
        f.show();
        f.search->setText("12 +");
        QTRY_VERIFY(f.table->model()->rowCount() < 20);
        const QModelIndex question = f.table->model()->index(0, SampleModel::columnOf(RowColumn::Question));
        question.data();
        QTRY_COMPARE(question.data(TableDelegate::searchRole).toString(), "12 +");
        auto *sample = f.page->findChild<DrawerSplitter *>()->findChild<SampleInspector *>();
        QTRY_VERIFY(!sample->extraSelections().isEmpty());
        QCOMPARE(sample->extraSelections().first().cursor.selectedText(), "12 +");
        f.search->clear();
        QTRY_VERIFY(sample->extraSelections().isEmpty());
    }

    void headlines_are_never_cut() {
        Data f;
        f.show();
        const auto *header = f.table->horizontalHeader();
        for (int i = 0; i < header->count(); ++i)
            QVERIFY2(header->sectionSize(i) >= header->sectionSizeHint(i), qPrintable(QString::number(i)));
    }

    void in_a_narrow_window_the_sample_is_a_drawer() {
        Data f;
        f.show();
        auto *columns = f.page->findChild<DrawerSplitter *>();
        auto *details = f.page->findAction("data_details");
        auto *sample = columns->findChild<SampleInspector *>();
        QTRY_VERIFY(sample->isVisible() && !columns->isOver() && details->isChecked());
        const int beside = f.table->width();
        f.window->resize(1120, 680);
        QTRY_VERIFY(columns->isOver());
        QVERIFY(!sample->isVisible() && !details->isChecked());
        QTRY_VERIFY(f.table->width() > beside); // it has the room of the third column
        const int alone = f.table->width();
        f.window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(f.window.get()));
        f.table->setFocus();
        QTest::keyClick(f.table, Qt::Key_F4);
        QTRY_VERIFY(sample->isVisible() && details->isChecked());
        QCOMPARE(f.table->width(), alone); // lies over the table
        QTest::keyClick(f.table, Qt::Key_Down);
        QTRY_VERIFY(sample->toPlainText().contains("1 + 1 = ?")); // follows the row while it is open
        QTest::keyClick(f.table, Qt::Key_Escape);
        QTRY_VERIFY(!sample->isVisible() && !details->isChecked());
        f.window->resize(1280, 800);
        QTRY_VERIFY(!columns->isOver() && sample->isVisible());
    }

    void what_was_set_by_hand_comes_back() {
        Data f;
        f.show();
        auto *columns = f.page->findChild<DrawerSplitter *>();
        QSplitter *splitter = columns->splitter();
        QTRY_VERIFY(splitter->sizes().at(2) > 0);
        const QList<int> first = splitter->sizes();
        QSplitterHandle *handle = splitter->handle(1);
        QTest::mousePress(handle, Qt::LeftButton, {}, {2, 50});
        QTest::mouseMove(handle, {62, 50});
        QTest::mouseRelease(handle, Qt::LeftButton, {}, {62, 50});
        QTRY_VERIFY(splitter->sizes().at(0) > first.at(0) + 30);
        const QList<int> moved = splitter->sizes();
        f.table->horizontalHeader()->moveSection(
            f.table->horizontalHeader()->visualIndex(SampleModel::columnOf(RowColumn::Split)), 1);
        f.page->findAction("data_details")->trigger();
        QTRY_VERIFY(!columns->findChild<SampleInspector *>()->isVisible());
        f.window->pages().rebuild(); // as for another language
        f.find();
        columns = f.page->findChild<DrawerSplitter *>();
        splitter = columns->splitter();
        QVERIFY(!columns->isOpen());
        f.page->findAction("data_details")->trigger();
        QTRY_COMPARE(splitter->sizes(), moved);
        QCOMPARE(f.table->horizontalHeader()->visualIndex(SampleModel::columnOf(RowColumn::Split)), 1);
        QTest::mouseDClick(splitter->handle(1), Qt::LeftButton);
        QTRY_COMPARE(splitter->sizes(), first);
    }

    void every_key_of_the_page_does_its_work() {
        Data f;
        f.show();
        f.window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(f.window.get()));
        f.table->setFocus();
        QTest::keyClick(f.table, Qt::Key_F3);
        QTRY_COMPARE(f.table->currentIndex().row(), 1);
        QTest::keyClick(f.table, Qt::Key_F3, Qt::ShiftModifier);
        QTest::keyClick(f.table, Qt::Key_F3, Qt::ShiftModifier);
        QTRY_COMPARE(f.table->currentIndex().row(), 1233); // round the end
        QTest::keyClick(f.table, Qt::Key_Home);
        QTRY_VERIFY(f.table->model()->index(0, SampleModel::columnOf(RowColumn::Question)).data().toString()
                    == "0 + 1 = ?");
        QTest::keyClick(f.table, Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(QApplication::clipboard()->text().startsWith("No.\tQuestion\tVerdict"));
        QTest::keyClick(f.table, Qt::Key_Delete);
        QTRY_COMPARE(f.table->model()->index(0, SampleModel::columnOf(RowColumn::Verdict)).data().toString(),
                     "discard");
        QTest::keyClick(f.table, Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(f.table->model()->index(0, SampleModel::columnOf(RowColumn::Verdict)).data().toString(),
                     "");
        QTRY_COMPARE(f.app->snapshot().pendingCount, 0);
        auto *filter = f.page->findChild<FacetPanel *>()->findChild<QTreeWidget *>();
        filter->setFocus();
        QVERIFY(filter->hasFocus());
        QTest::keyClick(filter, Qt::Key_Delete); // is about no row
        QTest::qWait(200);
        QCOMPARE(f.app->snapshot().pendingCount, 0);
        QTest::keyClick(f.table, Qt::Key_F, Qt::ControlModifier);
        QVERIFY(f.search->hasFocus());
        QTest::keyClick(f.search, Qt::Key_I, Qt::ControlModifier);
        QTRY_VERIFY(f.dialog()); // files are asked for
        f.dialog()->close();
        // In the import sheet they mean nothing: Del must not reach rows that are not shown.
        QVERIFY(!f.page->findAction("data_discard")->isEnabled());
    }

    void counting_anew_keeps_the_keyboard_on_its_facet() {
        Data f;
        f.show();
        auto *tree = f.page->findChild<FacetPanel *>()->findChild<QTreeWidget *>();
        tree->setFocus();
        tree->setCurrentItem(f.facet("train"));
        QTest::keyClick(tree, Qt::Key_Space);
        QTRY_COMPARE(f.chips(), QStringList{"Split: train"});
        QTRY_VERIFY(f.says(QString("%1 of 1,234 rows").arg(formatCount(f.table->model()->rowCount()))));
        QTest::qWait(200); // the facets are counted
        QVERIFY(tree->hasFocus());
        QCOMPARE(tree->currentItem(), f.facet("train"));
        QTest::keyClick(tree, Qt::Key_Space);
        QTRY_VERIFY(f.chips().isEmpty());
    }

    void a_toast_takes_back_its_own_mark() {
        Data f;
        f.show();
        QSignalSpy toasts(f.app.get(), &AppState::toastRequested);
        f.table->selectRow(0);
        f.page->findAction("data_discard")->trigger();
        QTRY_COMPARE(toasts.size(), 1);
        f.table->selectRow(1);
        f.page->findAction("data_discard")->trigger();
        QTRY_COMPARE(toasts.size(), 2);
        const auto verdict = [&](int row) {
            return f.table->model()->index(row, SampleModel::columnOf(RowColumn::Verdict)).data().toString();
        };
        QTRY_COMPARE(verdict(1), QString("discard"));
        toasts.first().first().value<ToastSpec>().action();
        QTRY_VERIFY(verdict(0).isEmpty() && verdict(1) == "discard"); // both are read anew
    }

    void a_column_without_an_order_leaves_the_arrow_where_it_is() {
        Data f;
        f.show();
        auto *header = f.table->horizontalHeader();
        const int number = SampleModel::columnOf(RowColumn::Number);
        f.table->sortByColumn(number, Qt::DescendingOrder);
        QTRY_COMPARE(f.table->model()->index(0, number).data(TableView::idRole).toInt(), 1234);
        f.table->sortByColumn(SampleModel::columnOf(RowColumn::Question), Qt::AscendingOrder);
        QCOMPARE(header->sortIndicatorSection(), number);
        QCOMPARE(header->sortIndicatorOrder(), Qt::DescendingOrder);
    }

    void filters_survive_a_page_that_is_made_anew() {
        Data f;
        f.show();
        f.facet("train")->setCheckState(0, Qt::Checked);
        f.search->setText("12 +");
        QTRY_COMPARE(f.chips(), (QStringList{"Text: 12 +", "Split: train"}));
        f.window->pages().rebuild(); // as a language switch does
        f.page = f.window->pages().currentPage();
        QTRY_COMPARE(f.chips(), (QStringList{"Text: 12 +", "Split: train"}));
    }
};

RETORT_TEST(TstDataPage)
#include "tst_data_page.moc"
