// SPDX-License-Identifier: GPL-3.0-or-later
// Between a conversation as the model takes it and as a project stores it. Pure functions, any thread.
#pragma once

#include "core/data/runs/chat_store.h"
#include "core/learn/generate.h"

namespace retort {

RETORT_DATA_API const char *generateEndName(GenerateEnd end); // "finished", "length_limit" …

// The question and what came of it; nothing when the model said nothing. Settings become one JSON object with
// "device" and, where there was one, "badge".
RETORT_DATA_API std::vector<StoredTurn> exchangeOf(const std::string &question, const GenerateResult &result,
                                                   std::int64_t checkpoint, const OptionValues &settings,
                                                   const ModelInfo &model);

// What the model is sent: the question, behind the stored turns where the setting "earlier_turns" says so.
RETORT_DATA_API std::vector<ChatTurn> promptTurns(const std::vector<StoredTurn> &turns,
                                                  const std::string &question, const OptionValues &settings);
// What stood beside the answer: "CPU · slower". Empty when there was nothing.
RETORT_DATA_API Text badgeOf(const StoredTurn &turn);
// That the answer was drawn with; 0: not known.
RETORT_DATA_API std::int64_t seedOf(const StoredTurn &turn);

} // namespace retort
