// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/artifacts/prune.h"
#include "core/data/artifacts/trash.h"
#include "core/data/artifacts_of_all_kinds.h"
#include "core/data/child_process.h"
#include "core/data/runs/task_queue.h"

#include <set>

using namespace retort;
namespace fs = std::filesystem;

// Prunes one checkpoint after the other.
static int pruneChild(const std::vector<std::string> &arguments) {
    const auto project = Project::open(arguments[0]);
    atomicWrite(fs::path(arguments[0]) / "ready", "x");
    for (int keep = std::stoi(arguments[1]) - 1; keep > 0; --keep)
        pruneCheckpoints(*project, 1, keep, -1);
    return 0;
}

class TestPrune : public QObject {
    Q_OBJECT
    static std::set<std::int64_t> stepsOf(const RunStore &store, RunId run) {
        std::set<std::int64_t> steps;
        for (const auto &c : store.checkpoints(run))
            steps.insert(c.step);
        return steps;
    }
    static std::set<std::string> foldersOf(const RunStore &store, RunId run) {
        std::set<std::string> names;
        for (const auto &entry : fs::directory_iterator(store.run(run).folder / "checkpoints"))
            names.insert(entry.path().filename().string());
        return names;
    }
private Q_SLOTS:
    void old_checkpoints_go_for_good_and_what_counts_stays() {
        ProjectFixture f;
        RunStore store(f.project);
        const RunId run = addRun(store), other = addRun(store);
        addCheckpoint(store, other, 1);
        for (const auto &[step, reason] : std::vector<std::pair<int, std::string>>{{1, "interval"},
                                                                                   {2, "best"},
                                                                                   {3, "best"},
                                                                                   {4, "stop"},
                                                                                   {5, "final"},
                                                                                   {6, "interval"},
                                                                                   {7, "interval"},
                                                                                   {8, "interval"},
                                                                                   {9, "interval"},
                                                                                   {10, "interval"},
                                                                                   {11, "interval"},
                                                                                   {12, "interval"}})
            addCheckpoint(store, run, step, reason);
        const auto all = store.checkpoints(run);
        renameArtifact(store.project(), {"checkpoint", all[5].id}, "mine");
        setArtifactNote(store.project(), {"checkpoint", all[6].id}, "before the spike");
        addEvaluation(store, run, all[7].id);
        addChat(f.project, all[8].id);
        const FileLock evaluated = useCheckpoint(all[9].folder);
        QVERIFY(evaluated.held());
        QVERIFY(pruneCheckpoints(*f.project, run, 2, 3) > 0);
        QCOMPARE(stepsOf(store, run), (std::set<std::int64_t>{3, 4, 5, 6, 7, 8, 9, 10, 11, 12}));
        QCOMPARE(foldersOf(store, run),
                 (std::set<std::string>{"3", "4", "5", "6", "7", "8", "9", "10", "11", "12"}));
        QVERIFY(trashItems(*f.project).empty() && f.filesIn("trash").empty());
        QCOMPARE(stepsOf(store, other), std::set<std::int64_t>{1});
        QCOMPARE(pruneCheckpoints(*f.project, run, 0, 3), 0); // keep all
        QCOMPARE(countOf(*f.project, "SELECT count(*) FROM meta WHERE key LIKE 'removing:%'"), 0);
    }
    void what_the_queue_needs_stays() {
        ProjectFixture f;
        RunStore store(f.project);
        const RunId run = addRun(store);
        for (int step = 1; step <= 5; ++step)
            addCheckpoint(store, run, step, "interval");
        const auto all = store.checkpoints(run);
        TaskQueue queue(f.project);
        queue.add("eval", R"({"checkpoint":)" + std::to_string(all[0].id) + "}");
        queue.add("train", R"({"fork":{"checkpoint":)" + std::to_string(all[1].id) + "}}");
        queue.add("train", "{not readable");
        QVERIFY(pruneCheckpoints(*f.project, run, 1, -1) > 0);
        QCOMPARE(stepsOf(store, run), (std::set<std::int64_t>{1, 2, 5}));
    }
    void a_kill_leaves_no_row_without_files_and_an_opening_no_files_without_a_row() {
        constexpr int count = 60;
        bool unfinished = false;
        for (int round = 0; round < 8; ++round) {
            ProjectFixture f;
            {
                RunStore store(f.project);
                const RunId run = addRun(store);
                for (int step = 1; step <= count; ++step)
                    addCheckpoint(store, run, step);
                ChildProcess child({f.folder().string(), std::to_string(count)});
                QVERIFY(QTest::qWaitFor([&] { return fs::exists(f.folder() / "ready"); }, 20'000));
                child.killAfter(std::chrono::microseconds(4'000 + 17'300 * round));
                for (const auto &c : store.checkpoints(run))
                    QVERIFY(fs::exists(c.folder / "model.safetensors"));
            }
            f.reopen();
            const RunStore store(f.project);
            unfinished = unfinished || store.checkpoints(1).size() > 1;
            std::set<std::string> named;
            for (const auto &c : store.checkpoints(1))
                named.insert(c.folder.filename().string());
            QCOMPARE(foldersOf(store, 1), named);
            QCOMPARE(countOf(*f.project, "SELECT count(*) FROM meta WHERE key LIKE 'removing:%'"), 0);
        }
        QVERIFY(unfinished);
    }
};

RETORT_TEST_WITH_CHILD(TestPrune, pruneChild)
#include "tst_prune.moc"
