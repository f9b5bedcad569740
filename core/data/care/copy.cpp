// SPDX-License-Identifier: GPL-3.0-or-later
// Save a copy: the database by VACUUM INTO, the files it names by reflink where the file system can.
#include "core/data/care/copy.h"

#include "core/base/error.h"
#include "core/base/job.h"
#include "core/base/leftovers.h"
#include "core/data/artifacts/kinds.h"
#include "core/data/artifacts/removal.h"
#include "core/data/artifacts/trash.h"
#include "core/data/care/copy_file.h"
#include "core/data/project/new_folders.h"
#include "core/data/project/open_projects.h"
#include "core/data/project/paths.h"
#include "core/data/project/stamp.h"
#include "core/data/project/work.h"
#include "core/data/sql/schema.h"

#include <algorithm>
#include <fmt/format.h>
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

// False: the file has gone meanwhile, which is nothing to copy.
bool copyIfThere(const fs::path &from, const fs::path &to, const JobContext &job) {
    try {
        if (!fs::exists(from))
            return false;
        copyFileDurably(from, to, &job);
        return true;
    } catch (const Error &) {
        if (fs::exists(from) || !fs::exists(from.parent_path()))
            throw;
        fs::remove(to);
        return false;
    }
}

void copyTree(const fs::path &from, const fs::path &to, bool withFolders, const JobContext &job) {
    fs::create_directories(to);
    for (const auto &entry : fs::directory_iterator(from)) {
        job.checkCancelled();
        if (passing(entry.path()))
            continue;
        if (entry.is_directory() && withFolders)
            copyTree(entry.path(), to / entry.path().filename(), true, job);
        else if (entry.is_regular_file())
            copyIfThere(entry.path(), to / entry.path().filename(), job);
    }
}

// The copy is a project of its own, without what was under way; what is in the trash stays only where a
// living artifact needs it.
void cleanCopy(const fs::path &file) {
    const auto db = openDatabase(file.string(), Access::ReadWrite);
    withSqliteErrors(file.string(), [&] {
        if (const std::string fault = databaseFault(*db, true); !fault.empty())
            throw Error(ErrorCode::Damaged, RETORT_TR("core", "The copy of the database is damaged (%1)."),
                        fault);
        db->exec("BEGIN IMMEDIATE");
        for (const std::int64_t work : integers(*db, "SELECT id FROM work"))
            deleteWorkRows(*db, work);
        endTrashedArtifacts(*db, file.parent_path(), nowUtc());
        forgetRemovals(*db);
        db->exec("DELETE FROM meta WHERE key='keep_unknown_files'"); // only known ones are copied
        setMetaValue(*db, "copied_from", metaValue(*db, "uuid"));
        setMetaValue(*db, "uuid", newUuid());
        db->exec("COMMIT");
    });
}

// An artifact with a folder, and where that can be: it moves into the trash, alone or with what it lies in,
// whenever a person likes.
struct Folder {
    const KindSpec *kind = nullptr;
    std::string name;
    std::int64_t id = 0;
    std::vector<fs::path> from; // relative
    fs::path to;                // relative
};

std::vector<Folder> foldersOf(SQLite::Database &db, const KindSpec &kind) {
    std::vector<Folder> folders;
    Query rows(db, fmt::format("SELECT id, name, trashed IS NOT NULL, {}, {} FROM {}", kind.folder,
                               *kind.within ? kind.within : "0", kind.id));
    while (rows.next()) {
        const std::int64_t id = rows.integer(0);
        const fs::path place = rows.text(3), inTrash = placeInTrash({}, kind.id, id);
        if (place.empty())
            continue;
        Folder folder{&kind, rows.text(1), id, {place, inTrash}, rows.integer(2) ? inTrash : place};
        if (*kind.within) {
            const KindSpec &outer = kindSpec(kind.within);
            const std::int64_t outerId = rows.integer(4);
            const fs::path withOuter = placeInTrash({}, outer.id, outerId)
                                       / place.lexically_relative(folderOfArtifact(db, outer, outerId));
            folder.from.push_back(withOuter);
            if (folder.to == place
                && oneInteger(db,
                              fmt::format("SELECT 1 FROM {} WHERE id=? AND trashed IS NOT NULL", outer.id),
                              outerId))
                folder.to = withOuter;
        }
        folders.push_back(std::move(folder));
    }
    return folders;
}

struct NamedFiles {
    std::vector<std::string> segments;
    std::vector<Folder> folders; // outer before inner
};

NamedFiles namedFiles(const fs::path &database) {
    NamedFiles named;
    const auto db = openDatabase(database.string(), Access::ReadOnly);
    withSqliteErrors(database.string(), [&] {
        for (const std::int64_t segment : integers(*db, "SELECT id FROM segment"))
            named.segments.push_back(segmentName(segment));
        for (const KindSpec &kind : artifactTable())
            for (Folder &folder : foldersOf(*db, kind))
                named.folders.push_back(std::move(folder));
    });
    return named;
}

// Others lie inside its folder and are copied by themselves.
bool holdsOthers(const KindSpec &kind) {
    const auto &table = artifactTable();
    return std::ranges::any_of(
        table, [&](const KindSpec &inner) { return std::string_view(inner.within) == kind.id; });
}

// False: it is nowhere. A folder leaves its place in one step, before anything in it is removed: what is
// still there at the end was there all the time.
bool copyFolder(const fs::path &from, const fs::path &to, const Folder &folder, const JobContext &job) {
    const fs::path target = to / folder.to;
    for (int attempt = 0; attempt < 3; ++attempt)
        for (const fs::path &place : folder.from) {
            const fs::path source = from / place;
            if (!liesInProject(place) || !fs::is_directory(source))
                continue;
            try {
                copyTree(source, target, !holdsOthers(*folder.kind), job);
                if (fs::is_directory(source))
                    return true;
            } catch (const Cancelled &) {
                throw;
            } catch (const std::exception &) {
                if (fs::is_directory(source))
                    throw;
            }
            fs::remove_all(target);
        }
    return false;
}

