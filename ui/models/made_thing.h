// SPDX-License-Identifier: GPL-3.0-or-later
// Anything made in a project (data version, tokenizer, student, run, checkpoint, evaluation) as one value
// with name, note, place and the command that makes it again; and what is done to it, whatever its kind. The
// value is read from the snapshot in the GUI thread; renameMade() … restoreMade() block: call them in a job.
#pragma once

#include "ui/app_state.h"

#include <QString>

#include <cstdint>
#include <string>
#include <vector>

namespace retort {

enum class MadeKind { Version, Tokenizer, Student, Run, Checkpoint, Evaluation };

struct MadeRef {
    MadeKind kind = MadeKind::Run;
    std::int64_t id = 0; // 0: none
    bool operator==(const MadeRef &) const = default;
};

struct MadeThing {
    MadeRef ref;
    QString name, note;
    std::string createdAt;
    QString folder;  // absolute; empty where its data lies in the database only
    QString command; // `retort-cli …`; empty where no command makes it
    bool valid() const { return ref.id != 0; }
};

MadeRef madeRef(InputKind kind, std::int64_t id);
QString madeKindLabel(MadeKind kind); // "Run"
// The whole value; not valid() when the snapshot has no such thing. `project` is the project's folder.
MadeThing madeThing(const ProjectSnapshot &snapshot, const std::filesystem::path &project, MadeRef ref);
// Runs that a version, tokenizer, student, checkpoint … is part of: what "Compare" shows.
std::vector<RunId> runsOf(const ProjectSnapshot &snapshot, MadeRef ref);

void renameMade(VersionStore &versions, RunStore &runs, MadeRef ref, const std::string &name);
void noteMade(VersionStore &versions, RunStore &runs, MadeRef ref, const std::string &note);
void trashMade(VersionStore &versions, RunStore &runs, MadeRef ref);
void restoreMade(VersionStore &versions, RunStore &runs, MadeRef ref);

} // namespace retort
