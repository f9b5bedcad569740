// SPDX-License-Identifier: GPL-3.0-or-later
// timeout: 120
#include "core/data/care/backup.h"
#include "core/data/care/copy.h"
#include "core/data/care/repair.h"
#include "core/data/runs/run_journal.h"

#include "core/data/artifacts/artifact.h"
#include "core/data/artifacts/run_import.h"
#include "core/data/artifacts_of_all_kinds.h"
#include "core/data/care/project_open.h"
#include "core/data/child_process.h"
#include "core/data/runs/run_writer.h"
#include "core/data/whole_project.h"

#include <cmath>
#include <fstream>
#include <limits>

using namespace retort;
namespace fs = std::filesystem;

// "write FOLDER": opens the project for writing and adds a note. "own FOLDER RUN", "hold FOLDER": until
// killed.
static int journalChild(const std::vector<std::string> &arguments) {
    const fs::path folder = arguments[1];
    try {
        if (arguments[0] == "own") {
            const FileLock lock = FileLock::tryLock(folder / "runs" / arguments[2] / "owner.lock");
            atomicWrite(folder / "ready", "x");
            std::this_thread::sleep_for(std::chrono::minutes(1));
        }
        const auto project = Project::open(folder);
        project->setNote("from another process");
        if (arguments[0] == "hold") {
            atomicWrite(folder / "ready", "x");
            std::this_thread::sleep_for(std::chrono::minutes(1));
        }
    } catch (const Error &e) {
        return e.code() == ErrorCode::Busy ? 3 : 1;
    }
    return 0;
}

class TestRunJournal : public QObject {
    Q_OBJECT

    static constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    static constexpr double infinity = std::numeric_limits<double>::infinity();

    // A project of one run that is being trained by us, closed for others.
    struct Training {
        ProjectFixture f;
        std::unique_ptr<RunStore> store = std::make_unique<RunStore>(f.project);
        RunId run = addRun(*store);
        FileLock own;
        std::unique_ptr<RunWriter> writer;
        fs::path journal = f.folder() / "runs" / "0001" / "journal.jsonl";

        Training() { train(); }
        void train() {
            own = store->ownRun(run);
            RunRecord record = store->run(run);
            record.state = RunState::Running;
            store->updateRun(record);
            f.project->closeForOthers();
            writer = openRunWriter(f.project, run);
        }
        void point(std::int64_t step, double value = 1) {
            writer->addMetrics({{run, step, "train/loss", value, double(step)}});
        }
        fs::path checkpoint(std::int64_t step, bool whole = true) {
            const fs::path folder = f.folder() / "runs" / "0001" / "checkpoints" / std::to_string(step);
            fs::create_directories(folder);
            if (whole)
                atomicWrite(folder / "manifest.json", "{}");
            writer->addCheckpoint({0, run, step, {}, {}, folder, "interval", nan, 0, {}});
            return folder;
        }
        // As after kill -9: nothing of the process is left.
        void die() {
            writer.reset();
            own.release();
            store.reset();
            f.project.reset();
        }
        void openAgain() {
            f.project = Project::open(f.folder());
            store = std::make_unique<RunStore>(f.project);
        }
        // As the trainer does at checkpoints and at the end.
        bool importNow(std::chrono::milliseconds wait = std::chrono::seconds(10)) const {
            return importRunOfClosed(f.folder(), run, wait);
        }
        // As somebody who opens the project, which imports the journal.
        RunStore opened() const { return RunStore(Project::open(f.folder())); }
        std::size_t points() const { return opened().metrics(run, 0, nullptr).size(); }
        std::vector<std::int64_t> savedSteps() const {
            std::vector<std::int64_t> steps;
            for (const auto &c : opened().checkpoints(run))
                steps.push_back(c.step);
            return steps;
        }
        std::ptrdiff_t savedFolders() const {
            return std::distance(fs::directory_iterator(journal.parent_path() / "checkpoints"), {});
        }
    };
    static void writeAll(RunWriter &writer, RunId run, const fs::path &folder) {
        writer.addMetrics({{run, 5, "train/loss", 0.1 + 0.2, 1.5},
                           {run, 5, "val/loss", nan, 2},
                           {run, 6, "grad_norm", -infinity, 3}});
        writer.addEvents({{run, 5, "best", text("Best validation loss so far: %1.", 1.25), 4},
                          {run, 5, "sample", Text("%1 → %2", {"a\"b\n\xff", "思考"}), 5}});
        RunRecord record;
        record.id = run;
        record.state = RunState::Running;
        record.step = 6;
        record.totalSteps = 9;
        record.lastLoss = 1.0 / 3;
        record.bestValLoss = infinity;
        record.valAccuracy = nan;
        record.device = "cpu";
        writer.updateRun(record);
        fs::create_directories(folder);
        atomicWrite(folder / "manifest.json", "{}");
        writer.addCheckpoint({0, run, 6, {}, {}, folder, "best", 1.25, 0, {}});
        const RunEvent last = writer.finish(RunState::Failed, "failed", text("No %1.", "luck"), true);
        QCOMPARE(last.step, std::int64_t(6));
    }
    static void append(const fs::path &file, const std::string &bytes) {
        std::ofstream(file, std::ios::app | std::ios::binary) << bytes;
    }

private Q_SLOTS:
    void init() { qputenv("RETORT_NETWORK_FS", "1"); }
    void cleanup() { qunsetenv("RETORT_NETWORK_FS"); }

