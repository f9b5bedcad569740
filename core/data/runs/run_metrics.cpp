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
        project()->write("metrics", [&](SQLite::Database &db) { insertMetrics(db, points); });
}

void RunStore::addEvents(const std::vector<RunEvent> &events) {
    if (!events.empty())
        project()->write("events", [&](SQLite::Database &db) { insertEvents(db, events); });
}

std::vector<MetricPoint> RunStore::metrics(RunId run, std::int64_t afterRow, std::int64_t *lastRow) const {
    std::vector<MetricPoint> points;
    std::int64_t last = afterRow;
    project()->read([&](SQLite::Database &db) {
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
    return listRecords<RunEvent>(
        *project(), "SELECT run, step, kind, what, wall FROM event WHERE run=? ORDER BY seq",
        [](const Query &query) {
            return RunEvent{query.integer(0), query.integer(1), query.text(2), textFromJson(query.view(3)),
                            query.real(4)};
        },
        run);
}

std::int64_t RunStore::addEvaluation(EvaluationRecord record, const std::vector<EvaluationAnswer> &answers) {
    project()->write("evaluation", [&](SQLite::Database &db) {
        if (record.name.empty())
            record.name = fmt::format("{}/{}", record.correct, record.asked);
        record.id = nextRecordId(db, "evaluation");
        Query(db,
              "INSERT INTO evaluation(id, checkpoint, run, name, created, config, asked, correct, accuracy, "
              "low95, high95, tokens_per_second, seconds, "
              "memory_mib, model_bytes, summary) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)")
            .bind(record.id, record.checkpoint, record.run, record.name, nowUtc(), record.configJson,
                  record.asked, record.correct, record.accuracy, record.low95, record.high95,
                  record.tokensPerSecond, record.secondsTotal, record.memory_MiB, record.modelBytes,
                  record.summaryJson)
            .run();
        Query insert(db, "INSERT INTO evaluation_answer(evaluation, seq, sample, question, reference, "
                         "reasoning, answer, extracted, rule, correct, finished, "
                         "think_closed, trace_holds, tokens, seconds) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
        std::int64_t seq = 0;
        for (const EvaluationAnswer &a : answers) {
            const std::optional<std::int64_t> holds =
                a.traceHolds ? std::optional<std::int64_t>(*a.traceHolds) : std::nullopt;
            insert
                .bind(record.id, ++seq, a.sample, a.question, a.reference, a.reasoning, a.answer, a.extracted,
                      a.rule, a.correct, a.finished, a.thinkClosed, holds, a.tokens, a.seconds)
                .run();
        }
    });
    return record.id;
}

std::vector<EvaluationRecord> RunStore::evaluations(std::optional<RunId> run) const {
    return listRecords<EvaluationRecord>(
        *project(),
        std::string("SELECT id, checkpoint, run, name, created, config, asked, correct, accuracy, low95, "
                    "high95, tokens_per_second, seconds, memory_mib, "
                    "model_bytes, summary, note FROM evaluation WHERE trashed IS NULL ")
            + (run ? "AND run=? ORDER BY id" : "ORDER BY id"),
        [](const Query &query) {
            EvaluationRecord record;
            record.id = query.integer(0);
            record.checkpoint = query.integer(1);
            record.run = query.integer(2);
            record.name = query.text(3);
            record.createdAt = query.text(4);
            record.configJson = query.text(5);
            record.asked = query.integer(6);
            record.correct = query.integer(7);
            record.accuracy = query.real(8);
            record.low95 = query.real(9);
            record.high95 = query.real(10);
            record.tokensPerSecond = query.real(11);
            record.secondsTotal = query.real(12);
            record.memory_MiB = query.real(13);
            record.modelBytes = query.integer(14);
            record.summaryJson = query.text(15);
            record.note = query.text(16);
            return record;
        },
        run);
}

std::vector<EvaluationAnswer> RunStore::evaluationAnswers(std::int64_t id) const {
    return listRecords<EvaluationAnswer>(
        *project(),
        "SELECT sample, question, reference, reasoning, answer, extracted, rule, correct, finished, "
        "think_closed, trace_holds, tokens, seconds "
        "FROM evaluation_answer WHERE evaluation=? ORDER BY seq",
        [](const Query &query) {
            EvaluationAnswer a;
            a.sample = query.integer(0);
            a.question = query.text(1);
            a.reference = query.text(2);
            a.reasoning = query.text(3);
            a.answer = query.text(4);
            a.extracted = query.text(5);
            a.rule = query.text(6);
            a.correct = query.integer(7) != 0;
            a.finished = query.integer(8) != 0;
            a.thinkClosed = query.integer(9) != 0;
            if (!query.null(10))
                a.traceHolds = query.integer(10) != 0;
            a.tokens = int(query.integer(11));
            a.seconds = query.real(12);
            return a;
        },
        id);
}

} // namespace retort
