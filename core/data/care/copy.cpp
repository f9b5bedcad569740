// SPDX-License-Identifier: GPL-3.0-or-later
// Save a copy: the database by VACUUM INTO, the files it names by reflink where the file system can.
#include "core/base/error.h"
#include "core/base/job.h"
#include "core/base/leftovers.h"
#include "core/data/care/copy_file.h"
#include "core/data/project/new_folders.h"
#include "core/data/project/project_impl.h"
#include "core/data/project/work.h"
#include "core/data/sql/schema.h"

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
            copyFileDurably(entry.path(), to / entry.path().filename(), &job);
    }
}

// The files of a run without its checkpoints. One that comes and goes meanwhile (a request) is nothing to
// copy.
void copyRunFiles(const fs::path &from, const fs::path &to, const JobContext &job) {
    fs::create_directories(to);
    for (const auto &entry : fs::directory_iterator(from)) {
        if (!entry.is_regular_file() || passing(entry.path()))
            continue;
        const fs::path copy = to / entry.path().filename();
        try {
            copyFileDurably(entry.path(), copy, &job);
        } catch (const Error &) {
            if (fs::exists(entry.path()) || !fs::exists(from))
                throw;
            fs::remove(copy);
        }
    }
}

// The copy is a project of its own, without what was under way; what is in the trash stays only where a
// living thing needs it.
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
        endTrashedRecords(*db, file.parent_path(), nowUtc());
        forgetRemovals(*db);
        db->exec("DELETE FROM meta WHERE key='keep_unknown_files'"); // only known ones are copied
        setMetaValue(*db, "copied_from", metaValue(*db, "uuid"));
        setMetaValue(*db, "uuid", newUuid());
        db->exec("COMMIT");
    });
}

// Something with files, and where they can be: a thing moves into the trash, alone or with its run, whenever
// a person likes.
struct Thing {
    std::string kind, name;
    std::int64_t id = 0;
    std::vector<fs::path> from; // relative
    fs::path to;                // relative
};

// A database from elsewhere may name anything.
bool liesInside(const fs::path &relative) {
    return relative.is_relative() && relative.lexically_normal() == relative && relative.has_parent_path()
           && *relative.begin() != "..";
}

fs::path trashOf(const std::string &kind, std::int64_t id) {
    return placeInTrash({}, kind, id);
}

Thing runThing(const Query &row) {
    const std::int64_t id = row.integer(0);
    const fs::path place = runFolderOf({}, id);
    return {"run", row.text(1), id, {place, trashOf("run", id)}, row.integer(2) ? trashOf("run", id) : place};
}

Thing checkpointThing(const Query &row) {
    const std::int64_t id = row.integer(0), run = row.integer(3);
    const fs::path folder = row.text(4), inRun = folder.lexically_relative(runFolderOf({}, run)),
                   withRun = trashOf("run", run) / inRun;
    const bool inTrash = row.integer(2) != 0, runInTrash = row.integer(5) != 0;
    return {"checkpoint",
            row.text(1),
            id,
            {folder, trashOf("checkpoint", id), withRun},
            inTrash      ? trashOf("checkpoint", id)
            : runInTrash ? withRun
                         : folder};
}

Thing tokenizerThing(const Query &row) {
    const std::int64_t id = row.integer(0);
    const fs::path folder = fs::path(row.text(3)).parent_path();
    return {"tokenizer",
            row.text(1),
            id,
            {folder, trashOf("tokenizer", id)},
            row.integer(2) ? trashOf("tokenizer", id) : folder};
}

struct NamedFiles {
    std::vector<std::string> segments;
    std::vector<Thing> things; // runs before their checkpoints
};

NamedFiles namedFiles(const fs::path &database) {
    NamedFiles named;
    const auto db = openDatabase(database.string(), Access::ReadOnly);
    withSqliteErrors(database.string(), [&] {
        for (Query segments(*db, "SELECT id FROM segment"); segments.next();)
            named.segments.push_back(segmentName(segments.integer(0)));
        for (Query runs(*db, "SELECT id, name, trashed IS NOT NULL FROM run"); runs.next();)
            named.things.push_back(runThing(runs));
        for (Query checkpoints(*db, "SELECT c.id, c.name, c.trashed IS NOT NULL, c.run, c.folder, "
                                    "r.trashed IS NOT NULL FROM checkpoint c LEFT JOIN run r ON r.id=c.run");
             checkpoints.next();)
            named.things.push_back(checkpointThing(checkpoints));
        for (Query tokenizers(*db,
                              "SELECT id, name, trashed IS NOT NULL, file FROM tokenizer WHERE file<>''");
             tokenizers.next();)
            named.things.push_back(tokenizerThing(tokenizers));
    });
    return named;
}

