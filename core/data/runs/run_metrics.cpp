// SPDX-License-Identifier: GPL-3.0-or-later
// Metrics and events of runs (batched by the caller), evaluations with every answer.
#include "core/base/error.h"
#include "core/data/project/stamp.h"
#include "core/data/runs/run_store_impl.h"
#include "core/data/sql/interner.h"
#include "core/data/sql/schema.h"

#include <fmt/format.h>
#include <map>

namespace retort {
namespace {

// The next row of a run; both tables count from 1 for each run.
class NextRow {
public:
    NextRow(SQLite::Database &db, const char *table)
        : m_query(db, fmt::format("SELECT coalesce(max(seq), 0) FROM {} WHERE run=?", table)) {}
    std::int64_t operator()(RunId run) {
        const auto [it, added] = m_next.try_emplace(run, 0);
        if (added) {
            m_query.bind(run).next();
            it->second = m_query.integer(0);
        }
        return ++it->second;
    }

private:
    Query m_query;
    std::map<RunId, std::int64_t> m_next;
};

} // namespace

void insertMetrics(SQLite::Database &db, const std::vector<MetricPoint> &points) {
    NextRow next(db, "metric");
    std::map<std::string, std::int64_t> names;
    Query insert(db, "INSERT INTO metric(run, seq, step, name, value, wall) VALUES(?,?,?,?,?,?)");
    for (const MetricPoint &point : points) {
        auto [name, added] = names.try_emplace(point.name, 0);
        if (added)
            name->second = internOne(db, "word", "word", point.name);
        insert.bind(point.run, next(point.run), point.step, name->second, point.value, point.wallTime_s)
            .run();
    }
}

void insertEvents(SQLite::Database &db, const std::vector<RunEvent> &events) {
    NextRow next(db, "event");
    Query insert(db, "INSERT INTO event(run, seq, step, kind, what, wall) VALUES(?,?,?,?,?,?)");
    for (const RunEvent &event : events)
        insert
            .bind(event.run, next(event.run), event.step, event.kind, textToJson(event.what),
                  event.wallTime_s)
            .run();
}

void RunStore::addMetrics(const std::vector<MetricPoint> &points) {
    if (!points.empty())
        m_project->write("metrics", [&](SQLite::Database &db) { insertMetrics(db, points); });
}

void RunStore::addEvents(const std::vector<RunEvent> &events) {
    if (!events.empty())
        m_project->write("events", [&](SQLite::Database &db) { insertEvents(db, events); });
}

std::vector<MetricPoint> RunStore::metrics(RunId run, std::int64_t afterRow, std::int64_t *lastRow) const {
    std::vector<MetricPoint> points;
    std::int64_t last = afterRow;
    m_project->read([&](SQLite::Database &db) {
        std::map<std::int64_t, std::string> names;
        Query name(db, "SELECT word FROM word WHERE id=?");
        Query query(db, "SELECT seq, step, name, value, wall FROM metric WHERE run=? AND seq>? ORDER BY seq");
        query.bind(run, afterRow);
        while (query.next()) {
            auto [known, added] = names.try_emplace(query.integer(2));
            if (added && name.bind(query.integer(2)).next())
                known->second = name.text(0);
            last = query.integer(0);
            points.push_back({run, query.integer(1), known->second, query.real(3), query.real(4)});
        }
    });
    if (lastRow)
        *lastRow = last;
    return points;
}

std::vector<RunEvent> RunStore::events(RunId run) const {
    const auto of = [run](const Query &query) {
        return RunEvent{run, query.integer(0), query.text(1), textFromJson(query.view(2)), query.real(3)};
    };
    return listRecords(*m_project, "SELECT step, kind, what, wall FROM event WHERE run=? ORDER BY seq", of,
                       run);
}

namespace {

constexpr RecordColumns
    evaluationColumns("id, checkpoint, run, name, created, config, asked, correct, accuracy, low95, high95, "
                      "tokens_per_second, seconds, memory_mib, model_bytes, summary, note",
                      &EvaluationRecord::id, &EvaluationRecord::checkpoint, &EvaluationRecord::run,
                      &EvaluationRecord::name, &EvaluationRecord::createdAt, &EvaluationRecord::configJson,
                      &EvaluationRecord::asked, &EvaluationRecord::correct, &EvaluationRecord::accuracy,
                      &EvaluationRecord::low95, &EvaluationRecord::high95, &EvaluationRecord::tokensPerSecond,
                      &EvaluationRecord::secondsTotal, &EvaluationRecord::memory_MiB,
                      &EvaluationRecord::modelBytes, &EvaluationRecord::summaryJson, &EvaluationRecord::note);
constexpr RecordColumns answerColumns("sample, question, reference, reasoning, answer, extracted, rule, "
                                      "correct, finished, think_closed, trace_holds, tokens, seconds",
                                      &EvaluationAnswer::sample, &EvaluationAnswer::question,
                                      &EvaluationAnswer::reference, &EvaluationAnswer::reasoning,
                                      &EvaluationAnswer::answer, &EvaluationAnswer::extracted,
                                      &EvaluationAnswer::rule, &EvaluationAnswer::correct,
                                      &EvaluationAnswer::finished, &EvaluationAnswer::thinkClosed,
                                      &EvaluationAnswer::traceHolds, &EvaluationAnswer::tokens,
                                      &EvaluationAnswer::seconds);

} // namespace

std::int64_t RunStore::addEvaluation(EvaluationRecord record, const std::vector<EvaluationAnswer> &answers,
                                     std::int64_t queued) {
    if (record.name.empty())
        record.name = fmt::format("{}/{}", record.correct, record.asked);
    record.createdAt = nowUtc();
    m_project->write("evaluation", [&](SQLite::Database &db) {
        if (queued != 0) // whoever took it out meanwhile: the work is done
            execute(db, "DELETE FROM queue WHERE id=?", queued);
        record.id = nextRecordId(db, "evaluation");
        evaluationColumns.insert(db, "evaluation", record);
        Query insert(db, answerColumns.insertSql("evaluation_answer", "evaluation, seq"));
        std::int64_t seq = 0;
        for (const EvaluationAnswer &answer : answers)
            answerColumns.insert(insert, answer, record.id, ++seq);
    });
    return record.id;
}

std::vector<EvaluationRecord> RunStore::evaluations(std::optional<RunId> run) const {
    return listRecords(
        *m_project,
        std::string("SELECT ") + evaluationColumns.names()
            + " FROM evaluation WHERE trashed IS NULL AND (?1 IS NULL OR run=?1) ORDER BY id",
        [](const Query &query) { return evaluationColumns.read(query); }, run);
}

std::vector<EvaluationAnswer> RunStore::evaluationAnswers(std::int64_t id) const {
    return listRecords(
        *m_project,
        std::string("SELECT ") + answerColumns.names()
            + " FROM evaluation_answer WHERE evaluation=? ORDER BY seq",
        [](const Query &query) { return answerColumns.read(query); }, id);
}

} // namespace retort
