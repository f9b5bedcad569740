// SPDX-License-Identifier: GPL-3.0-or-later
// A version with other sources or split ratios than the one it comes from: counted first, then made. Rows
// that the parent dropped stay dropped; a source that it lacks comes in as it was imported. Blocking, any
// thread but the GUI's.
#pragma once

#include "core/base/export.h"
#include "core/base/job.h"
#include "core/base/option.h"
#include "core/data/versions/split_options.h"
#include "core/data/versions/version_store.h"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace retort {

struct DeriveConfig {
    std::shared_ptr<Project> project;
    VersionId parent = 0;
    std::vector<SourceId> sources; // all of the new version, not only the new ones
    SplitRatios split;
    std::string name; // empty: named by the store
};

// Name and split, for the form and the command line.
RETORT_DATA_API const OptionTable &deriveOptions();
// Name and split from values of deriveOptions(); what is missing keeps its present value.
RETORT_DATA_API void applyDeriveOptions(DeriveConfig &config, const OptionValues &values);
// The sources of a version that a new one may have: no benchmark, none in the trash.
RETORT_DATA_API std::vector<SourceId> usableSources(const VersionStore &store, const VersionInfo &version);

// Rows, train, validation and test that the version would have; nothing is written. Both throw Error:
// InvalidArgument (no source, a benchmark, one in the trash), NotFound; the job also Permission.
RETORT_DATA_API VersionInfo previewDerived(const DeriveConfig &config, JobContext &job);
RETORT_DATA_API VersionInfo runDeriveJob(const DeriveConfig &config, JobContext &job);

// The `retort-cli project derive` command that makes the version again; empty where it was made otherwise.
RETORT_DATA_API std::string deriveCommand(const std::filesystem::path &project, const VersionInfo &parent,
                                          const VersionInfo &version);

} // namespace retort
