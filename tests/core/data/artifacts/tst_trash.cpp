// SPDX-License-Identifier: GPL-3.0-or-later
// Emptying the trash: what something still uses stays, numbers are given once, and a restore sweeps nothing.
#include "core/data/artifacts/trash.h"
#include "core/data/artifacts_of_all_kinds.h"
#include "core/data/care/backup.h"
#include "core/data/care/repair.h"
#include "core/data/runs/task_queue.h"
#include "test_main.h"

using namespace retort;
namespace fs = std::filesystem;

class TestTrash : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void what_a_living_run_uses_stays_and_comes_back_whole() {
        ProjectFixture f;
        RunStore store(f.project);
        const auto tokenizer = addTokenizer(store, f.folder()), student = addStudent(store, tokenizer);
        const RunId run = addRun(store, tokenizer, student);
        moveArtifactToTrash(store.project(), {"tokenizer", tokenizer});
        moveArtifactToTrash(store.project(), {"student", student});
        emptyTrash(*f.project);
        QCOMPARE(trashItems(*f.project).size(), std::size_t(2));
        restoreArtifact(store.project(), {"student", student});
        restoreArtifact(store.project(), {"tokenizer", tokenizer});
        QVERIFY(fs::exists(f.folder() / store.tokenizer(tokenizer).file));
        // A student in the trash needs its tokenizer too: it can still be taken back.
        moveArtifactToTrash(store.project(), {"run", run});
        moveArtifactToTrash(store.project(), {"tokenizer", tokenizer});
        QVERIFY(emptyTrash(*f.project) > 0);
        QCOMPARE(trashItems(*f.project).size(), std::size_t(1));
        QCOMPARE(trashItems(*f.project)[0].kind, std::string("tokenizer"));
        moveArtifactToTrash(store.project(), {"student", student});
        emptyTrash(*f.project); // both at once
        QVERIFY(trashItems(*f.project).empty() && f.filesIn("trash").empty());
        QVERIFY(store.students().empty() && store.tokenizers().empty());
    }
    void what_waits_in_the_queue_keeps_what_it_needs() {
        ProjectFixture f;
        RunStore store(f.project);
        const auto tokenizer = addTokenizer(store, f.folder()), student = addStudent(store, tokenizer);
        const RunId run = addRun(store);
        const auto asked = addCheckpoint(store, run, 10), parent = addCheckpoint(store, run, 20);
        TaskQueue queue(f.project);
        queue.add("train", "{\"version\": 1, \"tokenizer\": " + std::to_string(tokenizer)
                               + ", \"student_id\": " + std::to_string(student) + ", \"fork\": {\"run\": "
                               + std::to_string(run) + ", \"checkpoint\": " + std::to_string(parent) + "}}");
        queue.add("eval", "{\"checkpoint\": " + std::to_string(asked) + "}");
        queue.add("sweep", "no JSON");
        const std::vector<ArtifactKey> needed{{"tokenizer", tokenizer},
                                              {"student", student},
                                              {"checkpoint", asked},
                                              {"checkpoint", parent},
                                              {"run", run}};
        requireOutOfTrash(f.project, needed);
        for (const ArtifactKey &key : needed)
            moveArtifactToTrash(f.project, key);
        QVERIFY_THROWS_EXCEPTION(Error, requireOutOfTrash(f.project, needed));
        emptyTrash(*f.project);
        QCOMPARE(trashItems(*f.project).size(), needed.size());
        const auto why = neededInTrash(*f.project);
        for (const ArtifactKey &key : needed)
            QVERIFY2(why.contains(key) && renderEnglish(why.at(key)).find("queue") != std::string::npos,
                     key.kind.c_str());
        for (const QueuedTask &waiting : queue.tasks())
            queue.remove(waiting.id);
        emptyTrash(*f.project);
        QVERIFY(trashItems(*f.project).empty());
    }
    void a_checkpoint_stays_for_its_evaluation_and_its_chat() {
        ProjectFixture f;
        RunStore store(f.project);
        const RunId run = addRun(store);
        const auto asked = addCheckpoint(store, run, 10), told = addCheckpoint(store, run, 20),
                   free = addCheckpoint(store, run, 30);
        const auto evaluation = addEvaluation(store, run, asked);
        const ChatId chat = addChat(f.project, told);
        for (const auto id : {asked, told, free})
            moveArtifactToTrash(store.project(), {"checkpoint", id});
        emptyTrash(*f.project);
        QCOMPARE(f.filesIn("trash"), (std::vector<std::string>{"checkpoint-0001", "checkpoint-0002"}));
        moveArtifactToTrash(store.project(), {"evaluation", evaluation});
        moveArtifactToTrash(f.project, {"chat", chat});
        emptyTrash(*f.project);
        QVERIFY(trashItems(*f.project).empty() && f.filesIn("trash").empty());
        QCOMPARE(countOf(*f.project, "SELECT count(*) FROM evaluation_answer"), 0);
        QCOMPARE(countOf(*f.project, "SELECT count(*) FROM chat_turn"), 0);
    }
    void a_run_stays_for_evaluations_chats_and_its_children() {
        ProjectFixture f;
        RunStore store(f.project);
        const RunId measured = addRun(store), talked = addRun(store), parent = addRun(store);
        RunRecord child;
        child.configJson = "{}";
        child.parent = parent;
        const RunId forked = store.addRun(child);
        const auto evaluation = addEvaluation(store, measured, 0);
        const ChatId chat = addChat(f.project, addCheckpoint(store, talked, 5));
        store.addMetrics({{measured, 1, "train/loss", 1.5, 0}});
        const auto early = addCheckpoint(store, parent, 5);
        moveArtifactToTrash(store.project(), {"checkpoint", early});
        for (const RunId run : {measured, talked, parent})
            moveArtifactToTrash(store.project(), {"run", run});
        emptyTrash(*f.project);
        QCOMPARE(store.evaluationAnswers(evaluation).size(), std::size_t(1));
        restoreArtifact(store.project(), {"run", measured});
        QCOMPARE(store.metrics(measured, 0, nullptr).size(), std::size_t(1));
        QVERIFY(fs::exists(store.run(measured).folder / "run.json"));
        moveArtifactToTrash(store.project(), {"run", measured});
        moveArtifactToTrash(store.project(), {"run", forked});
        moveArtifactToTrash(store.project(), {"evaluation", evaluation});
        moveArtifactToTrash(f.project, {"chat", chat});
        emptyTrash(*f.project);
        QVERIFY(trashItems(*f.project).empty() && f.filesIn("trash").empty() && f.filesIn("runs").empty());
        for (const char *table : {"run", "metric", "checkpoint", "evaluation"})
            QCOMPARE(countOf(*f.project, std::string("SELECT count(*) FROM ") + table), 0);
    }
    void no_number_is_given_twice() {
        ProjectFixture f;
        auto store = std::make_unique<RunStore>(f.project);
        const RunId run = addRun(*store);
        const auto tokenizer = addTokenizer(*store, f.folder()), student = addStudent(*store, tokenizer),
                   checkpoint = addCheckpoint(*store, run, 1), evaluation = addEvaluation(*store, run, 0);
        const ChatId chat = addChat(f.project, 0);
        moveArtifactToTrash(store->project(), {"tokenizer", tokenizer});
        moveArtifactToTrash(store->project(), {"student", student});
        moveArtifactToTrash(store->project(), {"checkpoint", checkpoint});
        moveArtifactToTrash(store->project(), {"evaluation", evaluation});
        moveArtifactToTrash(f.project, {"chat", chat});
        emptyTrash(*f.project);
        QVERIFY(trashItems(*f.project).empty());
        store.reset();
        f.reopen();
        RunStore again(f.project);
        QCOMPARE(addTokenizer(again, f.folder()), tokenizer + 1);
        QCOMPARE(addStudent(again, 0), student + 1);
        QCOMPARE(addCheckpoint(again, run, 2), checkpoint + 1);
        QCOMPARE(addEvaluation(again, run, 0), evaluation + 1);
        QCOMPARE(addChat(f.project, 0), chat + 1);
    }
    // Of a project that an older Retort kept, or that was rebuilt from its folders.
    void a_number_that_is_only_named_is_taken_as_well() {
        ProjectFixture f;
        RunStore store(f.project);
        const RunId run = addRun(store, 7, 9);
        addEvaluation(store, run, 11);
        QCOMPARE(addStudent(store, 0), 10);
        QCOMPARE(addTokenizer(store, f.folder()), 8);
        QCOMPARE(addCheckpoint(store, run, 1), 12);
        addChat(f.project, 40);
        QCOMPARE(addCheckpoint(store, run, 2), 41);
    }
    void files_that_a_kill_kept_from_the_trash_end_with_their_record() {
        ProjectFixture f;
        {
            RunStore store(f.project);
            addCheckpoint(store, addRun(store), 1);
        }
        f.project->write("probe", [](SQLite::Database &db) { // committed, and dead before the move
            Query(db, "UPDATE run SET trashed='2020-01-01T00:00:00Z'").run();
        });
        f.reopen(); // which empties what is old
        QVERIFY(trashItems(*f.project).empty() && f.filesIn("runs").empty());
    }
    // The kill came between the commit and the removal of the files.
    void files_of_records_that_are_gone_are_removed_at_the_next_opening() {
        ProjectFixture f;
        {
            RunStore store(f.project);
            moveArtifactToTrash(store.project(), {"checkpoint", addCheckpoint(store, addRun(store), 1)});
        }
        const fs::path place = f.folder() / "trash" / "checkpoint-0001";
        const fs::path kept = f.root() / "kept";
        fs::copy(place, kept, fs::copy_options::recursive);
        emptyTrash(*f.project);
        QVERIFY(!fs::exists(place));
        fs::rename(kept, place); // nothing planned it: it is nobody's, and stays
        f.reopen();
        QVERIFY(fs::exists(place));
        const auto plan = [&](const std::string &path) {
            f.project->write("probe", [&](SQLite::Database &db) {
                Query(db, "INSERT INTO meta(key, value) VALUES(?, '')").bind("removing:" + path).run();
            });
        };
        atomicWrite(f.root() / "outside", "x");
        for (const char *path : {"trash/checkpoint-0001", "../outside", "runs/0001", "project.retort"})
            plan(path);
        f.reopen();
        QVERIFY(!fs::exists(place));
        QVERIFY(fs::exists(f.root() / "outside") && fs::exists(f.folder() / "runs" / "0001" / "run.json"));
        QVERIFY(fs::exists(f.folder() / "project.retort"));
    }
    void a_restored_database_sweeps_nothing() {
        ProjectFixture f;
        importSamples(f.project, 0, 100);
        const auto second = importSamples(f.project, 100, 200);
        moveArtifactToTrash(f.project, {"version", *second.version});
        moveArtifactToTrash(f.project, {"source", second.source});
        ageTrash(*f.project);
        const auto backup = backupOf(*f.project);
        restoreArtifact(f.project, {"source", second.source}); // life went on
        restoreArtifact(f.project, {"version", *second.version});
        f.project.reset();
        restoreBackup(f.folder(), backup);
        for (int opening = 0; opening < 2; ++opening) {
            f.reopen();
            QCOMPARE(f.filesIn("samples"), (std::vector<std::string>{"0001.arrow", "0002.arrow"}));
        }
        f.project.reset();
        repairProject(f.folder()); // looks at every file; from now on sweeps are safe
        f.project = Project::open(f.folder());
        QCOMPARE(f.filesIn("samples"), std::vector<std::string>{"0001.arrow"});
    }
};

RETORT_TEST(TestTrash)
#include "tst_trash.moc"
