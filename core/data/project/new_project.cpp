// SPDX-License-Identifier: GPL-3.0-or-later
// Making a project, whole or not at all, and taking a new one back that nothing came into.
#include "core/data/project/new_project.h"

#include "core/base/error.h"
#include "core/base/log.h"
#include "core/data/project/new_folders.h"
#include "core/data/project/open_projects.h"
#include "core/data/project/paths.h"
#include "core/data/project/session.h"
#include "core/data/project/stamp.h"
#include "core/data/sql/project_lock.h"
#include "core/data/sql/schema.h"

#include <algorithm>

namespace fs = std::filesystem;

namespace retort {
namespace {

// What a process that died while it made a project leaves behind: a folder with nothing else counts as empty.
bool isRemainder(const fs::directory_entry &entry) {
    const std::string name = entry.path().filename().string();
    if (std::ranges::find(projectSubFolders, name) != projectSubFolders.end())
        return entry.is_directory() && !entry.is_symlink() && fs::is_empty(entry.path());
    return entry.is_regular_file()
           && (name == projectLockName || name.starts_with(std::string(databaseName) + ".new"));
}

bool countsAsEmpty(const fs::path &folder) {
    try {
        return std::all_of(fs::directory_iterator(folder), fs::directory_iterator(), isRemainder);
    } catch (const fs::filesystem_error &) { // what cannot be looked into is not ours
        return false;
    }
}

void requireFree(const fs::path &path) {
    std::error_code status;
    if (fs::exists(path, status) && !fs::is_directory(path, status))
        throw Error(ErrorCode::AlreadyExists,
                    RETORT_TR("core", "“%1” is a file; a project needs a folder of its own."), path.string());
    if (fs::exists(path / databaseName, status))
        throw Error(
            ErrorCode::AlreadyExists,
            RETORT_TR("core", "There is already a project in “%1”. Open it, or choose another folder."),
            path.string());
    if (fs::exists(path, status) && !countsAsEmpty(path))
        throw Error(
            ErrorCode::AlreadyExists,
            RETORT_TR("core",
                      "The folder “%1” is not empty. Choose a new or an empty folder for the project."),
            path.string());
}

// Only what a new project consists of; a folder with something in it stays.
void removeNewProject(const fs::path &folder, const NewFolders &made) {
    std::error_code ignored;
    for (const char *suffix : {"", "-wal", "-shm", "-journal", ".new", ".new-journal"})
        fs::remove((folder / databaseName).string() + suffix, ignored);
    for (const auto &entry : fs::directory_iterator(locksFolder(folder), ignored))
        fs::remove(entry.path(), ignored);
    for (const char *name : projectSubFolders)
        fs::remove(folder / name, ignored);
    fs::remove(folder / projectLockName, ignored);
    made.takeBack();
}

// Whatever is made or begun in a project bears a date.
bool holdsSomething(const fs::path &folder) {
    const auto db = openDatabase((folder / databaseName).string(), Access::ReadOnly);
    return withSqliteErrors(folder.string(), [&] {
        Query tables(*db, "SELECT DISTINCT t.name FROM sqlite_master t JOIN pragma_table_info(t.name) c "
                          "WHERE t.type='table' AND c.name IN ('created', 'started')");
        while (tables.next())
            if (oneInteger(*db, "SELECT 1 FROM " + tables.text(0)))
                return true;
        return false;
    });
}

} // namespace

void writeNewDatabase(const fs::path &file, const std::string &name) {
    const fs::path temporary = file.string() + ".new";
    fs::remove(temporary);
    withSqliteErrors(temporary.string(), [&] {
        const auto db = openDatabase(temporary.string(), Access::Create);
        db->exec("PRAGMA application_id=" + std::to_string(projectApplicationId));
        db->exec("BEGIN IMMEDIATE");
        migrateSchema(*db);
        setMetaValue(*db, "name", name);
        setMetaValue(*db, "note", "");
        setMetaValue(*db, "created", nowUtc());
        setMetaValue(*db, "uuid", newUuid());
        db->exec("COMMIT");
    });
    renameDurably(temporary, file);
}

std::shared_ptr<Project> Project::create(const fs::path &folder, const std::string &name) {
    const fs::path path = resolvedFolder(folder);
    requireFree(path);
    const NewFolders made(path);
    try {
        std::error_code status;
        if (fs::create_directories(path, status); status)
            throw systemError(status.value(), "create", path.string());
        {
            const FileLock lock = waitForProjectLock(path, "create");
            requireFree(path);
            makeFolders(path);
            writeNewDatabase(path / databaseName, name.empty() ? path.filename().string() : name);
        }
        return open(path, OpenMode::ReadWrite);
    } catch (const std::exception &e) {
        const auto *const error = dynamic_cast<const Error *>(&e);
        const bool another =
            error && (error->code() == ErrorCode::AlreadyExists || error->code() == ErrorCode::Busy);
        if (!another && !hasSession(path))
            removeNewProject(path, made);
        throw;
    }
}

NewProject::NewProject(const fs::path &folder, const std::string &name)
    : m_folders(std::make_unique<NewFolders>(resolvedFolder(folder))),
      m_project(Project::create(folder, name)) {}

NewProject::~NewProject() {
    const fs::path folder = m_project->folder();
    m_project.reset();
    try {
        if (isOpenHere(folder))
            return;
        const FileLock lock = waitForProjectLock(folder, "remove", 2'000);
        if (!hasSession(folder) && !holdsSomething(folder))
            removeNewProject(folder, *m_folders);
    } catch (const std::exception &e) { // an empty project is no harm
        log(LogLevel::Warning, std::string("removing a new project: ") + e.what());
    }
}

} // namespace retort
