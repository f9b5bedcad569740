// SPDX-License-Identifier: GPL-3.0-or-later
// Options that name a version, tokenizer, run or checkpoint, by id, by name, or "newest"; and any
// artifact by "KIND:ID".
#pragma once

#include "app/cli/verb.h"
#include "core/data/artifacts/artifact.h"
#include "core/data/runs/run_store.h"
#include "core/data/versions/version_store.h"

namespace retort::cli {

OptionSpec versionOption();
OptionSpec tokenizerOption();
OptionSpec runOption();
OptionSpec checkpointOption(); // "best", "newest", an id, or "untrained"

VersionId chosenVersion(const VerbArgs &args, const VersionStore &store);
std::int64_t chosenTokenizer(const VerbArgs &args, const RunStore &store);
RunId chosenRun(const std::string &wanted, const RunStore &store);
// 0 stands for the untrained student of the run.
std::int64_t chosenCheckpoint(const VerbArgs &args, const RunStore &store, RunId run);

// "run:7", "version:v3", "source:newest": an artifact by the word of its kind and its id or name.
ArtifactKey chosenArtifact(const std::string &word, const std::shared_ptr<Project> &project);
// Sources by id or name, parted by commas.
std::vector<SourceId> chosenSources(const std::string &words, const VersionStore &store);

} // namespace retort::cli
