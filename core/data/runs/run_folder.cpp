// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/runs/run_folder.h"

#include <charconv>
#include <fmt/format.h>

namespace fs = std::filesystem;

namespace retort {

fs::path runFolderOf(const fs::path &project, RunId run) {
    return project / "runs" / fmt::format("{:04}", run);
}

fs::path runLockFile(const fs::path &project, RunId run) {
    return runFolderOf(project, run) / "owner.lock";
}

std::vector<RunId> runFolders(const fs::path &project) {
    std::vector<RunId> runs;
    std::error_code ignored;
    for (const auto &entry : fs::directory_iterator(project / "runs", ignored)) {
        const std::string name = entry.path().filename().string();
        RunId run = 0;
        std::from_chars(name.data(), name.data() + name.size(), run);
        if (entry.path() == runFolderOf(project, run))
            runs.push_back(run);
    }
    return runs;
}

} // namespace retort
