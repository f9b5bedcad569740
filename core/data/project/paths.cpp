// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/project/paths.h"

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/data/project/stamp.h"

#include <charconv>
#include <fmt/format.h>

namespace fs = std::filesystem;

namespace retort {

fs::path resolvedFolder(const fs::path &folder) {
    std::error_code status;
    const fs::path path = fs::weakly_canonical(fs::absolute(folder), status);
    return status ? fs::absolute(folder) : path;
}

void makeFolders(const fs::path &project) {
    std::error_code status;
    for (const char *name : projectSubFolders)
        if (fs::create_directories(project / name, status); status)
            throw systemError(status.value(), "create", (project / name).string());
}

fs::path locksFolder(const fs::path &project) {
    return project / "locks";
}
fs::path backupsFolder(const fs::path &project) {
    return project / "backups";
}

std::string segmentName(std::int64_t segment) {
    return fmt::format("{:04}.arrow", segment);
}

std::int64_t segmentNumber(const fs::path &path) {
    const fs::path file = path.extension() == segmentWritingSuffix ? path.stem() : path.filename();
    const std::string stem = file.stem().string();
    std::int64_t number = 0;
    const auto [at, status] = std::from_chars(stem.data(), stem.data() + stem.size(), number);
    const bool whole = status == std::errc() && at == stem.data() + stem.size();
    return whole && file.extension() == ".arrow" ? number : 0;
}

fs::path placeInTrash(const fs::path &project, const std::string &kind, std::int64_t id) {
    return project / "trash" / fmt::format("{}-{:04}", kind, id);
}

fs::path freeTrashName(const fs::path &project, const fs::path &path) {
    const fs::path trash = project / "trash";
    fs::create_directories(trash);
    const std::string base = fileStamp() + "-" + path.filename().string();
    fs::path to = trash / base;
    for (int n = 2; fs::exists(to); ++n)
        to = trash / (base + "-" + std::to_string(n));
    return to;
}

void moveToTrashFolder(const fs::path &project, const fs::path &path) {
    renameDurably(path, freeTrashName(project, path));
}

} // namespace retort
