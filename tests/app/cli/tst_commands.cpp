// SPDX-License-Identifier: GPL-3.0-or-later
// “Copy as command”: what core writes, the program's own parser takes. The project does not exist, so a
// command that parses ends with 1 (not found) and one that does not with 2 (wrong usage).
#include "core/clean/clean_command.h"
#include "core/clean/clean_job.h"
#include "core/data/versions/derive.h"
#include "core/import/import_command.h"
#include "core/learn/eval_job.h"
#include "core/learn/learn_command.h"
#include "core/learn/train_job.h"
#include "core/tokenize/tokenize_command.h"
#include "core/tokenize/tokenize_job.h"

#include "test_main.h"
#include <QFileInfo>
#include <QProcess>
#include <QTemporaryDir>

using namespace retort;

namespace {

const std::string nowhere = "/no such folder/项目";

// Every option of a table with a value other than its default, so that every flag is written.
OptionValues allChanged(const OptionTable &table) {
    OptionValues values;
    for (const OptionSpec &spec : table) {
        if (const bool *on = std::get_if<bool>(&spec.defaultValue))
            values[spec.id] = !*on;
        else if (const auto *whole = std::get_if<std::int64_t>(&spec.defaultValue))
            values[spec.id] = spec.maximum && double(*whole + 1) > *spec.maximum ? *whole - 1 : *whole + 1;
        else if (const auto *real = std::get_if<double>(&spec.defaultValue))
            values[spec.id] = spec.maximum && *real < *spec.maximum ? (*real + *spec.maximum) / 2
                              : spec.minimum                        ? (*real + *spec.minimum) / 2
                                                                    : *real + 0.5;
        else if (!spec.choices.empty())
            values[spec.id] = spec.choices.back().id;
        else
            values[spec.id] = std::string("it's a 词");
    }
    return values;
}

TrainConfig wholeTrainConfig() {
    TrainConfig config;
    config.version = 3;
    config.tokenizer = 2;
    config.student = studentPresets().back().config;
    config.student->headDim = 48;
    config.student->tieEmbeddings = false;
    config.student->qkvBias = true;
    config.options = allChanged(trainOptions());
    return config;
}

} // namespace

class TestCommands : public QObject {
    Q_OBJECT

