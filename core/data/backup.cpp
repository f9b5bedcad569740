// SPDX-License-Identifier: GPL-3.0-or-later
// Backups of the database: backups/<stamp>-<reason>.retort, written whole by VACUUM INTO.
#include "core/base/error.h"
#include "core/base/file.h"
#include "core/data/project_impl.h"
#include "core/data/schema.h"

#include <algorithm>

namespace fs = std::filesystem;

namespace retort {

fs::path writeBackup(SQLite::Database& db, const fs::path& project, const std::string& reason) {
    const fs::path folder = backupsFolder(project);
    fs::create_directories(folder);
    const std::string base = fileStamp() + "-" + reason;
    fs::path path = folder / (base + ".retort");
    for (int n = 2; fs::exists(path); ++n)
        path = folder / (base + "-" + std::to_string(n) + ".retort");
    const fs::path temporary = path.string() + ".writing";
    std::error_code ignored;
    fs::remove(temporary, ignored); // VACUUM INTO wants no file there
    try {
        withSqliteErrors(temporary.string(), [&] { Query(db, "VACUUM INTO ?").bind(temporary.string()).run(); });
        renameDurably(temporary, path);
    } catch (...) {
        fs::remove(temporary, ignored);
        throw;
    }
    return path;
}

std::vector<fs::path> projectBackups(const fs::path& folder) {
    std::vector<fs::path> found;
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(backupsFolder(folder), ignored))
        if (entry.path().extension() == ".retort")
            found.push_back(entry.path());
    std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.filename() > b.filename(); }); // stamps sort
    return found;
}

} // namespace retort
