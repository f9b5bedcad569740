// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/output_path.h"

#include "core/base/error.h"

#include <unistd.h>

namespace fs = std::filesystem;

namespace retort {

void requireOutputPath(const fs::path &path) {
    std::error_code ignored;
    const std::string name = path.filename().string();
    if (name.empty() || fs::is_directory(path, ignored))
        throw Error(ErrorCode::InvalidArgument, RETORT_TR("core", "“%1” is a folder. Name a file to write."),
                    path.string());
    const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
    if (!fs::exists(folder, ignored))
        throw Error(ErrorCode::NotFound,
                    RETORT_TR("core", "The folder “%1” does not exist, so “%2” cannot be written there. Make "
                                      "the folder first, or name another one."),
                    folder.string(), name);
    if (!fs::is_directory(folder, ignored))
        throw Error(
            ErrorCode::NotFound,
            RETORT_TR("core", "“%1” is not a folder, so “%2” cannot be written there. Name another one."),
            folder.string(), name);
    if (::access(folder.c_str(), W_OK | X_OK) != 0)
        throw Error(ErrorCode::Permission,
                    RETORT_TR("core", "No permission to write “%2” into the folder “%1”. Name another one."),
                    folder.string(), name);
}

} // namespace retort
