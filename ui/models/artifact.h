// SPDX-License-Identifier: GPL-3.0-or-later
// An artifact (anything made in a project: a source, a data version … a chat) as one value with name, note,
// place and the command that makes it again. Read from the snapshot in the GUI thread; what is done to it is
// in core/data/artifacts/artifact.h, for jobs.
#pragma once

#include "core/data/artifacts/artifact.h"
#include "ui/models/snapshot.h"
#include "ui/text.h"

#include <QString>

#include <cstdint>
#include <string>
#include <vector>

namespace retort {

struct ArtifactRef {
    ArtifactKind kind = ArtifactKind::Run;
    std::int64_t id = 0; // 0: none
    bool operator==(const ArtifactRef &) const = default;
};

struct ArtifactRow {
    ArtifactRef ref;
    QString name, note;
    std::string createdAt;
    bool stale = false; // older than what it was made from
    QString folder;     // absolute; empty where its data lies in the database only
    QString command;    // `retort-cli …`; empty where no command makes it
    bool valid() const { return ref.id != 0; }
};

ArtifactKey artifactKey(ArtifactRef ref);
QString recordKindLabel(const std::string &word); // of core's word; also "file"
// The whole value; not valid() when the snapshot has no such artifact. `project` is the project's folder.
ArtifactRow artifact(const ProjectSnapshot &snapshot, const std::filesystem::path &project, ArtifactRef ref);
// Name to show where artifacts of several runs stand together, and one line about it: "v3 · near-dup",
// "12,004 samples · today 14:03". Empty when the snapshot has no such artifact.
QString artifactTitle(const ProjectSnapshot &snapshot, ArtifactRef ref);
QString artifactDetail(const ProjectSnapshot &snapshot, ArtifactRef ref);
// The runs that an artifact is part of: what "Compare" shows.
std::vector<RunId> runsOf(const ProjectSnapshot &snapshot, ArtifactRef ref);

// The fields that every record has.
template <class Record>
ArtifactRow artifactOf(ArtifactKind kind, const Record &record) {
    ArtifactRow made{
        {kind, record.id}, fromUtf8(record.name), fromUtf8(record.note), record.createdAt, false, {}, {}};
    if constexpr (requires { record.stale; })
        made.stale = record.stale;
    return made;
}

} // namespace retort
