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

constexpr const char *chatColumns =
    "SELECT id, name, note, created, changed, (SELECT count(*) FROM chat_turn t WHERE t.chat=chat.id) "
    "FROM chat ";

ChatRecord chatOf(const Query &query) {
    return {query.integer(0), query.text(1), query.text(2), query.text(3), query.text(4), query.integer(5)};
}

StoredTurn turnOf(const Query &query) {
    StoredTurn turn;
    turn.role = query.text(0);
    turn.text = query.text(1);
    turn.reasoning = query.text(2);
    turn.checkpoint = query.integer(3);
    turn.settingsJson = query.text(4);
    turn.tokens = int(query.integer(5));
    turn.seconds = query.real(6);
    turn.end = query.text(7);
    turn.seq = query.integer(8);
    return turn;
}

// Runs an UPDATE of one chat; one that is not there is an error, and the transaction leaves nothing.
template <typename... Args>
void updateChat(SQLite::Database &db, ChatId id, const char *sql, const Args &...args) {
    Query(db, sql).bind(args..., id).run();
    if (oneInteger(db, "SELECT changes()") != 1)
        throwNoRecord(RETORT_TR("core", "chat"), id);
}

void insertTurns(SQLite::Database &db, ChatId id, const std::vector<StoredTurn> &turns) {
    std::int64_t seq =
        oneInteger(db, "SELECT max(seq) FROM chat_turn WHERE chat=" + std::to_string(id)).value_or(0);
    for (const StoredTurn &turn : turns)
        Query(db, "INSERT INTO chat_turn(chat, seq, role, text, reasoning, checkpoint, settings, tokens, "
                  "seconds, ended) VALUES(?,?,?,?,?,?,?,?,?,?)")
            .bind(id, ++seq, turn.role, turn.text, turn.reasoning, turn.checkpoint, turn.settingsJson,
                  turn.tokens, turn.seconds, turn.end)
            .run();
}

std::string firstQuestion(const std::vector<StoredTurn> &turns) {
    const auto it = std::find_if(turns.begin(), turns.end(), [](const auto &t) { return t.role == "user"; });
    return it == turns.end() ? std::string() : it->text;
}

} // namespace

std::string chatNameOf(std::string_view question) {
    std::string line; // white space of any length is one space
    for (std::size_t at = 0; at < question.size();) {
        const char32_t c = decodeCodePoint(question, at);
        if (!isWhiteSpace(c) && c >= 0x20)
            appendCodePoint(line, c);
        else if (!line.empty() && line.back() != ' ')
            line += ' ';
    }
    if (!line.empty() && line.back() == ' ')
        line.pop_back();
    if (codePointCount(line) <= nameCharacters)
        return line.empty() ? "…" : line;
    line.resize(codePointOffset(line, nameCharacters));
    return std::string(trimWhiteSpace(line)) + "…";
}

ChatStore::ChatStore(std::shared_ptr<Project> project) : m_project(std::move(project)) {}

std::vector<ChatRecord> ChatStore::chats() const {
    return listRecords<ChatRecord>(*m_project, std::string(chatColumns) + "WHERE trashed IS NULL ORDER BY id",
                                   chatOf);
}

ChatRecord ChatStore::chat(ChatId id) const {
    const auto found =
        listRecords<ChatRecord>(*m_project, std::string(chatColumns) + "WHERE id=?", chatOf, id);
    if (found.empty())
        throwNoRecord(RETORT_TR("core", "chat"), id);
    return found.front();
}

std::vector<StoredTurn> ChatStore::turns(ChatId id) const {
    return listRecords<StoredTurn>(
        *m_project,
        "SELECT role, text, reasoning, checkpoint, settings, tokens, seconds, ended, seq FROM chat_turn "
        "WHERE chat=? ORDER BY seq",
        turnOf, id);
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
