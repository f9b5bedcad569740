// SPDX-License-Identifier: GPL-3.0-or-later
// Rotary position embedding (Su et al. 2021), half-split pairs as in Llama: no parameters.
#include "core/learn/block_info.h"

namespace retort {

BlockInfo rotary_info() {
    BlockInfo info;
    info.id = "rotary";
    info.kind = BlockKind::Position;
    info.letter = 'R';
    info.label = RETORT_TR("core", "Rotary positions");
    info.help = RETORT_TR(
        "core", "Turns each pair of query and key values by an angle that grows with the position.");
    info.options = []() -> StudentOptions {
        return {
            {option_make::floatOption(
                 "rope_theta", 10'000.0, detailGroup(), RETORT_TR("core", "Rotary base"),
                 RETORT_TR("core",
                           "Larger for longer texts: 10,000 up to about 4,000 tokens, 1,000,000 for 32,000."))
                 .between(1.001, 1e9)
                 .logScale()
                 .advanced(),
             &StudentConfig::ropeTheta}};
    };
    info.parameters = [](const StudentConfig &) { return std::int64_t(0); };
    // Its backward pass is another rotation, so it keeps no activations.
    info.tableValues = [](const StudentConfig &c) { return c.maxPositions * c.headDim; }; // cosines and sines
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
