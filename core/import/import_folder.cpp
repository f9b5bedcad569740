// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/import_folder.h"

#include "core/base/error.h"
#include "core/base/utf8.h"
#include "core/import/format_choice.h"

#include <algorithm>

namespace retort {

namespace fs = std::filesystem;

const std::vector<std::string> &importEndings() {
    static const std::vector<std::string> endings{".jsonl", ".json"};
    return endings;
}

bool hasImportEnding(const fs::path &path) {
    std::string name = path.filename().string();
    std::transform(name.begin(), name.end(), name.begin(), toLower);
    if (name.ends_with(".gz"))
        name.resize(name.size() - 3);
    return std::ranges::any_of(importEndings(), [&](const std::string &ending) {
        return name.size() > ending.size() && name.ends_with(ending);
    });
}

std::vector<fs::path> importFilesBelow(const fs::path &folder, JobContext &job) {
    std::error_code failed;
    if (!fs::is_directory(folder, failed))
        throw Error(ErrorCode::NotFound, RETORT_TR("core", "There is no folder “%1”."), shownPath(folder));
    std::vector<fs::path> files;
    fs::recursive_directory_iterator at(folder, fs::directory_options::skip_permission_denied, failed);
    for (; !failed && at != fs::recursive_directory_iterator() && files.size() < mostImportFiles;
         at.increment(failed)) {
        job.checkCancelled();
        const std::string name = at->path().filename().string();
        const bool hidden = name.starts_with('.');
        std::error_code unreadable;
        if (hidden)
            at.disable_recursion_pending();
        else if (hasImportEnding(at->path()) && at->is_regular_file(unreadable))
            files.push_back(at->path());
    }
    std::ranges::sort(files);
    return files;
}

} // namespace retort
