// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/versions/derive.h"

#include "core/base/command_line.h"
#include "core/base/error.h"
#include "core/base/option_make.h"
#include "core/data/versions/version_commit.h"

#include <algorithm>

namespace retort {

using namespace option_make;

namespace {

OptionTable makeTable() {
    OptionTable table{
        textOption("name", "", RETORT_TR("core", "Name"),
                   RETORT_TR("core", "How the new version is called in lists. Empty: a name is made."))};
    table.insert(table.end(), splitOptions().begin(), splitOptions().end());
    return table;
}

NewVersion newVersionOf(const DeriveConfig &config) {
    return derivedVersion(VersionStore(config.project), config.parent, config.sources, config.split,
                          config.name);
}

} // namespace

const OptionTable &deriveOptions() {
    static const OptionTable table = makeTable();
    return table;
}

void applyDeriveOptions(DeriveConfig &config, const OptionValues &values) {
    const OptionTable &table = deriveOptions();
    requireOptions(table, values);
    OptionValues all = splitValues(config.split);
    all["name"] = config.name;
    for (const auto &[id, value] : values)
        all[id] = value;
    config.name = optionText(table, all, "name");
    config.split = splitFrom(table, all, config.split);
}

std::vector<SourceId> usableSources(const VersionStore &store, const VersionInfo &version) {
    std::vector<SourceId> usable;
    for (const SourceInfo &source : store.sources())
        if (source.role == SourceRole::TrainPool
            && std::ranges::find(version.sources, source.id) != version.sources.end())
            usable.push_back(source.id);
    return usable;
}

VersionInfo previewDerived(const DeriveConfig &config, JobContext &job) {
    return countVersion(config.project, newVersionOf(config), job);
}

VersionInfo runDeriveJob(const DeriveConfig &config, JobContext &job) {
    job.progress(0, 0, RETORT_TR("core", "Splitting the rows"));
    return VersionStore(config.project).version(commitVersion(config.project, newVersionOf(config), job));
}

namespace {

// Ids that `all` has and `others` lacks, parted by commas.
std::string missingIn(const std::vector<SourceId> &others, const std::vector<SourceId> &all) {
    std::string list;
    for (const SourceId id : all)
        if (std::ranges::find(others, id) == others.end())
            list += (list.empty() ? "" : ",") + std::to_string(id);
    return list;
}

} // namespace

std::string deriveCommand(const std::filesystem::path &project, const VersionInfo &parent,
                          const VersionInfo &version) {
    if (version.recipeJson != derivedRecipe)
        return {};
    CommandLine line("project derive");
    line.option("project", project.string()).option("data_version", parent.id);
    if (const std::string gone = missingIn(version.sources, parent.sources); !gone.empty())
        line.option("without", gone);
    if (const std::string added = missingIn(parent.sources, version.sources); !added.empty())
        line.option("with", added);
    OptionValues values = splitValues(version.split);
    const OptionValues before = splitValues(parent.split);
    for (const OptionSpec &spec : deriveOptions()) // an option that is not given stays as in the parent
        if (const auto it = values.find(spec.id); it != values.end() && it->second != before.at(spec.id))
            line.option(spec.id, formatOption(spec, it->second));
    line.option("name", version.name);
    return line.text();
}

} // namespace retort
