// SPDX-License-Identifier: GPL-3.0-or-later
// SwiGLU feed-forward (Shazeer 2020): down(silu(gate(x)) · up(x)).
#include "core/learn/block_info.h"
#include "core/learn/student.h"

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
    info.options = "intermediate";
    info.parameters = [](const StudentConfig &c) { return 3 * c.hidden * c.intermediate; };
    info.forwardFlops = [](const StudentConfig &c, std::int64_t) {
        return 6.0 * double(c.hidden) * double(c.intermediate);
    };
    info.activations = [](const StudentConfig &c, std::int64_t) {
        return 3 * c.intermediate;
    }; // gate, up, product
    info.cacheValues = [](const StudentConfig &) { return std::int64_t(0); };
    info.check = [](const StudentConfig &, std::vector<OptionFault> &) {};
    return info;
}

} // namespace retort
