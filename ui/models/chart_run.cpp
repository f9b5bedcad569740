// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/chart_run.h"

#include "core/learn/train_job.h"
#include "ui/text.h"

namespace retort {

int runSlot(RunId run) {
    return int(run - 1);
}

ChartRun chartRun(const RunRecord &run, bool visible) {
    ChartRun shown{run.id, fromUtf8(run.name), runSlot(run.id), 0, visible};
    try {
        const TrainConfig config = trainConfigFromJson(run.configJson, nullptr);
        shown.tokensPerStep = double(optionInt(trainOptions(), config.options, "tokens_per_step"));
    } catch (const std::exception &) { // of another program: it has no settings to tell
    }
    return shown;
}

} // namespace retort
