// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/run_json.h"

#include "app/cli/chart_svg.h"
#include "core/base/file.h"

#include <cmath>
#include <filesystem>
#include <fmt/format.h>
#include <map>

namespace retort::cli {

Json numberOrNull(double value) {
    return std::isfinite(value) ? Json(value) : Json(nullptr);
}

Json trainJson(const TrainResult &r, const std::string &runName) {
    return {{"run", r.run},
            {"name", runName},
            {"state", runStateName(r.state)},
            {"step", r.step},
            {"total_steps", r.totalSteps},
            {"last_loss", numberOrNull(r.lastLoss)},
            {"best_val_loss", numberOrNull(r.bestValLoss)},
            {"val_accuracy", numberOrNull(r.valAccuracy)},
            {"seconds", r.seconds},
            {"tokens", r.trainedTokens},
            {"tokens_per_s", r.tokensPerSecond},
            {"rows", r.rows},
            {"rows_left_out", r.rowsLeftOut},
            {"validation_rows", r.validationRows},
            {"validation_rows_left_out", r.validationRowsLeftOut},
            {"checkpoint", r.checkpoint},
            {"reason", renderEnglish(r.reason)}};
}

Json runJson(const RunRecord &run) {
    return {{"id", run.id},
            {"name", run.name},
            {"state", runStateName(run.state)},
            {"step", run.step},
            {"total_steps", run.totalSteps},
            {"version", run.version},
            {"tokenizer", run.tokenizer},
            {"seed", run.seed},
            {"parent", run.parent ? Json(*run.parent) : Json(nullptr)},
            {"fork_step", run.forkStep},
            {"device", run.device},
            {"precision", run.precision},
            {"code", run.codeVersion},
            {"last_loss", numberOrNull(run.lastLoss)},
            {"best_val_loss", numberOrNull(run.bestValLoss)},
            {"val_accuracy", numberOrNull(run.valAccuracy)},
            {"created", run.createdAt},
            {"finished", run.finishedAt},
            {"folder", run.folder.string()}};
}

Json evalJson(const EvalResult &r) {
    Json j{{"evaluation", r.evaluation}};
    j.update(Json::parse(evalSummaryToJson(r.summary)));
    return j;
}

Json evalJson(const EvaluationRecord &record) {
    Json j{{"evaluation", record.id},
           {"name", record.name},
           {"run", record.run},
           {"checkpoint", record.checkpoint}};
    j.update(Json::parse(evalSummaryToJson(evalSummaryOf(record))));
    return j;
}

namespace {

void printLeftOut(const Json &e, const Console &console) {
    const auto count = [&](const char *id) { return e.value(id, std::int64_t(0)); };
    std::string parts;
    const auto add = [&](const char *id, const char *what) {
        if (count(id) > 0)
            parts += fmt::format("{}{} {}", parts.empty() ? "" : ", ", groupedDigits(count(id)), what);
    };
    add("without_reference", "without an answer to check against");
    add("too_long", "longer than the student holds");
    add("repeats", "asking a problem again");
    if (!parts.empty())
        console.line(fmt::format("left out of {} rows: {}", groupedDigits(count("rows")), parts));
}

} // namespace

void printEval(const Json &e, const Console &console) {
    console.line(fmt::format("{} of {} right: {:.1f} %  (95 %: {:.1f} – {:.1f})", e["correct"].get<int>(),
                             e["asked"].get<int>(), 100 * e["accuracy"].get<double>(),
                             100 * e["low95"].get<double>(), 100 * e["high95"].get<double>()));
    console.line(fmt::format("always answering “{}” would reach {:.1f} %",
                             e["most_frequent_answer"].get<std::string>(),
                             100 * e["most_frequent_accuracy"].get<double>()));
    printLeftOut(e, console);
    console.line(fmt::format("ended by itself {}, closed its thinking {}", e["finished"].get<int>(),
                             e["think_closed"].get<int>()));
    if (e["trace_checked"].get<int>() > 0)
        console.line(fmt::format("arithmetic of the trace holds in {} of {} right answers",
                                 e["trace_holds"].get<int>(), e["trace_checked"].get<int>()));
    console.line(fmt::format("{:.0f} tokens/s, {:.0f} MiB, model {} ({} parameters), on {}",
                             e["tokens_per_s"].get<double>(), e["memory_mib"].get<double>(),
                             humanBytes(e["model_bytes"].get<double>()), groupedDigits(e["parameters"]),
                             e.contains("badge") ? renderEnglish(textFromJson(e["badge"].dump()))
                                                 : e["device"].get<std::string>()));
    std::vector<std::vector<std::string>> rows;
    for (const auto &g : e["by_kind"])
        rows.push_back({g["id"], groupedDigits(g["asked"]), groupedDigits(g["correct"]),
                        fmt::format("{:.1f}", 100 * g["accuracy"].get<double>())});
    if (!rows.empty())
        printTable(console, {"kind", "asked", "right", "%"}, rows);
}

void printTrain(const Json &j, const Console &console) {
    console.line(fmt::format("Run {} “{}”: {} at step {} of {} after {:.0f} s ({:.0f} tokens/s). {}",
                             j["run"].get<std::int64_t>(), j["name"].get<std::string>(),
                             j["state"].get<std::string>(), groupedDigits(j["step"]),
                             groupedDigits(j["total_steps"]), j["seconds"].get<double>(),
                             j["tokens_per_s"].get<double>(), j["reason"].get<std::string>()));
    const auto shown = [](const Json &v, double factor, const char *unit) {
        return v.is_null() ? std::string("–") : fmt::format("{:.4g}{}", v.get<double>() * factor, unit);
    };
    console.line("last loss " + shown(j["last_loss"], 1, "") + ", best validation loss "
                 + shown(j["best_val_loss"], 1, "") + ", validation accuracy "
                 + shown(j["val_accuracy"], 100, " %"));
    if (const auto leftOut = j["rows_left_out"].get<std::int64_t>(); leftOut > 0)
        console.line(fmt::format("{} of {} training rows were left out: too long, or nothing to learn from",
                                 groupedDigits(leftOut), groupedDigits(j["rows"])));
    for (const auto &c : j.value("charts", Json::array()))
        console.line("chart: " + c.get<std::string>());
}

void followTraining(JobContext &job, const Console &console) {
    console.tick = [&job, &console] {
        for (const auto &e : job.mailbox().drainEvents())
            console.note(fmt::format("step {}: {}", e.step, renderEnglish(e.what)));
        for (const auto &m : job.mailbox().drainMetrics())
            if (m.name.starts_with("val/"))
                console.note(fmt::format("step {}: {} {:.4f}", m.step, m.name, m.value));
    };
}

std::vector<std::string> writeRunCharts(const RunStore &store, RunId run, const std::string &folder) {
    std::filesystem::create_directories(folder);
    std::int64_t last = 0;
    const auto points = store.metrics(run, 0, &last);
    // A run that was killed and resumed has measured the steps since its checkpoint twice: the later counts.
    const auto series = [&](const std::string &name) {
        std::map<std::int64_t, double> values;
        for (const auto &p : points)
            if (p.name == name)
                values[p.step] = p.value;
        return ChartSeries{name, {values.begin(), values.end()}};
    };
    const auto write = [&](const std::string &file, const std::string &title, bool percent,
                           const std::vector<ChartSeries> &all) {
        const std::string path = (std::filesystem::path(folder) / file).string();
        atomicWrite(path, chartSvg(title, all, percent));
        return path;
    };
    const std::string name = store.run(run).name;
    return {write(fmt::format("run-{:04}-loss.svg", run), "Loss · " + name, false,
                  {series("train/loss"), series("val/loss")}),
            write(fmt::format("run-{:04}-accuracy.svg", run), "Accuracy · " + name, true,
                  {series("val/accuracy")})};
}

} // namespace retort::cli
