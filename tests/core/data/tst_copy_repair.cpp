// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/project_fixture.h"

#include <SQLiteCpp/Database.h>
#include <set>

using namespace retort;
namespace fs = std::filesystem;

class TestCopyRepair : public QObject {
    Q_OBJECT
    static void damage(const fs::path &file) {
        std::string bytes = readFile(file);
        bytes[bytes.size() / 2] = char(~bytes[bytes.size() / 2]);
        atomicWrite(file, bytes);
    }
    static bool mentions(const std::vector<Text> &texts, const std::string &part) {
        for (const auto &text : texts)
            if (renderEnglish(text).find(part) != std::string::npos)
                return true;
        return false;
    }
private Q_SLOTS:
    void a_copy_of_an_open_project_is_whole_and_its_own() {
        ProjectFixture f;
        const auto version = *importSamples(f.project, 0, 500).version;
        RunStore runs(f.project);
        RunRecord run;
        run.configJson = "{}";
        const RunId id = runs.addRun(run);
        const fs::path kept = runs.run(id).folder / "ck" / "a";
        fs::create_directories(kept);
        atomicWrite(kept / "w", "weights");
        runs.addCheckpoint({0, id, 1, {}, {}, kept, "best", 0, 0, {}});
        SourceWriter unfinished(f.project, {"u", "test", {}, SourceRole::TrainPool, {}, {}});
        unfinished.add(madeUpSample(1));
        const fs::path to = f.root() / "copy";
        copyProject(f.folder(), to);
        const auto copy = Project::open(to);
        QVERIFY(copy->info().uuid != f.project->info().uuid);
        QVERIFY(copy->info().notices.empty());
        const VersionStore store(copy);
        QCOMPARE(allIds(store, version).size(), std::size_t(500));
        QCOMPARE(store.sample(version, allIds(store, version)[7]).question, madeUpSample(7).question);
        QCOMPARE(readFile(RunStore(copy).checkpoints(id)[0].folder / "w"), std::string("weights"));
        QCOMPARE(std::distance(fs::directory_iterator(to / "samples"), fs::directory_iterator()),
                 std::ptrdiff_t(1));
        QCOMPARE_ERROR(copyProject(f.folder(), to), "already_exists");
        unfinished.finish(0); // the original goes on
    }
    void a_cancelled_copy_leaves_nothing() {
        ProjectFixture f;
        importSamples(f.project, 0, 500);
        JobContext job;
        job.cancel();
        QCOMPARE_ERROR(copyProject(f.folder(), f.root() / "copy", &job), "cancelled");
        QCOMPARE(std::distance(fs::directory_iterator(f.root()), fs::directory_iterator()),
                 std::ptrdiff_t(1));
    }
    void a_damaged_segment_makes_its_rows_faulty_and_leaves_the_rest() {
        ProjectFixture f;
        importSamples(f.project, 0, 300);
        const auto version = *importSamples(f.project, 300, 500).version;
        f.project.reset();
        damage(f.folder() / "samples" / "0001.arrow");
        f.project = Project::open(f.folder());
        const VersionStore store(f.project);
        const auto ids = allIds(store, version);
        QCOMPARE(ids.size(), std::size_t(500));
        QCOMPARE_ERROR(store.sample(version, ids[0]), "damaged");
        QCOMPARE(store.sample(version, ids[400]).question, madeUpSample(400).question);
        const auto rows = store.rows(version, {ids[0], ids[400]});
        QVERIFY(rows[0].faults & std::uint32_t(Fault::DamagedSegment));
        QVERIFY(!(rows[1].faults & std::uint32_t(Fault::DamagedSegment)));
        RowFilter faulty;
        faulty.anyFault = std::uint32_t(Fault::DamagedSegment);
        QCOMPARE(allIds(store, version, faulty).size(), std::size_t(300));
        JobContext job;
        int seen = 0;
        store.forEachSample(version, {}, job, [&](SampleId, const Sample &) { return ++seen > 0; });
        QCOMPARE(seen, 200);
        QCOMPARE(job.issueCount(), 1);
        QCOMPARE(store.checkSegments(version, job).size(), std::size_t(1));
        RowFilter search;
        search.contains = "题";
        QCOMPARE(allIds(store, version, search).size(), std::size_t(200));
    }
    void a_backup_is_restored_and_nothing_is_swept_after_it() {
        ProjectFixture f;
        importSamples(f.project, 0, 100);
        const auto backup = backupProject(*f.project, "probe");
        importSamples(f.project, 100, 200);
        QCOMPARE_ERROR(restoreBackup(f.folder(), backup), "busy");
        f.project.reset();
        restoreBackup(f.folder(), backup);
        f.project = Project::open(f.folder());
        QCOMPARE(VersionStore(f.project).sources().size(), std::size_t(1));
        QCOMPARE(f.filesIn("samples"), (std::vector<std::string>{"0001.arrow", "0002.arrow"}));
        // A new import does not overwrite the file that the old database does not know.
        importSamples(f.project, 200, 300);
        QCOMPARE(f.filesIn("samples").size(), std::size_t(3));
        f.project.reset();
        const auto report = repairProject(f.folder());
        QVERIFY(mentions(report.findings, "0002.arrow") && mentions(report.done, "rebuilt from its files"));
        f.project = Project::open(f.folder());
        const VersionStore store(f.project);
        QCOMPARE(store.version(*store.newestVersion()).rows, 300);
        const auto ids = allIds(store, *store.newestVersion());
        std::set<std::string> questions;
        for (const auto id : ids)
            questions.insert(store.sample(*store.newestVersion(), id).question);
        QCOMPARE(questions.size(), std::size_t(300));
    }
    void a_project_without_a_database_is_rebuilt_from_its_files() {
        ProjectFixture f;
        importSamples(f.project, 0, 3000);
        importSamples(f.project, 3000, 3100, SourceRole::Benchmark, "bench");
        RunRecord run;
        run.name = "my run";
        RunStore(f.project).addRun(run);
        f.project.reset();
        atomicWrite(f.folder() / "project.retort", std::string(8192, 'x'));
        const auto report = repairProject(f.folder());
        QVERIFY(mentions(report.done, "new database"));
        f.project = Project::open(f.folder());
        const VersionStore store(f.project);
        QCOMPARE(store.sources().size(), std::size_t(2));
        QCOMPARE(store.version(*store.newestVersion()).rows, 3000);
        const auto ids = allIds(store, *store.newestVersion());
        const auto row = store.rows(*store.newestVersion(), {ids[20]})[0];
        QVERIFY(row.faults == madeUpSample(20).faults && row.language == "en"
                && row.tags == madeUpSample(20).tags);
        QCOMPARE(store.sources()[1].role, SourceRole::Benchmark);
        QCOMPARE(RunStore(f.project).runs()[0].name, std::string("my run"));
    }
    void repair_takes_the_newest_sound_backup() {
        ProjectFixture f;
        importSamples(f.project, 0, 100);
        f.project->rename("kept");
        backupProject(*f.project, "probe");
        f.project.reset();
        atomicWrite(f.folder() / "backups" / "99991231-235959-bad.retort", std::string(9000, 'x'));
        atomicWrite(f.folder() / "project.retort", "");
        const auto report = repairProject(f.folder());
        QVERIFY(mentions(report.done, "was restored"));
        f.project = Project::open(f.folder());
        QCOMPARE(f.project->info().name, std::string("kept"));
        QCOMPARE(VersionStore(f.project).version(1).rows, 100);
    }
    void repair_of_a_sound_project_finds_nothing() {
        ProjectFixture f;
        importSamples(f.project, 0, 100);
        QCOMPARE_ERROR(repairProject(f.folder()), "busy");
        f.project.reset();
        const auto report = repairProject(f.folder());
        QVERIFY(report.findings.empty() && report.done.empty());
        QCOMPARE_ERROR(repairProject(f.root() / "nowhere"), "not_found");
    }
    void repair_rebuilds_rows_that_are_gone() {
        ProjectFixture f;
        importSamples(f.project, 0, 100);
        f.project->write("probe", [](SQLite::Database &db) { db.exec("DELETE FROM sample WHERE id%3=0"); });
        f.reopen(); // what is in memory is whole
        QCOMPARE_ERROR(allIds(VersionStore(f.project), 1), "damaged");
        f.project.reset();
        repairProject(f.folder());
        f.project = Project::open(f.folder());
        QCOMPARE(allIds(VersionStore(f.project), 1).size(), std::size_t(100));
    }
    void the_trash_lets_go_only_of_what_nothing_needs() {
        ProjectFixture f;
        const auto v1 = *importSamples(f.project, 0, 100).version;
        const auto second = importSamples(f.project, 100, 200);
        VersionStore store(f.project);
        store.moveVersionToTrash(v1);
        store.moveSourceToTrash(second.source);
        QVERIFY(store.version(*second.version).stale);
        emptyTrash(*f.project);
        QCOMPARE(store.versions(true).size(), std::size_t(2)); // v2 stands on v1, and has rows of the source
        QCOMPARE(store.sources(true).size(), std::size_t(2));
        store.moveVersionToTrash(*second.version);
        QVERIFY(emptyTrash(*f.project) > 0);
        QCOMPARE(store.versions(true).size(), std::size_t(0));
        QCOMPARE(store.sources(true).size(), std::size_t(1));
        QCOMPARE(f.filesIn("samples"), std::vector<std::string>{"0001.arrow"});
        f.reopen();
        QVERIFY(f.project->info().notices.empty());
    }
};

QTEST_GUILESS_MAIN(TestCopyRepair)
#include "tst_copy_repair.moc"
