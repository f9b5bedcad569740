// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/artifacts/artifact.h"
#include "core/data/artifacts/trash.h"

#include "core/base/file.h"
#include "core/data/project_fixture.h"
#include "core/data/runs/chat_store.h"
#include "test_main.h"

#include <algorithm>
#include <fstream>

using namespace retort;
namespace fs = std::filesystem;

namespace {

// One of every kind, each used by the next one.
struct Whole : ProjectFixture {
    std::map<std::string, std::int64_t> ids;

    Whole() {
        const ImportedSource imported = importSamples(project, 0, 200);
        RunStore runs(project);
        ids["source"] = imported.source;
        ids["version"] = *imported.version;
        TokenizerRecord tokenizer;
        tokenizer.name = "bpe";
        tokenizer.kind = "sentencepiece";
        tokenizer.file = "models/tokenizer-0001/tokenizer.model";
        tokenizer.version = ids["version"];
        fs::create_directories(folder() / "models/tokenizer-0001");
        std::ofstream(folder() / tokenizer.file) << "pieces";
        ids["tokenizer"] = runs.addTokenizer(tokenizer);
        StudentRecord student;
        student.name = "tiny";
        student.configJson = "{}";
        student.tokenizer = ids["tokenizer"];
        ids["student"] = runs.addStudent(student);
        RunRecord run;
        run.name = "first";
        run.version = ids["version"];
        run.tokenizer = ids["tokenizer"];
        run.student = ids["student"];
        run.configJson = "{}";
        ids["run"] = runs.addRun(run);
        CheckpointRecord checkpoint;
        checkpoint.run = ids["run"];
        checkpoint.name = "step 9";
        checkpoint.folder = runs.run(ids["run"]).folder / "step-9";
        checkpoint.reason = "final";
        fs::create_directories(checkpoint.folder);
        std::ofstream(checkpoint.folder / "model.safetensors") << "weights";
        ids["checkpoint"] = runs.addCheckpoint(checkpoint);
        EvaluationRecord evaluation;
        evaluation.run = ids["run"];
        evaluation.checkpoint = ids["checkpoint"];
        evaluation.name = "test";
        ids["evaluation"] = runs.addEvaluation(evaluation, {});
        StoredTurn question, answer;
        question.role = "user";
        question.text = "1+1=?";
        answer.role = "assistant";
        answer.text = "2";
        answer.checkpoint = ids["checkpoint"];
        answer.settingsJson = "{}";
        ids["chat"] = ChatStore(project).addChat({question, answer}, "sums");
    }
    ArtifactKey key(const std::string &kind) const { return {kind, ids.at(kind)}; }
    Artifact record(const std::string &kind) const {
        const auto all = livingArtifacts(project, kind);
        return all.empty() ? Artifact() : all.back();
    }
    TrashItem inTrash(const std::string &kind) const {
        for (const TrashItem &item : trashItems(*project))
            if (item.kind == kind)
                return item;
        return {};
    }
    std::vector<std::string> kindsInTrash() const {
        std::vector<std::string> kinds;
        for (const TrashItem &item : trashItems(*project))
            kinds.push_back(item.kind);
        std::sort(kinds.begin(), kinds.end());
        return kinds;
    }
};

} // namespace

