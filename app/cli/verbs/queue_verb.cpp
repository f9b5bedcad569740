// SPDX-License-Identifier: GPL-3.0-or-later
// queue: what waits in the project's queue, as the window filled it; --run does it here, one after the other.
#include "app/cli/run_json.h"
#include "core/data/runs/task_queue.h"
#include "core/learn/train_job.h"

#include <fmt/format.h>

namespace retort::cli {

namespace {

constexpr const char *trainWord = "train";

Json waitingJson(const QueuedTask &task) {
    return {{"id", task.id},
            {"verb", task.verb},
            {"created", task.createdAt},
            {"settings", Json::parse(task.configJson, nullptr, false)}};
}

void printQueue(const Json &j, const Console &console) {
    for (const Json &run : j.value("runs", Json::array()))
        printTrain(run, console);
    std::vector<std::vector<std::string>> rows;
    for (const Json &task : j["queue"])
        rows.push_back({std::to_string(task["id"].get<std::int64_t>()), task["verb"], task["created"]});
    if (rows.empty())
        console.line("Nothing waits in the queue.");
    else
        printTable(console, {"id", "verb", "added"}, rows);
}

// The first that can be done here; what another program version put there is left to it.
std::optional<QueuedTask> nextTraining(const TaskQueue &queue) {
    for (const QueuedTask &task : queue.tasks())
        if (task.verb == trainWord)
            return task;
    return {};
}

// The project is opened anew for each: on a network file system a training closes it for others.
Json runAll(const VerbArgs &args, JobContext &job, const Console &console) {
    Json runs = Json::array();
    followTraining(job, console);
    for (;;) {
        const auto project = openProject(args);
        const auto task = nextTraining(TaskQueue(project));
        if (!task)
            return runs;
        TrainConfig config = trainConfigFromJson(task->configJson, project);
        config.queued = task->id;
        config.closeProject = true;
        const TrainResult result = runTrainJob(config, job);
        runs.push_back(trainJson(result, config.name.empty() ? std::to_string(result.run) : config.name));
        if (result.state == RunState::Stopped)
            return runs;
    }
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
            j["runs"] = runAll(args, job, console);
        TaskQueue queue(openProject(args, !removes));
        if (removes)
            queue.remove(args.number("remove"));
        j["queue"] = Json::array();
        for (const QueuedTask &task : queue.tasks())
            j["queue"].push_back(waitingJson(task));
        return j;
    };
    v.print = printQueue;
    return v;
}

} // namespace retort::cli
