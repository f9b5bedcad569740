// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/chat_exchange.h"

#include "test_main.h"
#include <nlohmann/json.hpp>

using namespace retort;

class TestChatExchange : public QObject {
    Q_OBJECT

    static GenerateResult result() {
        GenerateResult r;
        r.reasoning = "个位相加。";
        r.answer = "\\boxed{2}";
        r.end = GenerateEnd::LengthLimit;
        r.tokens = 12;
        r.seconds = 0.5;
        return r;
    }
    static ModelInfo model() {
        ModelInfo m;
        m.device = "cpu";
        m.badge = text("%1 · slower", "CPU");
        return m;
    }
private Q_SLOTS:
    void an_exchange_is_a_question_and_an_answer_with_its_settings() {
        const auto turns =
            exchangeOf("1+1=?", result(), 3, {{"temperature", 0.6}, {"seed", std::int64_t(5)}}, model());
        QCOMPARE(turns.size(), std::size_t(2));
        QVERIFY(turns[0].role == "user" && turns[0].text == "1+1=?" && turns[0].settingsJson.empty());
        QVERIFY(turns[1].role == "assistant" && turns[1].text == "\\boxed{2}");
        QVERIFY(turns[1].checkpoint == 3 && turns[1].tokens == 12 && turns[1].end == "length_limit");
        const auto json = nlohmann::json::parse(turns[1].settingsJson);
        QVERIFY(json["temperature"] == 0.6 && json["device"] == "cpu");
        QVERIFY(badgeOf(turns[1]) == model().badge);
        QVERIFY(badgeOf(turns[0]).empty());
        QCOMPARE(seedOf(turns[1]), std::int64_t(5));
        const auto prompt = promptTurns(turns, "2+2=?", {{"earlier_turns", true}});
        QVERIFY(prompt.size() == 3 && prompt[1].role == "assistant" && prompt[1].text == "\\boxed{2}");
        QVERIFY(prompt[2].role == "user" && prompt[2].text == "2+2=?");
        // By default each question stands alone: students learnt from single ones.
        const auto alone = promptTurns(turns, "2+2=?", {});
        QVERIFY(alone.size() == 1 && alone[0].text == "2+2=?");
    }
    void nothing_said_is_nothing_to_store() {
        GenerateResult silent = result();
        silent.answer = silent.reasoning = "";
        silent.end = GenerateEnd::Cancelled;
        QVERIFY(exchangeOf("1+1=?", silent, 3, {}, model()).empty());
        silent.reasoning = "先";
        QCOMPARE(exchangeOf("1+1=?", silent, 3, {}, model())[1].end, std::string("cancelled"));
    }
    void damaged_settings_have_no_badge() {
        StoredTurn turn;
        for (const char *json : {"", "[1]", "{\"badge\":", "{}", "{\"seed\":\"x\"}"}) {
            turn.settingsJson = json;
            QVERIFY(badgeOf(turn).empty());
            QCOMPARE(seedOf(turn), std::int64_t(0));
        }
    }
};

RETORT_TEST(TestChatExchange)
#include "tst_chat_exchange.moc"
