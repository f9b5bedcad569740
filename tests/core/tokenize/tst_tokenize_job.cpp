// SPDX-License-Identifier: GPL-3.0-or-later
// timeout: 240
#include "core/tokenize/tokenize_job.h"

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/hash.h"
#include "core/codec/tiny_tokenizer.h"
#include "core/data/runs/run_store.h"
#include "core/tokenize/sentencepiece_trainer.h"
#include "core/tokenize/tokenize_fixture.h"

#include <nlohmann/json.hpp>

#include "test_main.h"

#include <filesystem>

using namespace retort;

namespace {

TokenizeConfig configOf(const FixtureProject &fixture) {
    TokenizeConfig config;
    config.project = fixture.project;
    config.version = fixture.version;
    config.options = {{"vocab_size", std::int64_t(420)}};
    return config;
}

std::vector<Sample> nastySamples() {
    std::vector<Sample> samples = fixtureSamples(60);
    for (const std::string &text : nastyTexts()) {
        Sample sample;
        sample.question = "第" + std::to_string(samples.size()) + "题：" + text;
        sample.reasoning = text;
        sample.answer = text + "。";
        samples.push_back(sample);
    }
    return samples;
}

std::size_t entriesIn(const std::filesystem::path &folder) {
    return std::size_t(
        std::distance(std::filesystem::directory_iterator(folder), std::filesystem::directory_iterator()));
}

} // namespace

class TokenizeJobTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void trains_saves_and_registers() {
        FixtureProject fixture(fixtureSamples(300));
        JobContext job;
        const TokenizeResult result = runTokenizeJob(configOf(fixture), job);
        QCOMPARE(result.name,
                 "unigram-" + std::to_string(result.vocabSize) + "-v" + std::to_string(fixture.version));
        QCOMPARE(result.stats.samples, std::int64_t(300));
        QCOMPARE(result.stats.mismatches, std::int64_t(0));
        QVERIFY(result.textsUsed > 600 && result.textsUsed == result.textsInSplit);
        const TokenizerPtr loaded = loadTokenizer(result.file);
        QCOMPARE(loaded->hash(), result.hash);
        QCOMPARE(loaded->vocabSize(), result.vocabSize);

