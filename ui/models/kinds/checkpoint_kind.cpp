// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/runs/run_store.h"
#include "core/learn/learn_command.h"
#include "ui/models/kind_info.h"

namespace retort {

KindInfo checkpointKind() {
    KindInfo k = kindOf(ArtifactKind::Checkpoint, "checkpoint", QT_TRANSLATE_NOOP("kinds", "Checkpoint"),
                        &ProjectSnapshot::checkpoints);
    k.icon = "document-save";
    k.page = "train";
    k.make = QT_TRANSLATE_NOOP("kinds", "Train a student first →");
    k.compare = "sides";
    k.title = [](const ProjectSnapshot &s, std::int64_t id) {
        const CheckpointRecord &r = *s.checkpoint(id);
        const RunRecord *run = s.run(r.run);
        return joinedFacts(
            {checkpointName(r.name), run ? fromUtf8(run->name) : QString()}); // the step stays in sight
    };
    k.detail = [](const ProjectSnapshot &s, std::int64_t id) {
        const CheckpointRecord &r = *s.checkpoint(id);
        return joinedFacts({KindText::tr("validation loss %1").arg(formatNumber(r.valLoss)),
                            formatBytes(r.bytes), formatTime(r.createdAt)});
    };
    k.folder = [](const ProjectSnapshot &s, const auto &, std::int64_t id) {
        return s.checkpoint(id)->folder.string();
    };
    k.command = [](const ProjectSnapshot &s, const auto &project, std::int64_t id) {
        const RunRecord *run = s.run(s.checkpoint(id)->run);
        return run ? trainCommand(project, *run) : std::string();
    };
    k.partOf = [](const ProjectSnapshot &s, std::int64_t id, const RunRecord &run) {
        return s.checkpoint(id)->run == run.id;
    };
    k.held = [](const ProjectSnapshot &s, std::int64_t id) {
        return trains(s.run(s.checkpoint(id)->run))
                   ? KindText::tr("The run of this checkpoint is being trained. Stop it first.")
                   : QString();
    };
    // The best one of the chosen run, else of the newest that has some. The best one of a run that trains
    // moves on while one looks at it, so it is taken only where there is no other.
    k.preset = [](const ProjectSnapshot &s, const Chosen &chosen) {
        const RunId wanted = chosen[std::size_t(ArtifactKind::Run)];
        auto own = trains(s.run(wanted)) ? std::vector<CheckpointRecord>() : s.checkpointsOf(wanted);
        const auto &all = s.checkpoints;
        if (own.empty() && !all.empty()) {
            const auto steady = std::find_if(
                all.rbegin(), all.rend(), [&s](const CheckpointRecord &c) { return !trains(s.run(c.run)); });
            own = s.checkpointsOf(steady != all.rend() ? steady->run : all.back().run);
        }
        const CheckpointRecord *best = bestCheckpoint(own);
        return best ? best->id : newestOf(s.checkpoints);
    };
    return k;
}

} // namespace retort
