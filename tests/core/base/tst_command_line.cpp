// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/command_line.h"

#include "test_main.h"
#include <QProcess>

using namespace retort;

namespace {

OptionSpec spec(const char *id, OptionType type, OptionValue value) {
    OptionSpec s;
    s.id = id;
    s.type = type;
    s.defaultValue = std::move(value);
    return s;
}

OptionTable table() {
    return {spec("learning_rate", OptionType::Float, 1e-3),
            spec("max_steps", OptionType::Int, std::int64_t(10)), spec("tie", OptionType::Bool, true),
            spec("loud", OptionType::Bool, false), spec("name", OptionType::Text, std::string())};
}

} // namespace

class TestCommandLine : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_shell_reads_back_every_word_data() {
        QTest::addColumn<QByteArray>("word");
        for (const char *word :
             {"plain-1.0/x", "", "two words", "it's", "$HOME `id` \"x\"", "第 1 次", "a\nb", "*"})
            QTest::addRow("%s", word) << QByteArray(word);
    }
    void a_shell_reads_back_every_word() {
        QFETCH(QByteArray, word);
        QProcess shell;
        shell.start("sh", {"-c", "printf %s " + QString::fromStdString(shellQuote(word.toStdString()))});
        QVERIFY(shell.waitForFinished(5000));
        QCOMPARE(shell.readAllStandardOutput(), word);
    }
    void plain_words_stay_bare() {
        QCOMPARE(shellQuote("/data/project-1"), std::string("/data/project-1"));
        QCOMPARE(shellQuote("两位数"), std::string("两位数"));
    }
    void only_what_differs_is_written() {
        const OptionTable t = table();
        QCOMPARE(CommandLine("train").options(t, withDefaults(t, {})).text(),
                 std::string("retort-cli train"));
        QCOMPARE(CommandLine("train")
                     .options(t, {{"learning_rate", 3e-4}, {"max_steps", std::int64_t(10)}})
                     .text(),
                 std::string("retort-cli train --learning-rate 0.0003"));
        // A preset changes what the program would take by itself, so the table's default must be written.
        QCOMPARE(CommandLine("train")
                     .options(t, {{"max_steps", std::int64_t(10)}}, {{"max_steps", std::int64_t(200)}})
                     .text(),
                 std::string("retort-cli train --max-steps 10"));
        QCOMPARE(
            differingOptions(t, {{"max_steps", std::int64_t(10)}}, {{"max_steps", std::int64_t(200)}}).size(),
            1);
    }
    void a_whole_number_is_the_same_float() {
        const OptionTable t = {spec("minutes", OptionType::Float, 10.0)};
        QVERIFY(differingOptions(t, {{"minutes", std::int64_t(10)}}).empty());
    }
    void switches_are_flags() {
        const OptionTable t = table();
        QCOMPARE(CommandLine("x").options(t, {{"tie", false}, {"loud", true}}).text(),
                 std::string("retort-cli x --no-tie --loud"));
        QCOMPARE(CommandLine("x").options(t, {{"loud", false}}, {{"loud", true}}).text(),
                 std::string("retort-cli x --loud=false"));
    }
    void a_leading_dash_is_no_flag() {
        QCOMPARE(CommandLine("x").option("name", "-1").text(), std::string("retort-cli x --name=-1"));
    }
};

RETORT_TEST(TestCommandLine)
#include "tst_command_line.moc"
