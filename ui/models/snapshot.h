// SPDX-License-Identifier: GPL-3.0-or-later
// The lists of a project (one for each line of kinds.def) as one value, read in one go: what pages show
// without asking a store. Any thread.
#pragma once

#include "core/data/project/project.h"
#include "core/data/runs/chat_store.h"
#include "core/data/runs/run_store.h"
#include "core/data/runs/task_queue.h"
#include "core/data/versions/version_store.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <cstdint>
#include <initializer_list>
#include <vector>

namespace retort {

enum class ArtifactKind {
#define RETORT_KIND(Name, word, Record, list, read) Name,
#include "ui/models/kinds.def"
#undef RETORT_KIND
};

inline constexpr std::size_t kindCount = 0
#define RETORT_KIND(Name, word, Record, list, read) +1
#include "ui/models/kinds.def"
#undef RETORT_KIND
    ;

// A set of kinds: which lists changed, what a page shows. Also of what is no kind of artifact.
class Kinds {
public:
    enum Other : std::size_t {
        Queue = kindCount,
        ProjectFacts
    }; // the queue; name, note and mode of the project
    Kinds(Other other) { m_bits.set(other); }
    Kinds(std::initializer_list<ArtifactKind> kinds = {}) {
        for (const ArtifactKind kind : kinds)
            add(kind);
    }
    static Kinds all() {
        Kinds kinds;
        kinds.m_bits.set();
        return kinds;
    }
    void add(ArtifactKind kind) { m_bits.set(std::size_t(kind)); }
    void add(const Kinds &kinds) { m_bits |= kinds.m_bits; }
    void remove(ArtifactKind kind) { m_bits.reset(std::size_t(kind)); }
    bool has(ArtifactKind kind) const { return m_bits.test(std::size_t(kind)); }
    bool meets(const Kinds &other) const { return (m_bits & other.m_bits).any(); }
    bool empty() const { return m_bits.none(); }

private:
    std::bitset<std::size_t(ProjectFacts) + 1> m_bits;
};

// The chosen input of each kind, in the order of kinds; 0: none.
using Chosen = std::array<std::int64_t, kindCount>;

template <class Record>
const Record *recordOf(const std::vector<Record> &list, std::int64_t id) {
    const auto it = std::ranges::find(list, id, &Record::id);
    return it == list.end() ? nullptr : &*it;
}

// Everything in the project that is not in the trash, oldest first; read off the GUI thread whenever the
// project changed (also by another process). Cheap to look at, at most half a second old.
struct ProjectSnapshot {
    ProjectInfo info;
    std::vector<QueuedTask> queue; // in their order
    std::int64_t pendingCount = 0; // changes that are in no version, of the chosen one
    PendingState pending;          // of them too
#define RETORT_KIND(Name, word, Record, list, read)                                                          \
    std::vector<Record> list;                                                                                \
    const Record *word(std::int64_t id) const {                                                              \
        return recordOf(list, id);                                                                           \
    }
#include "ui/models/kinds.def"
#undef RETORT_KIND
    std::vector<CheckpointRecord> checkpointsOf(RunId run) const; // oldest first
};

// Reads the lists; blocks. `chosenVersion`: the one whose pending changes are counted (the newest, if none).
ProjectSnapshot readSnapshot(const std::shared_ptr<Project> &project, std::int64_t chosenVersion);
// The kinds whose lists differ; a version counts as changed with its pending changes too.
Kinds changedKinds(const ProjectSnapshot &before, const ProjectSnapshot &after);

} // namespace retort