        const std::vector<TokenizerRecord> records = RunStore(fixture.project).tokenizers();
        QCOMPARE(records.size(), std::size_t(1));
        QCOMPARE(records[0].id, result.tokenizerId);
        QCOMPARE(records[0].hash, result.hash);
        QCOMPARE(records[0].version, fixture.version);
        QCOMPARE(records[0].vocabSize, result.vocabSize);
        QCOMPARE(fixture.project->folder() / records[0].file, result.file);
        const auto about = nlohmann::json::parse(records[0].configJson);
        QCOMPARE(about["options"]["vocab_size"].get<int>(), 420);
        QCOMPARE(about["options"]["model_type"].get<std::string>(), std::string("unigram"));
        QCOMPARE(statsFromJson(about["stats"].dump()).tokens, result.stats.tokens);
        QVERIFY(std::filesystem::exists(result.file.parent_path() / "about.json"));
        QVERIFY(readFile(result.file.parent_path() / "training.log").find("LOG(INFO)") != std::string::npos);
    }

    void only_the_train_split_is_learned_from() {
        std::vector<Sample> samples = fixtureSamples(200);
        for (int i = 0; i < 20; ++i) {
            Sample sample;
            sample.question = "龘靐齉" + std::to_string(i);
            sample.answer = "龘靐齉爩";
            sample.split = i % 2 ? "test" : "validation";
            samples.push_back(sample);
        }
        FixtureProject fixture(samples);
        JobContext job;
        TokenizeConfig config = configOf(fixture);
        config.options["character_coverage"] = 1.0;
        const TokenizerPtr tokenizer = loadTokenizer(runTokenizeJob(config, job).file);
        for (TokenId id = 0; id < tokenizer->vocabSize(); ++id)
            QVERIFY(tokenizer->token(id).bytes.find("龘") == std::string::npos);
        QCOMPARE(tokenizer->encode("龘").size(), std::size_t(3));
    }

    void nasty_texts_of_a_version_survive() {
        FixtureProject fixture(nastySamples());
        JobContext job;
        const TokenizeResult result = runTokenizeJob(configOf(fixture), job);
        QCOMPARE(result.stats.mismatches, std::int64_t(0));
        QVERIFY(result.stats.byteTokens > 0);
    }

    void the_same_again_is_the_same_tokenizer_under_another_name() {
        FixtureProject fixture(fixtureSamples(100));
        JobContext job;
        const TokenizeResult first = runTokenizeJob(configOf(fixture), job);
        job.setThreads(1);
        const TokenizeResult second = runTokenizeJob(configOf(fixture), job);
        QCOMPARE(first.hash, second.hash);
        QCOMPARE(second.name, first.name + " (2)");
        QVERIFY(first.file != second.file);
        TokenizeConfig named = configOf(fixture);
        named.name = "mine";
        QCOMPARE(runTokenizeJob(named, job).name, std::string("mine"));
    }

    void lossy_settings_are_refused_when_a_text_suffers() {
        std::vector<Sample> samples = fixtureSamples(100);
        Sample sample;
        sample.question = "龘";
        sample.answer = "龘";
        sample.split = "test";
        samples.push_back(sample);
        FixtureProject fixture(samples);
        JobContext job;
        TokenizeConfig config = configOf(fixture);
        config.options = {{"byte_fallback", false}};
        try {
            runTokenizeJob(config, job);
            QFAIL("a lossy tokenizer was saved");
        } catch (const Error &e) {
            QVERIFY(e.code() == ErrorCode::Mismatch);
            QVERIFY2(std::string(e.what()).starts_with("2 of "), e.what());
        }
        QVERIFY(RunStore(fixture.project).tokenizers().empty());
        QCOMPARE(entriesIn(fixture.project->modelsFolder()), std::size_t(0));
    }

    void cancelling_leaves_nothing() {
        FixtureProject fixture(fixtureSamples(300));
        for (const std::string phase : {"Counting characters", "Reading the texts", "Learning the vocabulary",
                                        "Measuring the tokenizer"}) {
            JobContext job;
            bool reached = false;
            job.setOnProgress([&](const Progress &progress) {
                if (renderEnglish(progress.phase) != phase)
                    return;
                reached = true;
                job.cancel();
            });
            QVERIFY_THROWS_EXCEPTION(Cancelled, runTokenizeJob(configOf(fixture), job));
            QVERIFY2(reached, phase.c_str());
        }
        QVERIFY(RunStore(fixture.project).tokenizers().empty());
        QCOMPARE(entriesIn(fixture.project->modelsFolder()), std::size_t(0));
    }

    void wrong_inputs_are_errors() {
        FixtureProject fixture(fixtureSamples(20));
        JobContext job;
        TokenizeConfig config = configOf(fixture);
        config.version = 99;
        try {
            runTokenizeJob(config, job);
            QFAIL("no such version");
        } catch (const Error &e) {
            QVERIFY(e.code() == ErrorCode::NotFound);
        }
        config = configOf(fixture);
        config.options["vocab_size"] = std::int64_t(100);
        QVERIFY_THROWS_EXCEPTION(Error, runTokenizeJob(config, job));
        QVERIFY(RunStore(fixture.project).tokenizers().empty());
        QCOMPARE(entriesIn(fixture.project->modelsFolder()), std::size_t(0));
    }

    void options_form_a_sound_table() {
        for (const OptionSpec &spec : tokenizeOptions()) {
            QVERIFY(!spec.label.empty() && !spec.help.empty());
            QVERIFY(checkOptions(tokenizeOptions(), {{spec.id, spec.defaultValue}}).empty());
        }
    }
};

[[maybe_unused]] static const bool trainsTokenizer = registerStartHook(sentencePieceChild);
RETORT_TEST(TokenizeJobTest)
#include "tst_tokenize_job.moc"
