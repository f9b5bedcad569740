// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/learn_command.h"
#include "ui/models/kind_info.h"

namespace retort {

KindInfo studentKind() {
    KindInfo k = kindOf(ArtifactKind::Student, "student", QT_TRANSLATE_NOOP("kinds", "Student"),
                        &ProjectSnapshot::students);
    k.icon = "distribute-graph-directed";
    k.page = "student";
    k.make = QT_TRANSLATE_NOOP("kinds", "Make a student first →");
    k.duplicate = "student";
    k.compare = "runs";
    k.detail = [](const ProjectSnapshot &s, std::int64_t id) {
        const StudentRecord &r = *s.student(id);
        return joinedFacts({KindText::tr("%1 parameters").arg(formatCount(r.parameters)),
                            formatTime(r.createdAt), fromUtf8(r.note)});
    };
    k.command = [](const ProjectSnapshot &s, const auto &, std::int64_t id) {
        return studentCommand(studentFromJson(s.student(id)->configJson));
    };
    k.partOf = [](const ProjectSnapshot &, std::int64_t id, const RunRecord &run) {
        return run.student == id;
    };
    k.users = runsMadeFrom(k.kind);
    // A student's vocabulary is that of one tokenizer.
    k.needs = {ArtifactKind::Tokenizer};
    const auto suits = [](const Chosen &chosen) {
        return [tokenizer = chosen[std::size_t(ArtifactKind::Tokenizer)]](const StudentRecord &r) {
            return r.tokenizer == tokenizer;
        };
    };
    k.fits = [suits](const ProjectSnapshot &s, const Chosen &chosen, std::int64_t id) {
        const StudentRecord *student = s.student(id);
        return student && suits(chosen)(*student);
    };
    k.preset = [suits](const ProjectSnapshot &s, const Chosen &chosen) {
        return newestOf(s.students, suits(chosen));
    };
    return k;
}

} // namespace retort
