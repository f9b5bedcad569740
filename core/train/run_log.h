// SPDX-License-Identifier: GPL-3.0-or-later
// Metrics and events of a run: to the mailbox at once, to the project or the run's journal in batches of
// about a second. One thread.
#pragma once

#include "core/base/job.h"
#include "core/data/runs/run_writer.h"

#include <string>
#include <vector>

namespace retort {

double wallTime_s(); // Unix time

class RunLog {
public:
    RunLog(RunWriter &writer, RunId run, JobContext &job) : m_writer(&writer), m_run(run), m_job(job) {}
    void writeTo(RunWriter &writer) { m_writer = &writer; } // what is not flushed yet, and all that comes
    void metric(std::int64_t step, const std::string &name, double value);
    void event(std::int64_t step, const std::string &kind, Text what);
    bool flushSometimes(); // true: about a second had passed, and it did
    void flush();

private:
    RunWriter *m_writer;
    RunId m_run;
    JobContext &m_job;
    std::vector<MetricPoint> m_metrics;
    std::vector<RunEvent> m_events;
    double m_flushed_s = 0;
};

} // namespace retort
