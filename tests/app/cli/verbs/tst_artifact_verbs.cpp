// SPDX-License-Identifier: GPL-3.0-or-later
// project rename, note, trash, sources, derive; trace --undo and --discard-pending: by the program, on a real
// project.
#include "app/cli/cli_process.h"
#include "core/data/artifacts/artifact.h"
#include "core/data/project_fixture.h"
#include "core/data/runs/run_store.h"
#include "test_main.h"

#include <QJsonArray>

using namespace retort;

class TestArtifactVerbs : public QObject {
    Q_OBJECT

    std::unique_ptr<ProjectFixture> m_fixture;
    SourceId m_first = 0, m_second = 0;

    Ran run(const QString &verb, const QStringList &arguments, bool json = true) {
        QStringList all = verb.split(' ') + arguments;
        all << "--project" << QString::fromStdString(m_fixture->folder().string());
        if (json)
            all << "--json";
        return runCli(all, {}, 60'000);
    }
    VersionStore store() { return VersionStore(m_fixture->project); }

private Q_SLOTS:
    void init() {
        m_fixture = std::make_unique<ProjectFixture>();
        m_first = importSamples(m_fixture->project, 0, 600, SourceRole::TrainPool, "first").source;
        m_second = importSamples(m_fixture->project, 600, 1000, SourceRole::TrainPool, "second").source;
    }
    void an_artifact_is_renamed_by_id_and_by_name() {
        const auto ran = run("project rename", {"source:" + QString::number(m_first), "习题"});
        QVERIFY2(ran.code == 0, ran.out + ran.err);
        QCOMPARE(ran.json["old_name"].toString(), QString("first"));
        QCOMPARE(store().source(m_first).name, std::string("习题"));
        QCOMPARE(run("project rename", {"source:习题", "again"}).code, 0);
        QCOMPARE(store().source(m_first).name, std::string("again"));
        QCOMPARE(run("project rename", {"version:newest", "whole"}).code, 0);
        QCOMPARE(store().version(2).name, std::string("whole"));
        QCOMPARE(run("project rename", {"project", "R1 蒸馏"}).code, 0);
        QCOMPARE(m_fixture->project->info().name, std::string("R1 蒸馏"));
    }
    void wrong_names_are_refused_with_what_there_is() {
        QCOMPARE(run("project rename", {"source:1"}).code, 2);
        QCOMPARE(run("project rename", {"first", "x"}).code, 2);
        const auto kind = run("project rename", {"pragma:1", "x"});
        QCOMPARE(kind.code, 2);
        QVERIFY2(kind.message().contains("checkpoint"), kind.out);
        const auto none = run("project rename", {"source:99", "x"});
        QCOMPARE(none.code, 1);
        QVERIFY2(none.message().contains("first") && none.message().contains("second"), none.out);
        QCOMPARE(run("project rename", {"run:1", "x"}).code, 1);
    }
    void notes_are_written_and_read() {
        QCOMPARE(run("project note", {"version:2", "both together"}).code, 0);
        QCOMPARE(run("project note", {"version:2"}).json["note"].toString(), QString("both together"));
        QCOMPARE(store().version(2).note, std::string("both together"));
        QCOMPARE(run("project note", {"project", "for the course"}).code, 0);
        QCOMPARE(run("project info", {}).json["note"].toString(), QString("for the course"));
    }
    void artifacts_go_to_the_trash_come_back_and_end() {
        const auto moved = run("project trash", {"version:1"});
        QVERIFY2(moved.code == 0, moved.out + moved.err);
        QCOMPARE(store().versions().size(), std::size_t(1));
        const auto item = moved.json["trash"].toArray().first().toObject();
        QCOMPARE(item["kind"].toString(), QString("version"));
        QVERIFY(item["needed"].toString().contains("needs it")); // version 2 comes from it
        const auto refused = run("project trash", {"version:1", "--delete"});
        QCOMPARE(refused.code, 1);
        QCOMPARE(refused.json["error"].toObject()["code"].toString(), QString("busy"));
        QCOMPARE(run("project trash", {"version:1", "--restore"}).json["trash"].toArray().size(), 0);
        QCOMPARE(store().versions().size(), std::size_t(2));

        QCOMPARE(run("project trash", {"version:1", "version:2", "source:first"}).code, 0);
        const auto emptied = run("project trash", {"--empty"});
        QVERIFY2(emptied.code == 0, emptied.out + emptied.err);
        QVERIFY(emptied.json["freed_bytes"].toInt() > 1000);
        QCOMPARE(emptied.json["trash"].toArray().size(), 0);
        QCOMPARE(store().sources(true).size(), std::size_t(1));
    }
    void the_trash_is_listed_without_writing_and_wrong_flags_are_usage_errors() {
        QVERIFY(run("project trash", {}, false).out.contains("The trash is empty."));
        QCOMPARE(run("project trash", {"--restore"}).code, 2);
        QCOMPARE(run("project trash", {"--empty", "--delete"}).code, 2);
        QCOMPARE(run("project trash", {"version:1", "--empty"}).code, 2);
        QCOMPARE(run("project trash", {"version:1", "--restore"}).code, 1); // not there
        QCOMPARE(store().versions().size(), std::size_t(2));
        run("project trash", {"source:second"});
        const auto listed = run("project trash", {}, false);
        QVERIFY2(listed.out.contains("source:" + QByteArray::number(qlonglong(m_second)))
                     && listed.out.contains("14 days"),
                 listed.out);
    }
    void sources_are_listed_and_given_a_role() {
        const auto listed = run("project sources", {});
        QCOMPARE(listed.code, 0);
        const auto first = listed.json["sources"].toArray().first().toObject();
        QCOMPARE(first["name"].toString(), QString("first"));
        QCOMPARE(first["rows"].toInt(), 600);
        QCOMPARE(first["role"].toString(), QString("train_pool"));
        QCOMPARE(run("project sources", {"second", "--role", "benchmark"}).code, 0);
        QCOMPARE(store().source(m_second).role, SourceRole::Benchmark);
        QVERIFY(store().version(2).stale);
        QCOMPARE(run("project sources", {"second"}).code, 2);
        QCOMPARE(run("project sources", {"--role", "benchmark"}).code, 2);
    }
    void a_version_is_derived_after_a_preview() {
        const auto counted = run("project derive", {"--without", "second", "--preview"});
        QVERIFY2(counted.code == 0, counted.out + counted.err);
        QCOMPARE(counted.json["rows"].toInt(), 600);
        QCOMPARE(counted.json["parent"].toObject()["rows"].toInt(), 1000);
        QVERIFY(!counted.json.contains("version"));
        QCOMPARE(store().versions().size(), std::size_t(2));
        const auto made = run("project derive", {"--without", "second", "--validation-share", "0.25",
                                                 "--split-at-least", "0", "--name", "first only"});
        QVERIFY2(made.code == 0, made.out + made.err);
        QCOMPARE(made.json["version"].toInt(), 3);
        const VersionInfo info = store().version(3);
        QCOMPARE(info.name, std::string("first only"));
        QCOMPARE(info.sources, std::vector<SourceId>{m_first});
        QCOMPARE(info.split.validation, 0.25);
        QCOMPARE(info.split.test, 0.02); // not said: as before
        QVERIFY(info.validation > 100 && info.validation < 200);
        QCOMPARE(run("project derive", {"--with", "second"}).json["rows"].toInt(), 1000);
    }
    void deriving_says_what_is_wrong() {
        QCOMPARE(run("project derive", {}).code, 2); // nothing would differ
        QCOMPARE(run("project derive", {"--without", "first,second"}).code, 2);
        QCOMPARE(run("project derive", {"--without", "nobody"}).code, 1);
        const auto share = run("project derive", {"--test-share", "2"});
        QCOMPARE(share.code, 2);
        QVERIFY2(share.message().contains("test_share") || share.message().contains("Test share"), share.out);
        run("project sources", {"second", "--role", "benchmark"});
        QCOMPARE(run("project derive", {"--with", "second"}).code, 2);
        QCOMPARE(store().versions().size(), std::size_t(2));
    }
    void marks_are_undone_redone_and_discarded() {
        QCOMPARE(run("trace", {"1", "2", "--mark", "discard"}).json["pending"].toInt(), 2);
        QCOMPARE(run("trace", {"3", "--mark", "keep"}).json["pending"].toInt(), 3);
        const auto undone = run("trace", {"--undo"});
        QCOMPARE(undone.code, 0);
        QCOMPARE(undone.json["undone"].toBool(), true);
        QCOMPARE(undone.json["pending"].toInt(), 2);
        QCOMPARE(run("trace", {"--redo"}).json["pending"].toInt(), 3);
        QCOMPARE(run("trace", {"--undo", "--redo"}).code, 2);
        const auto gone = run("trace", {"--discard-pending"});
        QCOMPARE(gone.json["discarded"].toInt(), 3);
        QCOMPARE(gone.json["pending"].toInt(), 0);
        QCOMPARE(store().pendingCount(2), 0);
        QCOMPARE(run("trace", {"--undo"}).json["undone"].toBool(true), false);
    }
    // Said before the training, which ends at once here: the tokenizer has no file.
    void training_says_how_many_changes_it_does_not_use() {
        TokenizerRecord tokenizer;
        tokenizer.name = "bpe";
        tokenizer.kind = "sentencepiece";
        tokenizer.file = "models/tokenizer-0001/tokenizer.model";
        tokenizer.version = 2;
        tokenizer.vocabSize = 2048;
        RunStore(m_fixture->project).addTokenizer(tokenizer);
        QVERIFY(!run("train", {"--preset", "demo"}, false).err.contains("in no version yet"));
        run("trace", {"1", "2", "--mark", "discard"});
        const auto ran = run("train", {"--preset", "demo"}, false);
        QVERIFY2(ran.err.contains("2 changes on version 2 are in no version yet"), ran.err);
        QVERIFY(!run("train", {"--preset", "demo", "--data-version", "1"}, false)
                     .err.contains("in no version yet"));
    }
    void help_names_the_flags_and_the_verbs_are_listed() {
        const Ran help = runCli({"project", "--help"}, {}, 30'000);
        QCOMPARE(help.code, 0);
        for (const char *verb : {"rename", "note", "trash", "sources", "derive"})
            QVERIFY2(help.out.contains(verb), verb);
    }
};

RETORT_TEST(TestArtifactVerbs)
#include "tst_artifact_verbs.moc"
