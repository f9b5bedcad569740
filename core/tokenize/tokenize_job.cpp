// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tokenize/tokenize_job.h"

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/data/runs/run_store.h"
#include "core/tokenize/sentencepiece_trainer.h"

#include <nlohmann/json.hpp>

#include <chrono>
#include <set>

namespace retort {
namespace {

TextFeed trainTexts(const VersionStore &versions, VersionId version, JobContext &job) {
    return [&versions, version, &job](const TextReceiver &receive) {
        versions.forEachSample(version, Split::Train, job, [&](SampleId, const Sample &sample) {
            for (const std::string *text :
                 {&sample.system, &sample.question, &sample.reasoning, &sample.answer})
                if (!text->empty() && !receive(*text))
                    return false;
            return true;
        });
    };
}

void requireLossless(const TokenizerStats &stats, const OptionValues &options) {
    if (stats.mismatches == 0)
        return;
    const bool bytes = optionBool(tokenizeOptions(), options, "byte_fallback");
    const auto pattern =
        bytes ? RETORT_TR("core", "%1 of %2 texts do not come back unchanged from this tokenizer, the first "
                                  "one in sample %3. It was not saved.")
              : RETORT_TR("core", "%1 of %2 texts do not come back unchanged from this tokenizer, the first "
                                  "one in sample %3: they have characters that it does not know. It was not "
                                  "saved. Turn on “Unknown characters as bytes”.");
    throw Error(ErrorCode::Mismatch, pattern, stats.mismatches, stats.texts,
                std::int64_t(stats.firstMismatch));
}

// "unigram-1k-v3"; a number behind it when that is taken.
std::string givenName(const Tokenizer &tokenizer, VersionId version, const RunStore &store) {
    const int size = tokenizer.vocabSize();
    const std::string shownSize =
        size < 1000 ? std::to_string(size) : std::to_string((size + 500) / 1000) + "k";
    const std::string base = tokenizer.algorithm() + "-" + shownSize + "-v" + std::to_string(version);
    std::set<std::string> taken;
    for (const TokenizerRecord &record : store.tokenizers())
        taken.insert(record.name);
    std::string name = base;
    for (int n = 2; taken.contains(name); ++n)
        name = base + " (" + std::to_string(n) + ")";
    return name;
}

std::string aboutJson(const TokenizeConfig &config, const TokenizeResult &result) {
    nlohmann::json notices = nlohmann::json::array();
    for (const Text &notice : result.notices)
        notices.push_back(nlohmann::json::parse(textToJson(notice)));
    return nlohmann::json{
        {"options", nlohmann::json::parse(optionsToJson(withDefaults(tokenizeOptions(), config.options)))},
        {"version", config.version},
        {"texts_used", result.textsUsed},
        {"texts_in_split", result.textsInSplit},
        {"stats", nlohmann::json::parse(statsToJson(result.stats))},
        {"notices", notices}}
        .dump(2);
}

// The folder is gone again unless the record names it.
void saveTokenizer(const TokenizeConfig &config, const Tokenizer &tokenizer,
                   const TrainedSentencePiece &trained, RunStore &store, TokenizeResult &result) {
    const std::filesystem::path folder = store.reserveModelFolder("tokenizer");
    result.file = folder / "tokenizer.model";
    const std::string about = aboutJson(config, result);
    try {
        std::filesystem::create_directories(folder);
        atomicWrite(result.file, trained.model);
        atomicWrite(folder / "training.log", trained.log);
        atomicWrite(folder / "about.json", about);
        TokenizerRecord record;
        record.name = result.name;
        record.kind = tokenizer.kind();
        record.file = std::filesystem::relative(result.file, config.project->folder()).string();
        record.hash = tokenizer.hash();
        record.configJson = about;
        record.version = config.version;
        record.vocabSize = tokenizer.vocabSize();
        result.tokenizerId = store.addTokenizer(record);
    } catch (...) {
        std::error_code ignored;
        std::filesystem::remove_all(folder, ignored);
        throw;
    }
}

} // namespace

TokenizeResult runTokenizeJob(const TokenizeConfig &config, JobContext &job) {
    const auto start = std::chrono::steady_clock::now();
    requireOptions(tokenizeOptions(), config.options);
    const VersionStore versions(config.project);
    RunStore store(config.project);
    TokenizeResult result;
    std::int64_t texts = 0;
    const TextFeed feed = trainTexts(versions, versions.version(config.version).id, job);
    const TextFeed counting = [&](const TextReceiver &receive) {
        texts = 0;
        feed([&](std::string_view text) {
            ++texts;
            return receive(text);
        });
    };
    const TrainedSentencePiece trained = trainSentencePiece(config.options, counting, job);
    const TokenizerPtr tokenizer = tokenizerFromBytes("sentencepiece", trained.model, "tokenizer.model");
    result.notices = trained.notices;
    result.textsUsed = std::int64_t(trained.texts);
    result.textsInSplit = texts;
    result.stats = tokenizerStats(*tokenizer, versions, config.version, std::nullopt, job);
    requireLossless(result.stats, config.options);
    result.hash = tokenizer->hash();
    result.vocabSize = tokenizer->vocabSize();
    result.name = config.name.empty() ? givenName(*tokenizer, config.version, store) : config.name;
    saveTokenizer(config, *tokenizer, trained, store, result);
    result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return result;
}

TokenizerStats recordedStats(std::string_view recordConfigJson) {
    const auto about = nlohmann::json::parse(recordConfigJson, nullptr, false);
    return about.is_object() && about.contains("stats") ? statsFromJson(about["stats"].dump())
                                                        : TokenizerStats{};
}

} // namespace retort
