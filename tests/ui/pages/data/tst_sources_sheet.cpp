// SPDX-License-Identifier: GPL-3.0-or-later
// timeout: 180
#include "ui/pages/data/sources_sheet.h"

#include "test_main.h"
#include "tests/ui/window_fixture.h"
#include "ui/models/artifact.h"
#include "ui/pages/artifact_menu.h"
#include "ui/pages/page.h"
#include "ui/widgets/option_field.h"
#include "ui/widgets/option_form.h"
#include "ui/widgets/table_view.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QLabel>
#include <QLineEdit>

using namespace retort;

namespace {

constexpr int tickColumn = 0, nameColumn = 1, useColumn = 2, rowsColumn = 3;

// Two sources, 1,234 and 100 rows, in version 2.
struct SourcesDialog : WindowFixture {
    SourcesSheet *sheet = nullptr;
    TableView *table = nullptr;

    SourcesDialog() : WindowFixture({}, [](Settings &s) { s.setValue("language", std::string("en")); }) {
        const QString folder = makeProject(dir.filePath("p"), Filled::Data);
        {
            const auto project = Project::open(toUtf8(folder));
            SourceWriterConfig config;
            config.name = "extra";
            config.format = "test";
            config.files = {"b.jsonl"};
            SourceWriter writer(project, config);
            for (int i = 0; i < 100; ++i) {
                Sample s;
                s.question = "extra " + std::to_string(i);
                s.answer = std::to_string(i);
                s.language = "en";
                writer.add(s);
            }
            writer.finish(3);
        }
        open(folder);
        window->resize(1280, 800);
        app->goTo("data");
    }
    void show() {
        QTRY_VERIFY(page() && page()->findAction("data_sources")->isEnabled());
        page()->findAction("data_sources")->trigger();
        sheet = page()->findChild<SourcesSheet *>();
        QVERIFY(sheet && sheet->isVisible());
        table = sheet->findChild<TableView *>("sources_table");
        QTRY_COMPARE(table->model()->rowCount(), 2);
    }
    Page *page() const { return window->pages().currentPage(); }
    QString cell(int row, int column) const { return table->model()->index(row, column).data().toString(); }
    bool ticked(int row) const {
        return table->model()->index(row, tickColumn).data(Qt::CheckStateRole).toInt() == Qt::Checked;
    }
    void clickTick(int row) {
        const QRect cell = table->visualRect(table->model()->index(row, tickColumn));
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, cell.center());
    }
    QString then(int part) const { return sheet->findChild<QLabel *>(QString("then_%1").arg(part))->text(); }
    QAbstractButton *make() const { return sheet->findChild<QAbstractButton *>("sources_make"); }
    ArtifactMenu *menu() const {
        return table->findChild<ArtifactMenu *>(QString(), Qt::FindDirectChildrenOnly);
    }
    VersionStore store() const { return VersionStore(app->project()); }
};

} // namespace

