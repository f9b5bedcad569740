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
    // The newest that was trained on the chosen data, else the newest.
    k.preset = [](const ProjectSnapshot &s, const Chosen &chosen) {
        const auto own = newestOf(s.tokenizers, [version = chosen[std::size_t(ArtifactKind::Version)]](
                                                    const auto &r) { return r.version == version; });
        return own ? own : newestOf(s.tokenizers);
    };
    return k;
}

} // namespace retort
