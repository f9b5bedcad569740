// SPDX-License-Identifier: GPL-3.0-or-later
// The lists of a project (sources, versions … chats) as one value, read in one go: what pages show without
// asking a store. Any thread.
#pragma once

#include "core/data/project/project.h"
#include "core/data/runs/chat_store.h"
#include "core/data/runs/run_store.h"
#include "core/data/versions/version_store.h"

#include <cstdint>
#include <vector>

namespace retort {

// Everything made in the project, oldest first; read in one go off the GUI thread whenever the project
// changed (also by another process). Cheap to look at, at most half a second old.
struct ProjectSnapshot {
    ProjectInfo info;
    std::vector<SourceInfo> sources;
    std::vector<VersionInfo> versions;
    std::vector<TokenizerRecord> tokenizers;
    std::vector<StudentRecord> students;
    std::vector<RunRecord> runs;
    std::vector<CheckpointRecord> checkpoints; // of all runs
    std::vector<EvaluationRecord> evaluations;
    std::vector<ChatRecord> chats;
    std::int64_t pendingCount = 0; // on the chosen version

    const VersionInfo *version(std::int64_t id) const;
    const TokenizerRecord *tokenizer(std::int64_t id) const;
    const StudentRecord *student(std::int64_t id) const;
    const RunRecord *run(std::int64_t id) const;
    const CheckpointRecord *checkpoint(std::int64_t id) const;
    const ChatRecord *chat(std::int64_t id) const;
};

// Reads the lists; blocks. `chosenVersion`: the one whose pending changes are counted (the newest, if none).
ProjectSnapshot readSnapshot(const Project &project, const VersionStore &versions, const RunStore &runs,
                             const ChatStore &chats, std::int64_t chosenVersion);

enum class InputKind { Version, Tokenizer, Student, Run, Checkpoint };
inline constexpr int inputKindCount = 5;

} // namespace retort
