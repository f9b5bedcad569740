// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/runs/chat_store.h"

#include "core/base/utf8.h"
#include "core/data/artifacts/trash.h"
#include "core/data/care/copy.h"
#include "core/data/child_process.h"
#include "core/data/project_fixture.h"
#include "core/data/sql/sqlite.h"

#include <fstream>
#include <set>

using namespace retort;
namespace fs = std::filesystem;

namespace {

std::int64_t oneNumber(SQLite::Database &db, const char *sql) {
    Query query(db, sql);
    return query.next() ? query.integer(0) : -1;
}

StoredTurn question(const std::string &text) {
    StoredTurn turn;
    turn.role = "user";
    turn.text = text;
    return turn;
}

StoredTurn answer(const std::string &text) {
    StoredTurn turn;
    turn.role = "assistant";
    turn.text = text;
    turn.reasoning = "个位相加，进一。\n再看十位。";
    turn.checkpoint = 7;
    turn.settingsJson = R"({"device":"cpu","temperature":0.6})";
    turn.tokens = 42;
    turn.seconds = 1.5;
    turn.end = "finished";
    return turn;
}

std::vector<StoredTurn> exchange(const std::string &of) {
    return {question(of + "等于多少？"), answer("\\boxed{" + of + "}")};
}

QStringList textsOf(const ChatStore &store, ChatId id) {
    QStringList texts;
    for (const auto &turn : store.turns(id))
        texts << QString::fromStdString(turn.text);
    return texts;
}

} // namespace

// Asks for ever, and gives the last answer anew each time; an exchange is told once it is stored.
static int chatChild(const std::vector<std::string> &arguments) {
    const fs::path folder = arguments[0];
    ChatStore store(Project::open(folder));
    const ChatId id = store.addChat(exchange("0"));
    for (int n = 1;; ++n) {
        store.appendTurns(id, exchange(std::to_string(n)));
        store.replaceLastTurns(id, 2, exchange(std::to_string(n) + "b"));
        std::ofstream(folder / "told", std::ios::app) << n << std::endl;
    }
}

