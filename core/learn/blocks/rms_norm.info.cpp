// SPDX-License-Identifier: GPL-3.0-or-later
// RMSNorm (Zhang, Sennrich 2019): x / rms(x) · weight.
#include "core/learn/block_info.h"

namespace retort {

BlockInfo rms_norm_info() {
    BlockInfo info;
    info.id = "rms_norm";
    info.kind = BlockKind::Norm;
    info.letter = 'N';
    info.label = RETORT_TR("core", "RMSNorm");
    info.help = RETORT_TR("core", "Scales each token's vector to unit root mean square before a block.");
    info.options = []() -> StudentOptions {
        return {{option_make::floatOption("norm_eps", 1e-6, detailGroup(), RETORT_TR("core", "Norm epsilon"),
                                          RETORT_TR("core", "Keeps the norm from dividing by zero."))
                     .between(1e-12, 0.09)
                     .logScale()
                     .advanced(),
                 &StudentConfig::normEps}};
    };
    info.parameters = [](const StudentConfig &c) { return c.hidden; };
    info.activations = [](const StudentConfig &c, std::int64_t) {
        return 2 * c.hidden + 1;
    }; // input, output, 1/rms
    info.check = [](const StudentConfig &c, std::vector<OptionFault> &faults) {
        if (!(c.normEps > 0 && c.normEps < 0.1))
            faults.push_back(
                {"norm_eps",
                 text(RETORT_TR("core", "The norm's epsilon must lie between 0 and 0.1; it is %1."),
                      c.normEps)});
    };
    return info;
}

} // namespace retort
