// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/import_command.h"
#include "ui/models/kind_info.h"

namespace retort {
namespace {
bool hasSource(const VersionInfo &version, std::int64_t source) {
    return std::ranges::find(version.sources, source) != version.sources.end();
}
} // namespace

KindInfo sourceKind() {
    KindInfo k = kindOf(ArtifactKind::Source, "source", QT_TRANSLATE_NOOP("kinds", "Source"),
                        &ProjectSnapshot::sources);
    k.icon = "document-import";
    k.page = "data";
    k.sharesFolder = true;
    k.compare = "runs";
    k.detail = [](const ProjectSnapshot &s, std::int64_t id) {
        const SourceInfo &r = *s.source(id);
        return joinedFacts(
            {KindText::tr("%Ln sample(s)", nullptr, int(r.rows)), formatTime(r.createdAt), fromUtf8(r.note)});
    };
    k.folder = [](const ProjectSnapshot &, const auto &project, std::int64_t) {
        return (project / "samples").string();
    };
    k.command = [](const ProjectSnapshot &s, const auto &project, std::int64_t id) {
        return importCommand(project, *s.source(id));
    };
    k.partOf = [](const ProjectSnapshot &s, std::int64_t id, const RunRecord &run) {
        const VersionInfo *version = s.version(run.version);
        return version && hasSource(*version, id);
    };
    k.users = [](const ProjectSnapshot &s, const std::vector<std::int64_t> &ids) {
        const auto count = std::ranges::count_if(s.versions, [&](const VersionInfo &version) {
            return std::ranges::any_of(ids, [&](std::int64_t id) { return hasSource(version, id); });
        });
        return count ? KindText::tr("%Ln version(s) have rows of it: they keep them and count as outdated.",
                                    nullptr, int(count))
                     : QString();
    };
    return k;
}

} // namespace retort
