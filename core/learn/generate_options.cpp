// SPDX-License-Identifier: GPL-3.0-or-later
// Option tables of evaluation and chat.
#include "core/base/option_make.h"
#include "core/learn/device.h"
#include "core/learn/eval_job.h"
#include "core/learn/generate.h"

namespace retort {

using namespace option_make;

LanguageModel::~LanguageModel() = default;

const OptionTable &generateOptions() {
    const static Text tokens = RETORT_TR("core", "tokens");
    static const OptionTable table = inGroup(
        RETORT_TR("core", "Answer"),
        {floatOption(
             "temperature", 0.6, RETORT_TR("core", "Temperature"),
             RETORT_TR(
                 "core",
                 "0 always takes the likeliest token; higher is more varied. 0.6 suits reasoning models."))
             .between(0, 5)
             .step(0.1),
         floatOption(
             "top_p", 0.95, RETORT_TR("core", "Top-p"),
             RETORT_TR("core",
                       "Only the likeliest tokens that together reach this probability are drawn from."))
             .between(0.01, 1)
             .step(0.05),
         intOption("top_k", 0, RETORT_TR("core", "Top-k"),
                   RETORT_TR("core", "Only so many of the likeliest tokens are drawn from. 0: all."))
             .zero(RETORT_TR("core", "all"))
             .between(0, 100'000),
         intOption("max_new_tokens", 1'024, RETORT_TR("core", "Longest answer"),
                   RETORT_TR("core", "Thinking included."))
             .between(1, 1'048'576)
             .unit(tokens),
         intOption(
             "think_budget", 0, RETORT_TR("core", "Thinking budget"),
             RETORT_TR("core",
                       "Thinking is closed after so many tokens, and the answer asked for. 0: no limit."))
             .zero(RETORT_TR("core", "no limit"))
             .between(0, 1'048'576)
             .unit(tokens),
         intOption("seed", 1, RETORT_TR("core", "Seed"),
                   RETORT_TR("core", "The same seed gives the same answer."))
             .between(0, 9'007'199'254'740'992.0),
         deviceOption(),
         boolOption("earlier_turns", false, RETORT_TR("core", "Send earlier turns"),
                    RETORT_TR("core", "The student sees the conversation so far. Students that learnt from "
                                      "single questions answer better without it."))});
    return table;
}

GenerateConfig generateConfig(const OptionValues &values) {
    const OptionTable &t = generateOptions();
    requireOptions(t, values);
    GenerateConfig c;
    c.temperature = optionFloat(t, values, "temperature");
    c.topP = optionFloat(t, values, "top_p");
    c.topK = int(optionInt(t, values, "top_k"));
    c.maxNewTokens = int(optionInt(t, values, "max_new_tokens"));
    c.thinkBudget = int(optionInt(t, values, "think_budget"));
    c.seed = std::uint64_t(optionInt(t, values, "seed"));
    return c;
}

const OptionTable &evalOptions() {
    static const OptionTable table = joinTables(
        inGroup(
            RETORT_TR("core", "Questions"),
            {intOption("limit", 500, RETORT_TR("core", "Questions"),
                       RETORT_TR("core", "How many rows of the split are asked, drawn by the seed. 0: all."))
                 .zero(RETORT_TR("core", "all"))
                 .between(0, 10'000'000),
             intOption("seed", 1, RETORT_TR("core", "Seed"),
                       RETORT_TR("core", "Decides which rows are asked, and what sampling draws."))
                 .between(0, 9'007'199'254'740'992.0),
             textOption(
                 "kind", "", RETORT_TR("core", "Only kind"),
                 RETORT_TR("core", "Only rows whose metadata field “kind” has this value. Empty: all."))
                 .advanced(),
             textOption(
                 "level", "", RETORT_TR("core", "Only level"),
                 RETORT_TR("core", "Only rows whose metadata field “level” has this value. Empty: all."))
                 .advanced()}),
        inGroup(RETORT_TR("core", "Answer"),
                {intOption("max_new_tokens", 512, RETORT_TR("core", "Longest answer"),
                           RETORT_TR("core", "An answer that has not ended by then counts as wrong."))
                     .between(1, 1'048'576)
                     .unit(RETORT_TR("core", "tokens")),
                 floatOption("temperature", 0, RETORT_TR("core", "Temperature"),
                             RETORT_TR("core", "0 (greedy) gives the same score every time."))
                     .between(0, 5)
                     .step(0.1),
                 floatOption("top_p", 0.95, RETORT_TR("core", "Top-p"),
                             RETORT_TR("core", "Used above temperature 0 only."))
                     .between(0.01, 1)
                     .step(0.05)
                     .advanced(),
                 intOption("top_k", 0, RETORT_TR("core", "Top-k"),
                           RETORT_TR("core", "Used above temperature 0 only. 0: all."))
                     .zero(RETORT_TR("core", "all"))
                     .between(0, 100'000)
                     .advanced(),
                 intOption("batch_rows", 64, RETORT_TR("core", "Questions at once"),
                           RETORT_TR("core", "More is faster and takes more memory."))
                     .between(1, 4'096)
                     .advanced(),
                 deviceOption()}));
    return table;
}

} // namespace retort
