// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/eval_job.h"
#include "core/learn/learn_command.h"
#include "ui/models/kind_info.h"
#include "ui/models/labels.h"

namespace retort {

KindInfo evaluationKind() {
    KindInfo k = kindOf(ArtifactKind::Evaluation, "evaluation", QT_TRANSLATE_NOOP("kinds", "Evaluation"),
                        &ProjectSnapshot::evaluations);
    k.icon = "dialog-ok-apply";
    k.page = "evaluate";
    k.compare = "evaluations";
    k.title = [](const ProjectSnapshot &s, std::int64_t id) {
        const EvaluationRecord &r = *s.evaluation(id);
        for (const Split split : splitsShown)
            if (const std::string facts = givenEvaluationName({}, split, r.asked); r.name.ends_with(facts)) {
                const std::string of = r.name.substr(0, r.name.size() - facts.size());
                return joinedFacts({of == untrainedName ? KindText::tr("untrained") : checkpointName(of),
                                    splitLabel(split), QString::number(r.asked)});
            }
        return fromUtf8(r.name); // a person gave it
    };
    k.detail = [](const ProjectSnapshot &s, std::int64_t id) {
        const EvaluationRecord &r = *s.evaluation(id);
        return joinedFacts({KindText::tr("%1 right").arg(formatShare(r.accuracy)), formatTime(r.createdAt),
                            fromUtf8(r.note)});
    };
    k.command = [](const ProjectSnapshot &s, const auto &project, std::int64_t id) {
        return evalCommand(project, *s.evaluation(id));
    };
    k.partOf = [](const ProjectSnapshot &s, std::int64_t id, const RunRecord &run) {
        return s.evaluation(id)->run == run.id;
    };
    return k;
}

} // namespace retort