class TstSourcesSheet : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Theme::instance().install(*qApp); }

    void sources_stand_with_rows_refused_and_their_tick() {
        SourcesDialog s;
        s.show();
        QAbstractItemModelTester tester(s.table->model(),
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(s.cell(0, nameColumn), QString("arithmetic"));
        QCOMPARE(s.cell(0, rowsColumn), QString("1,234"));
        QCOMPARE(s.cell(1, nameColumn), QString("extra"));
        QCOMPARE(s.cell(1, useColumn), QString("for training"));
        QCOMPARE(s.cell(1, rowsColumn + 1), QString("3"));
        QVERIFY(s.ticked(0) && s.ticked(1));
        QTest::qWait(400);               // counts would have come
        QVERIFY(!s.make()->isEnabled()); // nothing differs
        QCOMPARE(s.then(0), QString("–"));
    }
    void counts_come_before_and_are_what_the_version_has() {
        SourcesDialog s;
        s.show();
        s.clickTick(1);
        QVERIFY(!s.ticked(1));
        QTRY_COMPARE(s.then(0), QString("1,234"));
        const auto before = s.then(2);
        auto *share = s.sheet->findChild<OptionForm *>()->field("validation_share")->findChild<QLineEdit *>();
        share->selectAll();
        QTest::keyClicks(share, "0.3");
        QTRY_VERIFY(s.then(2) != before && s.make()->isEnabled());
        const QString counted = s.then(2);
        QCOMPARE(s.store().versions().size(), std::size_t(2)); // nothing was written
        s.make()->click();
        QTRY_COMPARE(s.store().versions().size(), std::size_t(3));
        const VersionInfo made = s.store().version(3);
        QCOMPARE(made.rows, 1234);
        QCOMPARE(formatCount(made.validation), counted);
        QCOMPARE(made.split.validation, 0.3);
        QCOMPARE(made.sources.size(), std::size_t(1));
        QTRY_COMPARE(s.app->selected(ArtifactKind::Version), std::int64_t(3));
        QTRY_VERIFY(!s.sheet->isVisible()); // back at the table, of the new version
        QTRY_VERIFY(s.app->snapshot().version(3));
        QVERIFY(
            artifact(s.app->snapshot(), "/p", {ArtifactKind::Version, 3}).command.contains("project derive"));
    }
    void no_source_at_all_is_refused_in_words() {
        SourcesDialog s;
        s.show();
        s.clickTick(0);
        s.clickTick(1);
        QTRY_VERIFY([&] {
            for (const QLabel *label : s.sheet->findChildren<QLabel *>())
                if (label->isVisible() && label->text().contains("at least one source"))
                    return true;
            return false;
        }());
        QVERIFY(!s.make()->isEnabled());
    }
    void a_benchmark_is_out_of_the_version_and_the_undo_brings_it_back() {
        SourcesDialog s;
        s.show();
        s.table->selectRow(1);
        s.sheet->findChild<QAction *>("data_source_role")->trigger();
        QTRY_COMPARE(s.cell(1, useColumn), QString("benchmark"));
        QCOMPARE(s.store().source(2).role, SourceRole::Benchmark);
        QVERIFY(!s.table->model()->index(1, tickColumn).data(Qt::CheckStateRole).isValid());
        QVERIFY(s.store().version(2).stale);
        bool undone = false;
        for (auto *button : s.window->findChildren<QAbstractButton *>())
            if (button->text() == "Undo" && button->isVisible()) {
                button->click();
                undone = true;
                break;
            }
        QVERIFY(undone);
        QTRY_COMPARE(s.store().source(2).role, SourceRole::TrainPool);
    }
    void it_is_renamed_noted_and_thrown_away_by_the_one_menu() {
        SourcesDialog s;
        s.show();
        s.window->activateWindow();
        s.table->setFocus();
        s.table->selectRow(1);
        QTest::keyClick(s.table, Qt::Key_F2);
        QTRY_VERIFY(s.dialog());
        s.dialog()->findChild<QLineEdit *>()->setText("more");
        WindowFixture::press(s.dialog(), "Rename");
        QTRY_COMPARE(s.cell(1, nameColumn), QString("more"));
        s.table->selectRow(1);
        s.menu()->action("trash")->trigger();
        QTRY_COMPARE(s.table->model()->rowCount(), 1);
        QVERIFY(s.store().source(2).inTrash);
        QTRY_COMPARE(s.then(0), QString("1,234")); // without it, the version would have these
    }
    void reading_only_shows_and_changes_nothing() {
        SourcesDialog s;
        const QString folder = fromUtf8(s.app->project()->folder().string());
        s.app->openProject(folder, OpenMode::ReadOnly);
        QTRY_VERIFY(s.app->readOnly() && s.app->snapshotReady());
        s.show();
        s.table->selectRow(1);
        QVERIFY(!s.sheet->findChild<QAction *>("data_source_role")->isEnabled());
        s.clickTick(1);
        QTRY_COMPARE(s.then(0), QString("1,234")); // counting is reading
        QVERIFY(!s.make()->isEnabled());
    }
};

RETORT_TEST(TstSourcesSheet)
#include "tst_sources_sheet.moc"
