// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/kind_info.h"

#include "core/learn/eval_job.h"

#include "test_main.h"
#include "ui/models/labels.h"
#include "ui/state/page_info.h"
#include "ui/theme/icon.h"
#include "ui/window/language.h"

using namespace retort;

class TestKindInfo : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void every_kind_of_core_has_a_complete_row() {
        QCOMPARE(kindTable().size(), artifactKinds().size());
        for (const std::string &word : artifactKinds()) {
            const KindInfo *kind = findKind(word);
            QVERIFY2(kind, word.c_str());
            QCOMPARE(&kindInfo(kind->kind), kind);
            QVERIFY2(*kind->label && kind->rows && kind->title && kind->detail, word.c_str());
            QVERIFY2(QFile::exists(QStringLiteral(":/icons/%1.svg").arg(kind->icon)), word.c_str());
            QVERIFY2(findPage(kind->page), word.c_str());
            QVERIFY2(!kind->isInput() || *kind->make, word.c_str());
            QVERIFY2(!*kind->duplicate || findPage(kind->duplicate), word.c_str());
        }
        QCOMPARE(findKind("file"), nullptr);
    }

    void changes_name_their_kind() {
        ProjectSnapshot before;
        RunRecord run;
        run.id = 1;
        run.lastLoss = run.bestValLoss = run.valAccuracy = std::nan(""); // none yet
        before.runs = {run};
        ProjectSnapshot after = before;
        QVERIFY(changedKinds(before, after).empty());
        after.runs[0].step = 5;
        QVERIFY(changedKinds(before, after).has(ArtifactKind::Run));
        QVERIFY(!changedKinds(before, after).has(ArtifactKind::Version));
        after = before;
        after.pendingCount = 1;
        QVERIFY(changedKinds(before, after).has(ArtifactKind::Version));
        before.pendingCount = 1;
        after.pending.revision = 1; // as many, of which one is another
        QVERIFY(changedKinds(before, after).has(ArtifactKind::Version));
        after.runs.clear();
        QVERIFY(changedKinds(before, after).has(ArtifactKind::Run));
    }

    void the_preset_checkpoint_is_none_that_moves() {
        ProjectSnapshot s;
        const auto addRun = [&s](RunId id, RunState state) {
            RunRecord run;
            run.id = id;
            run.state = state;
            s.runs.push_back(run);
        };
        const auto addCheckpoint = [&s](std::int64_t id, RunId run, double valLoss) {
            CheckpointRecord checkpoint;
            checkpoint.id = id;
            checkpoint.run = run;
            checkpoint.step = id;
            checkpoint.valLoss = valLoss;
            s.checkpoints.push_back(checkpoint);
        };
        const auto preset = [&s](RunId run) {
            Chosen chosen{};
            chosen[std::size_t(ArtifactKind::Run)] = run;
            return kindInfo(ArtifactKind::Checkpoint).preset(s, chosen);
        };
        QCOMPARE(preset(0), 0);
        addRun(1, RunState::Running);
        addCheckpoint(1, 1, 0.5);
        QCOMPARE(preset(1), 1); // there is no other
        s.runs[0].state = RunState::Finished;
        addCheckpoint(2, 1, 0.9);
        addRun(2, RunState::Stopped);
        addCheckpoint(3, 2, 0.7);
        addRun(3, RunState::Running);
        addCheckpoint(4, 3, 0.1);
        QCOMPARE(preset(1), 1); // the best of the chosen run
        QCOMPARE(preset(3), 3); // the chosen one trains: the newest that does not
        QCOMPARE(preset(0), 3);
        s.runs[2].state = RunState::Finished;
        QCOMPARE(preset(3), 4);
    }

    void inputs_that_go_together_are_preset() {
        ProjectSnapshot s;
        const auto preset = [&s] {
            Chosen chosen{};
            chosen[std::size_t(ArtifactKind::Version)] = 2;
            return kindInfo(ArtifactKind::Tokenizer).preset(s, chosen);
        };
        QCOMPARE(preset(), 0);
        for (const auto &[id, version] : {std::pair{1, 1}, {2, 2}, {3, 1}}) {
            s.tokenizers.emplace_back();
            s.tokenizers.back().id = id;
            s.tokenizers.back().version = version;
        }
        QCOMPARE(preset(), 2); // of the chosen data
        s.students.emplace_back();
        s.students.back().tokenizer = 1;
        QCOMPARE(preset(), 1); // the others have no student
        s.students.emplace_back();
        s.students.back().tokenizer = 2;
        QCOMPARE(preset(), 2);
    }

    void the_snapshot_tells_name_detail_and_runs_of_an_artifact() {
        WindowLanguage language; // English plurals come from its translation
        language.apply("en");
        ProjectSnapshot s;
        s.versions = {{}};
        s.versions[0].id = 4;
        s.versions[0].name = "v4";
        s.versions[0].rows = 12;
        RunRecord run;
        run.id = 7;
        run.version = 4;
        run.name = "seventh";
        s.runs = {run};
        CheckpointRecord checkpoint;
        checkpoint.id = 9;
        checkpoint.run = 7;
        checkpoint.name = "step 100";
        s.checkpoints = {checkpoint};
        QCOMPARE(artifactTitle(s, {ArtifactKind::Version, 4}), "v4");
        QVERIFY(artifactDetail(s, {ArtifactKind::Version, 4}).startsWith("12 samples"));
        QCOMPARE(artifactTitle(s, {ArtifactKind::Checkpoint, 9}), "step 100 · seventh");
        QCOMPARE(runsOf(s, {ArtifactKind::Version, 4}), std::vector<RunId>{7});
        QCOMPARE(runsOf(s, {ArtifactKind::Checkpoint, 9}), std::vector<RunId>{7});
        QVERIFY(runsOf(s, {ArtifactKind::Tokenizer, 4}).empty());
        QVERIFY(!artifact(s, "/p", {ArtifactKind::Version, 5}).valid());
        QCOMPARE(artifactTitle(s, {ArtifactKind::Version, 5}), QString());
    }

    void an_evaluation_that_nobody_named_is_called_in_the_shown_language() {
        ProjectSnapshot s;
        for (const std::string &name :
             {givenEvaluationName("step 400", Split::Test, 400),
              givenEvaluationName(untrainedName, Split::Validation, 400),
              givenEvaluationName("mine", Split::Test, 400), std::string("a try")}) {
            EvaluationRecord e;
            e.id = std::ssize(s.evaluations) + 1;
            e.name = name;
            e.asked = 400;
            s.evaluations.push_back(e);
        }
        const auto titles = [&] {
            QStringList all;
            for (const EvaluationRecord &e : s.evaluations)
                all << artifactTitle(s, {ArtifactKind::Evaluation, e.id});
            return all;
        };
        WindowLanguage language;
        language.apply("en");
        QCOMPARE(titles(), (QStringList{"step 400 · test · 400", "untrained · validation · 400",
                                        "mine · test · 400", "a try"}));
        language.apply("zh_CN");
        const QString test = splitLabel(Split::Test), validation = splitLabel(Split::Validation);
        QCOMPARE(titles(), (QStringList{"第 400 步 · " + test + " · 400", "未训练 · " + validation + " · 400",
                                        "mine · " + test + " · 400", "a try"}));
        QVERIFY(test != "test");
    }
};

RETORT_TEST(TestKindInfo)
#include "tst_kind_info.moc"
