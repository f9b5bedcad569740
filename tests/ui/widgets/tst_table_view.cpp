// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/table_view.h"

#include "ui/models/record_model.h"

#include "ui/theme/theme.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/tabs.h"

#include "test_main.h"
#include <QAbstractTableModel>
#include <QApplication>
#include <QClipboard>
#include <QElapsedTimer>
#include <QScrollBar>
#include <QSignalSpy>

using namespace retort;

namespace {

class BigModel final : public QAbstractTableModel {
public:
    int rows = 1'000'000;
    mutable int asked = 0;

    int rowCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : rows; }
    int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : 3; }
    QVariant data(const QModelIndex &index, int role) const override {
        ++asked;
        if (role == Qt::TextAlignmentRole && index.column() == 0)
            return int(Qt::AlignRight);
        if (role == TableDelegate::loadedRole)
            return index.row() % 5 != 4;
        if (role == TableDelegate::chipsRole && index.column() == 2)
            return QVariant::fromValue(QVector<ChipSpec>{{"duplicate", "edit-copy", Role::warn, {}},
                                                         {"empty", "data-error", Role::bad, {}}});
        if (role == Qt::DisplayRole)
            return QStringLiteral("row %1\tcell %2").arg(index.row()).arg(index.column());
        return {};
    }
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override {
        return role == Qt::DisplayRole && orientation == Qt::Horizontal
                   ? QVariant(QStringLiteral("H%1").arg(section))
                   : QVariant();
    }
};

} // namespace

class TestTableView : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Theme::instance().install(*qApp); }

    void a_million_rows_open_and_scroll_at_once() {
        BigModel model;
        TableView view;
        view.resize(700, 500);
        QElapsedTimer timer;
        timer.start();
        view.setModel(&model);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        view.grab();
        QVERIFY2(timer.elapsed() < 2000, qPrintable(QString::number(timer.elapsed())));
        // Only what is seen is asked for.
        QVERIFY2(model.asked < 5000, qPrintable(QString::number(model.asked)));
        timer.start();
        view.scrollToBottom();
        view.grab();
        QVERIFY2(timer.elapsed() < 500, qPrintable(QString::number(timer.elapsed())));
        QCOMPARE(view.indexAt(QPoint(10, view.viewport()->height() - 5)).row(), 999'999);
    }

    void density_changes_the_rows_and_keeps_the_place() {
        BigModel model;
        TableView view;
        view.setModel(&model);
        view.resize(700, 500);
        view.show();
        QCOMPARE(view.rowHeight(), size::row);
        view.scrollTo(model.index(5000, 0), QAbstractItemView::PositionAtTop);
        QSignalSpy spy(&view, &TableView::densityChanged);
        std::unique_ptr<Tabs> control(makeDensitySwitch(&view));
        control->setCurrent("compact");
        QCOMPARE(spy.count(), 1);
        QCOMPARE(view.rowHeight(), size::rowCompact);
        QVERIFY(std::abs(view.rowAt(0) - 5000) <= 1);
        view.setDensity(TableView::Density::comfortable);
        QCOMPARE(control->current(), QString("comfortable"));
    }

    void a_record_that_comes_back_is_selected_again() {
        RecordModel<int> model([](int n) { return qint64(n); },
                               {{"N", true, [](int n) { return QString::number(n); }}}, nullptr);
        TableView view;
        view.setModel(&model);
        using Ids = std::vector<std::int64_t>;
        model.setRecords({1, 2, 3});
        view.selectIds({2});
        model.setRecords({1, 3});
        QCOMPARE(view.selectedIds(), Ids());
        model.setRecords({1, 3, 4});
        QCOMPARE(view.selectedIds(), Ids());
        model.setRecords({1, 2, 3, 4});
        QCOMPARE(view.selectedIds(), Ids{2});
        QCOMPARE(view.currentIndex().row(), 1);
        model.setRecords({1, 3});
        view.selectIds({3}); // another one meanwhile
        model.setRecords({1, 2, 3});
        QCOMPARE(view.selectedIds(), Ids{3});
    }

    void headlines_are_aligned_as_their_columns() {
        const auto text = [](int n) { return QString::number(n); };
        RecordModel<int> model([](int n) { return qint64(n); }, {{"Rows", true, text}, {"Name", false, text}},
                               nullptr);
        const auto alignment = [&](int column) {
            return model.headerData(column, Qt::Horizontal, Qt::TextAlignmentRole).value<Qt::Alignment>();
        };
        QVERIFY(alignment(0) & Qt::AlignRight);
        QVERIFY(alignment(1) & Qt::AlignLeft);
    }

    void keys_mean_rows() {
        BigModel model;
        TableView view;
        view.setModel(&model);
        view.show();
        view.setCurrentIndex(model.index(10, 1));
        QTest::keyClick(&view, Qt::Key_End);
        QCOMPARE(view.currentIndex().row(), 999'999);
        QTest::keyClick(&view, Qt::Key_Home);
        QCOMPARE(view.currentIndex().row(), 0);
        QCOMPARE(view.selectionModel()->selectedRows().size(), 1);
        QTest::keyClick(&view, Qt::Key_Down, Qt::ShiftModifier);
        QCOMPARE(view.selectionModel()->selectedRows().size(), 2);
    }

    void copies_rows_in_the_order_of_the_columns_shown() {
        BigModel model;
        TableView view;
        view.setModel(&model);
        view.horizontalHeader()->moveSection(1, 0);
        view.setColumnHidden(2, true);
        view.setCurrentIndex(model.index(1, 0));
        view.selectionModel()->select(QItemSelection(model.index(2, 0), model.index(2, 2)),
                                      QItemSelectionModel::Select);
        QCOMPARE(view.selectionText(true),
                 QString("H1\tH0\nrow 1 cell 1\trow 1 cell 0\nrow 2 cell 1\trow 2 cell 0"));
        view.copy();
        QVERIFY(QApplication::clipboard()->text().startsWith("row 1 cell 1\t"));
    }

    void rows_that_are_not_loaded_show_no_text() {
        BigModel model;
        TableView view;
        view.setModel(&model);
        view.resize(700, 300);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        const QImage image = view.viewport()->grab().toImage();
        const auto dark = [&](int row) {
            int n = 0;
            const int top = view.rowViewportPosition(row);
            for (int y = top + 2; y < top + view.rowHeight() - 3; ++y)
                for (int x = 0; x < 250; ++x)
                    n += image.pixelColor(x, y).lightness() < 120;
            return n;
        };
        QVERIFY(dark(3) > 50);
        QCOMPARE(dark(4), 0);
    }

    void an_empty_table_says_so() {
        BigModel model;
        model.rows = 0;
        TableView view;
        view.setModel(&model);
        view.resize(400, 200);
        const QImage without = view.viewport()->grab().toImage();
        view.setEmptyText("No rows match the filter.");
        QVERIFY(view.viewport()->grab().toImage() != without);
    }
};

RETORT_TEST(TestTableView)
#include "tst_table_view.moc"
