// SPDX-License-Identifier: GPL-3.0-or-later
// Rotary position embedding (Su et al. 2021), half-split pairs as in Llama: no parameters.
#include "core/learn/block_info.h"
#include "core/learn/student.h"

namespace retort {

BlockInfo rotary_info() {
    BlockInfo info;
    info.id = "rotary";
    info.kind = BlockKind::Position;
    info.letter = 'R';
    info.label = RETORT_TR("core", "Rotary positions");
    info.help = RETORT_TR(
        "core", "Turns each pair of query and key values by an angle that grows with the position.");
    info.options = "rope_theta,max_positions";
    info.parameters = [](const StudentConfig &) { return std::int64_t(0); };
    info.forwardFlops = [](const StudentConfig &c, std::int64_t) {
        return 3.0 * double((c.heads + c.kvHeads) * c.headDim);
    };
    info.activations = [](const StudentConfig &, std::int64_t) {
        return std::int64_t(0);
    }; // its backward is another turn
    info.cacheValues = [](const StudentConfig &) { return std::int64_t(0); };
    info.check = [](const StudentConfig &c, std::vector<OptionFault> &faults) {
        if (!(c.ropeTheta > 1.0))
            faults.push_back(
                {"rope_theta",
                 text(RETORT_TR("core", "The rotary base must be above 1; it is %1."), c.ropeTheta)});
        if (c.headDim % 2 != 0)
            faults.push_back(
                {"head_dim",
                 text(RETORT_TR(
                          "core",
                          "Rotary positions turn pairs of values, so the head size must be even; it is %1."),
                      c.headDim)});
    };
    return info;
}

} // namespace retort
