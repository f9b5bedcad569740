// SPDX-License-Identifier: GPL-3.0-or-later
// A project as format 2 left it: it opens, and columns that came later are filled from its sample files.
#include "core/data/project_fixture.h"
#include "core/data/sql/schema.h"
#include "test_main.h"

#include "core/base/file.h"

using namespace retort;
namespace fs = std::filesystem;

namespace {

// The saved project in a folder of its own.
fs::path makeFormat2(const QTemporaryDir &dir) {
    const fs::path saved = fs::path(qEnvironmentVariable("RETORT_TEST_DATA").toStdString()) / "format_2";
    const fs::path folder = fs::path(dir.path().toStdString()) / "old";
    fs::copy(saved, folder, fs::copy_options::recursive);
    fs::remove(folder / "project.sql");
    SQLite::Database db((folder / "project.retort").string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    db.exec("PRAGMA journal_mode=WAL");
    db.exec("PRAGMA application_id=" + std::to_string(projectApplicationId));
    db.exec(readFile(saved / "project.sql"));
    db.exec("PRAGMA user_version=2");
    return folder;
}

std::string cell(const VersionStore &store, VersionId version, SampleId id, RowColumn column) {
    return store.rows(version, {id})[0][column].text;
}

} // namespace

static std::int64_t columnCount(SQLite::Database &db, const std::string &table) {
    Query query(db, "SELECT count(*) FROM pragma_table_info(?)");
    query.bind(table).next();
    return query.integer(0);
}

class TestColumnFill : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void a_project_of_format_2_opens_with_its_rows_marks_and_changes() {
        QTemporaryDir dir;
        const auto project = Project::open(makeFormat2(dir));
        const VersionStore store(project);
        QCOMPARE(project->info().schema, projectSchema);
        QCOMPARE(allIds(store, 2), (std::vector<SampleId>{1, 2, 3, 4, 5}));
        QCOMPARE(store.sample(1, 4).reasoning.substr(0, 7), std::string("<think>"));
        QVERIFY(store.sample(2, 4).reasoning.starts_with("7 * 8 = 56")); // of the overlay
        QCOMPARE(cell(store, 2, 1, RowColumn::Verdict), std::string("keep"));
        QCOMPARE(cell(store, 2, 2, RowColumn::Language), std::string("zh"));
        QCOMPARE(cell(store, 2, 3, RowColumn::Split), std::string("test"));
        JobContext job;
        store.forEachSample(2, {}, job, [](SampleId, const Sample &) { return true; });
        QCOMPARE(job.issueCount(), 0);
    }
    void columns_that_came_later_are_filled_once_from_the_sample_files() {
        QTemporaryDir dir;
        const auto folder = makeFormat2(dir);
        for (int opening = 0; opening < 2; ++opening) {
            const auto project = Project::open(folder);
            std::string left;
            project->read([&](SQLite::Database &db) { left = metaValue(db, fillColumnsKey); });
            QCOMPARE(left, std::string(opening ? "" : "3"));
            VersionStore store(project);
            QCOMPARE(cell(store, 2, 2, RowColumn::Reference), std::string("yes"));
            QCOMPARE(cell(store, 2, 4, RowColumn::Reference),
                     std::string("no")); // its texts are in an overlay
            RowFilter filter;
            filter.values[RowColumn::Reference] = {"yes"};
            QCOMPARE(allIds(store, 1, filter), std::vector<SampleId>{2});
            if (opening)
                continue;
            SourceWriter more(project, {"more", "test", {}, SourceRole::TrainPool, {}, {}});
            more.add(madeUpSample(1)); // has one
            const auto version = more.finish(0).version;
            QCOMPARE(allIds(store, *version, filter).size(), std::size_t(2));
        }
    }
    void a_damaged_file_is_filled_once_it_is_whole_again() {
        QTemporaryDir dir;
        const auto folder = makeFormat2(dir);
        const fs::path file = folder / "samples" / "0001.arrow";
        const std::string whole = readFile(file);
        atomicWrite(file, std::string(whole.size(), 'x'));
        for (const bool mended : {false, true, true}) {
            if (mended)
                atomicWrite(file, whole);
            const auto project = Project::open(folder);
            const VersionStore store(project);
            QCOMPARE(cell(store, 2, 4, RowColumn::Reference), std::string("no"));
            QCOMPARE(cell(store, 2, 2, RowColumn::Reference), std::string(mended ? "yes" : "no"));
            std::string left;
            project->read([&](SQLite::Database &db) { left = metaValue(db, fillColumnsKey); });
            QCOMPARE(left, std::string(mended ? "" : "3 1"));
        }
    }
    void a_cancelled_fill_is_done_the_next_time() {
        QTemporaryDir dir;
        const auto project = Project::open(makeFormat2(dir));
        const VersionStore store(project);
        JobContext job;
        job.cancel();
        QCOMPARE_ERROR(store.rowIds(2, {}, {}, job), "cancelled");
        QCOMPARE(cell(store, 2, 2, RowColumn::Reference), std::string("yes"));
    }
    void the_database_has_every_column_of_the_table() {
        ProjectFixture f;
        f.project->read([](SQLite::Database &db) {
            for (const std::string table : {"sample", "overlay"}) {
                std::size_t stored = 0;
                for (const ColumnSpec &spec : columnTable())
                    if (spec.stored()) {
                        ++stored;
                        Query query(db, "SELECT type FROM pragma_table_info(?) WHERE name=?");
                        QVERIFY2(query.bind(table, spec.id).next(), spec.id);
                        QCOMPARE(query.text(0), std::string("INTEGER"));
                    }
                const std::size_t keys = table == "sample" ? 1 : 3;
                QCOMPARE(columnCount(db, table), std::int64_t(stored + keys));
            }
        });
    }
};

RETORT_TEST(TestColumnFill)
#include "tst_column_fill.moc"
