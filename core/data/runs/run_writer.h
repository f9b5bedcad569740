// SPDX-License-Identifier: GPL-3.0-or-later
// What a run writes while it trains, to project or journal. One thread; the run is owned (ownRun).
#pragma once

#include "core/base/export.h"
#include "core/data/runs/run_store.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace retort {

class RETORT_DATA_API RunWriter {
public:
    virtual ~RunWriter();
    virtual void addMetrics(const std::vector<MetricPoint> &points) = 0;
    virtual void addEvents(const std::vector<RunEvent> &events) = 0;
    virtual void updateRun(const RunRecord &record) = 0;
    // Durable. Returns its id; 0 from a journal, where it gets one later.
    virtual std::int64_t addCheckpoint(const CheckpointRecord &record) = 0;
    // A journal asks its importer to prune. False: the project is open, so the caller prunes (prune.h).
    virtual bool requestPruning(std::int64_t keep, std::int64_t bestStep) = 0;
    // The state it ends in and why (kind and words of the last event). Durable. Returns that event.
    virtual RunEvent finish(RunState state, const std::string &kind, const Text &why, bool failed) = 0;
};

// The project, or the journal of the run where the project was closed for others.
RETORT_DATA_API std::unique_ptr<RunWriter> openRunWriter(std::shared_ptr<Project> project, RunId run);

} // namespace retort
