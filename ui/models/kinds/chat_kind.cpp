// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/kind_info.h"

namespace retort {

KindInfo chatKind() {
    KindInfo k =
        kindOf(ArtifactKind::Chat, "chat", QT_TRANSLATE_NOOP("kinds", "Chat"), &ProjectSnapshot::chats);
    k.icon = "dialog-messages";
    k.page = "chat";
    k.detail = [](const ProjectSnapshot &s, std::int64_t id) {
        const ChatRecord &r = *s.chat(id);
        return joinedFacts({KindText::tr("%Ln message(s)", nullptr, int(r.turnCount)),
                            formatTime(r.changedAt), fromUtf8(r.note)});
    };
    return k;
}

} // namespace retort