class FileCopy {
public:
    FileCopy(fs::path from, fs::path to, JobContext &job)
        : m_from(std::move(from)),
          m_to(std::move(to)),
          m_job(job) {}

    void run(const NamedFiles &named) {
        m_total = named.segments.size() + named.folders.size();
        for (const auto &name : named.segments) {
            step();
            if (!copyIfThere(m_from / "samples" / name, m_to / "samples" / name, m_job))
                missing("samples/" + name, // a finding of repair, not a reason to copy nothing
                        text(RETORT_TR("core", "The sample file “%1” is missing: the copy lacks it as well. "
                                               "“retort-cli project repair” tells what is lost."),
                             name));
        }
        for (const Folder &folder : named.folders) {
            step();
            if (!copyFolder(m_from, m_to, folder, m_job))
                lack(folder);
        }
        dropLost();
        m_job.progress(m_total, m_total, RETORT_TR("core", "Copying files"));
    }

private:
    void step() {
        m_job.checkCancelled();
        m_job.progress(m_done++, m_total, RETORT_TR("core", "Copying files"));
    }
    void missing(const std::string &path, Text why) {
        m_job.issue({Issue::Level::Warning, path, 0, {}, std::move(why)});
    }
    // One that lies inside another may go while that is copied (pruning): then its row goes as well. Of any
    // other the row tells what was there.
    void lack(const Folder &folder) {
        const std::string path = folder.from.front().string();
        if (*folder.kind->within) {
            m_lost.push_back(&folder);
            return missing(
                path, text(RETORT_TR("core",
                                     "The checkpoint “%1” was removed meanwhile: the copy does not list it."),
                           folder.name));
        }
        if (holdsOthers(*folder.kind))
            fs::create_directories(m_to / folder.to);
        missing(path, text(RETORT_TR("core", "The files of “%1” are missing: the copy lacks them as well."),
                           folder.name));
    }
    // Evaluations of them keep their numbers and answers; the id is never given to another one.
    void dropLost() {
        if (m_lost.empty())
            return;
        const fs::path file = m_to / databaseName;
        const auto db = openDatabase(file.string(), Access::ReadWrite);
        withSqliteErrors(file.string(), [&] {
            db->exec("BEGIN IMMEDIATE");
            for (const Folder *const lost : m_lost) {
                nextRecordId(*db, lost->kind->id); // remembers the highest id before its row goes
                execute(*db, fmt::format("DELETE FROM {} WHERE id=?", lost->kind->id), lost->id);
            }
            db->exec("COMMIT");
        });
    }

    fs::path m_from, m_to;
    JobContext &m_job;
    std::uint64_t m_total = 0, m_done = 0;
    std::vector<const Folder *> m_lost;
};

// On a network file system only one place has the database open: if here, that connection copies it.
void copyDatabase(const fs::path &from, const fs::path &to, const JobContext &job) {
    const auto vacuum = [&](SQLite::Database &db) {
        const CancelScope cancel(db, job);
        Query(db, "VACUUM INTO ?").bind(to.string()).run();
    };
    if (const auto here = openHere(from, OpenMode::ReadWrite); here && ProjectAccess::impl(*here).network)
        return ProjectAccess::impl(*here).writing()->outside("copy", vacuum);
    const auto project = Project::open(from, OpenMode::ReadOnly);
    // Not inside read(): VACUUM wants no transaction of ours. It is a snapshot by itself.
    const auto db = openDatabase(ProjectAccess::impl(*project).target, Access::ReadOnly);
    withSqliteErrors(to.string(), [&] { vacuum(*db); });
}

} // namespace

void copyProject(const fs::path &from, const fs::path &to, JobContext *given) {
    JobContext own;
    JobContext &job = given ? *given : own;
    const fs::path source = resolvedFolder(from), named = fs::absolute(to).lexically_normal(),
                   target = named.has_filename() ? named : named.parent_path(); // "copy/"
    if (fs::exists(target) && !(fs::is_directory(target) && fs::is_empty(target)))
        throw Error(ErrorCode::AlreadyExists,
                    RETORT_TR("core", "“%1” is there already. Choose a new or an empty folder for the copy."),
                    target.string());
    if (const fs::path inside = target.lexically_relative(source); !inside.empty() && *inside.begin() != "..")
        throw Error(
            ErrorCode::InvalidArgument,
            RETORT_TR("core", "“%1” lies inside the project. Choose a place outside of it for the copy."),
            target.string());
    const NewFolders made(target.parent_path());
    sweepLeftovers(target.parent_path(), ".", ".copying-");
    const fs::path temporary =
        target.parent_path() / ("." + target.filename().string() + ".copying-" + std::to_string(::getpid()));
    std::error_code ignored;
    fs::remove_all(temporary, ignored);
    try {
        makeFolders(temporary);
        job.progress(0, 0, RETORT_TR("core", "Copying the database"));
        const fs::path database = temporary / databaseName;
        copyDatabase(source, database, job);
        cleanCopy(database);
        FileCopy(source, temporary, job).run(namedFiles(database));
        fs::remove(target, ignored); // an empty folder
        renameDurably(temporary, target);
    } catch (...) {
        fs::remove_all(temporary, ignored);
        made.takeBack();
        throw;
    }
}

} // namespace retort
