// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/snapshot.h"

#include <algorithm>

namespace retort {

namespace {

template <class Record>
const Record *byId(const std::vector<Record> &list, std::int64_t id) {
    const auto it = std::find_if(list.begin(), list.end(), [id](const Record &r) { return r.id == id; });
    return it == list.end() ? nullptr : &*it;
}

} // namespace

ProjectSnapshot readSnapshot(const Project &project, const VersionStore &versions, const RunStore &runs,
                             const ChatStore &chats, std::int64_t chosenVersion) {
    ProjectSnapshot s;
    s.info = project.info();
    s.sources = versions.sources();
    s.versions = versions.versions();
    s.tokenizers = runs.tokenizers();
    s.students = runs.students();
    s.runs = runs.runs();
    for (const RunRecord &run : s.runs) {
        auto checkpoints = runs.checkpoints(run.id);
        s.checkpoints.insert(s.checkpoints.end(), checkpoints.begin(), checkpoints.end());
    }
    s.evaluations = runs.evaluations(std::nullopt);
    s.chats = chats.chats();
    if (!s.versions.empty()) {
        const std::int64_t version = byId(s.versions, chosenVersion) ? chosenVersion : s.versions.back().id;
        s.pendingCount = versions.pendingCount(version);
    }
    return s;
}

const VersionInfo *ProjectSnapshot::version(std::int64_t id) const {
    return byId(versions, id);
}
const TokenizerRecord *ProjectSnapshot::tokenizer(std::int64_t id) const {
    return byId(tokenizers, id);
}
const StudentRecord *ProjectSnapshot::student(std::int64_t id) const {
    return byId(students, id);
}
const RunRecord *ProjectSnapshot::run(std::int64_t id) const {
    return byId(runs, id);
}
const CheckpointRecord *ProjectSnapshot::checkpoint(std::int64_t id) const {
    return byId(checkpoints, id);
}
const ChatRecord *ProjectSnapshot::chat(std::int64_t id) const {
    return byId(chats, id);
}

} // namespace retort
