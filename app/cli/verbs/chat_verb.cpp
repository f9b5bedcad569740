// SPDX-License-Identifier: GPL-3.0-or-later
// chat: ask a checkpoint; one question on the command line, or a conversation on a terminal. The stored
// chats.
#include "app/cli/choose.h"
#include "core/learn/chat_exchange.h"

#include <algorithm>
#include <fmt/format.h>
#include <iostream>
#include <unistd.h>

namespace retort::cli {
namespace {

Json turnJson(const std::string &question, const GenerateResult &r, const ModelInfo &model) {
    return {{"question", question},
            {"reasoning", r.reasoning},
            {"answer", r.answer},
            {"think_closed", r.thinkClosed},
            {"end", generateEndName(r.end)},
            {"prompt_tokens", r.promptTokens},
            {"tokens", r.tokens},
            {"seconds", r.seconds},
            {"tokens_per_s", r.tokensPerSecond},
            {"device", model.device}};
}

struct Asked {
    std::shared_ptr<LanguageModel> model;
    std::int64_t checkpoint = 0;
    std::shared_ptr<Project> project;
};

Asked askedOf(const VerbArgs &args) {
    Asked asked;
    asked.project = openProject(args, !args.flag("save"));
    const RunStore store(asked.project);
    const RunId run = chosenRun(args.text("run"), store);
    asked.checkpoint = chosenCheckpoint(args, store, run);
    if (asked.checkpoint == 0)
        throw Error(ErrorCode::InvalidArgument,
                    "Chat needs a trained checkpoint; the untrained student can only be evaluated.");
    asked.model = openModel(store.checkpoint(asked.checkpoint).folder,
                            optionText(generateOptions(), args.valuesOf(generateOptions()), "device"));
    return asked;
}

class Conversation {
public:
    Conversation(const VerbArgs &args, const Console &console)
        : m_asked(askedOf(args)),
          m_settings(withDefaults(generateOptions(), args.valuesOf(generateOptions()))),
          m_save(args.flag("save")),
          m_console(console) {}

    void ask(const std::string &question, JobContext &job) {
        const auto prompt = promptTurns(m_turns, question, m_settings);
        Phase phase = Phase::Answer;
        const auto r = m_asked.model->generate(
            prompt, generateConfig(m_settings), job, [&](const GeneratedPiece &piece) {
                if (piece.phase != phase)
                    m_console.stream(piece.phase == Phase::Thinking ? "<think>\n" : "\n</think>\n");
                phase = piece.phase;
                m_console.stream(piece.text);
            });
        const ModelInfo model = m_asked.model->info();
        m_console.stream(fmt::format("\n[{} tokens, {:.0f} tokens/s, {}]\n", r.tokens, r.tokensPerSecond,
                                     model.badge.empty() ? model.device : renderEnglish(model.badge)));
        m_json["turns"].push_back(turnJson(question, r, model));
        const auto exchange = exchangeOf(question, r, m_asked.checkpoint, m_settings, model);
        m_turns.insert(m_turns.end(), exchange.begin(), exchange.end());
        if (m_save && !exchange.empty())
            store(exchange);
    }
    const Json &json() const { return m_json; }

private:
    void store(const std::vector<StoredTurn> &exchange) {
        ChatStore chats(m_asked.project);
        if (m_chat)
            chats.appendTurns(m_chat, exchange);
        else
            m_chat = chats.addChat(exchange);
        m_json["chat"] = {{"id", m_chat}, {"name", chats.chat(m_chat).name}};
    }

    Asked m_asked;
    OptionValues m_settings;
    bool m_save;
    const Console &m_console;
    std::vector<StoredTurn> m_turns;
    ChatId m_chat = 0;
    Json m_json{{"turns", Json::array()}};
};

Json listChats(const VerbArgs &args) {
    Json j{{"chats", Json::array()}};
    auto chats = ChatStore(openProject(args, true)).chats();
    std::ranges::reverse(chats); // newest first
    for (const auto &chat : chats)
        j["chats"].push_back({{"id", chat.id},
                              {"name", chat.name},
                              {"note", chat.note},
                              {"created", chat.createdAt},
                              {"changed", chat.changedAt},
                              {"turns", chat.turnCount}});
    return j;
}

void printChats(const Json &j, const Console &console) {
    if (j.contains("chat"))
        console.line(fmt::format("Stored as chat {}: {}", j["chat"]["id"].get<ChatId>(),
                                 j["chat"]["name"].get<std::string>()));
    if (!j.contains("chats"))
        return;
    std::vector<std::vector<std::string>> rows;
    for (const auto &chat : j["chats"])
        rows.push_back({std::to_string(chat["id"].get<ChatId>()), chat["name"], groupedDigits(chat["turns"]),
                        chat["changed"]});
    if (rows.empty())
        console.line("No chat is stored in this project.");
    else
        printTable(console, {"id", "chat", "turns", "last said"}, rows);
}

} // namespace

Verb chatVerb() {
    Verb v{"chat", "Ask a checkpoint and watch it think", "QUESTION",
           "One question; none: talk on the terminal."};
    v.print = printChats;
    v.table = [] {
        return joinTables({projectOption(), runOption(), checkpointOption(),
                           flagOption("save", "Keep the conversation in the project, as a chat."),
                           flagOption("list", "Ask nothing: list the chats of the project.")},
                          generateOptions());
    };
    v.run = [](const VerbArgs &args, JobContext &job, const Console &console) {
        if (args.flag("list"))
            return listChats(args);
        Conversation talk(args, console);
        for (const auto &question : args.positionals)
            talk.ask(question, job);
        if (!args.positionals.empty())
            return talk.json();
        for (std::string question; !job.cancelled();) {
            if (::isatty(STDIN_FILENO))
                console.stream("\n> ");
            if (!std::getline(std::cin, question))
                break;
            if (!question.empty())
                talk.ask(question, job);
        }
        return talk.json();
    };
    return v;
}

} // namespace retort::cli
