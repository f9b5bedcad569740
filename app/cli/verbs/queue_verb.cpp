// SPDX-License-Identifier: GPL-3.0-or-later
// queue: what waits in the project's queue, as the window filled it; --run does it here, one after the other.
#include "app/cli/run_json.h"
#include "core/base/command_line.h"
#include "core/data/runs/task_queue.h"

#include <algorithm>
#include <fmt/format.h>
#include <optional>
#include <set>

namespace retort::cli {
namespace {

// "train --seed 3": what is not as usual.
std::string commandOf(const QueuedTask &task) {
    const OptionTable &table = task.verb == "train" ? trainOptions() : evalOptions();
    const Json settings = Json::parse(task.configJson, nullptr, false);
    try {
        const OptionValues values = optionsFromJson(settings.at("options").dump());
        return CommandLine(task.verb).options(table, values).text().substr(sizeof "retort-cli");
    } catch (const std::exception &) { // of another program version, or damaged
        return task.verb;
    }
}

Json waitingJson(const QueuedTask &task) {
    const Json settings = Json::parse(task.configJson, nullptr, false);
    return {{"id", task.id},
            {"verb", task.verb},
            {"created", task.createdAt},
            {"command", commandOf(task)},
            {"settings", settings.is_discarded() ? Json(task.configJson) : settings}};
}

void printQueue(const Json &j, const Console &console) {
    for (const Json &run : j.value("runs", Json::array()))
        printTrain(run, console);
    for (const Json &evaluation : j.value("evaluations", Json::array()))
        printEval(evaluation, console);
    std::vector<std::vector<std::string>> rows;
    for (const Json &task : j["queue"])
        rows.push_back({std::to_string(task["id"].get<std::int64_t>()), task["created"], task["command"]});
    if (rows.empty())
        console.line("Nothing waits in the queue.");
    else
        printTable(console, {"id", "added", "work"}, rows);
}

// What an entry made, and whether the user stopped it.
struct Done {
    Json json;
    bool stopped = false;
};

Done train(const QueuedTask &task, const std::shared_ptr<Project> &project, JobContext &job) {
    TrainConfig config = trainConfigFromJson(task.configJson, project);
    config.queued = task.id;
    config.closeProject = true;
    const TrainResult result = runTrainJob(config, job);
    return {trainJson(result, config.name.empty() ? std::to_string(result.run) : config.name),
            result.state == RunState::Stopped};
}

Done evaluate(const QueuedTask &task, const std::shared_ptr<Project> &project, JobContext &job) {
    EvalConfig config = evalConfigFromJson(task.configJson, project);
    config.queued = task.id;
    return {evalJson(runEvalJob(config, job))};
}

struct Work {
    const char *verb, *results; // results: their list in the JSON
    Done (*run)(const QueuedTask &task, const std::shared_ptr<Project> &project, JobContext &job);
};
constexpr Work works[] = {{"train", "runs", train}, {"eval", "evaluations", evaluate}};

const Work *workOf(const QueuedTask &task) {
    const auto it = std::ranges::find(works, task.verb, &Work::verb);
    return it == std::end(works) ? nullptr : it; // another program version put it there
}

// One that cannot begin stays in the queue, says why and is passed over. The project is opened anew for each:
// on a network file system a training closes it for others.
void runAll(const VerbArgs &args, JobContext &job, const Console &console, Json &j) {
    for (const Work &work : works)
        j[work.results] = Json::array();
    const FileLock own = TaskQueue(openProject(args)).own();
    followTraining(job, console);
    std::set<std::int64_t> failed;
    std::optional<Error> first;
    for (;;) {
        const auto project = openProject(args);
        const auto tasks = TaskQueue(project).tasks();
        const auto next = std::ranges::find_if(
            tasks, [&](const QueuedTask &task) { return workOf(task) && !failed.contains(task.id); });
        if (next == tasks.end())
            break;
        const Work &work = *workOf(*next);
        try {
            const Done done = work.run(*next, project, job);
            j[work.results].push_back(done.json);
            if (done.stopped)
                break;
        } catch (const Error &e) {
            console.note(fmt::format("Entry {} of the queue: {}", next->id, renderEnglish(e.text())));
            failed.insert(next->id);
            if (!first)
                first = e;
        }
    }
    if (first)
        throw *first; // the others are in the project
}

} // namespace

Verb queueVerb() {
    Verb v{"queue", "Show what waits in the project's queue, or do it here"};
    v.table = [] {
        return OptionTable{projectOption(),
                           flagOption("run",
                                      "Do what waits, one after the other. Ctrl-C stops after the step; "
                                      "what has not begun stays in the queue."),
                           intOption("remove", "Take this entry out of the queue.", 0, 1, 1e15)};
    };
    v.run = [](const VerbArgs &args, JobContext &job, const Console &console) {
        const bool runs = args.flag("run"), removes = args.typed("remove");
        if (runs && removes)
            throw Error(ErrorCode::InvalidArgument, "Give either --run or --remove.");
        Json j = Json::object();
        if (runs)
            runAll(args, job, console, j);
        TaskQueue queue(openProject(args, !removes));
        if (removes) {
            const auto tasks = queue.tasks();
            if (std::ranges::find(tasks, args.integer("remove"), &QueuedTask::id) == tasks.end())
                throw Error(ErrorCode::NotFound, "There is no entry %1 in the queue.",
                            args.integer("remove"));
            queue.remove(args.integer("remove"));
        }
        j["queue"] = Json::array();
        for (const QueuedTask &task : queue.tasks())
            j["queue"].push_back(waitingJson(task));
        return j;
    };
    v.print = printQueue;
    return v;
}

} // namespace retort::cli
