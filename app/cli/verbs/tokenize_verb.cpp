// SPDX-License-Identifier: GPL-3.0-or-later
// tokenize: train a lossless tokenizer on a version, or show how one cuts a text.
#include "app/cli/choose.h"
#include "app/cli/run_json.h"

#include <fmt/format.h>

namespace retort::cli {
namespace {

// A sample as training sees it: with the special tokens of the chat template, and what the student learns to
// say.
Json sampleJson(const VerbArgs &args, const RunStore &store) {
    const auto record = store.tokenizer(chosenTokenizer(args, store));
    const auto tokenizer = loadTokenizer(store.project()->folder() / record.file);
    const VersionStore versions(store.project());
    const SampleId id = args.integer("sample");
    const auto inspected =
        inspectSample(ChatTemplate(tokenizer), versions.sample(chosenVersion(args, versions), id));
    Json pieces = Json::array();
    for (const auto &p : inspected.pieces)
        pieces.push_back({{"id", p.id},
                          {"piece", p.shown},
                          {"segment", chatSegmentName(p.segment)},
                          {"loss_weight", p.lossWeight}});
    return {{"tokenizer", record.name},
            {"sample", id},
            {"tokens", inspected.pieces.size()},
            {"prompt_tokens", inspected.promptTokens},
            {"response_tokens", inspected.responseTokens},
            {"characters", inspected.characters},
            {"round_trip", inspected.roundTrip},
            {"pieces", pieces}};
}

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

// One line for each stretch of one segment that is trained on, or is not.
void printSample(const Json &j, const Console &console) {
    std::string line, head;
    for (const auto &p : j["pieces"]) {
        const std::string now = fmt::format("{} {:<9} ", p["loss_weight"].get<double>() > 0 ? "+" : "·",
                                            p["segment"].get<std::string>());
        if (now != head && !line.empty())
            console.line(head + line);
        if (now != head)
            line.clear();
        head = now;
        line += fmt::format("{}[{}] ", p["piece"].get<std::string>(), p["id"].get<int>());
    }
    if (!line.empty())
        console.line(head + line);
    console.line("+ the student learns to say this, · it only reads it");
    console.line(fmt::format("{} tokens ({} prompt, {} response) for {} characters; round trip {}",
                             groupedDigits(j["tokens"]), groupedDigits(j["prompt_tokens"]),
                             groupedDigits(j["response_tokens"]), groupedDigits(j["characters"]),
                             j["round_trip"].get<bool>() ? "exact" : "NOT exact"));
}

void printTokenize(const Json &j, const Console &console) {
    if (j.contains("sample"))
        return printSample(j, console);
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
                             groupedDigits(j["vocab_size"]), j["stats"]["tokens_per_character"].get<double>(),
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
    Verb v{"tokenize", "Train a lossless tokenizer on a version, or show how one cuts a text"};
    v.print = printTokenize;
    v.table = [] {
        return joinTables(
            {projectOption(), versionOption(), tokenizerOption(),
             textOption("name", "Name of the new tokenizer."),
             textOption("show", "Show the pieces of this text instead of training."),
             intOption("sample",
                       "Show the tokens of this sample, with special tokens and the loss mask, instead "
                       "of training.",
                       0, 1, 1e15)},
            tokenizeOptions());
    };
    v.run = [](const VerbArgs &args, JobContext &job, const Console &) -> Json {
        if (args.typed("show") && args.typed("sample"))
            throw Error(ErrorCode::InvalidArgument,
                        "Give either --show, a text, or --sample, the number of a sample.");
        if (args.typed("sample"))
            return sampleJson(args, RunStore(openProject(args, true)));
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