    void what_comes_by_the_journal_is_what_a_run_writes_itself() {
        Training t;
        const fs::path runs = t.f.folder() / "runs";
        qunsetenv("RETORT_NETWORK_FS");
        t.die();
        t.openAgain();
        QVERIFY(!t.f.project->closeForOthers()); // nothing of this off a network file system
        const RunId direct = addRun(*t.store);
        {
            const FileLock own = t.store->ownRun(direct);
            writeAll(*openRunWriter(t.f.project, direct), direct, runs / "0002" / "checkpoints" / "6");
            QVERIFY(!hasJournal(*t.f.project, direct));
        }
        t.die();
        qputenv("RETORT_NETWORK_FS", "1");
        t.openAgain();
        t.train();
        writeAll(*t.writer, t.run, runs / "0001" / "checkpoints" / "6");
        t.writer.reset();
        QVERIFY(hasJournal(*t.f.project, t.run));
        QVERIFY(t.importNow());
        t.openAgain();

        const auto one = t.store->metrics(t.run, 0, nullptr), two = t.store->metrics(direct, 0, nullptr);
        QCOMPARE(one.size(), std::size_t(3));
        for (std::size_t i = 0; i < 3; ++i) {
            QCOMPARE(one[i].name, two[i].name);
            QCOMPARE(one[i].step, two[i].step);
            QVERIFY(one[i].value == two[i].value || (std::isnan(one[i].value) && std::isnan(two[i].value)));
            QVERIFY(one[i].wallTime_s == two[i].wallTime_s);
        }
        const auto events = t.store->events(t.run), expected = t.store->events(direct);
        QCOMPARE(events.size(), std::size_t(3));
        for (std::size_t i = 0; i < 3; ++i) {
            QCOMPARE(events[i].kind, expected[i].kind);
            QCOMPARE(events[i].step, expected[i].step);
            QVERIFY(events[i].what == expected[i].what);
        }
        const RunRecord a = t.store->run(t.run), b = t.store->run(direct);
        QCOMPARE(a.state, RunState::Failed);
        QCOMPARE(a.errorJson, b.errorJson);
        QVERIFY(!a.finishedAt.empty());
        QCOMPARE(a.step, b.step);
        QCOMPARE(a.totalSteps, b.totalSteps);
        QVERIFY(a.lastLoss == b.lastLoss && a.bestValLoss == b.bestValLoss && std::isnan(a.valAccuracy));
        QCOMPARE(a.device, b.device);
        const auto saved = t.store->checkpoints(t.run), others = t.store->checkpoints(direct);
        QCOMPARE(saved.size(), std::size_t(1));
        QCOMPARE(saved[0].name, others[0].name);
        QCOMPARE(saved[0].reason, others[0].reason);
        QCOMPARE(saved[0].bytes, others[0].bytes);
        QVERIFY(saved[0].valLoss == 1.25 && !saved[0].createdAt.empty());
        // The run has ended: the journal and what was known about it are gone.
        QVERIFY(!fs::exists(t.journal));
        QCOMPARE(countOf(*t.f.project, "SELECT count(*) FROM meta WHERE key LIKE 'journal:%'"), 0);
    }