    // In a shell, with retort-cli on the path.
    int run(const std::string &command) {
        QProcess shell;
        auto environment = QProcessEnvironment::systemEnvironment();
        const QString cli = QFileInfo(qEnvironmentVariable("RETORT_CLI")).absolutePath();
        environment.insert("PATH", cli + ':' + environment.value("PATH"));
        shell.setProcessEnvironment(environment);
        shell.setWorkingDirectory(m_dir.path());
        shell.start("sh", {"-c", QString::fromStdString(command)});
        if (!shell.waitForFinished(30'000))
            return -1;
        m_said = shell.readAllStandardError();
        return shell.exitCode();
    }
    QTemporaryDir m_dir;
    QByteArray m_said;

private Q_SLOTS:
    void a_wrong_flag_would_be_seen() {
        QCOMPARE(run("retort-cli train --project '/no such folder' --no-such-flag 1"), 2);
    }
    void a_run() {
        RunRecord record;
        record.name = "say 'hello'; exit 0";
        record.configJson = trainConfigToJson(wholeTrainConfig());
        QVERIFY2(run(trainCommand(nowhere, record)) == 1, m_said);
        QVERIFY2(m_said.contains("项目"), m_said);
    }
    void a_run_that_goes_on_from_another() {
        TrainConfig config = wholeTrainConfig();
        // The program's own default is written too where the parent had another.
        config.fork = TrainFork{7, 31, allChanged(trainOptions())};
        config.fork->changed["max_steps"] = std::int64_t(1'000);
        RunRecord record;
        record.configJson = trainConfigToJson(config);
        record.name = "0008 · x";
        const std::string command = trainCommand(nowhere, record);
        QVERIFY2(command.find("--resume 7 --checkpoint 31 ") != std::string::npos
                     && command.find("--max-steps 1000") != std::string::npos
                     && command.find("--layers") == std::string::npos,
                 command.c_str());
        QVERIFY2(run(command) == 1, m_said);
    }
    void an_evaluation() {
        EvaluationRecord record;
        record.run = 7;
        record.configJson =
            R"({"version":4,"split":"train","options":)" + optionsToJson(allChanged(evalOptions())) + "}";
        QVERIFY2(run(evalCommand(nowhere, record)) == 1, m_said);
    }
    void a_tokenizer() {
        TokenizerRecord record;
        record.name = "词表 8k";
        record.version = 3;
        record.configJson = R"({"options":)" + optionsToJson(allChanged(tokenizeOptions())) + "}";
        QVERIFY2(run(tokenizeCommand(nowhere, record)) == 1, m_said);
    }
    void a_student() {
        StudentConfig student = *wholeTrainConfig().student;
        student.vocabSize = 4096;
        student.headDim = 64;
        QVERIFY2(run(studentCommand(student)) == 0, m_said);
    }
    void a_source() {
        SourceInfo source;
        source.name = "my source";
        source.format = "messages";
        source.role = SourceRole::Benchmark;
        source.files = {"/no such folder/a.jsonl", "/no such folder/b.jsonl.gz"};
        SplitRatios split;
        split.validation = 0.05;
        split.seed = 4;
        QVERIFY2(run(importCommand(nowhere, source, split)) == 1, m_said);
        source.files.clear();
        QCOMPARE(importCommand(nowhere, source), std::string());
    }
    void a_cleaned_version_by_words() {
        VersionInfo version;
        version.id = 4;
        version.parent = 3;
        version.name = "clean";
        Recipe recipe = defaultRecipe();
        recipe.steps[0].enabled = false;
        recipe.steps[3].options["answer_max"] = std::int64_t(77);
        version.recipeJson = recipeToJson(recipe);
        const std::string command = cleanCommand(nowhere, version);
        QVERIFY2(command.ends_with("--data-version 3 --name clean missing_parts exact_duplicates "
                                   "length_window:answer_max=77"),
                 command.c_str());
        QVERIFY2(run(command) == 1, m_said);
    }
    void a_cleaned_version_by_file_where_words_do_not_do() {
        VersionInfo version;
        version.id = 4;
        version.parent = 3;
        Recipe recipe{{{"pattern_filter", true, {{"pattern", std::string("it's, or not")}}}}};
        version.recipeJson = recipeToJson(recipe);
        QVERIFY2(run(cleanCommand(nowhere, version)) == 1, m_said);
        QFile file(m_dir.filePath("recipe-4.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(recipeFromJson(file.readAll().toStdString()) == recipe);
    }
    void a_version_of_other_sources_and_splits() {
        VersionInfo parent, version;
        parent.id = 3;
        parent.sources = {1, 2};
        version.id = 4;
        version.parent = 3;
        version.name = "2 und 5";
        version.sources = {2, 5};
        version.recipeJson = R"({"derived":true})";
        version.split = {0.1, 0.05, 7, false, 9};
        const std::string command = deriveCommand(nowhere, parent, version);
        QVERIFY2(run(command) == 1, m_said);
        QVERIFY2(m_said.contains("项目"), m_said);
        for (const char *part : {"--without 1", "--with 5", "--validation-share 0.1", "--split-at-least 7",
                                 "--keep-own-split false", "--split-seed 9"})
            QVERIFY2(command.find(part) != std::string::npos, part);
    }
    void what_no_recipe_made_has_no_command() {
        VersionInfo version;
        version.parent = 3;
        version.recipeJson = R"({"hand":true})";
        QCOMPARE(cleanCommand(nowhere, version), std::string());
    }
};

RETORT_TEST(TestCommands)
#include "tst_commands.moc"
