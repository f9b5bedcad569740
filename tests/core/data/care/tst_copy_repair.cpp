// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/artifacts/prune.h"
#include "core/data/artifacts/trash.h"
#include "core/data/artifacts_of_all_kinds.h"
#include "core/data/care/backup.h"
#include "core/data/care/copy.h"
#include "core/data/care/repair.h"
#include "core/data/child_process.h"
#include "core/data/project_fixture.h"

#include <SQLiteCpp/Database.h>
#include <future>
#include <set>

using namespace retort;
namespace fs = std::filesystem;

static int copyChild(const std::vector<std::string> &arguments) {
    if (arguments[0] == "gone")
        return 0;
    const auto project = Project::open(arguments[1]);
    if (arguments[0] == "stay") {
        atomicWrite(fs::path(arguments[1]) / "ready", "x");
        ::pause();
    } else if (arguments[0] == "copy") {
        JobContext job;
        job.setOnProgress([&](const Progress &p) {
            if (p.total > 0) // the database is there, the files are not
                ::kill(::getpid(), SIGKILL);
        });
        copyProject(arguments[1], arguments[2], &job);
    }
    return 1;
}

class TestCopyRepair : public QObject {
    Q_OBJECT
    static void damage(const fs::path &file) {
        std::string bytes = readFile(file);
        bytes[bytes.size() / 2] = char(~bytes[bytes.size() / 2]);
        atomicWrite(file, bytes);
    }
    static std::vector<std::string> namesIn(const fs::path &folder) {
        std::vector<std::string> names;
        for (const auto &entry : fs::directory_iterator(folder))
            names.push_back(entry.path().filename().string());
        std::sort(names.begin(), names.end());
        return names;
    }
    // `act` when the copy's database is whole and its files are about to be copied.
    static void copyWhile(const ProjectFixture &f, JobContext &job, const std::function<void()> &act) {
        bool done = false;
        job.setOnProgress([&](const Progress &p) {
            if (p.total > 0 && !std::exchange(done, true))
                act();
        });
        copyProject(f.folder(), f.root() / "copy", &job);
        QVERIFY(done);
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
    void a_copy_into_the_project_is_refused_and_leaves_nothing() {
        ProjectFixture f;
        const fs::path folder = f.project->folder();
        for (const fs::path &to :
             {folder / "inner", folder / "deep" / "inner", folder / "x" / ".." / "inner"})
            QCOMPARE_ERROR(copyProject(folder, to), "invalid_argument");
        QCOMPARE_ERROR(copyProject(folder, folder), "already_exists");
        for (const char *name : {"inner", "deep", "x"})
            QVERIFY(!fs::exists(folder / name));
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
    void a_copy_cancelled_among_its_files_leaves_nothing_and_no_new_parent() {
        ProjectFixture f;
        importSamples(f.project, 0, 500);
        JobContext job;
        job.setOnProgress([&](const Progress &p) {
            if (p.total > 0)
                job.cancel();
        });
        QCOMPARE_ERROR(copyProject(f.folder(), f.root() / "a" / "b" / "copy", &job), "cancelled");
        QCOMPARE(namesIn(f.root()), std::vector<std::string>{"project"});
        JobContext again;
        copyProject(f.folder(), f.root() / "copy/", &again);
        QVERIFY(Project::isProject(f.root() / "copy"));
    }
    void a_checkpoint_pruned_while_copying_is_not_in_the_copy() {
        ProjectFixture f;
        RunStore store(f.project);
        const RunId run = addRun(store);
        for (int step = 1; step <= 4; ++step)
            addCheckpoint(store, run, step);
        JobContext job;
        copyWhile(f, job, [&] { pruneCheckpoints(*f.project, run, 2, -1); });
        const auto copy = Project::open(f.root() / "copy");
        RunStore copied(copy);
        const auto kept = copied.checkpoints(run);
        QCOMPARE(kept.size(), std::size_t(2));
        for (const auto &c : kept)
            QCOMPARE(readFile(c.folder / "model.safetensors"), "weights " + std::to_string(c.step));
        QCOMPARE(job.issueCount(), 2);
        QVERIFY(renderEnglish(job.issues()[0].reason).find("step 1") != std::string::npos);
        QVERIFY(addCheckpoint(copied, run, 5) > 4);
    }
    void what_goes_to_the_trash_while_copying_is_copied_from_there() {
        ProjectFixture f;
        RunStore store(f.project);
        const RunId run = addRun(store), other = addRun(store);
        const auto checkpoint = addCheckpoint(store, run, 1), along = addCheckpoint(store, other, 2);
        const auto tokenizer = addTokenizer(store, f.folder());
        JobContext job;
        copyWhile(f, job, [&] {
            moveArtifactToTrash(store.project(), {"checkpoint", checkpoint});
            moveArtifactToTrash(store.project(), {"run", other});
            moveArtifactToTrash(store.project(), {"tokenizer", tokenizer});
        });
        QCOMPARE(job.issueCount(), 0);
        const auto copy = Project::open(f.root() / "copy");
        const RunStore copied(copy);
        QCOMPARE(readFile(copied.checkpoint(checkpoint).folder / "model.safetensors"),
                 std::string("weights 1"));
        QCOMPARE(readFile(copied.checkpoint(along).folder / "model.safetensors"), std::string("weights 2"));
        QVERIFY(fs::exists(copied.run(other).folder / "run.json"));
        QVERIFY(fs::exists(copy->folder() / copied.tokenizer(tokenizer).file));
    }
    void a_copy_keeps_in_its_trash_what_living_things_need() {
        ProjectFixture f;
        RunStore store(f.project);
        const RunId run = addRun(store);
        const auto used = addCheckpoint(store, run, 1), unused = addCheckpoint(store, run, 2);
        addEvaluation(store, run, used);
        moveArtifactToTrash(store.project(), {"checkpoint", used});
        moveArtifactToTrash(store.project(), {"checkpoint", unused});
        copyProject(f.folder(), f.root() / "copy");
        const auto copy = Project::open(f.root() / "copy");
        QCOMPARE(trashItems(*copy).size(), std::size_t(1));
        RunStore copied(copy);
        restoreArtifact(copied.project(), {"checkpoint", used});
        QCOMPARE(readFile(copied.checkpoint(used).folder / "model.safetensors"), std::string("weights 1"));
        QCOMPARE_ERROR(copied.checkpoint(unused), "not_found");
    }
    void missing_folders_and_files_do_not_keep_the_rest_from_being_copied() {
        ProjectFixture f;
        importSamples(f.project, 0, 100);
        RunStore store(f.project);
        const RunId lost = addRun(store), whole = addRun(store);
        addCheckpoint(store, lost, 1);
        addCheckpoint(store, whole, 2);
        fs::remove_all(store.run(lost).folder);
        JobContext job;
        copyProject(f.folder(), f.root() / "copy", &job);
        const auto copy = Project::open(f.root() / "copy");
        const RunStore copied(copy);
        QCOMPARE(copied.runs().size(), std::size_t(2));
        QVERIFY(copied.checkpoints(lost).empty());
        QVERIFY(fs::exists(copied.checkpoints(whole)[0].folder / "model.safetensors"));
        QCOMPARE(job.issueCount(), 2); // the run's folder, and its checkpoint
    }
    void a_copy_of_a_database_that_names_foreign_folders_stays_inside() {
        ProjectFixture f;
        RunStore store(f.project);
        const RunId run = addRun(store);
        addCheckpoint(store, run, 1);
        fs::create_directories(f.root() / "outside");
        atomicWrite(f.root() / "outside" / "secret", "x");
        f.project->write("probe", [](SQLite::Database &db) {
            Query(db, "UPDATE checkpoint SET folder='../outside'").run();
        });
        JobContext job;
        copyProject(f.folder(), f.root() / "deep" / "copy", &job);
        QVERIFY(!fs::exists(f.root() / "deep" / "outside"));
        QCOMPARE(job.issueCount(), 1);
    }
    void a_killed_copy_is_swept_by_the_next() {
        ProjectFixture f;
        importSamples(f.project, 0, 100);
        importSamples(f.project, 100, 200);
        f.project.reset();
        QCOMPARE(ChildProcess({"copy", f.folder().string(), (f.root() / "copy").string()}).wait(), -SIGKILL);
        QCOMPARE(namesIn(f.root()).size(), std::size_t(2)); // the project and the remains
        fs::create_directories(f.root() / (".mine.copying-" + std::to_string(::getpid())));
        copyProject(f.folder(), f.root() / "another");
        QCOMPARE(namesIn(f.root()), (std::vector<std::string>{".mine.copying-" + std::to_string(::getpid()),
                                                              "another", "project"}));
    }
    void leftovers_of_killed_processes_are_swept_at_opening() {
        ProjectFixture f;
        {
            RunStore store(f.project);
            addRun(store);
        }
        f.project.reset();
        ChildProcess gone({"gone"});
        const std::string dead = std::to_string(gone.pid()), mine = std::to_string(::getpid());
        QCOMPARE(gone.wait(), 0);
        for (const std::string &name :
             {"runs/0001/.run.json.tmp-" + dead + "-0", ".request.tmp-" + dead + "-3",
              std::string("backups/x.retort.writing"), "backups/y.retort.writing-" + dead,
              ".project.retort.tmp-" + dead + "-restore"})
            atomicWrite(f.folder() / name, "x");
        const fs::path aside = fs::temp_directory_path() / ("retort-read-" + dead + "-abcdef");
        fs::create_directories(aside);
        atomicWrite(aside / "project.retort", "x");
        fs::create_directories(f.root() / (".copy.copying-" + dead) / "samples");
        atomicWrite(f.folder() / "runs" / "0001" / (".run.json.tmp-" + mine + "-0"), "x");
        f.project = Project::open(f.folder());
        QCOMPARE(f.filesIn("runs/0001"),
                 (std::vector<std::string>{".run.json.tmp-" + mine + "-0", "run.json"}));
        QVERIFY(f.filesIn("backups").empty());
        QVERIFY(!fs::exists(aside));
        QCOMPARE(namesIn(f.root()), std::vector<std::string>{"project"});
        for (const std::string &name : namesIn(f.folder()))
            QVERIFY2(!name.starts_with('.'), name.c_str());
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
        QVERIFY(rows[0][RowColumn::Faults].code & std::uint32_t(Fault::DamagedSegment));
        QVERIFY(!(rows[1][RowColumn::Faults].code & std::uint32_t(Fault::DamagedSegment)));
        RowFilter faulty;
        faulty.values[RowColumn::Faults] = {"damaged_segment"};
        QCOMPARE(allIds(store, version, faulty).size(), std::size_t(300));
        JobContext job;
        int seen = 0;
        store.forEachSample(version, {}, job, [&](SampleId, const Sample &) { return ++seen > 0; });
        QCOMPARE(seen, 200);
        QCOMPARE(job.issueCount(), 1);
        RowFilter search;
        search.contains = "题";
        QCOMPARE(allIds(store, version, search).size(), std::size_t(200));
    }
    void a_backup_is_restored_and_nothing_is_swept_after_it() {
        ProjectFixture f;
        importSamples(f.project, 0, 100);
        const auto backup = backupOf(*f.project);
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
    // Checked before the backup is looked at, and again when the database is about to be exchanged.
    void whoever_opens_while_a_backup_is_being_restored_loses_nothing() {
        ProjectFixture f;
        const auto backup = backupOf(*f.project);
        f.project.reset();
        std::future<std::string> restored;
        {
            FileLock turn;
            while (!turn.held())
                turn = FileLock::tryLock(f.folder() / "project.lock");
            restored = std::async(std::launch::async,
                                  [&] { return errorOf([&] { restoreBackup(f.folder(), backup); }); });
            const auto prepared = [&] {
                for (const std::string &name : namesIn(f.folder()))
                    if (name.starts_with(".project.retort.tmp-"))
                        return true;
                return false;
            };
            QVERIFY(QTest::qWaitFor(prepared, 20'000));
            QTest::qWait(200);
            // What a process does that opens the project, in its turn.
            const FileLock session = FileLock::tryLock(f.folder() / "locks" / "session-probe.lock");
            turn.release();
            QCOMPARE(restored.get(), std::string("busy"));
        }
        fs::remove(f.folder() / "locks" / "session-probe.lock");
        QVERIFY(f.filesIn("trash").empty());
        for (const std::string &name : namesIn(f.folder()))
            QVERIFY2(!name.starts_with('.'), name.c_str());
        restoreBackup(f.folder(), backup);
    }
    void a_restore_is_mended_also_beside_somebody_who_opens_the_project_at_once() {
        ProjectFixture f;
        importSamples(f.project, 0, 100);
        backupOf(*f.project);
        importSamples(f.project, 100, 200);
        f.project.reset();
        std::unique_ptr<ChildProcess> other;
        JobContext job;
        job.setOnProgress([&](const Progress &p) {
            if (renderEnglish(p.phase) != "Checking the database" || other)
                return;
            other = std::make_unique<ChildProcess>(std::vector<std::string>{"stay", f.folder().string()});
            QVERIFY(QTest::qWaitFor([&] { return fs::exists(f.folder() / "ready"); }, 20'000));
        });
        const auto report = restoreAndRepair(f.folder(), projectBackups(f.folder()).front(), &job);
        QVERIFY(other != nullptr);
        QVERIFY(mentions(report.done, "was restored") && mentions(report.done, "rebuilt from its files"));
        QCOMPARE_ERROR(restoreAndRepair(f.folder(), projectBackups(f.folder()).front()), "busy");
        other.reset();
        f.project = Project::open(f.folder());
        const VersionStore store(f.project);
        QCOMPARE(store.version(*store.newestVersion()).rows, 200);
    }
    void a_cancelled_repair_leaves_the_project_as_it_was() {
        ProjectFixture f;
        importSamples(f.project, 0, 100);
        f.project.reset();
        JobContext job;
        bool seen = false; // a phase that begins when the project is already open
        job.setOnProgress([&](const Progress &p) {
            seen = seen || p.total > 0;
            if (seen)
                job.cancel();
        });
        QCOMPARE_ERROR(repairProject(f.folder(), &job), "cancelled");
        QVERIFY(seen);
        f.project = Project::open(f.folder());
        QCOMPARE(countOf(*f.project, "SELECT count(*) FROM meta WHERE key='keep_unknown_files'"), 0);
    }
    void a_project_without_a_database_is_rebuilt_from_its_files() {
        ProjectFixture f;
        importSamples(f.project, 0, 3000);
        importSamples(f.project, 3000, 3100, SourceRole::Benchmark, "bench");
        RunRecord run;
        run.name = "my run";
        RunStore(f.project).addRun(run);
        fs::create_directories(f.folder() / "runs/0001/checkpoints/000020");
        fs::create_directories(f.folder() / "runs/0001/checkpoints/000030.tmp");
        atomicWrite(f.folder() / "runs/0001/checkpoints/000020/state.json", "{\"step\": 20}");
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
        QCOMPARE(row[RowColumn::Faults].code, madeUpSample(20).faults);
        QCOMPARE(row[RowColumn::Language].text, std::string("en"));
        QCOMPARE(store.sample(*store.newestVersion(), ids[20]).tags, madeUpSample(20).tags);
        QCOMPARE(store.sources()[1].role, SourceRole::Benchmark);
        QCOMPARE(RunStore(f.project).runs()[0].name, std::string("my run"));
        const auto checkpoints = RunStore(f.project).checkpoints(1);
        QCOMPARE(checkpoints.size(), std::size_t(1));
        QCOMPARE(checkpoints[0].step, std::int64_t(20));
    }
    void repair_takes_the_newest_sound_backup() {
        ProjectFixture f;
        importSamples(f.project, 0, 100);
        f.project->rename("kept");
        backupOf(*f.project);
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
    void repair_brings_nothing_back_that_was_deleted_for_good() {
        ProjectFixture f;
        const auto imported = importSamples(f.project, 0, 100);
        const fs::path file = fs::directory_iterator(f.folder() / "samples")->path(),
                       kept = f.root() / "kept";
        fs::copy_file(file, kept);
        moveArtifactToTrash(f.project, {"version", *imported.version});
        moveArtifactToTrash(f.project, {"source", imported.source});
        emptyTrash(*f.project);
        QVERIFY(!fs::exists(file));
        fs::rename(kept, file); // killed between the commit and the removal
        f.project->write("probe", [&](SQLite::Database &db) {
            Query(db, "INSERT INTO meta(key, value) VALUES(?, '')")
                .bind("removing:samples/" + file.filename().string())
                .run();
        });
        f.project.reset();
        const auto report = repairProject(f.folder());
        QVERIFY(report.done.empty() && !fs::exists(file));
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
        moveArtifactToTrash(store.project(), {"version", v1});
        moveArtifactToTrash(store.project(), {"source", second.source});
        QVERIFY(store.version(*second.version).stale);
        emptyTrash(*f.project);
        QCOMPARE(store.versions(true).size(), std::size_t(2)); // v2 stands on v1, and has rows of the source
        QCOMPARE(store.sources(true).size(), std::size_t(2));
        moveArtifactToTrash(store.project(), {"version", *second.version});
        QVERIFY(emptyTrash(*f.project) > 0);
        QCOMPARE(store.versions(true).size(), std::size_t(0));
        QCOMPARE(store.sources(true).size(), std::size_t(1));
        QCOMPARE(f.filesIn("samples"), std::vector<std::string>{"0001.arrow"});
        f.reopen();
        QVERIFY(f.project->info().notices.empty());
    }
};

RETORT_TEST_WITH_CHILD(TestCopyRepair, copyChild)
#include "tst_copy_repair.moc"
