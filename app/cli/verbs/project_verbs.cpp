// SPDX-License-Identifier: GPL-3.0-or-later
// project create, info, copy, repair, restore.
#include "app/cli/verb.h"
#include "core/base/file.h"
#include "core/data/care/backup.h"
#include "core/data/care/copy.h"
#include "core/data/care/repair.h"
#include "core/data/project/project.h"
#include "core/data/runs/run_store.h"
#include "core/data/versions/version_store.h"

#include <fmt/format.h>

namespace retort::cli {
namespace {

Json versionJson(const VersionInfo &v) {
    return {{"id", v.id},
            {"name", v.name},
            {"rows", v.rows},
            {"train", v.train},
            {"validation", v.validation},
            {"test", v.test},
            {"dropped", v.dropped},
            {"changed", v.changed},
            {"stale", v.stale}};
}

Json projectJson(const std::shared_ptr<Project> &project) {
    const VersionStore store(project);
    const RunStore runs(project);
    const auto info = project->info();
    Json j{{"folder", project->folder().string()},
           {"name", info.name},
           {"note", info.note},
           {"schema", info.schema},
           {"read_only", info.readOnly},
           {"bytes", folderSize(project->folder())}};
    for (const auto &notice : info.notices)
        j["notices"].push_back(renderEnglish(notice));
    j["sources"] = Json::array();
    for (const auto &s : store.sources())
        j["sources"].push_back({{"id", s.id},
                                {"name", s.name},
                                {"format", s.format},
                                {"rows", s.rows},
                                {"refused", s.refused},
                                {"role", s.role == SourceRole::Benchmark ? "benchmark" : "train_pool"}});
    j["versions"] = Json::array();
    for (const auto &v : store.versions())
        j["versions"].push_back(versionJson(v));
    j["tokenizers"] = Json::array();
    for (const auto &t : runs.tokenizers())
        j["tokenizers"].push_back({{"id", t.id}, {"name", t.name}, {"vocab_size", t.vocabSize}});
    j["runs"] = Json::array();
    for (const auto &r : runs.runs())
        j["runs"].push_back({{"id", r.id},
                             {"name", r.name},
                             {"state", runStateName(r.state)},
                             {"step", r.step},
                             {"total_steps", r.totalSteps}});
    return j;
}

void printProject(const Json &j, const Console &console) {
    console.line(fmt::format("{}  ({})", j["name"].get<std::string>(), j["folder"].get<std::string>()));
    console.line(
        fmt::format("{} on disk, schema {}", humanBytes(j["bytes"].get<double>()), j["schema"].get<int>()));
    if (const auto note = j["note"].get<std::string>(); !note.empty())
        console.line(note);
    for (const auto &notice : j.value("notices", Json::array()))
        console.line("! " + notice.get<std::string>());
    std::vector<std::vector<std::string>> rows;
    for (const auto &v : j["versions"])
        rows.push_back({std::to_string(v["id"].get<int>()), v["name"], groupedDigits(v["rows"]),
                        groupedDigits(v["train"]), groupedDigits(v["validation"]), groupedDigits(v["test"]),
                        groupedDigits(v["dropped"]), groupedDigits(v["changed"])});
    if (!rows.empty())
        printTable(console, {"id", "version", "rows", "train", "valid.", "test", "dropped", "changed"}, rows);
    rows.clear();
    for (const auto &r : j["runs"])
        rows.push_back({std::to_string(r["id"].get<int>()), r["name"], r["state"], groupedDigits(r["step"]),
                        groupedDigits(r["total_steps"])});
    if (!rows.empty())
        printTable(console, {"id", "run", "state", "step", "of"}, rows);
}

Json repairJson(const RepairReport &report) {
    Json j{{"findings", Json::array()}, {"done", Json::array()}};
    for (const auto &t : report.findings)
        j["findings"].push_back(renderEnglish(t));
    for (const auto &t : report.done)
        j["done"].push_back(renderEnglish(t));
    return j;
}

std::string onePositional(const VerbArgs &args, const char *what) {
    if (args.positionals.size() == 1)
        return args.positionals.front();
    throw Error(ErrorCode::InvalidArgument, "Name exactly one %1.", what);
}

} // namespace

Verb projectCreateVerb() {
    Verb v{"project create", "Make an empty project", "FOLDER", "The folder to make."};
    v.table = [] { return OptionTable{textOption("name", "The project's name; default: the folder's.")}; };
    v.needsPositional = true;
    v.mostPositionals = 1;
    v.run = [](const VerbArgs &args, JobContext &, const Console &) {
        const std::filesystem::path folder = onePositional(args, "folder");
        const auto name = args.text("name").empty() ? std::filesystem::absolute(folder).filename().string()
                                                    : args.text("name");
        return projectJson(Project::create(folder, name));
    };
    v.print = printProject;
    return v;
}

Verb projectInfoVerb() {
    Verb v{"project info", "Show sources, versions, tokenizers and runs"};
    v.run = [](const VerbArgs &args, JobContext &, const Console &) {
        return projectJson(openProject(args, true));
    };
    v.print = printProject;
    return v;
}

Verb projectCopyVerb() {
    Verb v{"project copy", "Save a consistent copy, also while the project is in use", "FOLDER",
           "The folder to make."};
    v.needsPositional = true;
    v.mostPositionals = 1;
    v.run = [](const VerbArgs &args, JobContext &job, const Console &) {
        const std::string to = onePositional(args, "folder");
        copyProject(args.text("project"), to, &job);
        Json j = projectJson(Project::open(to, OpenMode::ReadOnly));
        j["issues"] = issuesJson(job);
        return j;
    };
    v.print = [](const Json &j, const Console &console) {
        printProject(j, console);
        for (const auto &issue : j["issues"])
            console.line("! " + issue["reason"].get<std::string>());
    };
    return v;
}

Verb projectRepairVerb() {
    Verb v{"project repair", "Check everything and mend what can be mended"};
    v.table = [] {
        return OptionTable{projectOption(),
                           flagOption("restore", "Go back to the newest backup of the database first.")};
    };
    v.run = [](const VerbArgs &args, JobContext &job, const Console &) {
        const std::string folder = args.text("project");
        if (!args.flag("restore"))
            return repairJson(repairProject(folder, &job));
        const auto backups = projectBackups(folder);
        if (backups.empty())
            throw Error(ErrorCode::NotFound, "“%1” has no backup to go back to.", folder);
        return repairJson(restoreAndRepair(folder, backups.front(), &job));
    };
    v.print = [](const Json &j, const Console &console) {
        for (const auto &t : j["findings"])
            console.line("found: " + t.get<std::string>());
        for (const auto &t : j["done"])
            console.line("done:  " + t.get<std::string>());
        if (j["findings"].empty())
            console.line("Everything is in order.");
    };
    return v;
}

} // namespace retort::cli
