// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/project/work.h"

#include "core/base/error.h"
#include "core/base/log.h"
#include "core/data/project/paths.h"
#include "core/data/project/project_impl.h"
#include "core/data/project/stamp.h"
#include "core/data/sql/project_lock.h"
#include "core/data/sql/schema.h"

#include <algorithm>
#include <cerrno>
#include <sys/file.h>

namespace fs = std::filesystem;

namespace retort {
namespace {

// A restored database does not know the newest files: their numbers are taken all the same.
std::int64_t highestNumberOnDisk(const fs::path &samples) {
    std::int64_t highest = 0;
    std::error_code ignored;
    for (const auto &entry : fs::directory_iterator(samples, ignored))
        highest = std::max(highest, segmentNumber(entry.path()));
    return highest;
}

} // namespace

Work::Work(std::shared_ptr<Project> project, const std::string &kind) : m_project(std::move(project)) {
    m_project->write(kind, [&](SQLite::Database &db) {
        m_id = nextNumber(db, "next_work");
        m_lockFile = locksFolder(m_project->folder()) / ("work-" + std::to_string(m_id) + ".lock");
        m_lock = FileLock::tryLock(m_lockFile);
        if (!m_lock.held())
            throw Error(ErrorCode::Busy, RETORT_TR("core", "“%1” is locked by another process."),
                        m_lockFile.string());
        m_lock.writeNote(ownerNote(kind));
        execute(db, "INSERT INTO work(id, kind, owner, started) VALUES(?, ?, ?, ?)", m_id, kind,
                ownerNote(kind), nowUtc());
    });
}

Work::~Work() {
    if (!m_open)
        return;
    for (const fs::path &path : m_paths) { // first, for they may be what fills the disk
        std::error_code ignored;
        fs::remove(path, ignored);
        fs::remove(path.string() + segmentWritingSuffix, ignored);
    }
    try {
        m_project->write(
            "remove work", [&](SQLite::Database &db) { deleteWorkRows(db, m_id); }, true);
        closed();
    } catch (const std::exception &e) { // the next opening sweeps what is left
        log(LogLevel::Warning, std::string("removing unfinished work: ") + e.what());
    }
}

Work::Reserved Work::reserveSegment() {
    Reserved out;
    m_project->write("reserve", [&](SQLite::Database &db) {
        const std::int64_t onDisk = highestNumberOnDisk(m_project->samplesFolder());
        do
            out.segment = nextNumber(db, "next_segment");
        while (out.segment <= onDisk);
        out.path = m_project->samplesFolder() / segmentName(out.segment);
        out.temporary = out.path.string() + segmentWritingSuffix;
        m_paths.push_back(out.path);
        out.file = std::make_unique<CheckedFile>(out.temporary);
        if (::flock(out.file->descriptor(), LOCK_EX | LOCK_NB) != 0)
            throw systemError(errno, "lock", out.temporary.string());
        execute(db, "INSERT INTO segment(id, work, created) VALUES(?, ?, ?)", out.segment, m_id, nowUtc());
    });
    return out;
}

void Work::closeIn(SQLite::Database &db) {
    execute(db, "UPDATE segment SET work=NULL WHERE work=?", m_id);
    execute(db, "DELETE FROM work WHERE id=?", m_id);
}

void Work::closed() {
    m_open = false;
    std::error_code ignored;
    fs::remove(m_lockFile, ignored);
    m_lock.release();
}

std::vector<std::int64_t> deleteWorkRows(SQLite::Database &db, std::int64_t work) {
    const auto segments = integers(db, "SELECT id FROM segment WHERE work=?", work);
    Query rows(db, "DELETE FROM sample WHERE id IN (SELECT s.id FROM segment g JOIN sample s ON s.id >= "
                   "g.first AND s.id < g.first + g.rows WHERE g.id=? AND g.first > 0)");
    Query overlays(db, "DELETE FROM overlay WHERE segment=?");
    for (const std::int64_t segment : segments) {
        rows.bind(segment).run();
        overlays.bind(segment).run();
    }
    for (const char *const rows :
         {"decision WHERE step=?", "tag_change WHERE step=?", "segment WHERE work=?", "work WHERE id=?"})
        execute(db, std::string("DELETE FROM ") + rows, work);
    return segments;
}

void sweepDeadWork(Project::Impl &inside) {
    const auto lockOf = [&](std::int64_t work) {
        return locksFolder(inside.folder) / ("work-" + std::to_string(work) + ".lock");
    };
    std::vector<fs::path> files;
    std::int64_t dead = 0;
    const auto sweep = [&](SQLite::Database &db) {
        for (const std::int64_t work : integers(db, "SELECT id FROM work")) {
            if (lockIsHeld(lockOf(work)))
                continue;
            deleteWorkRows(db, work);
            ++dead;
            std::error_code ignored;
            fs::remove(lockOf(work), ignored);
        }
        if (!metaValue(db, "keep_unknown_files").empty())
            return; // after a restore: the database may know less than the folder does
        const auto known = integers(db, "SELECT id FROM segment ORDER BY id");
        for (const auto &entry : fs::directory_iterator(inside.folder / "samples"))
            if (const auto number = segmentNumber(entry.path());
                number && !std::ranges::binary_search(known, number) && !lockIsHeld(entry.path()))
                files.push_back(entry.path());
    };
    inside.write("sweep", sweep, true);
    for (const auto &file : files)
        moveToTrashFolder(inside.folder, file);
    if (dead > 0)
        inside.addNotice(
            pluralText(RETORT_TR("core", "%n unfinished task(s) of an earlier session (was|were) removed "
                                         "(import or new version that was interrupted)."),
                       dead));
}

} // namespace retort
