// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/clean/clean_command.h"
#include "core/data/versions/derive.h"
#include "core/import/import_command.h"
#include "ui/models/kind_info.h"

namespace retort {
namespace {

// A version with sources that its parent lacks was made by importing them.
std::string versionCommand(const ProjectSnapshot &s, const std::filesystem::path &project,
                           const VersionInfo &version) {
    const VersionInfo *parent = version.parent ? s.version(*version.parent) : nullptr;
    if (parent)
        if (const std::string derived = deriveCommand(project, *parent, version); !derived.empty())
            return derived;
    std::string command;
    for (const SourceInfo &source : s.sources) {
        const auto has = [&](const VersionInfo &v) {
            return std::ranges::find(v.sources, source.id) != v.sources.end();
        };
        if (!has(version) || (parent && has(*parent)))
            continue;
        const std::string one = importCommand(project, source, version.split);
        if (!one.empty())
            command += (command.empty() ? "" : " && ") + one;
    }
    return command.empty() ? cleanCommand(project, version) : command;
}

// "v4 · exact duplicates" without its number.
std::string_view recipeNameOf(const VersionInfo &version) {
    const std::string_view name = version.name;
    const std::string number = "v" + std::to_string(version.id) + " · ";
    return name.starts_with(number) ? name.substr(number.size()) : name;
}

} // namespace

KindInfo versionKind() {
    KindInfo k = kindOf(ArtifactKind::Version, "version", QT_TRANSLATE_NOOP("kinds", "Data version"),
                        &ProjectSnapshot::versions);
    k.shortLabel = QT_TRANSLATE_NOOP("kinds", "Data");
    k.icon = "table";
    k.page = "data";
    k.make = QT_TRANSLATE_NOOP("kinds", "Import data first →");
    k.sharesFolder = true;
    k.compare = "runs";
    k.title = [](const ProjectSnapshot &s, std::int64_t id) {
        const VersionInfo &r = *s.version(id);
        const auto isTwin = [&r](const VersionInfo &other) {
            return other.id != r.id && recipeNameOf(other) == recipeNameOf(r);
        };
        const bool twins = std::ranges::any_of(s.versions, isTwin);
        return joinedFacts(
            {fromUtf8(r.name), twins ? KindText::tr("%Ln sample(s)", nullptr, int(r.rows)) : QString()});
    };
    k.detail = [](const ProjectSnapshot &s, std::int64_t id) {
        const VersionInfo &r = *s.version(id);
        return joinedFacts(
            {KindText::tr("%Ln sample(s)", nullptr, int(r.rows)), formatTime(r.createdAt), fromUtf8(r.note)});
    };
    k.folder = [](const ProjectSnapshot &, const auto &project, std::int64_t) {
        return (project / "samples").string();
    };
    k.command = [](const ProjectSnapshot &s, const auto &project, std::int64_t id) {
        return versionCommand(s, project, *s.version(id));
    };
    k.partOf = [](const ProjectSnapshot &, std::int64_t id, const RunRecord &run) {
        return run.version == id;
    };
    k.users = runsMadeFrom(k.kind);
    k.held = [](const ProjectSnapshot &s, std::int64_t) {
        return s.versions.size() > 1
                   ? QString()
                   : KindText::tr("This is the only data version: the project would be without data.");
    };
    k.preset = [](const ProjectSnapshot &s, const Chosen &) { return newestOf(s.versions); };
    return k;
}

} // namespace retort
