// SPDX-License-Identifier: GPL-3.0-or-later
// timeout: 240
// What retort-cli says, whole: exit code, standard output and standard error of typical calls on a small
// fixed project, compared with tests/app/cli/outputs/<case>.txt. Folders, times, sizes, speeds, hashes and
// what the tokenizer's library decides stand there as <WORDS>.
//
// After a deliberate change of a text or option:
//   RETORT_RENEW_OUTPUTS=1 ctest --test-dir build/release -R app.cli.output
// writes the files anew (the test is then skipped); read their diff before it is committed.
#include "test_main.h"
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>

#include <map>
#include <vector>

namespace {

struct Call {
    QString name;
    QStringList arguments;
};

QByteArray record(int i, const QByteArray &thinking, const QByteArray &answer) {
    const QByteArray n = QByteArray::number(i);
    return "{\"question\":\"" + n + "加1等于多少？\",\"thinking\":\"" + thinking + "\",\"answer\":\"" + answer
           + "\",\"repo_name\":\"made\",\"split\":\"" + (i % 5 == 4 ? "test" : "train") + "\"}\n";
}

// Thirty rows: two repeat a question, two have a stray tag, one has no answer; two lines are not records.
QByteArray fixedRecords() {
    QByteArray lines;
    for (int i = 0; i < 30; ++i) {
        const int asked = i == 20 || i == 21 ? i - 20 : i;
        QByteArray thinking = "先写下" + QByteArray::number(asked) + "，再从个位加起。\\n\\n等等，检查一遍："
                              + QByteArray::number(asked) + "+1=" + QByteArray::number(asked + 1) + "。";
        if (i == 3 || i == 8)
            thinking += "</think>";
        lines += record(asked, thinking, i == 12 ? "" : "\\\\boxed{" + QByteArray::number(asked + 1) + "}");
        if (i == 5)
            lines += "{\"question\": broken\n";
        if (i == 6)
            lines += "{\"width\": 1}\n";
    }
    return lines;
}

std::vector<Call> calls() {
    const QString p = QStringLiteral("--project");
    return {
        // --- the line
        {"demo_data", {"demo-data", "made.jsonl", "--count", "40", "--fault-share", "0.1"}},
        {"import_preview", {"import", "--preview", "rows.jsonl", "empty.jsonl"}},
        {"import_preview_cut", {"import", "--preview", "cut.jsonl.gz", "rows.jsonl"}},
        {"import_preview_unknown", {"import", "--preview", "unknown.jsonl"}},
        {"import", {"import", p, "p", "--create", "rows.jsonl", "--refused-report", "refused.jsonl"}},
        {"import_json", {"import", p, "p_json", "--create", "rows.jsonl", "--json"}},
        {"import_mapping", {"import", "--preview", "--question", "a", "--answer", "b", "unknown.jsonl"}},
        {"clean_preview", {"clean", p, "p", "--preview"}},
        {"clean_preview_json", {"clean", p, "p", "--preview", "--json", "exact_duplicates"}},
        {"clean_list", {"clean", "--list"}},
        {"clean", {"clean", p, "p", "--name", "clean"}},
        {"trace", {"trace", p, "p", "--contains", "7+1", "--limit", "1"}},
        {"trace_mark", {"trace", p, "p", "--mark", "discard", "2", "3"}},
        {"trace_json", {"trace", p, "p", "1", "--json"}},
        {"tokenize", {"tokenize", p, "p", "--name", "pieces", "--vocab-size", "400"}},
        {"tokenize_show", {"tokenize", p, "p", "--show", "347+285=？"}},
        {"tokenize_sample", {"tokenize", p, "p", "--sample", "2"}},
        {"student_json", {"student", "--preset", "demo", "--json"}},
        {"project_info", {"project", "info", p, "p"}},
        {"queue", {"queue", p, "p"}},
        {"project_info_json", {"project", "info", p, "p", "--json"}},
        {"quiet", {"import", p, "p_quiet", "--create", "rows.jsonl", "--quiet"}},
        // --- wrong usage: 2
        {"no_verb", {}},
        {"unknown_verb", {"bogus", "--json"}},
        {"unknown_project_verb", {"project", "bogus"}},
        {"unknown_flag", {"import", "--bogus", "rows.jsonl"}},
        {"unknown_flag_json", {"import", "--json", "--bogus", "rows.jsonl"}},
        {"no_file", {"import", p, "p"}},
        {"two_folders", {"project", "create", "one", "two"}},
        {"threads_0", {"clean", p, "p", "--preview", "--threads", "0"}},
        {"threads_word", {"clean", p, "p", "--preview", "--threads", "many", "--json"}},
        {"unknown_format", {"import", "--preview", "--format", "bogus", "rows.jsonl"}},
        {"option_of_another_format", {"import", "--preview", "--boxed-answer", "rows.jsonl"}},
        {"unknown_operator", {"clean", p, "p", "--preview", "bogus"}},
        {"wrong_operator_option", {"clean", p, "p", "--preview", "length_window:bogus=1"}},
        {"mark_without_numbers", {"trace", p, "p", "--mark", "keep"}},
        // --- failed: 1
        {"no_project", {"project", "info", p, "nowhere"}},
        {"no_project_json", {"clean", p, "nowhere", "--json"}},
        {"no_such_file", {"import", p, "p", "nowhere.jsonl"}},
        {"no_such_version", {"clean", p, "p", "--data-version", "bogus"}},
        {"no_folder_for_the_report",
         {"import", p, "p", "rows.jsonl", "--refused-report", "nowhere/refused.jsonl"}},
        {"no_folder_for_demo_data", {"demo-data", "nowhere/made.jsonl", "--count", "10"}},
        {"no_entry", {"queue", p, "p", "--remove", "999"}},
        {"no_tokenizer", {"tokenize", p, "p_json", "--show", "1"}},
    };
}

// Of the words in front of the descriptions below "Subcommands:".
QStringList verbsIn(const QByteArray &help) {
    QStringList verbs;
    const QString text = QString::fromUtf8(help);
    static const QRegularExpression line(QStringLiteral("^  ([a-z-]+)(\\s|$)"),
                                         QRegularExpression::MultilineOption);
    for (auto it = line.globalMatch(text, text.indexOf(QStringLiteral("Subcommands:"))); it.hasNext();)
        verbs << it.next().captured(1);
    return verbs;
}

} // namespace

