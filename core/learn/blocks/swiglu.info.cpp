// SPDX-License-Identifier: GPL-3.0-or-later
// SwiGLU feed-forward (Shazeer 2020): down(silu(gate(x)) · up(x)).
#include "core/learn/block_info.h"

namespace retort {

BlockInfo swiglu_info() {
    BlockInfo info;
    info.id = "swiglu";
    info.kind = BlockKind::FeedForward;
    info.letter = 'M';
    info.label = RETORT_TR("core", "SwiGLU");
    info.help = RETORT_TR(
        "core",
        "A gated feed-forward layer: three matrices, one of which opens and closes the other's values.");
    info.options = []() -> StudentOptions {
        return {{option_make::intOption(
                     "intermediate", 352, sizeGroup(), RETORT_TR("core", "Feed-forward size"),
                     RETORT_TR("core", "Width of the gated layer, usually 2.7 times the hidden size."))
                     .between(8, 131'072)
                     .step(32),
                 &StudentConfig::intermediate}};
    };
    info.parameters = [](const StudentConfig &c) { return 3 * c.hidden * c.intermediate; };
    info.activations = [](const StudentConfig &c, std::int64_t) {
        return 3 * c.intermediate;
    }; // gate, up, product
    return info;
}

} // namespace retort
