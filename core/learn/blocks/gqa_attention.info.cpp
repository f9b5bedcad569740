// SPDX-License-Identifier: GPL-3.0-or-later
// Grouped-query attention (Ainslie et al. 2023): several query heads share one key and value head. kvHeads =
// heads is plain multi-head attention, kvHeads = 1 multi-query.
#include "core/learn/block_info.h"
#include "core/learn/student.h"

namespace retort {

BlockInfo gqa_attention_info() {
    BlockInfo info;
    info.id = "gqa_attention";
    info.kind = BlockKind::Attention;
    info.letter = 'F';
    info.label = RETORT_TR("core", "Grouped-query attention");
    info.help = RETORT_TR(
        "core", "Every token looks at all earlier ones; groups of query heads share one key and value head, "
                "which shrinks the cache when answering.");
    info.options = "heads,kv_heads,head_dim,qkv_bias";
    info.parameters = [](const StudentConfig &c) {
        const std::int64_t q = c.heads * c.headDim, kv = c.kvHeads * c.headDim;
        return c.hidden * (q + 2 * kv) + q * c.hidden + (c.qkvBias ? q + 2 * kv : 0);
    };
    info.forwardFlops = [](const StudentConfig &c, std::int64_t t) {
        const double q = double(c.heads * c.headDim), kv = double(c.kvHeads * c.headDim);
        return 2.0 * double(c.hidden) * (2.0 * q + 2.0 * kv) + 2.0 * q * double(t); // causal: half of 4·q·t
    };
    // Turned q and k, v, k and v repeated per query head, output, log-sum-exp.
    info.activations = [](const StudentConfig &c, std::int64_t) {
        const std::int64_t q = c.heads * c.headDim, kv = c.kvHeads * c.headDim;
        return q + 2 * kv + (c.kvHeads == c.heads ? 0 : 2 * q) + q + c.heads;
    };
    info.cacheValues = [](const StudentConfig &c) { return 2 * c.kvHeads * c.headDim; };
    info.check = [](const StudentConfig &c, std::vector<OptionFault> &faults) {
        if (c.kvHeads > 0 && c.heads % c.kvHeads != 0)
            faults.push_back(
                {"kv_heads", text(RETORT_TR("core", "%1 query heads cannot be shared evenly by %2 key/value "
                                                    "heads: choose a divisor of %1."),
                                  c.heads, c.kvHeads)});
    };
    return info;
}

} // namespace retort