class TestChatStore : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void a_chat_comes_back_as_it_was_stored() {
        ProjectFixture f;
        const ChatId id = ChatStore(f.project).addChat(exchange("347+285"));
        f.reopen();
        const ChatStore store(f.project);
        QCOMPARE(store.chats().size(), std::size_t(1));
        const ChatRecord chat = store.chat(id);
        QCOMPARE(chat.name, std::string("347+285等于多少？"));
        QVERIFY(chat.note.empty() && chat.createdAt.size() == 20 && chat.changedAt == chat.createdAt);
        QCOMPARE(chat.turnCount, std::int64_t(2));
        const auto turns = store.turns(id);
        QCOMPARE(turns.size(), std::size_t(2));
        QVERIFY(turns[0].role == "user" && turns[0].seq == 1 && turns[0].checkpoint == 0);
        const StoredTurn &got = turns[1], sent = answer("\\boxed{347+285}");
        QVERIFY(got.role == sent.role && got.text == sent.text && got.reasoning == sent.reasoning);
        QVERIFY(got.checkpoint == 7 && got.settingsJson == sent.settingsJson && got.end == "finished");
        QVERIFY(got.tokens == 42 && got.seconds == 1.5 && got.seq == 2);
        QCOMPARE_ERROR(store.chat(99), "not_found");
        QVERIFY(store.turns(99).empty());
    }
    void a_name_is_the_first_question_cut_between_characters() {
        QCOMPARE(chatNameOf("  小明有\n\n 3　个苹果？ "), std::string("小明有 3 个苹果？"));
        QCOMPARE(chatNameOf(" \n"), std::string("…"));
        QCOMPARE(chatNameOf(std::string(24, 'x')), std::string(24, 'x'));
        std::string longText;
        for (int i = 0; i < 40; ++i)
            longText += "题";
        const std::string name = chatNameOf(longText);
        QVERIFY(isValidUtf8(name));
        QCOMPARE(codePointCount(name), std::size_t(25));
        QVERIFY(name.ends_with("…"));
        ProjectFixture f;
        ChatStore store(f.project);
        QCOMPARE(store.chat(store.addChat(exchange("1"), "mine")).name, std::string("mine"));
    }
    void turns_are_appended_removed_and_replaced_at_the_end() {
        ProjectFixture f;
        ChatStore store(f.project);
        const ChatId id = store.addChat(exchange("1")), other = store.addChat(exchange("9"));
        store.appendTurns(id, exchange("2"));
        store.appendTurns(id, {question("3")});
        QCOMPARE(store.chat(id).turnCount, std::int64_t(5));
        store.replaceLastTurns(id, 1, {});
        store.replaceLastTurns(id, 1, {answer("again")});
        QCOMPARE(textsOf(store, id), QStringList({"1等于多少？", "\\boxed{1}", "2等于多少？", "again"}));
        QCOMPARE(store.turns(id).back().seq, std::int64_t(4));
        store.replaceLastTurns(id, 100, {});
        QVERIFY(store.turns(id).empty());
        store.appendTurns(id, {question("anew")});
        QCOMPARE(store.turns(id).front().seq, std::int64_t(1));
        QCOMPARE(textsOf(store, other), QStringList({"9等于多少？", "\\boxed{9}"}));
        QCOMPARE_ERROR(store.appendTurns(99, exchange("1")), "not_found");
        f.project->read([](SQLite::Database &db) {
            QCOMPARE(oneNumber(db, "SELECT count(*) FROM chat_turn WHERE chat=99"), std::int64_t(0));
        });
    }
    void names_and_notes_change() {
        ProjectFixture f;
        ChatStore store(f.project);
        const ChatId id = store.addChat(exchange("1"));
        renameArtifact(store.project(), {"chat", id}, "算术");
        setArtifactNote(store.project(), {"chat", id}, "读一读");
        f.reopen();
        const ChatRecord chat = ChatStore(f.project).chat(id);
        QVERIFY(chat.name == "算术" && chat.note == "读一读");
        QCOMPARE_ERROR(renameArtifact(f.project, {"chat", id}, "  "), "invalid_argument");
        QCOMPARE_ERROR(renameArtifact(f.project, {"chat", 99}, "x"), "not_found");
        QCOMPARE_ERROR(setArtifactNote(f.project, {"chat", 99}, "x"), "not_found");
    }
    void trash_and_back() {
        ProjectFixture f;
        ChatStore store(f.project);
        const ChatId id = store.addChat(exchange("1")), other = store.addChat(exchange("2"));
        moveArtifactToTrash(store.project(), {"chat", id});
        QCOMPARE(store.chats().size(), std::size_t(1));
        QCOMPARE(store.chats().front().id, other);
        QCOMPARE(trashItems(*f.project).size(), std::size_t(1));
        QVERIFY(trashItems(*f.project)[0].kind == "chat" && trashItems(*f.project)[0].id == id);
        restoreArtifact(store.project(), {"chat", id});
        QCOMPARE(store.chats().size(), std::size_t(2));
        QCOMPARE(store.turns(id).size(), std::size_t(2));
        moveArtifactToTrash(store.project(), {"chat", id});
        emptyTrash(*f.project, 14); // not yet
        QCOMPARE(store.turns(id).size(), std::size_t(2));
        emptyTrash(*f.project);
        QVERIFY(trashItems(*f.project).empty());
        QVERIFY(store.turns(id).empty());
        QCOMPARE(store.turns(other).size(), std::size_t(2));
        QCOMPARE_ERROR(restoreArtifact(store.project(), {"chat", id}), "not_found");
    }
    void a_copy_has_the_chats_but_not_the_trash() {
        ProjectFixture f;
        ChatStore store(f.project);
        const ChatId kept = store.addChat(exchange("1"));
        moveArtifactToTrash(store.project(), {"chat", store.addChat(exchange("2"))});
        copyProject(f.folder(), f.root() / "copy");
        const auto copy = Project::open(f.root() / "copy");
        const ChatStore copied(copy);
        QCOMPARE(copied.chats().size(), std::size_t(1));
        QCOMPARE(textsOf(copied, kept), textsOf(store, kept));
        copy->read([](SQLite::Database &db) {
            QCOMPARE(oneNumber(db, "SELECT count(*) FROM chat_turn"), std::int64_t(2));
        });
    }
    void a_kill_leaves_whole_exchanges() {
        ProjectFixture f;
        f.project.reset();
        for (int round = 0; round < 5; ++round) {
            std::error_code ignored;
            fs::remove(f.folder() / "told", ignored);
            {
                ChildProcess child({f.folder().string()});
                QVERIFY(QTest::qWaitFor([&] { return fs::exists(f.folder() / "told"); }, 20'000));
                child.killAfter(std::chrono::microseconds(3'000 + 7'300 * round));
            }
            std::ifstream told(f.folder() / "told");
            int last = 0;
            for (int n = 0; told >> n;)
                last = n;
            f.project = Project::open(f.folder());
            const ChatStore store(f.project);
            const auto turns = store.turns(store.chats().back().id);
            QVERIFY(turns.size() % 2 == 0 && turns.size() >= std::size_t(2 * (1 + last)));
            for (std::size_t i = 0; i < turns.size(); ++i) {
                QCOMPARE(turns[i].role, std::string(i % 2 ? "assistant" : "user"));
                QCOMPARE(turns[i].seq, std::int64_t(i + 1));
            }
            f.project.reset();
        }
    }
};

RETORT_TEST_WITH_CHILD(TestChatStore, chatChild)
#include "tst_chat_store.moc"