// False: it is nowhere. A folder leaves its place in one step, before anything in it is removed: what is
// still there at the end was there all the time.
bool copyThing(const fs::path &from, const fs::path &to, const Thing &thing, const JobContext &job) {
    const fs::path target = to / thing.to;
    const auto copy = thing.kind == "run" ? copyRunFiles : copyTree;
    for (int attempt = 0; attempt < 3; ++attempt)
        for (const fs::path &place : thing.from) {
            const fs::path source = from / place;
            if (!liesInside(place) || !fs::is_directory(source))
                continue;
            try {
                copy(source, target, job);
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

bool copySegment(const fs::path &from, const fs::path &to, const JobContext &job) {
    try {
        if (!fs::exists(from))
            return false;
        copyFileDurably(from, to, &job);
        return true;
    } catch (const Error &) {
        if (fs::exists(from))
            throw;
        fs::remove(to);
        return false;
    }
}

class FileCopy {
public:
    FileCopy(fs::path from, fs::path to, JobContext &job)
        : m_from(std::move(from)),
          m_to(std::move(to)),
          m_job(job) {}

    void run(const NamedFiles &named) {
        m_total = named.segments.size() + named.things.size();
        for (const auto &name : named.segments) {
            step();
            if (!copySegment(m_from / "samples" / name, m_to / "samples" / name, m_job))
                missing("samples/" + name, // a finding of repair, not a reason to copy nothing
                        text(RETORT_TR("core", "The sample file “%1” is missing: the copy lacks it as well. "
                                               "“retort-cli project repair” tells what is lost."),
                             name));
        }
        for (const Thing &thing : named.things) {
            step();
            if (!copyThing(m_from, m_to, thing, m_job))
                lack(thing);
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
    void lack(const Thing &thing) {
        const std::string path = thing.from.front().string();
        if (thing.kind == "run") {
            fs::create_directories(m_to / thing.to);
            missing(path,
                    text(RETORT_TR("core", "The folder of the run “%1” is missing: the copy lacks it as "
                                           "well."),
                         thing.name));
        } else if (thing.kind == "tokenizer") {
            missing(path,
                    text(RETORT_TR("core", "The files of the tokenizer “%1” are missing: the copy lacks "
                                           "them as well."),
                         thing.name));
        } else {
            m_lost.push_back(thing.id);
            missing(path,
                    text(RETORT_TR("core", "The checkpoint “%1” was removed meanwhile: the copy does not "
                                           "list it."),
                         thing.name));
        }
    }
    // Evaluations of them keep their numbers and answers; the id is never given to another checkpoint.
    void dropLost() {
        if (m_lost.empty())
            return;
        const fs::path file = m_to / databaseName;
        const auto db = openDatabase(file.string(), Access::ReadWrite);
        withSqliteErrors(file.string(), [&] {
            db->exec("BEGIN IMMEDIATE");
            nextRecordId(*db, "checkpoint"); // remembers the highest id before its row goes
            for (const std::int64_t id : m_lost)
                Query(*db, "DELETE FROM checkpoint WHERE id=?").bind(id).run();
            db->exec("COMMIT");
        });
    }

    fs::path m_from, m_to;
    JobContext &m_job;
    std::uint64_t m_total = 0, m_done = 0;
    std::vector<std::int64_t> m_lost;
};

// On a network file system the database is open in one place only: when that is here, its own connection
// copies it.
void copyDatabase(const fs::path &from, const fs::path &to, const JobContext &job) {
    const auto vacuum = [&](SQLite::Database &db) {
        const CancelScope cancel(db, job);
        Query(db, "VACUUM INTO ?").bind(to.string()).run();
    };
    if (const auto here = openHere(from, OpenMode::ReadWrite); here && ProjectAccess::impl(*here).network) {
        const Turn turn(ProjectAccess::impl(*here));
        return ProjectAccess::impl(*here).writer->outside("copy", vacuum);
    }
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
        throw Error(
            ErrorCode::AlreadyExists,
            text(RETORT_TR("core", "“%1” is there already. Choose a new or an empty folder for the copy."),
                 target.string()));
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
        settleCopy(database);
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
