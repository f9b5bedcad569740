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

std::vector<ChatTurn> promptTurns(const std::vector<StoredTurn> &turns) {
    std::vector<ChatTurn> prompt;
    prompt.reserve(turns.size());
    for (const StoredTurn &turn : turns)
        prompt.push_back({turn.role, turn.text, turn.reasoning});
    return prompt;
}

Text badgeOf(const StoredTurn &turn) {
    const auto json = nlohmann::json::parse(turn.settingsJson, nullptr, false);
    const auto it = json.is_object() ? json.find("badge") : json.end();
    return json.is_object() && it != json.end() ? textFromJson(it->dump()) : Text();
}

} // namespace retort
