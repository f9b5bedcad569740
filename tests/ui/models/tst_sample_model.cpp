// SPDX-License-Identifier: GPL-3.0-or-later
// The models behind the tables, under Qt's model tester: samples by blocks, records, vocabulary.
#include "ui/models/sample_model.h"

#include "test_main.h"
#include "tests/ui/window_fixture.h"
#include "ui/models/record_model.h"
#include "ui/widgets/table_view.h"

#include <QAbstractItemModelTester>

using namespace retort;

namespace {

constexpr auto failing = QAbstractItemModelTester::FailureReportingMode::QtTest;

QString shown(const QAbstractItemModel &model, int row, int column) {
    return model.index(row, column).data().toString();
}
QString questionIn(const SampleModel &model, int row) {
    return shown(model, row, SampleModel::columnOf(RowColumn::Question));
}

bool loaded(const QAbstractItemModel &model, int row) {
    return model.index(row, 0).data(TableDelegate::loadedRole).toBool();
}

} // namespace

class TestSampleModel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        Theme::instance().install(*qApp);
        qputenv("XDG_CONFIG_HOME", m_dir.filePath("config").toUtf8());
        m_app = std::make_unique<AppState>();
        m_app->openProject(makeProject(m_dir.filePath("p"), Filled::Data)); // 1,234 rows
        QTRY_VERIFY_WITH_TIMEOUT(m_app->hasProject() && m_app->snapshotReady(), 20000);
        m_version = m_app->snapshot().versions.back().id;
    }
    void cleanupTestCase() {
        m_app->jobs().close();
        QTRY_VERIFY(!m_app->jobs().busy());
        m_app.reset();
    }

    void cells_are_placeholders_until_their_block_arrives() {
        SampleModel model(m_app->jobs(), m_app->versionStore(), nullptr);
        const QAbstractItemModelTester tester(&model, failing);
        QSignalSpy ready(&model, &SampleModel::ready);
        model.setView({m_version, {}, {}});
        QCOMPARE(model.rowCount(), 0);
        QTRY_COMPARE(ready.count(), 1);
        QCOMPARE(model.rowCount(), 1234);
        const int far = 1200; // in a block that nobody has asked for
        QVERIFY(!loaded(model, far));
        QVERIFY(questionIn(model, far).isEmpty()); // never fetched here, but asked for
        QTRY_VERIFY(loaded(model, far));
        QCOMPARE(questionIn(model, far), QString("1200 + 1 = ?"));
        QVERIFY(!loaded(model, 600));
    }

    void many_blocks_stay_within_the_cache() {
        SampleModel model(m_app->jobs(), m_app->versionStore(), nullptr);
        QSignalSpy ready(&model, &SampleModel::ready);
        model.setView({m_version, {}, {}});
        QTRY_COMPARE(ready.count(), 1);
        for (int row = 0; row < model.rowCount(); row += SampleModel::blockRows) {
            questionIn(model, row);
            QTRY_VERIFY(loaded(model, row));
            QCOMPARE(questionIn(model, row), QString("%1 + 1 = ?").arg(row));
        }
    }

    void sorting_and_filtering_exchange_the_rows() {
        SampleModel model(m_app->jobs(), m_app->versionStore(), nullptr);
        const QAbstractItemModelTester tester(&model, failing);
        QSignalSpy ready(&model, &SampleModel::ready);
        model.setView({m_version, {}, {}});
        QTRY_COMPARE(ready.count(), 1);
        model.sort(SampleModel::columnOf(RowColumn::Number), Qt::DescendingOrder);
        QTRY_COMPARE(ready.count(), 2);
        QVERIFY(model.idAt(0) > model.idAt(1));
        RowFilter filter;
        filter.contains = "123";
        model.setView({m_version, filter, {}});
        QTRY_COMPARE(ready.count(), 3);
        QCOMPARE(model.rowCount(), 6 + 3); // 123, 1123, 1230 … 1233; in the answer alone: 122, 1122, 1229
    }

    void only_the_last_of_quick_views_is_shown() {
        SampleModel model(m_app->jobs(), m_app->versionStore(), nullptr);
        QSignalSpy ready(&model, &SampleModel::ready);
        for (const char *words : {"1", "12", "7 + 1"}) {
            RowFilter filter;
            filter.contains = words;
            model.setView({m_version, filter, {}});
        }
        QTRY_COMPARE(ready.count(), 1);
        QCOMPARE(model.view().filter.contains, std::string("7 + 1"));
        questionIn(model, 0);
        QTRY_VERIFY(loaded(model, 0));
        QCOMPARE(questionIn(model, 0), QString("7 + 1 = ?"));
        QCOMPARE(ready.count(), 1);
    }

    void rows_asked_for_in_the_view_before_never_fill_the_new_one() {
        SampleModel model(m_app->jobs(), m_app->versionStore(), nullptr);
        QSignalSpy ready(&model, &SampleModel::ready);
        model.setView({m_version, {}, {}});
        QTRY_COMPARE(ready.count(), 1);
        const SampleId first = model.idAt(0);
        model.setView({m_version, {}, {RowColumn::Number, true}});
        questionIn(model, 0); // painted once more before the new ids arrive: rows of the old ids are read
        QCOMPARE(model.idAt(0), first);
        QTRY_COMPARE(ready.count(), 2);
        QVERIFY(model.idAt(0) > first);
        for (int painted = 0; painted < 50; ++painted) {
            if (loaded(model, 0))
                QCOMPARE(questionIn(model, 0), QString("%1 + 1 = ?").arg(model.idAt(0) - first));
            questionIn(model, 0);
            QTest::qWait(5);
        }
        QVERIFY(loaded(model, 0));
    }

    void what_is_shown_says_which_version_it_is_of_until_the_next_arrives() {
        SampleModel model(m_app->jobs(), m_app->versionStore(), nullptr);
        QSignalSpy ready(&model, &SampleModel::ready);
        model.setView({m_version, {}, {}});
        QTRY_COMPARE(ready.count(), 1);
        const VersionId source = -m_app->snapshot().sources.front().id;
        model.setView({source, {}, {}});
        QCOMPARE(model.view().version, m_version); // marks made now go there
        QCOMPARE(model.requested().version, source);
        QTRY_COMPARE(model.view().version, source);
    }

    void a_mark_is_shown_and_rows_read_before_it_are_not() {
        SampleModel model(m_app->jobs(), m_app->versionStore(), nullptr);
        const QAbstractItemModelTester tester(&model, failing);
        QSignalSpy ready(&model, &SampleModel::ready), reset(&model, &QAbstractItemModel::modelReset);
        model.setView({m_version, {}, {}});
        QTRY_COMPARE(ready.count(), 1);
        const int verdict = SampleModel::columnOf(RowColumn::Verdict);
        shown(model, 3, verdict);
        QTRY_VERIFY(loaded(model, 3));
        QCOMPARE(shown(model, 3, verdict), QString());
        m_app->versionStore()->addPending(m_version, {model.idAt(3)}, PendingKind::Verdict, "keep");
        model.reload();
        QTRY_COMPARE(shown(model, 3, verdict), QString("keep"));
        QCOMPARE(reset.count(), 1); // the same rows: selection and scroll stay
        m_app->versionStore()->discardPending(m_version);
    }

    void every_column_has_a_headline_and_a_cell() {
        SampleModel model(m_app->jobs(), m_app->versionStore(), nullptr);
        QSignalSpy ready(&model, &SampleModel::ready);
        model.setView({m_version, {}, {}});
        QTRY_COMPARE(ready.count(), 1);
        questionIn(model, 0);
        QTRY_VERIFY(loaded(model, 0));
        QStringList heads, cells;
        for (int column = 0; column < model.columnCount(); ++column) {
            heads << model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
            cells << shown(model, 0, column);
        }
        QVERIFY(!heads.contains(QString()));
        QCOMPARE(heads.mid(0, 3), (QStringList{"No.", "Question", "Verdict"})); // in sight at once
        QCOMPARE(cells[0], "1");
        QCOMPARE(cells[1], "0 + 1 = ?");
        QCOMPARE(cells[SampleModel::columnOf(RowColumn::Language)], "Chinese");
        QCOMPARE(cells[SampleModel::columnOf(RowColumn::Source)], "arithmetic");
        QCOMPARE(cells[SampleModel::columnOf(RowColumn::AnswerChars)], "9");
    }

    void what_is_selected_stays_selected_by_id_in_every_table() {
        RecordModel<int> model([](int n) { return qint64(n); },
                               {{"Number", true, [](const int &n) { return QString::number(n); }}}, nullptr);
        TableView table;
        table.setModel(&model);
        const auto selected = [&table] {
            QStringList texts;
            for (const QModelIndex &index : table.selectionModel()->selectedRows())
                texts << index.data().toString();
            texts.sort();
            return texts;
        };
        model.setRecords({1, 2, 3, 4});
        table.selectIds({2, 3});
        QCOMPARE(table.currentIndex().data().toString(), "2");
        model.setRecords({9, 1, 2, 3}); // as many as before, one rotated out
        QCOMPARE(selected(), (QStringList{"2", "3"}));
        QCOMPARE(table.currentIndex().row(), 2);
        model.setRecords({5, 3});
        QCOMPARE(selected(), QStringList{"3"});
        model.setRecords({5, 6}); // nobody chose these
        QVERIFY(selected().isEmpty() && !table.currentIndex().isValid());
        table.selectAll();
        model.setRecords({7, 6, 5});
        QCOMPARE(selected(), (QStringList{"5", "6", "7"}));
    }

    void records_keep_the_rules() {
        RecordModel<int> model(
            [](int n) { return qint64(n % 10); },
            {{"Number", true, [](const int &n) { return QString::number(n); }},
             {"Parity", false, [](const int &n) { return n % 2 ? QString("odd") : QString("even"); },
              [](const int &n, int role) { return role == Qt::ToolTipRole ? QVariant(n * n) : QVariant(); }}},
            nullptr);
        const QAbstractItemModelTester tester(&model, failing);
        model.setRecords({1, 2, 3});
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        model.setRecords({11, 12, 13}); // the same by id, with other figures
        QCOMPARE(reset.count(), 0);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(shown(model, 1, 0), QString("12"));
        QCOMPARE(model.index(1, 1).data(Qt::ToolTipRole).toInt(), 144);
        QCOMPARE(model.headerData(1, Qt::Horizontal, Qt::DisplayRole).toString(), QString("Parity"));
        model.setRecords({});
        QCOMPARE(reset.count(), 1);
        QVERIFY(!model.record(0));
    }

private:
    QTemporaryDir m_dir;
    std::unique_ptr<AppState> m_app;
    VersionId m_version = 0;
};

RETORT_TEST(TestSampleModel)
#include "tst_sample_model.moc"