class TestArtifact : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void every_kind_is_renamed_noted_thrown_away_and_brought_back_data() {
        QTest::addColumn<QString>("kind");
        for (const std::string &kind : artifactKinds())
            QTest::newRow(kind.c_str()) << QString::fromStdString(kind);
    }
    void every_kind_is_renamed_noted_thrown_away_and_brought_back() {
        QFETCH(QString, kind);
        const std::string word = kind.toStdString();
        Whole w;
        renameArtifact(w.project, w.key(word), "新名字");
        setArtifactNote(w.project, w.key(word), "a note");
        QCOMPARE(w.record(word).name, std::string("新名字"));
        QCOMPARE(w.record(word).note, std::string("a note"));
        QCOMPARE_ERROR(renameArtifact(w.project, w.key(word), ""), "invalid_argument");
        moveArtifactToTrash(w.project, w.key(word));
        QVERIFY(livingArtifacts(w.project, word).empty());
        QCOMPARE(w.inTrash(word).name, std::string("新名字"));
        restoreArtifact(w.project, w.key(word));
        QCOMPARE(w.record(word).key.id, w.ids.at(word));
        QVERIFY(trashItems(*w.project).empty());
    }
    void an_unknown_kind_is_refused_by_name() {
        Whole w;
        QCOMPARE_ERROR(livingArtifacts(w.project, "pragma"), "invalid_argument");
        QCOMPARE_ERROR(renameArtifact(w.project, {"pragma", 1}, "x"), "invalid_argument");
        QCOMPARE_ERROR(renameArtifact(w.project, {"run", 99}, "x"), "not_found");
    }
    void what_a_living_trainer_uses_stays() {
        Whole w;
        const FileLock lock = FileLock::tryLock(w.folder() / "runs" / "0001" / "owner.lock");
        QVERIFY(lock.held());
        for (const char *kind : {"run", "tokenizer"})
            QCOMPARE_ERROR(moveArtifactToTrash(w.project, w.key(kind)), "busy");
    }
    void two_sources_do_not_share_a_name() {
        Whole w;
        const ImportedSource second = importSamples(w.project, 200, 300);
        const Artifact first = livingArtifacts(w.project, "source").front();
        renameArtifact(w.project, first.key, "first");
        QCOMPARE_ERROR(renameArtifact(w.project, {"source", second.source}, "first"), "invalid_argument");
        renameArtifact(w.project, first.key, "first"); // its own
    }
    void a_checkpoint_of_a_run_in_the_trash_is_not_listed() {
        Whole w;
        moveArtifactToTrash(w.project, w.key("run"));
        QVERIFY(livingArtifacts(w.project, "checkpoint").empty());
        restoreArtifact(w.project, w.key("run"));
        QCOMPARE(livingArtifacts(w.project, "checkpoint").size(), std::size_t(1));
    }
    void deleting_one_thing_leaves_the_others_in_the_trash() {
        Whole w;
        for (const char *kind : {"chat", "evaluation"})
            moveArtifactToTrash(w.project, w.key(kind));
        const TrashItem evaluation = w.inTrash("evaluation");
        deleteForGood(*w.project, {w.inTrash("chat")});
        QCOMPARE(w.kindsInTrash(), std::vector<std::string>{"evaluation"});
        QCOMPARE(w.inTrash("evaluation").trashedAt, evaluation.trashedAt);
        restoreArtifact(w.project, w.key("evaluation"));
        QCOMPARE(w.record("evaluation").name, std::string("test"));
    }
    void deleting_frees_the_files() {
        Whole w;
        for (const char *kind : {"chat", "evaluation", "checkpoint"})
            moveArtifactToTrash(w.project, w.key(kind));
        const auto items = trashItems(*w.project);
        QCOMPARE(deleteForGood(*w.project, items), 7);
        QVERIFY(trashItems(*w.project).empty());
        QVERIFY(w.filesIn("trash").empty());
        QCOMPARE(w.record("run").name, std::string("first"));
    }
    void what_a_living_thing_needs_says_so_and_stays() {
        Whole w;
        moveArtifactToTrash(w.project, w.key("version"));
        const TrashItem version = w.inTrash("version");
        QCOMPARE(neededInTrash(*w.project).count(w.key("version")), std::size_t(1));
        try {
            deleteForGood(*w.project, {version});
            QFAIL("deleted");
        } catch (const Error &e) {
            QCOMPARE(e.code(), ErrorCode::Busy);
            const QString said = QString::fromStdString(renderEnglish(e.text()));
            QVERIFY2(said.contains("“bpe” needs it"), qPrintable(said));
        }
        QCOMPARE(w.inTrash("version").trashedAt, version.trashedAt); // not forgotten, not thrown away anew
        emptyTrash(*w.project);
        QCOMPARE(w.kindsInTrash(), std::vector<std::string>{"version"});
        restoreArtifact(w.project, w.key("version"));
        QCOMPARE(VersionStore(w.project).version(w.ids["version"]).rows, 200);
    }
    // What is told to stay is what stays, for every thing of the chain alone.
    void what_is_told_to_be_needed_is_what_an_emptied_trash_keeps_data() {
        every_kind_is_renamed_noted_thrown_away_and_brought_back_data();
    }
    void what_is_told_to_be_needed_is_what_an_emptied_trash_keeps() {
        QFETCH(QString, kind);
        Whole w;
        moveArtifactToTrash(w.project, w.key(kind.toStdString()));
        const bool told = !neededInTrash(*w.project).empty();
        emptyTrash(*w.project);
        QCOMPARE(!trashItems(*w.project).empty(), told);
        QCOMPARE(told, kind != "chat" && kind != "evaluation");
    }
    void a_thing_and_what_needs_it_go_together() {
        Whole w;
        for (const std::string &kind : artifactKinds())
            moveArtifactToTrash(w.project, w.key(kind));
        QVERIFY(neededInTrash(*w.project).empty());                                // nothing living is left
        QCOMPARE_ERROR(deleteForGood(*w.project, {w.inTrash("student")}), "busy"); // its run is there as well
        QCOMPARE(w.kindsInTrash().size(), std::size_t(8));
        deleteForGood(*w.project, trashItems(*w.project));
        QVERIFY(trashItems(*w.project).empty());
        QVERIFY(w.filesIn("samples").empty());
    }
    void a_file_that_no_record_owns_goes_by_its_name() {
        Whole w;
        std::ofstream(w.folder() / "trash/20200101-000000-old.arrow") << "12345";
        std::ofstream(w.folder() / "trash/20200101-000000-other.arrow") << "1";
        TrashItem item;
        item.kind = "file";
        item.name = "20200101-000000-old.arrow";
        item.bytes = 5;
        QCOMPARE(deleteForGood(*w.project, {item}), 5);
        QCOMPARE(w.filesIn("trash"), std::vector<std::string>{"20200101-000000-other.arrow"});
        item.name = "../project.retort";
        QCOMPARE_ERROR(deleteForGood(*w.project, {item}), "not_found");
        QVERIFY(fs::exists(w.folder() / "project.retort"));
    }
    void nothing_is_touched_in_a_project_open_for_reading() {
        Whole w;
        moveArtifactToTrash(w.project, w.key("checkpoint"));
        const auto files = w.filesIn("trash");
        const TrashItem item = w.inTrash("checkpoint");
        w.project = Project::open(w.folder(), OpenMode::ReadOnly);
        QCOMPARE_ERROR(restoreArtifact(w.project, w.key("checkpoint")), "permission");
        QCOMPARE_ERROR(deleteForGood(*w.project, {item}), "permission");
        QCOMPARE_ERROR(renameArtifact(w.project, w.key("run"), "x"), "permission");
        QCOMPARE_ERROR(moveArtifactToTrash(w.project, w.key("run")), "permission");
        QCOMPARE(w.filesIn("trash"), files);
        QCOMPARE(trashItems(*w.project).size(), std::size_t(1));
    }
};

RETORT_TEST(TestArtifact)
#include "tst_artifact.moc"
