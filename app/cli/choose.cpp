// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/choose.h"

#include "core/data/runs/run_store.h"

#include <algorithm>

namespace retort::cli {
namespace {

template <typename Records>
std::int64_t choose(const char *what, const std::string &wanted, const Records &records) {
    std::vector<std::pair<std::int64_t, std::string>> names;
    for (const auto &r : records)
        names.emplace_back(r.id, r.name);
    return chooseId(what, wanted, names);
}

} // namespace

OptionSpec versionOption() {
    return textOption("data_version", "Data version: id, name or “newest”.", "newest");
}
OptionSpec tokenizerOption() {
    return textOption("tokenizer", "Tokenizer: id, name or “newest”.", "newest");
}
OptionSpec runOption() {
    return textOption("run", "Run: id, name or “newest”.", "newest");
}

OptionSpec checkpointOption() {
    return textOption("checkpoint", "Checkpoint of the run: “best”, “newest”, an id, or “untrained”.",
                      "best");
}

VersionId chosenVersion(const VerbArgs &args, const VersionStore &store) {
    return choose("data version", args.text("data_version"), store.versions());
}

std::int64_t chosenTokenizer(const VerbArgs &args, const RunStore &store) {
    return choose("tokenizer", args.text("tokenizer"), store.tokenizers());
}

RunId chosenRun(const std::string &wanted, const RunStore &store) {
    return choose("run", wanted, store.runs());
}

std::int64_t chosenCheckpoint(const VerbArgs &args, const RunStore &store, RunId run) {
    const std::string wanted = args.text("checkpoint");
    if (wanted == "untrained")
        return 0;
    const auto checkpoints = store.checkpoints(run);
    if (wanted != "best" || checkpoints.empty())
        return choose("checkpoint", wanted, checkpoints);
    return bestCheckpoint(checkpoints)->id;
}

ArtifactKey chosenArtifact(const std::string &word, const std::shared_ptr<Project> &project) {
    const auto colon = word.find(':');
    if (colon == std::string::npos || colon + 1 == word.size())
        throw Error(ErrorCode::InvalidArgument,
                    "“%1” does not name an artifact: write KIND:ID or KIND:NAME, such as "
                    "run:7 or version:newest.",
                    word);
    const std::string kind = word.substr(0, colon);
    std::vector<std::pair<std::int64_t, std::string>> names;
    for (const Artifact &record : livingArtifacts(project, kind))
        names.emplace_back(record.key.id, record.name);
    return {kind, chooseId(kind.c_str(), word.substr(colon + 1), names)};
}

std::vector<SourceId> chosenSources(const std::string &words, const VersionStore &store) {
    std::vector<SourceId> chosen;
    for (std::size_t at = 0; at < words.size();) {
        const std::size_t end = std::min(words.find(',', at), words.size());
        chosen.push_back(choose("source", words.substr(at, end - at), store.sources()));
        at = end + 1;
    }
    return chosen;
}

} // namespace retort::cli