    void others_have_the_project_while_it_trains() {
        Training t;
        QVERIFY(t.f.project->isClosed());
        t.point(1);
        QCOMPARE(ChildProcess({"write", t.f.folder().string()}).wait(), 0);
        QCOMPARE_ERROR(t.f.project->setNote("ours"), "busy");
        QCOMPARE_ERROR(t.f.project->info(), "busy");
        const auto before = t.f.project->changeCounter();
        QCOMPARE(Project::open(t.f.folder())->info().note, "from another process"); // it is opened like any
        QCOMPARE(t.f.project->changeCounter(), before);
        ChildProcess holder({"hold", t.f.folder().string()});
        QVERIFY(QTest::qWaitFor([&] { return fs::exists(t.f.folder() / "ready"); }, 20'000));
        t.point(2); // goes on, whoever has it
        QVERIFY(!t.importNow(std::chrono::milliseconds(200)));
        holder.kill();
        QVERIFY(t.importNow());
        QCOMPARE(t.points(), std::size_t(2));
    }

    // The import of a journal takes a moment only.
    void who_comes_while_a_journal_is_imported_waits() {
        Training t;
        FileLock importing = FileLock::tryLock(t.f.folder() / "project.lock");
        importing.writeNote("1 host import journal");
        ChildProcess other({"write", t.f.folder().string()});
        std::this_thread::sleep_for(std::chrono::milliseconds(800));
        QCOMPARE(::kill(other.pid(), 0), 0);
        importing.release();
        QCOMPARE(other.wait(), 0);
    }

    void a_project_whose_run_is_trained_is_not_repaired() {
        Training t;
        QCOMPARE_ERROR(repairProject(t.f.folder()), "busy");
        t.die();
        repairProject(t.f.folder());
    }

    void importing_twice_changes_nothing_and_a_torn_line_waits() {
        Training t;
        t.point(1);
        t.point(2);
        const std::string whole = readFile(t.journal);
        t.die();
        append(t.journal, "{\"metric\":\"train/loss\",\"step\":3,\"val");
        t.openAgain(); // imports what is whole
        QCOMPARE(t.points(), std::size_t(2));
        QCOMPARE(t.store->run(t.run).state, RunState::Interrupted);
        QVERIFY(!importRun(*t.f.project, t.run));
        QVERIFY(fs::exists(t.journal)); // the run has not ended
        for (int i = 0; i < 2; ++i) {
            t.die();
            t.openAgain();
            QCOMPARE(t.points(), std::size_t(2));
        }
        append(t.journal, "ue\":3,\"wall\":3}\n");
        QVERIFY(importRun(*t.f.project, t.run));
        QCOMPARE(t.points(), std::size_t(3));
        QVERIFY(readFile(t.journal).starts_with(whole));
        t.die();
        QCOMPARE(faultOfProject(Project::open(t.f.folder())), QString());
    }

    // Whoever goes on with the run cuts off what was torn, so that its own first line is whole.
    void a_run_that_goes_on_appends_after_the_last_whole_line() {
        Training t;
        t.point(1);
        t.die();
        append(t.journal, "{\"metric\":\"tr");
        append(t.journal, std::string(10'000, '\0'));
        t.openAgain();
        t.train();
        t.point(2);
        append(t.journal, "no JSON at all\n[1]\n{\"metric\":\"x\"}\n{\"later\":1}\n"); // damaged: left out
        t.point(3);
        QVERIFY(t.importNow());
        QCOMPARE(t.points(), std::size_t(3));
        QVERIFY(t.importNow());
        QCOMPARE(t.points(), std::size_t(3));
        t.writer = openRunWriter(t.f.project, t.run); // as whoever writes down how it ended
        QCOMPARE(t.writer->finish(RunState::Stopped, "stopped", Text("Stopped."), false).step, 3);
        QVERIFY(t.importNow());
        QVERIFY(!fs::exists(t.journal));
    }

    // A place that a checkpoint in the trash had before can be taken anew.
    void a_checkpoint_in_the_trash_hides_none() {
        Training t;
        t.checkpoint(8);
        QVERIFY(t.importNow());
        {
            const RunStore store = t.opened();
            moveArtifactToTrash(store.project(), {"checkpoint", store.checkpoints(t.run).front().id});
            QVERIFY(store.checkpoints(t.run).empty());
        }
        t.checkpoint(8);
        QVERIFY(t.importNow());
        QCOMPARE(t.savedSteps(), (std::vector<std::int64_t>{8}));
    }

    // What is new is known by the journal's name, not by its length alone.
    void a_new_journal_begins_at_its_first_line() {
        Training t;
        for (int i = 0; i < 50; ++i)
            t.point(i);
        QVERIFY(t.importNow());
        t.writer.reset();
        fs::remove(t.journal); // as if the end of the old one had been cut short by a kill
        t.writer = openRunWriter(t.f.project, t.run);
        t.point(50);
        QVERIFY(t.importNow());
        QCOMPARE(t.points(), std::size_t(51));
    }

    void a_checkpoint_is_listed_when_its_folder_is_whole() {
        Training t;
        t.checkpoint(8);
        const fs::path late = t.checkpoint(16, false);
        t.point(17);
        {
            // For a watcher the folder may still come; nothing after it is imported before.
            const auto watcher = Project::open(t.f.folder());
            QCOMPARE(t.savedSteps(), (std::vector<std::int64_t>{8}));
            QCOMPARE(t.points(), std::size_t(0));
            atomicWrite(late / "manifest.json", "{}");
            QVERIFY(importRun(*watcher, t.run));
            QCOMPARE(t.savedSteps(), (std::vector<std::int64_t>{8, 16}));
            QCOMPARE(t.points(), std::size_t(1));
        }
        // Nobody writes any more: what is not there does not come.
        t.checkpoint(24, false);
        t.point(25);
        t.die();
        append(t.journal,
               "{\"checkpoint\":\"../../../samples\",\"step\":1,\"reason\":\"x\",\"val_loss\":null,"
               "\"created\":\"\",\"wall\":1}\n");
        t.openAgain();
        QCOMPARE(t.savedSteps(), (std::vector<std::int64_t>{8, 16}));
        QCOMPARE(t.points(), std::size_t(2));
    }

    // It needs the project, which knows what a person has a hold of.
    void pruning_waits_for_the_project() {
        Training t;
        for (int step = 1; step <= 5; ++step)
            t.checkpoint(step);
        const auto prune = [&] {
            QVERIFY(t.writer->requestPruning(2, 1));
            t.importNow(std::chrono::milliseconds(0));
        };
        ChildProcess holder({"hold", t.f.folder().string()});
        QVERIFY(QTest::qWaitFor([&] { return fs::exists(t.f.folder() / "ready"); }, 20'000));
        prune();
        QCOMPARE(t.savedFolders(), 5);
        holder.kill();
        t.checkpoint(6);
        prune(); // now it is free
        QCOMPARE(t.savedSteps(), (std::vector<std::int64_t>{1, 5, 6}));
        QCOMPARE(t.savedFolders(), 3);
    }

    void a_journal_goes_only_when_nobody_can_append_to_it() {
        Training t;
        t.point(1);
        t.writer->finish(RunState::Stopped, "stopped", Text("Stopped."), false);
        t.die();
        ChildProcess owner({"own", t.f.folder().string(), "0001"});
        QVERIFY(QTest::qWaitFor([&] { return fs::exists(t.f.folder() / "ready"); }, 20'000));
        t.openAgain();
        QCOMPARE(t.store->run(t.run).state, RunState::Stopped);
        QVERIFY(fs::exists(t.journal));
        owner.kill();
        importRun(*t.f.project, t.run);
        QVERIFY(!fs::exists(t.journal));
        QCOMPARE(t.points(), std::size_t(1));
        t.die();
        t.openAgain();
        QCOMPARE(t.points(), std::size_t(1));
        QCOMPARE(t.store->events(t.run).size(), std::size_t(1));
    }

    void a_journal_of_a_newer_program_stays_and_is_told() {
        Training t;
        t.die();
        const std::string newer = "{\"retort_journal\":2,\"id\":\"x\",\"run\":1}\n{\"metric\":1}\n";
        atomicWrite(t.journal, newer);
        t.openAgain();
        bool told = false;
        for (const Text &notice : t.f.project->info().notices)
            told = told || renderEnglish(notice).find("newer Retort") != std::string::npos;
        QVERIFY(told);
        QCOMPARE_ERROR(importRun(*t.f.project, t.run), "newer_version");
        QVERIFY(!watchRun(*t.f.project, t.run));
        QCOMPARE(readFile(t.journal), newer);
    }

    void a_copy_takes_the_journal_along_and_repair_knows_it() {
        Training t;
        t.checkpoint(4);
        QVERIFY(t.importNow());
        t.point(5);
        t.die();
        copyProject(t.f.folder(), t.f.root() / "copy");
        QCOMPARE(RunStore(Project::open(t.f.root() / "copy")).metrics(1, 0, nullptr).size(), std::size_t(1));
        QVERIFY(repairProject(t.f.folder()).findings.empty());
        t.openAgain();
        QCOMPARE(t.points(), std::size_t(1));
        t.die();
        // A new database: the run is listed from its folder, and the journal tells all the rest.
        fs::resize_file(t.f.folder() / "project.retort", 50);
        for (const auto &backup : projectBackups(t.f.folder()))
            fs::remove(backup);
        const RepairReport report = repairProject(t.f.folder());
        QVERIFY(!report.done.empty());
        t.openAgain();
        QCOMPARE(t.points(), std::size_t(1));
        QCOMPARE(t.store->checkpoints(t.run).size(), std::size_t(1));
        QCOMPARE(t.store->run(t.run).state, RunState::Stopped);
    }
};

RETORT_TEST_WITH_CHILD(TestRunJournal, journalChild)
#include "tst_run_journal.moc"
