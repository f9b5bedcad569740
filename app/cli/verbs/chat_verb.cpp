// SPDX-License-Identifier: GPL-3.0-or-later
// chat: ask a checkpoint; one question on the command line, or a conversation on a terminal.
#include "app/cli/choose.h"
#include "app/cli/run_json.h"
#include "core/learn/generate.h"

#include <fmt/format.h>
#include <iostream>
#include <unistd.h>

namespace retort::cli {

namespace {

Json turnJson(const std::string &question, const GenerateResult &r) {
    static const char *const ends[] = {"finished", "length_limit", "context_full", "cancelled"};
    return {{"question", question},
            {"reasoning", r.reasoning},
            {"answer", r.answer},
            {"think_closed", r.thinkClosed},
            {"end", ends[int(r.end)]},
            {"prompt_tokens", r.promptTokens},
            {"tokens", r.tokens},
            {"seconds", r.seconds},
            {"tokens_per_s", r.tokensPerSecond}};
}

class Conversation {
public:
    Conversation(std::shared_ptr<LanguageModel> model, GenerateConfig config, const Console &console)
        : m_model(std::move(model)),
          m_config(config),
          m_console(console) {}

    Json ask(const std::string &question, JobContext &job) {
        m_turns.push_back({"user", question, {}});
        Phase phase = Phase::Answer;
        const auto r = m_model->generate(m_turns, m_config, job, [&](const GeneratedPiece &piece) {
            if (piece.phase != phase)
                m_console.stream(piece.phase == Phase::Thinking ? "<think>\n" : "\n</think>\n");
            phase = piece.phase;
            m_console.stream(piece.text);
        });
        m_console.stream(fmt::format("\n[{} tokens, {:.0f} tokens/s]\n", r.tokens, r.tokensPerSecond));
        m_turns.push_back({"assistant", r.answer, r.reasoning});
        return turnJson(question, r);
    }

private:
    std::shared_ptr<LanguageModel> m_model;
    GenerateConfig m_config;
    const Console &m_console;
    std::vector<ChatTurn> m_turns;
};

std::shared_ptr<LanguageModel> modelOf(const VerbArgs &args) {
    const RunStore store(openProject(args, true));
    const RunId run = chosenRun(args.text("run"), store);
    const auto checkpoint = chosenCheckpoint(args, store, run);
    if (checkpoint == 0)
        throw Error(
            ErrorCode::InvalidArgument,
            RETORT_TR("core",
                      "Chat needs a trained checkpoint; the untrained student can only be evaluated."));
    return openModel(store.checkpoint(checkpoint).folder);
}

} // namespace

Verb chatVerb() {
    Verb v{"chat",     RETORT_TR("core", "Ask a checkpoint and watch it think"),
           "QUESTION", RETORT_TR("core", "One question; none: talk on the terminal."),
           {},         {},
           {}};
    v.table = [] {
        return joinTables({projectOption(), runOption(), checkpointOption()}, generateOptions());
    };
    v.run = [](const VerbArgs &args, JobContext &job, const Console &console) {
        Conversation talk(modelOf(args), generateConfig(args.valuesOf(generateOptions())), console);
        Json j{{"turns", Json::array()}};
        for (const auto &question : args.positionals)
            j["turns"].push_back(talk.ask(question, job));
        if (!args.positionals.empty())
            return j;
        for (std::string question; !job.cancelled();) {
            if (::isatty(STDIN_FILENO))
                console.stream("\n> ");
            if (!std::getline(std::cin, question))
                break;
            if (!question.empty())
                j["turns"].push_back(talk.ask(question, job));
        }
        return j;
    };
    return v;
}

} // namespace retort::cli
