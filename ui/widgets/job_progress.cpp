// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/job_progress.h"

#include "ui/jobs/job_runner.h"
#include "ui/text.h"
#include "ui/widgets/progress_line.h"

#include <QLabel>

namespace retort {

std::function<void()> showProgressOf(JobRunner &runner, ProgressLine *line, QLabel *phase) {
    return [&runner, line, phase] {
        const auto context = runner.context();
        if (!context)
            return;
        const Progress now = context->progressNow();
        line->setValue(now.total > 0 ? double(now.done) / double(now.total) : -1);
        if (phase)
            phase->setText(render(now.phase));
    };
}

} // namespace retort
