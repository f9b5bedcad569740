// SPDX-License-Identifier: GPL-3.0-or-later
// Save a copy: the database by VACUUM INTO, the files it names by reflink where the file system can.
#include "core/base/error.h"
#include "core/base/job.h"
#include "core/data/copy_file.h"
#include "core/data/project_impl.h"
#include "core/data/schema.h"
#include "core/data/work.h"

#include <unistd.h>

namespace fs = std::filesystem;

namespace retort {

namespace {

// Temporary names, locks and other marks of processes at work.
bool passing(const fs::path &path) {
    const std::string name = path.filename().string();
    return name.starts_with('.') || name.ends_with(".lock") || name.ends_with(".writing")
           || name.find(".tmp") != std::string::npos;
}

void copyTree(const fs::path &from, const fs::path &to, const JobContext &job) {
    fs::create_directories(to);
    for (const auto &entry : fs::directory_iterator(from)) {
        job.checkCancelled();
        if (passing(entry.path()))
            continue;
        if (entry.is_directory())
            copyTree(entry.path(), to / entry.path().filename(), job);
        else if (entry.is_regular_file())
            copyFileDurably(entry.path(), to / entry.path().filename());
    }
}

// The copy is a project of its own, without what was under way or in the trash.
void settleCopy(const fs::path &file) {
    const auto db = openDatabase(file.string(), Access::ReadWrite);
    withSqliteErrors(file.string(), [&] {
        if (const std::string fault = databaseFault(*db, true); !fault.empty())
            throw Error(ErrorCode::Damaged,
                        text(RETORT_TR("core", "The copy of the database is damaged (%1)."), fault));
        db->exec("BEGIN IMMEDIATE");
        Query works(*db, "SELECT id FROM work");
        std::vector<std::int64_t> open;
        while (works.next())
            open.push_back(works.integer(0));
        for (const std::int64_t work : open)
            deleteWorkRows(*db, work);
        for (const char *table : {"tokenizer", "run", "checkpoint", "evaluation", "student", "chat"})
            db->exec(std::string("DELETE FROM ") + table + " WHERE trashed IS NOT NULL");
        db->exec("DELETE FROM checkpoint WHERE run NOT IN (SELECT id FROM run)");
        db->exec("DELETE FROM chat_turn WHERE chat NOT IN (SELECT id FROM chat)");
        setMetaValue(*db, "copied_from", metaValue(*db, "uuid"));
        setMetaValue(*db, "uuid", newUuid());
        db->exec("COMMIT");
    });
}

struct NamedFiles {
    std::vector<std::string> segments;
    std::vector<std::string> folders; // relative: checkpoints and models
    std::vector<std::int64_t> runs;
};

NamedFiles namedFiles(const fs::path &database) {
    NamedFiles named;
    const auto db = openDatabase(database.string(), Access::ReadOnly);
    withSqliteErrors(database.string(), [&] {
        Query segments(*db, "SELECT id FROM segment");
        while (segments.next())
            named.segments.push_back(segmentName(segments.integer(0)));
        Query folders(*db, "SELECT folder FROM checkpoint UNION SELECT file FROM tokenizer");
        while (folders.next())
            named.folders.push_back(folders.text(0));
        Query runs(*db, "SELECT id FROM run");
        while (runs.next())
            named.runs.push_back(runs.integer(0));
    });
    return named;
}

void copyFiles(const fs::path &from, const fs::path &to, const NamedFiles &named, JobContext &job) {
    const std::uint64_t total = named.segments.size() + named.folders.size() + named.runs.size();
    std::uint64_t done = 0;
    const auto step = [&] {
        job.checkCancelled();
        job.progress(done++, total, RETORT_TR("core", "Copying files"));
    };
    for (const auto &name : named.segments) {
        step();
        if (fs::exists(from / "samples"
                       / name)) // a missing one is a finding of repair, not a reason to copy nothing
            copyFileDurably(from / "samples" / name, to / "samples" / name);
    }
    for (const std::int64_t run : named.runs) {
        step();
        fs::create_directories(runFolderOf(to, run));
        for (const auto &entry : fs::directory_iterator(runFolderOf(from, run)))
            if (entry.is_regular_file() && !passing(entry.path()))
                copyFileDurably(entry.path(), runFolderOf(to, run) / entry.path().filename());
    }
    for (const auto &relative : named.folders) {
        step();
        const fs::path source = from / relative;
        if (fs::is_directory(source))
            copyTree(source, to / relative, job);
        else if (fs::exists(source))
            copyTree(source.parent_path(), (to / relative).parent_path(), job);
    }
    job.progress(total, total, RETORT_TR("core", "Copying files"));
}

} // namespace

void copyProject(const fs::path &from, const fs::path &to, JobContext *given) {
    JobContext own;
    JobContext &job = given ? *given : own;
    const fs::path target = fs::absolute(to);
    if (fs::exists(target) && !(fs::is_directory(target) && fs::is_empty(target)))
        throw Error(
            ErrorCode::AlreadyExists,
            text(RETORT_TR("core", "“%1” is there already. Choose a new or an empty folder for the copy."),
                 target.string()));
    const auto project = Project::open(from, OpenMode::ReadOnly);
    const fs::path temporary =
        target.parent_path() / ("." + target.filename().string() + ".copying-" + std::to_string(::getpid()));
    std::error_code ignored;
    fs::remove_all(temporary, ignored);
    try {
        for (const char *name : {"samples", "runs", "models", "trash", "locks", "backups"})
            fs::create_directories(temporary / name);
        job.progress(0, 0, RETORT_TR("core", "Copying the database"));
        const fs::path database = temporary / databaseName;
        // Not inside read(): VACUUM wants no transaction of ours. It is a snapshot by itself.
        const auto db = openDatabase(ProjectAccess::impl(*project).target, Access::ReadOnly);
        withSqliteErrors(database.string(), [&] {
            const CancelScope cancel(*db, job);
            Query(*db, "VACUUM INTO ?").bind(database.string()).run();
        });
        settleCopy(database);
        copyFiles(project->folder(), temporary, namedFiles(database), job);
        fs::remove(target, ignored); // an empty folder
        renameDurably(temporary, target);
    } catch (...) {
        fs::remove_all(temporary, ignored);
        throw;
    }
}

} // namespace retort
