// SPDX-License-Identifier: GPL-3.0-or-later
// What a command says is read back as the verb reads it (preset, then flags): the same settings must come
// out.
#include "core/learn/learn_command.h"

#include "core/base/error.h"
#include "core/learn/eval_job.h"
#include "core/learn/train_job.h"

#include "test_main.h"
#include <nlohmann/json.hpp>

using namespace retort;

namespace {

using Words = std::map<std::string, std::string>; // id → typed

// "--max-steps 5 --no-tie-embeddings" → {max_steps: 5, tie_embeddings: false}; no word has a blank here.
Words wordsOf(const std::string &command) {
    Words words;
    const QStringList parts = QString::fromStdString(command).split(' ');
    for (int i = 0; i < parts.size(); ++i) {
        if (!parts[i].startsWith("--"))
            continue;
        QString id = parts[i].mid(2), value = "true";
        if (const auto equals = id.indexOf('='); equals >= 0) {
            value = id.mid(equals + 1);
            id = id.left(equals);
        } else if (i + 1 < parts.size() && !parts[i + 1].startsWith("--")) {
            value = parts[i + 1];
        } else if (id.startsWith("no-")) {
            id = id.mid(3);
            value = "false";
        }
        words[id.replace('-', '_').toStdString()] = value.toStdString();
    }
    return words;
}

OptionValues valuesOf(const OptionTable &table, const Words &words) {
    OptionValues values;
    for (const auto &[id, word] : words)
        if (const OptionSpec *spec = findOption(table, id))
            values[id] = parseOption(*spec, word);
    return values;
}

RunRecord recordOf(const OptionValues &options, const StudentConfig &student) {
    TrainConfig config;
    config.version = 3;
    config.tokenizer = 2;
    config.student = student;
    config.options = withDefaults(trainOptions(), options);
    RunRecord run;
    run.id = 7;
    run.name = "0007 · 0.75M · v3";
    run.configJson = trainConfigToJson(config);
    return run;
}

StudentConfig demoStudent() {
    StudentConfig student = studentPresets().front().config;
    student.vocabSize = 512;
    return student;
}

} // namespace

class TestLearnCommand : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void the_programs_own_settings_need_no_flags() {
        const auto command = trainCommand("/data/p", recordOf(trainPresets().front().options, demoStudent()));
        QCOMPARE(command, std::string("retort-cli train --project /data/p --data-version 3 --tokenizer 2"));
    }
    void settings_come_back_data() {
        QTest::addColumn<int>("preset");
        QTest::addColumn<int>("student");
        for (int p = 0; p < int(trainPresets().size()); ++p)
            for (int s = 0; s < int(studentPresets().size()); ++s)
                QTest::addRow("%s %s", trainPresets()[std::size_t(p)].id.c_str(),
                              studentPresets()[std::size_t(s)].id.c_str())
                    << p << s;
    }
    void settings_come_back() {
        QFETCH(int, preset);
        QFETCH(int, student);
        OptionValues options = trainPresets()[std::size_t(preset)].options;
        options["learning_rate"] = 1.25e-4;
        options["seed"] = std::int64_t(99);
        options["without_traces"] = true;
        StudentConfig config = studentPresets()[std::size_t(student)].config;
        config.intermediate += 32;
        config.tieEmbeddings = false;
        config.preset.clear();
        const Words words = wordsOf(trainCommand("/data/p", recordOf(options, config)));
        QCOMPARE(words.at("project"), std::string("/data/p"));
        // As the verb does it: the recipe's settings, then the typed ones.
        const auto recipe = words.contains("recipe") ? words.at("recipe") : trainPresets().front().id;
        OptionValues read = findTrainPreset(recipe)->options;
        for (const auto &[id, value] : valuesOf(trainOptions(), words))
            read[id] = value;
        QCOMPARE(optionsToJson(withDefaults(trainOptions(), read)),
                 optionsToJson(withDefaults(trainOptions(), options)));
        QVERIFY(studentFromOptions(valuesOf(studentOptions(), words), 0) == config);
    }
    void a_name_given_by_hand_is_kept() {
        RunRecord run = recordOf({}, demoStudent());
        QVERIFY(trainCommand("/p", run).find("--name") == std::string::npos);
        run.name = "best so far";
        QVERIFY(trainCommand("/p", run).ends_with("--name 'best so far'"));
    }
    void settings_that_cannot_be_read_are_an_error() {
        RunRecord run;
        run.configJson = "{}";
        QVERIFY_EXCEPTION_THROWN(trainCommand("/p", run), Error);
        QVERIFY_EXCEPTION_THROWN(evalCommand("/p", {}), Error);
    }
    void an_evaluation_names_checkpoint_split_and_what_differs() {
        EvaluationRecord evaluation;
        evaluation.run = 7;
        evaluation.checkpoint = 12;
        const auto json = [](const OptionValues &options, const std::string &split) {
            return nlohmann::json{
                {"checkpoint", 12},
                {"run", 7},
                {"version", 4},
                {"split", split},
                {"options", nlohmann::json::parse(optionsToJson(withDefaults(evalOptions(), options)))}}
                .dump();
        };
        evaluation.configJson = json({{"limit", std::int64_t(50)}}, "validation");
        QCOMPARE(
            evalCommand("/my data/p", evaluation),
            std::string("retort-cli eval --project '/my data/p' --run 7 --checkpoint 12 --data-version 4 "
                        "--split validation --limit 50"));
        evaluation.checkpoint = 0;
        evaluation.configJson = json({}, "test");
        QCOMPARE(evalCommand("/p", evaluation),
                 std::string("retort-cli eval --project /p --run 7 --checkpoint untrained --data-version 4"));
    }
    void a_student_tells_its_sizes() {
        QCOMPARE(studentCommand(demoStudent()), std::string("retort-cli student --vocab-size 512"));
        StudentConfig student = demoStudent();
        student.layers = 5;
        student.blocks.resize(5);
        QVERIFY(studentCommand(student).find("--preset 1m") != std::string::npos); // one flag instead of one
        student.layers = 3;
        student.blocks.resize(3);
        QVERIFY(studentCommand(student).find("--layers 3") != std::string::npos);
    }
};

RETORT_TEST(TestLearnCommand)
#include "tst_learn_command.moc"
