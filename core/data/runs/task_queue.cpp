// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/runs/task_queue.h"

#include "core/data/project/stamp.h"
#include "core/data/runs/run_store_impl.h"

namespace retort {

namespace {

QueuedTask queuedTaskOf(const Query &query) {
    return {query.integer(0), query.text(1), query.text(2), query.text(3)};
}

} // namespace

TaskQueue::TaskQueue(std::shared_ptr<Project> project) : m_project(std::move(project)) {}

std::vector<QueuedTask> TaskQueue::tasks() const {
    return listRecords<QueuedTask>(
        *m_project, "SELECT id, verb, config, created FROM queue ORDER BY place, id", queuedTaskOf);
}

std::int64_t TaskQueue::add(const std::string &verb, const std::string &configJson) {
    std::int64_t id = 0;
    m_project->write("queue", [&](SQLite::Database &db) {
        const std::int64_t place = oneInteger(db, "SELECT max(place) FROM queue").value_or(0) + 1;
        Query(db, "INSERT INTO queue(place, verb, config, created) VALUES(?,?,?,?)")
            .bind(place, verb, configJson, nowUtc())
            .run();
        id = lastRowId(db);
    });
    return id;
}

void TaskQueue::remove(std::int64_t id) {
    m_project->write("queue",
                     [&](SQLite::Database &db) { Query(db, "DELETE FROM queue WHERE id=?").bind(id).run(); });
}

void TaskQueue::swap(std::int64_t a, std::int64_t b) {
    m_project->write("queue", [&](SQLite::Database &db) {
        Query(db, "UPDATE queue SET place=(SELECT sum(place) FROM queue WHERE id IN (?1, ?2)) - place "
                  "WHERE id IN (?1, ?2) AND (SELECT count(*) FROM queue WHERE id IN (?1, ?2))=2")
            .bind(a, b)
            .run();
    });
}

} // namespace retort
