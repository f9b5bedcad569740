// SPDX-License-Identifier: GPL-3.0-or-later
// train: a student on a version, or --resume of a run. runs: what was trained, with charts as pictures.
#include "app/cli/choose.h"
#include "app/cli/run_json.h"
#include "core/data/runs/run_journal.h"
#include "core/learn/train_job.h"

#include <algorithm>
#include <fmt/format.h>
#include <optional>

namespace retort::cli {
namespace {

TrainConfig configOf(const VerbArgs &args, const std::shared_ptr<Project> &project) {
    TrainConfig config;
    config.project = project;
    config.closeProject = true;
    config.version = chosenVersion(args, VersionStore(project));
    const RunStore store(project);
    config.tokenizer = chosenTokenizer(args, store);
    config.student =
        studentFromOptions(args.valuesOf(studentOptions()), store.tokenizer(config.tokenizer).vocabSize);
    config.name = args.text("name");
    if (const auto *preset = findTrainPreset(args.text("recipe")))
        config.options = preset->options;
    for (const auto &[id, value] : args.valuesOf(trainOptions()))
        config.options[id] = value;
    return config;
}

// What a run that goes on from a checkpoint takes from its parent, whatever is typed.
void refuseWithResume(const VerbArgs &args) {
    for (const auto &table : {studentOptions(), OptionTable{versionOption(), tokenizerOption()},
                              OptionTable{textOption("recipe", {})}})
        for (const auto &spec : table) {
            if (!args.typed(spec.id) || findOption(trainOptions(), spec.id))
                continue;
            std::string flag = spec.id;
            std::ranges::replace(flag, '_', '-');
            throw Error(ErrorCode::InvalidArgument,
                        "--%1 cannot be given with --resume: student, data and recipe stay "
                        "those of the run. Leave it away, or start a new run.",
                        flag);
        }
}

// None: the run itself goes on.
std::optional<TrainConfig> forkOf(const VerbArgs &args, const std::shared_ptr<Project> &project, RunId run) {
    refuseWithResume(args);
    const OptionValues changed = args.valuesOf(trainOptions());
    if (changed.empty() && !args.typed("checkpoint") && !args.typed("name"))
        return {};
    const RunStore store(project);
    if (store.checkpoints(run).empty())
        throw Error(ErrorCode::NotFound,
                    "This run has no checkpoint to go on from. Start it again with the same settings.");
    const std::int64_t checkpoint = chosenCheckpoint(args, store, run);
    if (checkpoint == 0)
        throw Error(ErrorCode::InvalidArgument,
                    "--resume goes on from a checkpoint: give “newest”, “best” or an id.");
    TrainConfig config = forkConfig(project, run, checkpoint, changed);
    config.name = args.text("name");
    config.closeProject = true;
    return config;
}

// Marks and edits that are in no version are not trained on: said before the time is spent.
std::int64_t notePending(const VersionStore &store, VersionId version, const Console &console) {
    const std::int64_t pending = store.pendingCount(version);
    if (pending > 0)
        console.note(
            fmt::format("Note: {} changes on version {} are in no version yet; this training does not "
                        "use them. “retort-cli trace --data-version {} --make-version” makes one of "
                        "them.",
                        groupedDigits(pending), version, version));
    return pending;
}

// None: it was closed for others, on a network file system, and one of them has it.
std::shared_ptr<Project> projectNow(const std::shared_ptr<Project> &project) {
    if (!project->isClosed())
        return project;
    try {
        return Project::open(project->folder());
    } catch (const Error &e) {
        if (e.code() != ErrorCode::Busy)
            throw;
        return nullptr;
    }
}

} // namespace

Verb trainVerb() {
    Verb v{"train", "Train a student; Ctrl-C stops after the step and saves a checkpoint"};
    v.print = printTrain;
    v.table = [] {
        std::vector<OptionChoice> recipes;
        for (const auto &preset : trainPresets())
            recipes.push_back({preset.id, preset.label});
        return joinTables(
            joinTables(
                {projectOption(), versionOption(), tokenizerOption(), textOption("name", "Name of the run."),
                 textOption("resume", "Go on with this run (id, name or “newest”). With training flags, "
                                      "--checkpoint or --name: a new run from its checkpoint, with "
                                      "these settings changed."),
                 textOption("checkpoint",
                            "With --resume: the checkpoint a new run goes on from: “newest”, "
                            "“best” or an id.",
                            "newest"),
                 choiceOption("recipe", "Settings to start from; flags change single ones.",
                              recipes.front().id, recipes),
                 pathOption("charts", "Write loss and accuracy charts as SVG into this folder.")},
                studentOptions()),
            trainOptions());
    };
    v.run = [](const VerbArgs &args, JobContext &job, const Console &console) {
        const auto project = openProject(args);
        const RunStore store(project);
        const VersionStore versions(project);
        followTraining(job, console);
        TrainResult result;
        std::int64_t pending = 0;
        if (args.typed("resume")) {
            const RunId run = chosenRun(args.text("resume"), store);
            const auto fork = forkOf(args, project, run);
            pending = notePending(versions, store.run(run).version, console);
            result = fork ? runTrainJob(*fork, job) : resumeTrainJob(project, run, job, true);
        } else if (args.typed("checkpoint")) {
            throw Error(ErrorCode::InvalidArgument,
                        "--checkpoint needs --resume: the run it is a checkpoint of.");
        } else {
            const TrainConfig config = configOf(args, project);
            pending = notePending(versions, config.version, console);
            result = runTrainJob(config, job);
        }
        Json j;
        if (const auto now = projectNow(project)) {
            const RunStore runs(now);
            j = trainJson(result, runs.run(result.run).name);
            if (args.typed("charts"))
                j["charts"] = writeRunCharts(runs, result.run, args.text("charts"));
        } else {
            j = trainJson(result, std::to_string(result.run));
            if (args.typed("charts"))
                console.note("No charts: the project is open elsewhere. “retort-cli runs --charts” writes "
                             "them later.");
        }
        if (hasJournal(*project, result.run))
            j["in_journal"] = true;
        j["pending_changes"] = pending;
        return j;
    };
    return v;
}

Verb runsVerb() {
    Verb v{"runs", "List runs and their checkpoints, or write charts of one; steer one that is training"};
    v.table = [] {
        return OptionTable{
            projectOption(), runOption(),
            pathOption("charts", "Write loss and accuracy charts of the run as SVG into this folder."),
            choiceOption("ask", "Ask whoever trains the run.", "nothing",
                         {{"nothing", "Only list"},
                          {"pause", "Pause"},
                          {"go_on", "Go on"},
                          {"stop", "Stop and save"},
                          {"abort", "Abort"}})};
    };
    v.run = [](const VerbArgs &args, JobContext &, const Console &) {
        const RunStore store(openProject(args, true));
        Json j{{"runs", Json::array()}};
        for (const auto &run : store.runs()) {
            j["runs"].push_back(runJson(run));
            for (const auto &c : store.checkpoints(run.id))
                j["runs"].back()["checkpoints"].push_back({{"id", c.id},
                                                           {"step", c.step},
                                                           {"reason", c.reason},
                                                           {"val_loss", numberOrNull(c.valLoss)},
                                                           {"bytes", c.bytes}});
        }
        const std::map<std::string, JobRequest> requests{{"pause", JobRequest::Pause},
                                                         {"go_on", JobRequest::GoOn},
                                                         {"stop", JobRequest::Stop},
                                                         {"abort", JobRequest::Abort}};
        if (const auto request = requests.find(args.text("ask")); request != requests.end()) {
            const RunId run = chosenRun(args.text("run"), store);
            if (!store.runOwned(run))
                throw Error(ErrorCode::NotFound, "Nobody trains the run “%1” now.", store.run(run).name);
            sendRequest(store, run, request->second);
        }
        if (args.typed("charts"))
            j["charts"] = writeRunCharts(store, chosenRun(args.text("run"), store), args.text("charts"));
        return j;
    };
    v.print = [](const Json &j, const Console &console) {
        std::vector<std::vector<std::string>> rows;
        const auto shown = [](const Json &x) {
            return x.is_null() ? std::string("–") : fmt::format("{:.4g}", x.get<double>());
        };
        for (const auto &r : j["runs"])
            rows.push_back({std::to_string(r["id"].get<std::int64_t>()), r["name"], r["state"],
                            groupedDigits(r["step"]), shown(r["last_loss"]), shown(r["best_val_loss"]),
                            shown(r["val_accuracy"]),
                            std::to_string(r.value("checkpoints", Json::array()).size())});
        printTable(console, {"id", "run", "state", "step", "loss", "val. loss", "val. acc.", "checkpoints"},
                   rows);
        for (const auto &c : j.value("charts", Json::array()))
            console.line("chart: " + c.get<std::string>());
    };
    return v;
}

} // namespace retort::cli
