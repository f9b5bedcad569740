// SPDX-License-Identifier: GPL-3.0-or-later
// Grouped-query attention (Ainslie et al. 2023): several query heads share one key and value head. kvHeads =
// heads is plain multi-head attention, kvHeads = 1 multi-query.
#include "core/learn/block_info.h"

namespace retort {

BlockInfo gqa_attention_info() {
    BlockInfo info;
    info.id = "gqa_attention";
    info.kind = BlockKind::Attention;
    info.letter = 'F';
    info.label = RETORT_TR("core", "Grouped-query attention");
    info.help = RETORT_TR("core", "Every token looks at all earlier ones; groups of query heads share one "
                                  "key and value head, which shrinks the cache when answering.");
    info.options = []() -> StudentOptions {
        using namespace option_make;
        return {{intOption("heads", 4, sizeGroup(), RETORT_TR("core", "Attention heads"),
                           RETORT_TR("core", "How many places a token can look at in each layer."))
                     .between(1, 256),
                 &StudentConfig::heads},
                {intOption("kv_heads", 2, sizeGroup(), RETORT_TR("core", "Key/value heads"),
                           RETORT_TR("core", "Shared by groups of heads; fewer make the memory of a long "
                                             "answer smaller. Must divide the heads."))
                     .between(1, 256),
                 &StudentConfig::kvHeads},
                {intOption("head_dim", 32, detailGroup(), RETORT_TR("core", "Head size"),
                           RETORT_TR("core", "Values per head; 0 takes hidden size divided by heads."))
                     .zero(RETORT_TR("core", "automatic"))
                     .between(0, 512)
                     .step(2)
                     .advanced(),
                 &StudentConfig::headDim},
                {boolOption("qkv_bias", false, detailGroup(), RETORT_TR("core", "Bias in query, key, value"),
                            RETORT_TR("core", "As Qwen2 has it; Llama has none."))
                     .advanced(),
                 &StudentConfig::qkvBias}};
    };
    info.parameters = [](const StudentConfig &c) {
        const std::int64_t q = c.heads * c.headDim, kv = c.kvHeads * c.headDim;
        return c.hidden * (q + 2 * kv) + q * c.hidden + (c.qkvBias ? q + 2 * kv : 0);
    };
    info.mixingFlops = [](const StudentConfig &c, std::int64_t t) {
        return 2.0 * double(c.heads * c.headDim * t); // causal: half of 4·q·t
    };
    // Rotated q and k, v, k and v repeated per query head, output, log-sum-exp.
    info.activations = [](const StudentConfig &c, std::int64_t) {
        const std::int64_t q = c.heads * c.headDim, kv = c.kvHeads * c.headDim;
        return q + 2 * kv + (c.kvHeads == c.heads ? 0 : 2 * q) + q + c.heads;
    };
    info.stateValues = [](const StudentConfig &c, std::int64_t tokens) {
        return 2 * c.kvHeads * c.headDim * tokens;
    };
    info.check = [](const StudentConfig &c, std::vector<OptionFault> &faults) {
        if (c.headDim == 0 && c.hidden % c.heads != 0)
            faults.push_back({"heads", text(RETORT_TR("core", "The hidden size %1 is not a multiple of %2 "
                                                              "heads: change one, or give the head size."),
                                            c.hidden, c.heads)});
        else if (c.headDim < 2)
            faults.push_back(
                {"head_dim",
                 text(RETORT_TR("core", "A head needs at least 2 values; it has %1."), c.headDim)});
        if (c.kvHeads > 0 && c.heads % c.kvHeads != 0)
            faults.push_back(
                {"kv_heads", text(RETORT_TR("core", "%1 query heads cannot be shared evenly by %2 key/value "
                                                    "heads: choose a divisor of %1."),
                                  c.heads, c.kvHeads)});
    };
    return info;
}

} // namespace retort
