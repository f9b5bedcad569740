// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/choose.h"

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
    return textOption("data_version", RETORT_TR("core", "Data version: id, name or “newest”."), "newest");
}
OptionSpec tokenizerOption() {
    return textOption("tokenizer", RETORT_TR("core", "Tokenizer: id, name or “newest”."), "newest");
}
OptionSpec runOption() {
    return textOption("run", RETORT_TR("core", "Run: id, name or “newest”."), "newest");
}

OptionSpec checkpointOption() {
    return textOption("checkpoint",
                      RETORT_TR("core", "Checkpoint of the run: “best”, “newest”, an id, or “untrained”."),
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
    const auto best = std::find_if(checkpoints.rbegin(), checkpoints.rend(),
                                   [](const auto &c) { return c.reason == "best"; });
    return best == checkpoints.rend() ? checkpoints.back().id : best->id;
}

} // namespace retort::cli
