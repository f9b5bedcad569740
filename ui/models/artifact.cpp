// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/artifact.h"

#include "core/base/error.h"
#include "ui/models/kind_info.h"

#include <QCoreApplication>

#include <algorithm>

namespace retort {
namespace {

std::vector<ArtifactRow> rowsOf(const ProjectSnapshot &s, ArtifactKind kind) {
    return kindInfo(kind).rows(s);
}

bool stands(const ProjectSnapshot &s, ArtifactRef ref) {
    const auto rows = rowsOf(s, ref.kind);
    return std::ranges::any_of(rows, [&](const ArtifactRow &a) { return a.ref == ref; });
}

// Stored settings of an older program may not be readable: then there is no command.
QString commandOf(const KindInfo &kind, const ProjectSnapshot &s, const std::filesystem::path &project,
                  std::int64_t id) {
    try {
        return kind.command ? fromUtf8(kind.command(s, project, id)) : QString();
    } catch (const Error &) {
        return {};
    }
}

} // namespace

ArtifactKey artifactKey(ArtifactRef ref) {
    return {kindInfo(ref.kind).word, ref.id};
}

QString recordKindLabel(const std::string &word) {
    if (word == "file")
        return QCoreApplication::translate("kinds", "File");
    const KindInfo *kind = findKind(word);
    return kind ? kindLabel(kind->kind) : fromUtf8(word);
}

ArtifactRow artifact(const ProjectSnapshot &s, const std::filesystem::path &project, ArtifactRef ref) {
    const KindInfo &kind = kindInfo(ref.kind);
    for (ArtifactRow &row : kind.rows(s)) {
        if (row.ref != ref)
            continue;
        row.folder = kind.folder ? fromUtf8(kind.folder(s, project, ref.id)) : QString();
        row.command = commandOf(kind, s, project, ref.id);
        return row;
    }
    return {};
}

QString artifactTitle(const ProjectSnapshot &s, ArtifactRef ref) {
    return stands(s, ref) ? kindInfo(ref.kind).title(s, ref.id) : QString();
}

QString artifactDetail(const ProjectSnapshot &s, ArtifactRef ref) {
    return stands(s, ref) ? kindInfo(ref.kind).detail(s, ref.id) : QString();
}

std::vector<RunId> runsOf(const ProjectSnapshot &s, ArtifactRef ref) {
    const KindInfo &kind = kindInfo(ref.kind);
    std::vector<RunId> found;
    if (kind.partOf && stands(s, ref))
        for (const RunRecord &run : s.runs)
            if (kind.partOf(s, ref.id, run))
                found.push_back(run.id);
    return found;
}

} // namespace retort
