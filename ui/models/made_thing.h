// SPDX-License-Identifier: GPL-3.0-or-later
// Anything made in a project (source, data version, tokenizer, student, run, checkpoint, evaluation) as one
// value with name, note, place and the command that makes it again; and what is done to it, whatever its
// kind. The value is read from the snapshot in the GUI thread; what is done to it is in
// core/data/artifacts/artifact.h, for jobs.
#pragma once

#include "core/data/artifacts/artifact.h"
#include "ui/models/snapshot.h"

#include <QString>

#include <cstdint>
#include <string>
#include <vector>

namespace retort {

enum class MadeKind { Source, Version, Tokenizer, Student, Run, Checkpoint, Evaluation };

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
ArtifactKey artifactKey(MadeRef ref);
QString madeKindLabel(MadeKind kind);             // "Run"
QString recordKindLabel(const std::string &kind); // the same by core's word; also "chat" and "file"
// The whole value; not valid() when the snapshot has no such thing. `project` is the project's folder.
MadeThing madeThing(const ProjectSnapshot &snapshot, const std::filesystem::path &project, MadeRef ref);
// Runs that a source, version, tokenizer, student, checkpoint … is part of: what "Compare" shows.
std::vector<RunId> runsOf(const ProjectSnapshot &snapshot, MadeRef ref);

} // namespace retort
