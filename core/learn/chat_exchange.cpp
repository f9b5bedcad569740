// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/chat_exchange.h"

#include <nlohmann/json.hpp>

namespace retort {

const char *generateEndName(GenerateEnd end) {
    switch (end) {
    case GenerateEnd::Finished:
        return "finished";
    case GenerateEnd::LengthLimit:
        return "length_limit";
    case GenerateEnd::ContextFull:
        return "context_full";
    case GenerateEnd::Cancelled:
        return "cancelled";
    }
    return "finished";
}

std::vector<StoredTurn> exchangeOf(const std::string &question, const GenerateResult &result,
                                   std::int64_t checkpoint, const OptionValues &settings,
                                   const ModelInfo &model) {
    if (result.reasoning.empty() && result.answer.empty())
        return {};
    auto json = nlohmann::json::parse(optionsToJson(settings));
    json["device"] = model.device;
    if (!model.badge.empty())
        json["badge"] = nlohmann::json::parse(textToJson(model.badge));
    StoredTurn asked, said;
    asked.role = "user";
    asked.text = question;
    said.role = "assistant";
    said.text = result.answer;
    said.reasoning = result.reasoning;
    said.checkpoint = checkpoint;
    said.settingsJson = json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    said.tokens = result.tokens;
    said.seconds = result.seconds;
    said.end = generateEndName(result.end);
    return {asked, said};
}

std::vector<ChatTurn> promptTurns(const std::vector<StoredTurn> &turns, const std::string &question,
                                  const OptionValues &settings) {
    const bool all = optionBool(generateOptions(), settings, "earlier_turns");
    std::vector<ChatTurn> prompt;
    for (const StoredTurn &turn : turns)
        if (all || turn.role == "system")
            prompt.push_back({turn.role, turn.text, turn.reasoning});
    prompt.push_back({"user", question, {}});
    return prompt;
}

namespace {

nlohmann::json settingOf(const StoredTurn &turn, const char *id) {
    const auto json = nlohmann::json::parse(turn.settingsJson, nullptr, false);
    return json.is_object() && json.contains(id) ? json[id] : nlohmann::json();
}

} // namespace

Text badgeOf(const StoredTurn &turn) {
    const auto badge = settingOf(turn, "badge");
    return badge.is_null() ? Text() : textFromJson(badge.dump());
}

std::int64_t seedOf(const StoredTurn &turn) {
    const auto seed = settingOf(turn, "seed");
    return seed.is_number_integer() ? seed.get<std::int64_t>() : 0;
}

} // namespace retort
