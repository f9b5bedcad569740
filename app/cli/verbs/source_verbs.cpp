// SPDX-License-Identifier: GPL-3.0-or-later
// project sources, derive: what was imported and what it is for; a version with other sources or splits.
#include "app/cli/choose.h"
#include "core/data/versions/derive.h"

#include <algorithm>
#include <fmt/format.h>

namespace retort::cli {
namespace {

const char *roleName(SourceRole role) {
    return role == SourceRole::Benchmark ? "benchmark" : "train_pool";
}

Json sourceJson(const SourceInfo &s) {
    return {{"id", s.id},
            {"name", s.name},
            {"note", s.note},
            {"role", roleName(s.role)},
            {"format", s.format},
            {"rows", s.rows},
            {"refused", s.refused},
            {"bytes", s.bytesOnDisk},
            {"imported_at", s.createdAt},
            {"files", s.files}};
}

void printSources(const Json &j, const Console &console) {
    std::vector<std::vector<std::string>> rows;
    for (const auto &s : j["sources"])
        rows.push_back({std::to_string(s["id"].get<std::int64_t>()), s["name"], s["role"],
                        groupedDigits(s["rows"]), groupedDigits(s["refused"]), s["imported_at"],
                        humanBytes(s["bytes"].get<double>()), s["note"]});
    if (rows.empty())
        console.line("Nothing was imported yet.");
    else
        printTable(console, {"id", "source", "role", "rows", "refused", "imported", "size", "note"}, rows);
}

// Typed as they are meant, without defaults: what is not given stays as in the parent.
OptionTable asTexts(const OptionTable &table) {
    OptionTable open;
    for (const OptionSpec &spec : table)
        open.push_back(textOption(spec.id.c_str(), spec.help));
    return open;
}

OptionValues typedValues(const VerbArgs &args) {
    OptionValues values;
    for (const OptionSpec &spec : deriveOptions())
        if (args.typed(spec.id))
            values[spec.id] = parseOption(spec, args.text(spec.id));
    return values;
}

DeriveConfig configOf(const VerbArgs &args, const std::shared_ptr<Project> &project) {
    const VersionStore store(project);
    DeriveConfig config;
    config.project = project;
    config.parent = chosenVersion(args, store);
    const VersionInfo parent = store.version(config.parent);
    config.split = parent.split;
    config.sources = usableSources(store, parent);
    for (const SourceId id : chosenSources(args.text("without"), store))
        if (std::erase(config.sources, id) == 0)
            throw Error(ErrorCode::InvalidArgument, "The version “%1” does not have the source “%2”.",
                        parent.name, store.source(id).name);
    for (const SourceId id : chosenSources(args.text("with"), store))
        if (std::ranges::find(config.sources, id) == config.sources.end())
            config.sources.push_back(id);
    std::ranges::sort(config.sources);
    applyDeriveOptions(config, typedValues(args));
    const OptionValues now = splitValues(config.split);
    if (config.sources == parent.sources && now == splitValues(parent.split))
        throw Error(ErrorCode::InvalidArgument,
                    "Nothing would differ from “%1”. Say --without, --with, or another "
                    "share, least number or seed.",
                    parent.name);
    return config;
}

Json derivedJson(const VersionInfo &made, const VersionInfo &parent) {
    const auto counts = [](const VersionInfo &v) {
        return Json{{"rows", v.rows}, {"train", v.train}, {"validation", v.validation}, {"test", v.test}};
    };
    Json j = counts(made);
    j["name"] = made.name;
    j["sources"] = made.sources;
    j["parent"] = counts(parent);
    j["parent"]["id"] = parent.id;
    j["parent"]["name"] = parent.name;
    return j;
}

void printDerived(const Json &j, const Console &console) {
    const auto row = [](const Json &v, const std::string &name) {
        return std::vector<std::string>{name, groupedDigits(v["rows"]), groupedDigits(v["train"]),
                                        groupedDigits(v["validation"]), groupedDigits(v["test"])};
    };
    const bool made = j.contains("version");
    printTable(console, {"version", "rows", "train", "valid.", "test"},
               {row(j["parent"], j["parent"]["name"]),
                row(j, made ? j["name"].get<std::string>() : std::string("(it would be)"))});
    console.line(made ? fmt::format("Made version {} “{}”.", j["version"].get<std::int64_t>(),
                                    j["name"].get<std::string>())
                      : std::string("Nothing was written."));
}

} // namespace

Verb projectSourcesVerb() {
    Verb v{"project sources", "List the imported sources; or say what they are for", "SOURCE",
           "Sources by id or name; only with --role."};
    v.print = printSources;
    v.table = [] {
        return OptionTable{
            projectOption(),
            choiceOption(
                "role",
                "What the named sources are for. A benchmark is never trained on; "
                "versions that have it become stale.",
                "keep", {{"keep", "Only list"}, {"train_pool", "for training"}, {"benchmark", "benchmark"}})};
    };
    v.run = [](const VerbArgs &args, JobContext &, const Console &) {
        const std::string role = args.text("role");
        const bool writes = role != "keep";
        if (writes == args.positionals.empty())
            throw Error(ErrorCode::InvalidArgument,
                        writes ? Text("Name the sources whose role is to change.")
                               : Text("Say with --role what the named sources are for."));
        VersionStore store(openProject(args, !writes));
        for (const std::string &word : args.positionals)
            for (const SourceId id : chosenSources(word, store))
                store.setSourceRole(id, role == "benchmark" ? SourceRole::Benchmark : SourceRole::TrainPool);
        Json j{{"sources", Json::array()}};
        for (const SourceInfo &s : store.sources())
            j["sources"].push_back(sourceJson(s));
        return j;
    };
    return v;
}

Verb projectDeriveVerb() {
    Verb v{"project derive", "Make a version with other sources or splits; what is not said stays as it was"};
    v.print = printDerived;
    v.table = [] {
        return joinTables({projectOption(), versionOption(),
                           textOption("without", "Sources to leave out: ids or names, parted by commas."),
                           textOption("with", "Sources to add, as they were imported: ids or names, parted "
                                              "by commas."),
                           flagOption("preview", "Only count; write nothing.")},
                          asTexts(deriveOptions()));
    };
    v.run = [](const VerbArgs &args, JobContext &job, const Console &) {
        const bool preview = args.flag("preview");
        const auto project = openProject(args, preview);
        const DeriveConfig config = configOf(args, project);
        const VersionInfo parent = VersionStore(project).version(config.parent);
        const VersionInfo made = preview ? previewDerived(config, job) : runDeriveJob(config, job);
        Json j = derivedJson(made, parent);
        if (!preview)
            j["version"] = made.id;
        return j;
    };
    return v;
}

} // namespace retort::cli
