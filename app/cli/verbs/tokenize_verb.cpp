// SPDX-License-Identifier: GPL-3.0-or-later
// tokenize: train a lossless tokenizer on a version, or show how one cuts a text.
#include "app/cli/choose.h"
#include "app/cli/run_json.h"

#include <fmt/format.h>

namespace retort::cli {

namespace {

Json piecesJson(const VerbArgs &args, const RunStore &store) {
    const auto record = store.tokenizer(chosenTokenizer(args, store));
    const auto tokenizer = loadTokenizer(store.project()->folder() / record.file);
    const auto inspected = inspectText(*tokenizer, args.text("show"));
    Json pieces = Json::array();
    for (const auto &p : inspected.pieces)
        pieces.push_back({{"id", p.id}, {"piece", p.shown}, {"bytes", {p.begin, p.end}}});
    return {{"tokenizer", record.name},
            {"tokens", inspected.pieces.size()},
            {"characters", inspected.characters},
            {"round_trip", inspected.roundTrip},
            {"pieces", pieces}};
}

void printTokenize(const Json &j, const Console &console) {
    if (j.contains("pieces")) {
        std::string line;
        for (const auto &p : j["pieces"])
            line += fmt::format("{}[{}] ", p["piece"].get<std::string>(), p["id"].get<int>());
        console.line(line);
        console.line(fmt::format("{} tokens for {} characters; round trip {}", j["tokens"].get<int>(),
                                 j["characters"].get<int>(),
                                 j["round_trip"].get<bool>() ? "exact" : "NOT exact"));
        return;
    }
    for (const auto &n : j["notices"])
        console.line("! " + n.get<std::string>());
    console.line(fmt::format("Tokenizer {} “{}”: {} pieces, {:.3f} tokens per character, byte fallback "
                             "{:.2f} %, every text comes back unchanged ({:.1f} s).",
                             j["tokenizer"].get<int>(), j["name"].get<std::string>(),
                             humanCount(j["vocab_size"]), j["stats"]["tokens_per_character"].get<double>(),
                             j["stats"]["byte_fallback_percent"].get<double>(), j["seconds"].get<double>()));
}

} // namespace

Json tokenizeJson(const TokenizeResult &r) {
    Json j{{"tokenizer", r.tokenizerId},
           {"name", r.name},
           {"hash", r.hash},
           {"file", r.file.string()},
           {"vocab_size", r.vocabSize},
           {"texts", r.textsUsed},
           {"seconds", r.seconds},
           {"stats",
            {{"tokens_per_character", r.stats.tokensPerCharacter()},
             {"fertility", r.stats.fertility()},
             {"byte_fallback_percent", r.stats.byteFallbackPercent()},
             {"mean_sample_tokens", r.stats.meanSampleTokens},
             {"longest_sample_tokens", r.stats.longestSampleTokens},
             {"mismatches", r.stats.mismatches}}},
           {"notices", Json::array()}};
    for (const auto &n : r.notices)
        j["notices"].push_back(renderEnglish(n));
    return j;
}

Verb tokenizeVerb() {
    Verb v{"tokenize",
           RETORT_TR("core", "Train a lossless tokenizer on a version, or show how one cuts a text"),
           "",
           {},
           {},
           {},
           printTokenize};
    v.table = [] {
        return joinTables(
            {projectOption(), versionOption(), tokenizerOption(),
             textOption("name", RETORT_TR("core", "Name of the new tokenizer.")),
             textOption("show", RETORT_TR("core", "Show the pieces of this text instead of training."))},
            tokenizeOptions());
    };
    v.run = [](const VerbArgs &args, JobContext &job, const Console &) -> Json {
        if (args.typed("show"))
            return piecesJson(args, RunStore(openProject(args, true)));
        TokenizeConfig config;
        config.project = openProject(args);
        config.version = chosenVersion(args, VersionStore(config.project));
        config.name = args.text("name");
        config.options = args.valuesOf(tokenizeOptions());
        return tokenizeJson(runTokenizeJob(config, job));
    };
    return v;
}

} // namespace retort::cli
