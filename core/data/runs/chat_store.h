// SPDX-License-Identifier: GPL-3.0-or-later
// Chats of a project: conversations with its checkpoints, each with a name, a note and a created time. A
// question and its answer come in one transaction, so that no kill leaves a question without an answer.
// Names, notes and trash are those of every artifact (artifacts/artifact.h). Blocking, thread-safe.
#pragma once

#include "core/base/export.h"
#include "core/data/project/ids.h"
#include "core/data/project/project.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace retort {

struct StoredTurn {
    std::string role;            // "user", "assistant"
    std::string text;            // a question, or an answer without its reasoning
    std::string reasoning;       // of an answer
    std::int64_t checkpoint = 0; // that answered; 0: none
    std::string settingsJson;    // one object: the options of generation, "device"; of an answer
    int tokens = 0;              // generated, reasoning included
    double seconds = 0;
    std::string end;      // of an answer: "finished", "length_limit", "context_full", "cancelled"
    std::int64_t seq = 0; // 1, 2, 3 … within the chat; given by the store
};

struct ChatRecord {
    ChatId id = 0;
    std::string name, note, createdAt;
    std::string changedAt;      // of the last turn that came or went
    std::int64_t turnCount = 0; // questions and answers
    bool operator==(const ChatRecord &) const = default;
};

// A chat's name, given at once: the question on one line, cut at about 24 characters.
RETORT_DATA_API std::string chatNameOf(std::string_view question);

class RETORT_DATA_API ChatStore {
public:
    explicit ChatStore(std::shared_ptr<Project> project) : m_project(std::move(project)) {}
    const std::shared_ptr<Project> &project() const { return m_project; }

    std::vector<ChatRecord> chats() const; // oldest first, without those in the trash
    ChatRecord chat(ChatId id) const;      // throws Error(NotFound)
    std::vector<StoredTurn> turns(ChatId id) const;

    // An empty name is made of the first question.
    ChatId addChat(const std::vector<StoredTurn> &turns, const std::string &name = {});
    void appendTurns(ChatId id, const std::vector<StoredTurn> &turns) { replaceLastTurns(id, 0, turns); }
    // An answer given anew: both in one transaction.
    void replaceLastTurns(ChatId id, int count, const std::vector<StoredTurn> &turns);

private:
    std::shared_ptr<Project> m_project;
};

} // namespace retort
