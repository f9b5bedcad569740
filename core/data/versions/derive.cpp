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

Row share(const char *id, double value, const Text &label) {
    return floatOption(id, value, label,
                       RETORT_TR("core", "Share of the problems; rows of one problem stay together."))
        .between(0, 0.5)
        .step(0.01);
}

OptionTable makeTable() {
    const SplitRatios ratios;
    return {
        textOption("name", "", RETORT_TR("core", "Name"),
                   RETORT_TR("core", "How the new version is called in lists. Empty: a name is made.")),
        share("validation_share", ratios.validation, RETORT_TR("core", "Validation share")),
        share("test_share", ratios.test, RETORT_TR("core", "Test share")),
        intOption("split_at_least", ratios.atLeast, RETORT_TR("core", "At least"),
                  RETORT_TR("core", "Smallest number of validation and of test rows, when there are enough."))
            .atLeast(0)
            .unit(RETORT_TR("core", "rows")),
        boolOption("keep_own_split", ratios.keepOwn, RETORT_TR("core", "Keep a file's own split"),
                   RETORT_TR("core", "Where records say themselves what they are for, that holds; the "
                                     "shares divide the rest."))
            .advanced(),
        intOption("split_seed", 0, RETORT_TR("core", "Seed of the split"),
                  RETORT_TR("core", "Another number gives another split."))
            .atLeast(0)
            .advanced(),
    };
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

OptionValues splitValues(const SplitRatios &split) {
    return {{"validation_share", split.validation},
            {"test_share", split.test},
            {"split_at_least", split.atLeast},
            {"keep_own_split", split.keepOwn},
            {"split_seed", std::int64_t(split.seed)}};
}

void applyDeriveOptions(DeriveConfig &config, const OptionValues &values) {
    const OptionTable &table = deriveOptions();
    requireOptions(table, values);
    OptionValues all = splitValues(config.split);
    all["name"] = config.name;
    for (const auto &[id, value] : values)
        all[id] = value;
    config.name = optionText(table, all, "name");
    config.split.validation = optionFloat(table, all, "validation_share");
    config.split.test = optionFloat(table, all, "test_share");
    config.split.atLeast = optionInt(table, all, "split_at_least");
    config.split.keepOwn = optionBool(table, all, "keep_own_split");
    config.split.seed = std::uint64_t(optionInt(table, all, "split_seed"));
}

std::vector<SourceId> usableSources(const VersionStore &store, const VersionInfo &version) {
    std::vector<SourceId> usable;
    for (const SourceInfo &source : store.sources())
        if (source.role == SourceRole::TrainPool
            && std::find(version.sources.begin(), version.sources.end(), source.id) != version.sources.end())
            usable.push_back(source.id);
    return usable;
}

VersionInfo previewDerived(const DeriveConfig &config, JobContext &job) {
    return countVersion(config.project, newVersionOf(config), job);
}

VersionInfo runDeriveJob(const DeriveConfig &config, JobContext &job) {
    job.progress(0, 0, RETORT_TR("core", "Splitting the rows"));
    const VersionId made = commitVersion(
        config.project, newVersionOf(config), [](SQLite::Database &, NewVersion &) {}, job);
    return VersionStore(config.project).version(made);
}

namespace {

// Ids that `all` has and `others` lacks, parted by commas.
std::string missingIn(const std::vector<SourceId> &others, const std::vector<SourceId> &all) {
    std::string list;
    for (const SourceId id : all)
        if (std::find(others.begin(), others.end(), id) == others.end())
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
