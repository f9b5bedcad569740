// SPDX-License-Identifier: GPL-3.0-or-later
// timeout: 120
#include "core/data/runs/run_journal.h"

#include "core/data/artifacts_of_all_kinds.h"
#include "core/data/child_process.h"
#include "core/data/project/project_turns.h"
#include "core/data/runs/run_writer.h"
#include "core/data/whole_project.h"

#include <cmath>
#include <fstream>
#include <limits>

using namespace retort;
namespace fs = std::filesystem;

// "write FOLDER": opens the project for writing and adds a note. "own FOLDER RUN", "hold FOLDER": until
// killed.
static int childMain(const std::vector<std::string> &arguments) {
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

    // A project of one run that is being trained, given free for others.
    struct Training {
        ProjectFixture f;
        std::unique_ptr<RunStore> store = std::make_unique<RunStore>(f.project);
        RunId run = addRun(*store);
        FileLock own = store->ownRun(run);
        std::unique_ptr<RunWriter> writer;
        fs::path journal = f.folder() / "runs" / "0001" / "journal.jsonl";

        Training() {
            RunRecord record = store->run(run);
            record.state = RunState::Running;
            store->updateRun(record);
            allowTurns(*f.project);
            takeTurns(*f.project);
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
        std::size_t points() const { return store->metrics(run, 0, nullptr).size(); }
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
        const RunId direct = addRun(*t.store);
        const fs::path runs = t.f.folder() / "runs";
        qunsetenv("RETORT_NETWORK_FS");
        {
            t.die();
            t.openAgain();
            QVERIFY(!takeTurns(*t.f.project)); // nothing of this off a network file system
            const FileLock own = t.store->ownRun(direct);
            writeAll(*openRunWriter(t.f.project, direct), direct, runs / "0002" / "checkpoints" / "6");
            QVERIFY(!hasJournal(*t.f.project, direct));
            t.die();
        }
        qputenv("RETORT_NETWORK_FS", "1");
        t.openAgain();
        allowTurns(*t.f.project);
        QVERIFY(takeTurns(*t.f.project));
        t.own = t.store->ownRun(t.run);
        t.writer = openRunWriter(t.f.project, t.run);
        writeAll(*t.writer, t.run, runs / "0001" / "checkpoints" / "6");
        t.writer.reset();
        QVERIFY(hasJournal(*t.f.project, t.run));
        QVERIFY(takeInJournal(*t.f.project, t.run, true));

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

    void between_its_turns_others_have_the_project() {
        Training t;
        QVERIFY(takesTurns(*t.f.project));
        t.point(1);
        QCOMPARE(ChildProcess({"write", t.f.folder().string()}).wait(), 0);
        QCOMPARE(t.f.project->info().note, "from another process"); // and we, whenever nobody else has it
        const auto before = t.f.project->changeCounter();
        t.f.project->setNote("ours");
        QVERIFY(t.f.project->changeCounter() != before);
        int status = -1;
        QVERIFY(inTurn(*t.f.project, std::chrono::milliseconds(0), [&] {
            t.f.project->read([](SQLite::Database &) {}); // again inside: the same turn
            ChildProcess other({"write", t.f.folder().string()});
            std::this_thread::sleep_for(std::chrono::milliseconds(800));
            status = ::kill(other.pid(), 0); // it waits: a turn is short
            other.kill();
        }));
        QCOMPARE(status, 0);
        ChildProcess holder({"hold", t.f.folder().string()});
        QVERIFY(QTest::qWaitFor([&] { return fs::exists(t.f.folder() / "ready"); }, 20'000));
        bool done = false;
        QVERIFY(!inTurn(*t.f.project, std::chrono::milliseconds(200), [&] { done = true; }));
        QVERIFY(!done);
        t.point(2); // goes on, whoever has it
        holder.kill();
        QVERIFY(takeInJournal(*t.f.project, t.run, true));
        QCOMPARE(t.points(), std::size_t(2));
    }

    void taking_in_twice_changes_nothing_and_a_torn_line_waits() {
        Training t;
        t.point(1);
        t.point(2);
        const std::string whole = readFile(t.journal);
        t.die();
        append(t.journal, "{\"metric\":\"train/loss\",\"step\":3,\"val");
        t.openAgain(); // takes in what is whole
        QCOMPARE(t.points(), std::size_t(2));
        QCOMPARE(t.store->run(t.run).state, RunState::Interrupted);
        QVERIFY(!takeInJournal(*t.f.project, t.run));
        QVERIFY(fs::exists(t.journal)); // the run has not ended
        for (int i = 0; i < 2; ++i) {
            t.die();
            t.openAgain();
            QCOMPARE(t.points(), std::size_t(2));
        }
        append(t.journal, "ue\":3,\"wall\":3}\n");
        QVERIFY(takeInJournal(*t.f.project, t.run));
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
        allowTurns(*t.f.project);
        takeTurns(*t.f.project);
        t.own = t.store->ownRun(t.run);
        t.writer = openRunWriter(t.f.project, t.run);
        t.point(2);
        append(t.journal, "no JSON at all\n[1]\n{\"metric\":\"x\"}\n{\"later\":1}\n"); // damaged: left out
        t.point(3);
        QVERIFY(takeInJournal(*t.f.project, t.run, true));
        QCOMPARE(t.points(), std::size_t(3));
        QVERIFY(!takeInJournal(*t.f.project, t.run, true));
        t.writer = openRunWriter(t.f.project, t.run); // as whoever writes down how it ended
        QCOMPARE(t.writer->finish(RunState::Stopped, "stopped", Text("Stopped."), false).step, 3);
        QVERIFY(takeInJournal(*t.f.project, t.run, true));
        QVERIFY(!fs::exists(t.journal));
    }

    // A place that a checkpoint in the trash had before can be taken anew.
    void a_checkpoint_in_the_trash_hides_none() {
        Training t;
        t.checkpoint(8);
        QVERIFY(takeInJournal(*t.f.project, t.run, true));
        t.store->removeCheckpoint(t.store->checkpoints(t.run).front().id);
        QVERIFY(t.store->checkpoints(t.run).empty());
        t.checkpoint(8);
        QVERIFY(takeInJournal(*t.f.project, t.run, true));
        QCOMPARE(t.store->checkpoints(t.run).size(), std::size_t(1));
    }

    // What is new is known by the journal's name, not by its length alone.
    void a_new_journal_begins_at_its_first_line() {
        Training t;
        for (int i = 0; i < 50; ++i)
            t.point(i);
        QVERIFY(takeInJournal(*t.f.project, t.run, true));
        t.writer.reset();
        fs::remove(t.journal); // as if the end of the old one had been cut short by a kill
        t.writer = openRunWriter(t.f.project, t.run);
        t.point(50);
        QVERIFY(takeInJournal(*t.f.project, t.run, true));
        QCOMPARE(t.points(), std::size_t(51));
    }

    void a_checkpoint_is_listed_when_its_folder_is_whole() {
        Training t;
        t.checkpoint(8);
        const fs::path late = t.checkpoint(16, false);
        t.point(17);
        const auto steps = [&] {
            std::vector<std::int64_t> all;
            for (const auto &c : t.store->checkpoints(t.run))
                all.push_back(c.step);
            return all;
        };
        // For a watcher the folder may still come; nothing after it is taken in before.
        QVERIFY(takeInJournal(*t.f.project, t.run));
        QCOMPARE(steps(), (std::vector<std::int64_t>{8}));
        QCOMPARE(t.points(), std::size_t(0));
        atomicWrite(late / "manifest.json", "{}");
        QVERIFY(takeInJournal(*t.f.project, t.run));
        QCOMPARE(steps(), (std::vector<std::int64_t>{8, 16}));
        QCOMPARE(t.points(), std::size_t(1));
        // Nobody writes any more: what is not there does not come.
        t.checkpoint(24, false);
        t.point(25);
        t.die();
        append(t.journal,
               "{\"checkpoint\":\"../../../samples\",\"step\":1,\"reason\":\"x\",\"val_loss\":null,"
               "\"created\":\"\",\"wall\":1}\n");
        t.openAgain();
        QCOMPARE(steps(), (std::vector<std::int64_t>{8, 16}));
        QCOMPARE(t.points(), std::size_t(2));
    }

    // It needs the project, which knows what a person has a hold of.
    void pruning_waits_for_the_project() {
        Training t;
        for (int step = 1; step <= 5; ++step)
            t.checkpoint(step);
        t.f.project->read([](SQLite::Database &) {}); // ours for a moment
        ChildProcess holder({"hold", t.f.folder().string()});
        QVERIFY(QTest::qWaitFor([&] { return fs::exists(t.f.folder() / "ready"); }, 20'000));
        t.writer->prune(2, 1);
        QCOMPARE(std::distance(fs::directory_iterator(t.journal.parent_path() / "checkpoints"), {}), 5);
        holder.kill();
        t.checkpoint(6);
        t.writer->prune(2, 1); // now it is free
        std::vector<std::int64_t> steps;
        for (const auto &c : t.store->checkpoints(t.run))
            steps.push_back(c.step);
        QCOMPARE(steps, (std::vector<std::int64_t>{1, 5, 6}));
        QCOMPARE(std::distance(fs::directory_iterator(t.journal.parent_path() / "checkpoints"), {}), 3);
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
        takeInJournal(*t.f.project, t.run);
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
        QCOMPARE_ERROR(takeInJournal(*t.f.project, t.run), "newer_version");
        QVERIFY(!watchJournal(*t.f.project, t.run));
        QCOMPARE(readFile(t.journal), newer);
    }

    void a_copy_takes_the_journal_along_and_repair_knows_it() {
        Training t;
        t.checkpoint(4);
        QVERIFY(takeInJournal(*t.f.project, t.run, true));
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

RETORT_TEST_WITH_CHILD(TestRunJournal)
#include "tst_run_journal.moc"
