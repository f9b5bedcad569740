// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/learn_command.h"
#include "ui/models/kind_info.h"

namespace retort {

KindInfo runKind() {
    KindInfo k = kindOf(ArtifactKind::Run, "run", QT_TRANSLATE_NOOP("kinds", "Run"), &ProjectSnapshot::runs);
    k.icon = "labplot-xy-curve";
    k.page = "train";
    k.make = QT_TRANSLATE_NOOP("kinds", "Train a student first →");
    k.duplicate = "train";
    k.compare = "runs";
    k.detail = [](const ProjectSnapshot &s, std::int64_t id) {
        const RunRecord &r = *s.run(id);
        return joinedFacts(
            {KindText::tr("step %1").arg(formatCount(r.step)), formatTime(r.createdAt), fromUtf8(r.note)});
    };
    k.folder = [](const ProjectSnapshot &s, const auto &, std::int64_t id) {
        return s.run(id)->folder.string();
    };
    k.command = [](const ProjectSnapshot &s, const auto &project, std::int64_t id) {
        return trainCommand(project, *s.run(id));
    };
    k.partOf = [](const ProjectSnapshot &, std::int64_t id, const RunRecord &run) { return run.id == id; };
    k.held = [](const ProjectSnapshot &s, std::int64_t id) {
        return trains(s.run(id)) ? KindText::tr("This run is being trained. Stop it first.") : QString();
    };
    k.preset = [](const ProjectSnapshot &s, const Chosen &) { return newestOf(s.runs); };
    return k;
}

} // namespace retort
