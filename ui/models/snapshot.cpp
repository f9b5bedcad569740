// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/snapshot.h"

#include <cmath>
#include <tuple>

namespace retort {
namespace {

// The numbers of a record that are NaN where there is no value yet, and then are no difference.
template <class Record>
std::vector<double Record::*> numbersOf() {
    if constexpr (std::is_same_v<Record, RunRecord>)
        return {&RunRecord::lastLoss, &RunRecord::bestValLoss, &RunRecord::valAccuracy};
    else if constexpr (std::is_same_v<Record, CheckpointRecord>)
        return {&CheckpointRecord::valLoss};
    else
        return {};
}

template <class Record>
bool sameRecord(Record a, Record b) {
    for (const auto number : numbersOf<Record>())
        if (std::isnan(a.*number) && std::isnan(b.*number))
            a.*number = b.*number = 0;
    return a == b;
}

template <class Record>
bool sameList(const std::vector<Record> &a, const std::vector<Record> &b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), sameRecord<Record>);
}

std::vector<CheckpointRecord> checkpointsOf(const RunStore &store, const std::vector<RunRecord> &runs) {
    std::vector<CheckpointRecord> all;
    for (const RunRecord &run : runs)
        std::ranges::move(store.checkpoints(run.id), std::back_inserter(all));
    return all;
}

} // namespace

std::vector<CheckpointRecord> ProjectSnapshot::checkpointsOf(RunId run) const {
    std::vector<CheckpointRecord> own;
    std::copy_if(checkpoints.begin(), checkpoints.end(), std::back_inserter(own),
                 [run](const CheckpointRecord &c) { return c.run == run; });
    return own;
}

ProjectSnapshot readSnapshot(const std::shared_ptr<Project> &project, std::int64_t chosenVersion) {
    const VersionStore versions(project);
    const RunStore runs(project);
    ProjectSnapshot s;
    s.info = project->info();
    s.queue = TaskQueue(project).tasks();
#define RETORT_KIND(Name, word, Record, list, read) s.list = read;
#include "ui/models/kinds.def"
#undef RETORT_KIND
    if (!s.versions.empty()) {
        const auto version = s.version(chosenVersion) ? chosenVersion : s.versions.back().id;
        s.pendingCount = versions.pendingCount(version);
        s.pending = versions.pendingState(version);
    }
    return s;
}

Kinds changedKinds(const ProjectSnapshot &before, const ProjectSnapshot &after) {
    Kinds changed;
#define RETORT_KIND(Name, word, Record, list, read)                                                          \
    if (!sameList(before.list, after.list))                                                                  \
        changed.add(ArtifactKind::Name);
#include "ui/models/kinds.def"
#undef RETORT_KIND
    if (before.pendingCount != after.pendingCount || before.pending != after.pending)
        changed.add(ArtifactKind::Version);
    if (before.queue != after.queue)
        changed.add(Kinds::Queue);
    const auto facts = [](const ProjectInfo &info) { return std::tie(info.name, info.note, info.readOnly); };
    if (facts(before.info) != facts(after.info))
        changed.add(Kinds::ProjectFacts);
    return changed;
}

} // namespace retort
