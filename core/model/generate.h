// SPDX-License-Identifier: GPL-3.0-or-later
// Many prompts at once: rows with lengths of their own; a row that has ended makes place for the next
// prompt. Knows tokens, not samples or answers. Used by validation and evaluation; chat has its own loop
// (chat_model.cpp).
#pragma once

#include "core/base/export.h"
#include "core/codec/tokenizer.h"
#include "core/model/model.h"
#include "core/model/sampler.h"
#include "core/model/thread_pool.h"

#include <cstdint>
#include <functional>
#include <vector>

namespace retort {

struct GenerationConfig {
    SamplerConfig sampler;
    int maxNewTokens = 256;
    int batchRows = 64;
    std::uint64_t seed = 1; // prompt i draws from (seed, i)
    TokenId endId = noToken;
    std::vector<TokenId> never;
};
struct Generation {
    std::vector<TokenId> ids; // with the end token, if it came
    bool finished = false;    // by the end token
    double seconds = 0;       // from being taken up to its last token
};

// In the order of the prompts. On any thread of the pool: `beforeToken` before each token of each group (what
// it throws ends everything), `done` once per finished prompt.
RETORT_LEARN_API std::vector<Generation> generateAll(Model &student,
                                                     const std::vector<std::vector<TokenId>> &prompts,
                                                     const GenerationConfig &config, ThreadPool &pool,
                                                     const std::function<void()> &beforeToken = {},
                                                     const std::function<void()> &done = {});

} // namespace retort
