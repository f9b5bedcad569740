// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/runs/task_queue.h"

#include "core/base/error.h"
#include "core/data/project/stamp.h"
#include "core/data/runs/run_store_impl.h"
#include "core/data/sql/project_lock.h"

namespace retort {
namespace {

QueuedTask queuedTaskOf(const Query &query) {
    return {query.integer(0), query.text(1), query.text(2), query.text(3)};
}

} // namespace

FileLock TaskQueue::own() const {
    const std::filesystem::path file = m_project->folder() / "queue.lock";
    FileLock lock = FileLock::tryLock(file);
    if (!lock.held())
        throw Error(ErrorCode::Busy,
                    RETORT_TR("core", "Another process does what waits in this queue (%1: process, machine, "
                                      "task). Wait until it has ended."),
                    readFile(file));
    lock.writeNote(ownerNote("queue"));
    return lock;
}

std::vector<QueuedTask> TaskQueue::tasks() const {
    return listRecords(*m_project, "SELECT id, verb, config, created FROM queue ORDER BY place, id",
                       queuedTaskOf);
}

std::int64_t TaskQueue::add(const std::string &verb, const std::string &configJson) {
    return m_project->write("queue", [&](SQLite::Database &db) {
        execute(db,
                "INSERT INTO queue(place, verb, config, created) SELECT coalesce(max(place), 0) + 1, ?, ?, ? "
                "FROM queue",
                verb, configJson, nowUtc());
        return lastRowId(db);
    });
}

void TaskQueue::remove(std::int64_t id) {
    m_project->write("queue", [&](SQLite::Database &db) { execute(db, "DELETE FROM queue WHERE id=?", id); });
}

void TaskQueue::swap(std::int64_t a, std::int64_t b) {
    m_project->write("queue", [&](SQLite::Database &db) {
        Query(db, "UPDATE queue SET place=(SELECT sum(place) FROM queue WHERE id IN (?1, ?2)) - place WHERE "
                  "id IN (?1, ?2) AND (SELECT count(*) FROM queue WHERE id IN (?1, ?2))=2")
            .bind(a, b)
            .run();
    });
}

} // namespace retort
