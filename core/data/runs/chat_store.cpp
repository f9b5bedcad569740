// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/runs/chat_store.h"

#include "core/base/error.h"
#include "core/base/utf8.h"
#include "core/data/project/stamp.h"
#include "core/data/runs/run_store_impl.h"
#include "core/data/sql/schema.h"

#include <algorithm>

namespace retort {
namespace {

constexpr std::size_t nameCharacters = 24;

constexpr RecordColumns chatColumns("id, name, note, created, changed", &ChatRecord::id, &ChatRecord::name,
                                    &ChatRecord::note, &ChatRecord::createdAt, &ChatRecord::changedAt);
constexpr RecordColumns turnColumns("role, text, reasoning, checkpoint, settings, tokens, seconds, ended",
                                    &StoredTurn::role, &StoredTurn::text, &StoredTurn::reasoning,
                                    &StoredTurn::checkpoint, &StoredTurn::settingsJson, &StoredTurn::tokens,
                                    &StoredTurn::seconds, &StoredTurn::end);

const std::string selectChats = std::string("SELECT ") + chatColumns.names()
                                + ", (SELECT count(*) FROM chat_turn t WHERE t.chat=chat.id) FROM chat";

ChatRecord chatOf(const Query &query) {
    ChatRecord chat = chatColumns.read(query);
    chat.turnCount = query.integer(chatColumns.count);
    return chat;
}

// Runs an UPDATE of one chat; one that is not there is an error, and the transaction leaves nothing.
template <typename... Args>
void updateChat(SQLite::Database &db, ChatId id, const char *sql, const Args &...args) {
    Query(db, sql).bind(args..., id).run();
    if (oneInteger(db, "SELECT changes()") != 1)
        throwNoRecord(RETORT_TR("core", "chat"), id);
}

void insertTurns(SQLite::Database &db, ChatId id, const std::vector<StoredTurn> &turns) {
    std::int64_t seq = oneInteger(db, "SELECT max(seq) FROM chat_turn WHERE chat=?", id).value_or(0);
    Query insert(db, turnColumns.insertSql("chat_turn", "chat, seq"));
    for (const StoredTurn &turn : turns)
        turnColumns.insert(insert, turn, id, ++seq);
}

std::string firstQuestion(const std::vector<StoredTurn> &turns) {
    const auto it = std::ranges::find_if(turns, [](const auto &t) { return t.role == "user"; });
    return it == turns.end() ? std::string() : it->text;
}

} // namespace

std::string chatNameOf(std::string_view question) {
    std::string line(question);
    for (char &c : line)
        c = static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    const std::string name = snippet(line, nameCharacters);
    return name.empty() ? "…" : name;
}

std::vector<ChatRecord> ChatStore::chats() const {
    return listRecords(*m_project, selectChats + " WHERE trashed IS NULL ORDER BY id", chatOf);
}

ChatRecord ChatStore::chat(ChatId id) const {
    return oneRecord(*m_project, selectChats, chatOf, RETORT_TR("core", "chat"), id);
}

std::vector<StoredTurn> ChatStore::turns(ChatId id) const {
    const auto of = [](const Query &query) {
        StoredTurn turn = turnColumns.read(query);
        turn.seq = query.integer(turnColumns.count);
        return turn;
    };
    return listRecords(*m_project,
                       std::string("SELECT ") + turnColumns.names()
                           + ", seq FROM chat_turn WHERE chat=? ORDER BY seq",
                       of, id);
}

ChatId ChatStore::addChat(const std::vector<StoredTurn> &turns, const std::string &name) {
    ChatId id = 0;
    m_project->write("add chat", [&](SQLite::Database &db) {
        const std::string now = nowUtc();
        id = nextRecordId(db, "chat");
        Query(db, "INSERT INTO chat(id, name, created, changed) VALUES(?,?,?,?)")
            .bind(id, name.empty() ? chatNameOf(firstQuestion(turns)) : name, now, now)
            .run();
        insertTurns(db, id, turns);
    });
    return id;
}

void ChatStore::replaceLastTurns(ChatId id, int count, const std::vector<StoredTurn> &turns) {
    m_project->write("chat", [&](SQLite::Database &db) {
        updateChat(db, id, "UPDATE chat SET changed=? WHERE id=?", nowUtc());
        Query(db, "DELETE FROM chat_turn WHERE chat=?1 AND seq IN (SELECT seq FROM chat_turn WHERE chat=?1 "
                  "ORDER BY seq DESC LIMIT ?2)")
            .bind(id, std::max(0, count))
            .run();
        insertTurns(db, id, turns);
    });
}

} // namespace retort
