// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tokenize/tokenize_command.h"
#include "ui/models/kind_info.h"

namespace retort {

KindInfo tokenizerKind() {
    KindInfo k = kindOf(ArtifactKind::Tokenizer, "tokenizer", QT_TRANSLATE_NOOP("kinds", "Tokenizer"),
                        &ProjectSnapshot::tokenizers);
    k.icon = "code-context";
    k.page = "tokenize";
    k.make = QT_TRANSLATE_NOOP("kinds", "Train a tokenizer first →");
    k.compare = "runs";
    k.detail = [](const ProjectSnapshot &s, std::int64_t id) {
        const TokenizerRecord &r = *s.tokenizer(id);
        return joinedFacts({KindText::tr("%Ln piece(s)", nullptr, int(r.vocabSize)), formatTime(r.createdAt),
                            fromUtf8(r.note)});
    };
    k.folder = [](const ProjectSnapshot &s, const auto &project, std::int64_t id) {
        return (project / s.tokenizer(id)->file).parent_path().string();
    };
    k.command = [](const ProjectSnapshot &s, const auto &project, std::int64_t id) {
        return tokenizeCommand(project, *s.tokenizer(id));
    };
    k.partOf = [](const ProjectSnapshot &, std::int64_t id, const RunRecord &run) {
        return run.tokenizer == id;
    };
    k.users = runsMadeFrom(k.kind);
    // The newest that suits, trained on the chosen data where there is one; 0: none suits.
    const auto newest = [](const ProjectSnapshot &s, const Chosen &chosen, const auto &suits) {
        const auto own = newestOf(s.tokenizers, [&](const TokenizerRecord &r) {
            return suits(r) && r.version == chosen[std::size_t(ArtifactKind::Version)];
        });
        return own ? own : newestOf(s.tokenizers, suits);
    };
    k.newest = [newest](const ProjectSnapshot &s, const Chosen &chosen) {
        return newest(s, chosen, [](const TokenizerRecord &) { return true; });
    };
    // One for which there is a student, so that a training can begin.
    k.preset = [newest, any = k.newest](const ProjectSnapshot &s, const Chosen &chosen) {
        const auto taught = newest(s, chosen, [&s](const TokenizerRecord &r) {
            return std::ranges::find(s.students, r.id, &StudentRecord::tokenizer) != s.students.end();
        });
        return taught ? taught : any(s, chosen);
    };
    return k;
}

} // namespace retort