class TestOutput : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    std::map<QString, QString> m_said; // by case, in words that are the same everywhere

    static QString expectedPath(const QString &name) {
        return qEnvironmentVariable("RETORT_SOURCE") + QStringLiteral("/tests/app/cli/outputs/") + name
               + QStringLiteral(".txt");
    }

    // --help is the same everywhere but for the devices of the machine, and for how many blank lines this
    // version of the parser leaves between and after its parts.
    static QString steadyHelp(QString text) {
        text.replace(QRegularExpression(QStringLiteral("\\n{3,}")), QStringLiteral("\n\n"));
        while (text.endsWith(QStringLiteral("\n\n")))
            text.chop(1);
        return text.replace(QRegularExpression(QStringLiteral("One of: auto cpu[^.]*\\.")),
                            QStringLiteral("One of: auto cpu <DEVICES>."));
    }

    QString steady(QString text) const {
        text.replace(QDir(m_dir.path()).canonicalPath(), QStringLiteral("<DIR>"));
        text.replace(m_dir.path(), QStringLiteral("<DIR>"));
        const std::vector<std::pair<const char *, const char *>> rules{
            {R"(\d+(\.\d+)? (B|kB|MB|GB)/s\b)", "<SPEED>"},
            {R"(\d+(\.\d+)? (B|kB|MB|GB)\b)", "<SIZE>"},
            {R"(\b\d+\.\d+ s\b)", "<TIME>"},
            {R"x("seconds": [-+.e\d]+)x", R"x("seconds": <TIME>)x"},
            {R"x("bytes": \d+)x", R"x("bytes": <SIZE>)x"},
            {R"x("[0-9a-f]{16,}")x", R"x("<HASH>")x"},
            {R"(\d{4}-\d\d-\d\dT[\d:.]+Z?)", "<WHEN>"},
            // Pieces and their share are the library's; that a digit is one of them is ours.
            {R"(\d+\.\d+ tokens per character)", "<N> tokens per character"},
            {R"(\[\d+\])", "[<ID>]"},
            // How often a job reports is a matter of time.
            {R"(: \d+ %$)", ": <N> %"},
            {R"(^(.*: <N> %\n)\1+)", "\\1"},
        };
        for (const auto &[pattern, word] : rules)
            text.replace(QRegularExpression(QString::fromUtf8(pattern), QRegularExpression::MultilineOption),
                         QString::fromUtf8(word));
        return text;
    }

    QByteArray run(const QString &name, const QStringList &arguments) {
        QProcess process;
        process.setWorkingDirectory(m_dir.path());
        process.start(qEnvironmentVariable("RETORT_CLI"), arguments);
        process.closeWriteChannel();
        const bool ended = process.waitForFinished(60'000);
        const QByteArray out = process.readAllStandardOutput();
        const bool help = name.startsWith(QStringLiteral("help"));
        const auto words = [&](const QByteArray &bytes) {
            const QString text = QString::fromUtf8(bytes);
            return help ? steadyHelp(text) : steady(text);
        };
        m_said[name] =
            QStringLiteral("$ retort-cli %1\nexit %2\n--- standard output\n%3--- standard error\n%4")
                .arg(arguments.join(u' '),
                     ended && process.exitStatus() == QProcess::NormalExit
                         ? QString::number(process.exitCode())
                         : QStringLiteral("none: it crashed or hung"),
                     words(out), words(process.readAllStandardError()));
        return out;
    }

    void write(const QString &name, const QByteArray &bytes) {
        QFile file(m_dir.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    }

private Q_SLOTS:
    void initTestCase() {
        write("rows.jsonl", fixedRecords());
        write("empty.jsonl", "");
        write("cut.jsonl.gz", QByteArray::fromHex("1f8b0800000000000003"));
        write("unknown.jsonl", "{\"a\":\"1+1=?\",\"b\":\"2\"}\n{\"a\":\"2+2=?\",\"b\":\"4\"}\n");
        for (const Call &call : calls())
            run(call.name, call.arguments);
        for (const QString &verb : verbsIn(run("help", {"--help"})))
            run("help_" + verb, {verb, "--help"});
        for (const QString &verb : verbsIn(run("help_project", {"project", "--help"})))
            run("help_project_" + verb, {"project", verb, "--help"});
        if (qEnvironmentVariableIsEmpty("RETORT_RENEW_OUTPUTS"))
            return;
        QDir folder(QFileInfo(expectedPath("x")).path());
        for (const QString &old : folder.entryList({"*.txt"}))
            QVERIFY(folder.remove(old));
        for (const auto &[name, said] : m_said) {
            QFile file(expectedPath(name));
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write(said.toUtf8()) > 0);
        }
        QSKIP("the expected outputs were written anew");
    }

    void is_as_it_was_written_down_data() {
        QTest::addColumn<QString>("name");
        for (const auto &[name, said] : m_said)
            QTest::newRow(qPrintable(name)) << name;
    }

    void is_as_it_was_written_down() {
        QFETCH(QString, name);
        QFile file(expectedPath(name));
        QVERIFY2(file.open(QIODevice::ReadOnly),
                 qPrintable("no " + file.fileName() + "; see the head of this test for how to write it"));
        const QStringList expected = QString::fromUtf8(file.readAll()).split(u'\n'),
                          said = m_said.at(name).split(u'\n');
        for (qsizetype i = 0; i < std::max(expected.size(), said.size()); ++i) {
            const QString wanted = i < expected.size() ? expected[i] : QStringLiteral("(end)"),
                          found = i < said.size() ? said[i] : QStringLiteral("(end)");
            QVERIFY2(wanted == found, qPrintable(QStringLiteral("line %1 of %2\nwanted: %3\nsaid:   %4")
                                                     .arg(i + 1)
                                                     .arg(file.fileName(), wanted, found)));
        }
    }

    void nothing_is_written_down_that_nobody_says() {
        const QDir folder(QFileInfo(expectedPath("x")).path());
        for (const QString &file : folder.entryList({"*.txt"}))
            QVERIFY2(m_said.contains(file.chopped(4)), qPrintable(file));
    }

    // What scripts rely on, told apart from the texts.
    void exit_codes_and_json_hold() {
        const auto said = [&](const char *name) { return m_said.at(QString::fromLatin1(name)); };
        for (const char *name :
             {"no_verb", "unknown_verb", "unknown_flag", "threads_0", "mark_without_numbers"})
            QVERIFY2(said(name).contains("\nexit 2\n"), name);
        for (const char *name : {"no_project", "no_such_file", "no_folder_for_the_report"})
            QVERIFY2(said(name).contains("\nexit 1\n"), name);
        for (const char *name : {"unknown_verb", "unknown_flag_json", "threads_word", "no_project_json"})
            QVERIFY2(said(name).contains("--- standard output\n{\n  \"ok\": false"), name);
        QVERIFY(said("unknown_verb").contains("bogus"));
    }
};

RETORT_TEST(TestOutput)
#include "tst_output.moc"
