// SPDX-License-Identifier: GPL-3.0-or-later
// eval: answer accuracy, speed and size of a checkpoint. compare: evaluations beside each other, or one
// question put to several checkpoints.
#include "app/cli/choose.h"
#include "app/cli/run_json.h"
#include "core/learn/generate.h"

#include <charconv>
#include <fmt/format.h>

namespace retort::cli {
namespace {

Json compareTable(const RunStore &store) {
    Json j{{"evaluations", Json::array()}};
    for (const auto &e : store.evaluations(std::nullopt)) {
        j["evaluations"].push_back(evalJson(e));
        j["evaluations"].back()["run_name"] = store.run(e.run).name;
    }
    return j;
}

Json askAll(const VerbArgs &args, const RunStore &store, JobContext &job) {
    std::vector<CheckpointRecord> checkpoints;
    for (const auto &typed : args.positionals) {
        std::int64_t id = 0;
        const auto [end, status] = std::from_chars(typed.data(), typed.data() + typed.size(), id);
        if (status != std::errc() || end != typed.data() + typed.size())
            throw Error(ErrorCode::InvalidArgument,
                        "“%1” is not a checkpoint number; `retort-cli runs --json` lists them.", typed);
        checkpoints.push_back(store.checkpoint(id));
    }
    if (checkpoints.empty())
        throw Error(ErrorCode::InvalidArgument, "Name the checkpoints to ask.");
    Json j{{"question", args.text("ask")}, {"answers", Json::array()}};
    for (const auto &c : checkpoints) {
        const auto settings = args.valuesOf(generateOptions());
        const auto model = openModel(c.folder, optionText(generateOptions(), settings, "device"));
        const auto r = model->generate({{"user", args.text("ask"), {}}}, generateConfig(settings), job,
                                       [](const GeneratedPiece &) {});
        j["answers"].push_back({{"checkpoint", c.id},
                                {"run", store.run(c.run).name},
                                {"step", c.step},
                                {"reasoning", r.reasoning},
                                {"answer", r.answer},
                                {"tokens", r.tokens},
                                {"tokens_per_s", r.tokensPerSecond},
                                {"device", model->info().device}});
    }
    return j;
}

void printCompare(const Json &j, const Console &console) {
    for (const auto &a : j.value("answers", Json::array())) {
        console.line(fmt::format("\n── {} · step {} · {} tokens", a["run"].get<std::string>(),
                                 a["step"].get<std::int64_t>(), a["tokens"].get<int>()));
        console.line(a["reasoning"].get<std::string>());
        console.line("→ " + a["answer"].get<std::string>());
    }
    std::vector<std::vector<std::string>> rows;
    for (const auto &e : j.value("evaluations", Json::array()))
        rows.push_back(
            {std::to_string(e["evaluation"].get<std::int64_t>()), e["run_name"], e["name"],
             groupedDigits(e["asked"]), fmt::format("{:.1f}", 100 * e["accuracy"].get<double>()),
             fmt::format("{:.1f}–{:.1f}", 100 * e["low95"].get<double>(), 100 * e["high95"].get<double>()),
             fmt::format("{:.0f}", e["tokens_per_s"].get<double>()),
             humanBytes(e["model_bytes"].get<double>())});
    if (!rows.empty())
        printTable(console, {"id", "run", "evaluation", "asked", "right %", "95 %", "tokens/s", "size"},
                   rows);
}

} // namespace

Verb evalVerb() {
    Verb v{"eval", "Ask a checkpoint the questions of a split and check its answers"};
    v.print = printEval;
    v.table = [] {
        std::vector<OptionChoice> splits;
        for (const ColumnValue &split : columnSpec(RowColumn::Split).values)
            splits.push_back({split.id, split.label});
        return joinTables(
            {projectOption(), runOption(), checkpointOption(),
             textOption("data_version", "Data version to ask: id, name; default: the run's own."),
             choiceOption("split", "Which split to ask.", splitName(Split::Test), splits),
             textOption("name", "Name of the evaluation.")},
            evalOptions());
    };
    v.run = [](const VerbArgs &args, JobContext &job, const Console &) {
        EvalConfig config;
        config.project = openProject(args);
        const RunStore store(config.project);
        config.run = chosenRun(args.text("run"), store);
        config.checkpoint = chosenCheckpoint(args, store, config.run);
        if (args.typed("data_version"))
            config.version = chosenVersion(args, VersionStore(config.project));
        config.split = splitFromWord(args.text("split")).value_or(Split::Test);
        config.name = args.text("name");
        config.options = args.valuesOf(evalOptions());
        return evalJson(runEvalJob(config, job));
    };
    return v;
}

Verb compareVerb() {
    Verb v{"compare", "Evaluations in one table, or one question put to several checkpoints", "CHECKPOINT",
           "Numbers of checkpoints to ask."};
    v.print = printCompare;
    v.table = [] {
        return joinTables({projectOption(), textOption("ask", "Put this question to the named checkpoints.")},
                          generateOptions());
    };
    v.run = [](const VerbArgs &args, JobContext &job, const Console &) {
        const RunStore store(openProject(args, true));
        return args.typed("ask") ? askAll(args, store, job) : compareTable(store);
    };
    return v;
}

} // namespace retort::cli
