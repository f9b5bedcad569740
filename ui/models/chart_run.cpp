// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/chart_run.h"

#include "core/base/error.h"
#include "core/learn/train_job.h"
#include "ui/text.h"

namespace retort {

OptionValues trainOptionsOf(const RunRecord &run) {
    try {
        return withDefaults(trainOptions(), trainConfigFromJson(run.configJson, nullptr).options);
    } catch (const Error &) {
        return {};
    }
}

int runSlot(RunId run) {
    return int(run - 1);
}

ChartRun chartRun(const RunRecord &run, const OptionValues &options, bool visible) {
    const double tokens = options.empty() ? 0 : double(optionInt(trainOptions(), options, "tokens_per_step"));
    return {run.id, fromUtf8(run.name), runSlot(run.id), tokens, visible};
}

} // namespace retort
