// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/runs/run_writer.h"

#include "core/data/project/stamp.h"
#include "core/data/runs/journal_file.h"

#include <ctime>

namespace retort {
namespace {

class StoreRunWriter final : public RunWriter {
public:
    StoreRunWriter(std::shared_ptr<Project> project, RunId run) : m_store(std::move(project)), m_run(run) {}

    void addMetrics(const std::vector<MetricPoint> &points) override { m_store.addMetrics(points); }
    void addEvents(const std::vector<RunEvent> &events) override { m_store.addEvents(events); }
    void updateRun(const RunRecord &record) override { m_store.updateRun(record); }
    std::int64_t addCheckpoint(const CheckpointRecord &record) override {
        return m_store.addCheckpoint(record);
    }
    bool requestPruning(std::int64_t, std::int64_t) override { return false; }
    RunEvent finish(RunState state, const std::string &kind, const Text &why, bool failed) override {
        RunRecord record = m_store.run(m_run);
        record.state = state;
        record.finishedAt = nowUtc();
        record.errorJson = failed ? textToJson(why) : std::string();
        m_store.updateRun(record);
        RunEvent event{m_run, record.step, kind, why, double(std::time(nullptr))};
        m_store.addEvents({event});
        return event;
    }

private:
    RunStore m_store;
    RunId m_run;
};

class JournalRunWriter final : public RunWriter {
public:
    JournalRunWriter(const std::filesystem::path &project, RunId run) : m_run(run), m_file(project, run) {}

    void addMetrics(const std::vector<MetricPoint> &points) override {
        for (const MetricPoint &p : points)
            m_file.append({{journal_key::metric, p.name},
                           {"step", p.step},
                           {"value", journalNumber(p.value)},
                           {"wall", p.wallTime_s}});
        m_file.flush();
    }
    void addEvents(const std::vector<RunEvent> &events) override {
        for (const RunEvent &e : events)
            m_file.append({{journal_key::event, e.kind},
                           {"step", e.step},
                           {"what", textToJson(e.what)},
                           {"wall", e.wallTime_s}});
        m_file.flush();
    }
    void updateRun(const RunRecord &record) override {
        m_file.append({{journal_key::state, runStateName(record.state)},
                       {"step", record.step},
                       {"total_steps", record.totalSteps},
                       {"last_loss", journalNumber(record.lastLoss)},
                       {"best_val_loss", journalNumber(record.bestValLoss)},
                       {"val_accuracy", journalNumber(record.valAccuracy)},
                       {"device", record.device},
                       {"precision", record.precision}});
        m_file.flush();
    }
    std::int64_t addCheckpoint(const CheckpointRecord &record) override {
        m_file.append({{journal_key::checkpoint, record.folder.filename().string()},
                       {"step", record.step},
                       {"reason", record.reason},
                       {"val_loss", journalNumber(record.valLoss)},
                       {"created", nowUtc()},
                       {"wall", double(std::time(nullptr))}});
        m_file.flush(true);
        return 0;
    }
    bool requestPruning(std::int64_t keep, std::int64_t bestStep) override {
        if (keep > 0)
            m_file.append({{journal_key::prune, keep}, {"best_step", bestStep}});
        m_file.flush();
        return true;
    }
    RunEvent finish(RunState state, const std::string &kind, const Text &why, bool failed) override {
        RunEvent event{m_run, m_file.step(), kind, why, double(std::time(nullptr))};
        m_file.append({{journal_key::end, runStateName(state)},
                       {"finished", nowUtc()},
                       {"error", failed ? textToJson(why) : std::string()},
                       {"kind", kind},
                       {"what", textToJson(why)},
                       {"wall", event.wallTime_s}});
        m_file.flush(true);
        return event;
    }

private:
    RunId m_run;
    JournalFile m_file;
};

} // namespace

RunWriter::~RunWriter() = default;

std::unique_ptr<RunWriter> openRunWriter(std::shared_ptr<Project> project, RunId run) {
    if (project->isClosed())
        return std::make_unique<JournalRunWriter>(project->folder(), run);
    return std::make_unique<StoreRunWriter>(std::move(project), run);
}

} // namespace retort
