// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/job_progress.h"

#include "ui/jobs/task_center.h"
#include "ui/text.h"
#include "ui/widgets/progress_line.h"

#include <QLabel>

namespace retort {

void showProgress(const Task &task, ProgressLine *line, QLabel *phase) {
    const Progress &now = task.info.progress;
    line->setVisible(task.going());
    line->setValue(now.total > 0 ? double(now.done) / double(now.total) : -1);
    if (!phase)
        return;
    phase->setVisible(task.going());
    phase->setText(render(now.phase));
}

} // namespace retort
