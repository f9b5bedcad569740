// SPDX-License-Identifier: GPL-3.0-or-later
// timeout: 300
// The whole line by retort-cli on a tiny setting, and what the shell is promised: exit codes, --json, clear
// messages.
#include "app/cli/cli_process.h"

#include "test_main.h"
#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>

using namespace retort;

class TestLine : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;

    Ran run(const QStringList &arguments, int timeout_ms = 120'000) {
        return runCli(arguments, m_dir.path(), timeout_ms);
    }

private Q_SLOTS:
    void every_verb_has_help() {
        const auto all = run({"--help"});
        QCOMPARE(all.code, 0);
        for (const char *verb : {"import", "clean", "trace", "tokenize", "student", "train", "runs", "eval",
                                 "compare", "chat", "devices", "demo", "demo-data"}) {
            QVERIFY2(all.out.contains(verb), verb);
            const auto help = run({verb, "--help"});
            QCOMPARE(help.code, 0);
            QVERIFY2(help.out.contains("--json"), verb);
        }
    }
    void wrong_usage_is_two_and_names_the_flag() {
        QCOMPARE(run({}).code, 2);
        QCOMPARE(run({"no-such-verb"}).code, 2);
        const auto ran = run({"import", "--project", "nowhere", "--format", "no_such_format", "x.jsonl"});
        QCOMPARE(ran.code, 2);
        QVERIFY(ran.err.contains("no_such_format"));
    }
    void errors_are_json_when_json_is_wanted() {
        const auto ran = run({"project", "info", "--project", "nowhere", "--json"});
        QVERIFY(ran.code != 0);
        QCOMPARE(ran.json["ok"].toBool(true), false);
        QVERIFY(!ran.json["error"].toObject()["code"].toString().isEmpty());
        QVERIFY(ran.json["error"].toObject()["message"].toString().contains("nowhere"));
    }
    void data_stages_make_versions() {
        const auto made = run({"demo-data", "demo.jsonl", "--count", "600", "--fault-share", "0.05",
                               "--duplicate-share", "0.05", "--json"});
        QCOMPARE(made.code, 0);
        QCOMPARE(made.json["lines"].toInt(), 600);
        QVERIFY(made.json["faults"].toInt() > 0);
        const auto preview = run({"import", "--project", "p", "--preview", "demo.jsonl", "--json"});
        QCOMPARE(preview.code, 0);
        QVERIFY(preview.json["ready"].toBool());
        QVERIFY(!QFile::exists(m_dir.filePath("p")));
        const auto imported = run({"import", "--project", "p", "--create", "demo.jsonl", "--json"});
        QVERIFY2(imported.code == 0, imported.out + imported.err);
        QCOMPARE(imported.json["rows"].toInt() + imported.json["refused"].toInt(), 600);
        const auto counted = run({"clean", "--project", "p", "--preview", "--json"});
        QCOMPARE(counted.code, 0);
        const auto cleaned = run({"clean", "--project", "p", "--json"});
        QCOMPARE(cleaned.code, 0);
        QVERIFY(cleaned.json["dropped"].toInt() >= made.json["duplicates"].toInt() / 2);
        QCOMPARE(cleaned.json["dropped"].toInt(), counted.json["dropped"].toInt());
        const auto found = run({"trace", "--project", "p", "--contains", "等于", "--json"});
        QCOMPARE(found.code, 0);
        QVERIFY(found.json["matches"].toInt() > 0);
        const auto first = QString::number(found.json["samples"].toArray().first().toObject()["id"].toInt());
        QCOMPARE(
            run({"trace", "--project", "p", "--mark", "discard", first, "--json"}).json["pending"].toInt(),
            1);
        QVERIFY(run({"trace", "--project", "p", "--make-version", "--json"}).json["version"].toInt()
                > cleaned.json["version"].toInt());
        const auto info = run({"project", "info", "--project", "p", "--json"});
        QCOMPARE(info.json["versions"].toArray().size(), 3);
    }
    void tokenizer_is_lossless() {
        const auto trained = run({"tokenize", "--project", "p", "--json"});
        QVERIFY2(trained.code == 0, trained.out + trained.err);
        QCOMPARE(trained.json["stats"].toObject()["mismatches"].toInt(-1), 0);
        const auto shown =
            run({"tokenize", "--project", "p", "--show", "347+285=？ <|user|>\n\t▁", "--json"});
        QCOMPARE(shown.json["round_trip"].toBool(), true);
    }
    void student_is_trained_asked_and_stored() {
        if (qEnvironmentVariable("RETORT_LEARN_LIBRARY").isEmpty())
            QSKIP("built without LibTorch");
        const auto trained =
            run({"train", "--project", "p", "--preset", "demo", "--max-steps", "12", "--warmup-steps", "2",
                 "--tokens-per-step", "512", "--charts", "charts", "--json"},
                240'000);
        QVERIFY2(trained.code == 0, trained.out + trained.err);
        QCOMPARE(trained.json["step"].toInt(), 12);
        QVERIFY(trained.json["checkpoint"].toInt() > 0);
        for (const auto &chart : trained.json["charts"].toArray())
            QVERIFY(QFile(m_dir.filePath(chart.toString())).size() > 500);
        const auto runs = run({"runs", "--project", "p", "--json"});
        QCOMPARE(runs.json["runs"].toArray().first().toObject()["state"].toString(), QString("finished"));
        const auto late = run({"runs", "--project", "p", "--ask", "stop", "--json"});
        QVERIFY(!late.json["ok"].toBool()
                && late.json["error"].toObject()["message"].toString().contains("Nobody"));
        const auto scored =
            run({"eval", "--project", "p", "--limit", "8", "--max-new-tokens", "24", "--json"});
        QVERIFY2(scored.code == 0, scored.out + scored.err);
        QCOMPARE(scored.json["asked"].toInt(), 8);
        const auto asked =
            run({"chat", "--project", "p", "--max-new-tokens", "8", "--json", "1+1等于多少？"});
        QVERIFY2(asked.code == 0, asked.out + asked.err);
        QCOMPARE(asked.json["turns"].toArray().size(), 1);
        QVERIFY(!asked.json.contains("chat"));
        QCOMPARE(run({"chat", "--project", "p", "--list", "--json"}).json["chats"].toArray().size(), 0);
        const auto saved = run({"chat", "--project", "p", "--max-new-tokens", "8", "--save", "--json",
                                "1+1等于多少？", "2+2等于多少？"});
        QVERIFY2(saved.code == 0, saved.out + saved.err);
        const auto listed = run({"chat", "--project", "p", "--list", "--json"}).json["chats"].toArray();
        QCOMPARE(listed.size(), 1);
        QCOMPARE(listed[0].toObject()["name"].toString(), QStringLiteral("1+1等于多少？"));
        QCOMPARE(listed[0].toObject()["turns"].toInt(), 4);
        QCOMPARE(saved.json["chat"].toObject()["id"].toInt(), listed[0].toObject()["id"].toInt());
        QCOMPARE(run({"compare", "--project", "p", "--json"}).json["evaluations"].toArray().size(), 1);
    }
};

RETORT_TEST(TestLine)
#include "tst_line.moc"
