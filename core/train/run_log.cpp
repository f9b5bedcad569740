// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/run_log.h"

#include <chrono>
#include <utility>

namespace retort {

double wallTime_s() {
    return std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
}

void RunLog::metric(std::int64_t step, const std::string &name, double value) {
    MetricPoint point;
    point.run = m_run;
    point.step = step;
    point.name = name;
    point.value = value;
    point.wallTime_s = wallTime_s();
    m_metrics.push_back(point);
    m_job.mailbox().post(std::move(point));
}

void RunLog::event(std::int64_t step, const std::string &kind, Text what) {
    RunEvent event;
    event.run = m_run;
    event.step = step;
    event.kind = kind;
    event.what = std::move(what);
    event.wallTime_s = wallTime_s();
    m_events.push_back(event);
    m_job.mailbox().post(std::move(event));
}

bool RunLog::flushSometimes() {
    if (wallTime_s() - m_flushed_s < 1.0)
        return false;
    flush();
    return true;
}

void RunLog::flush() {
    m_flushed_s = wallTime_s();
    if (!m_metrics.empty())
        m_writer->addMetrics(std::exchange(m_metrics, {}));
    if (!m_events.empty())
        m_writer->addEvents(std::exchange(m_events, {}));
}

} // namespace retort
