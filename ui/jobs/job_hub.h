// SPDX-License-Identifier: GPL-3.0-or-later
// The five runners of the window. A job's runner follows from what it uses, not from the page that starts it.
// GUI thread.
//   train    the device, one job at a time, others wait: training
//   live     chat, side by side, evaluate now, server: short device jobs that must not wait behind training
//   data     import, clean, tokenizer training, export, project copies: long, in order
//   preview  live counts, previews, sample diffs: a newer one of the same channel replaces the older
//   rows     row ids, row blocks, one sample, lists of the project: the same, short (< 1 s)
#pragma once

#include "ui/jobs/job_runner.h"

#include <array>

namespace retort {

class JobHub final : public QObject {
    Q_OBJECT

public:
    explicit JobHub(QObject *parent = nullptr);
    ~JobHub() override;

    JobRunner &train() { return *m_runners[0]; }
    JobRunner &live() { return *m_runners[1]; }
    JobRunner &data() { return *m_runners[2]; }
    JobRunner &preview() { return *m_runners[3]; }
    JobRunner &rows() { return *m_runners[4]; }
    const std::array<JobRunner *, 5> &runners() const { return m_runners; }

    struct Task {
        JobRunner *runner = nullptr;
        JobInfo info;
    };
    std::vector<Task> tasks() const; // everything not quiet, running before waiting
    void cancel(JobNumber number);
    bool busy() const;
    void close(); // all runners; allIdle() follows, also when nothing was running
    void setThreads(int threads);

Q_SIGNALS:
    void tasksChanged(); // at most every 33 ms per runner
    void unhandledFailure(const QString &label, const retort::JobFailure &failure);
    void allIdle();

private:
    void checkIdle();

    std::array<JobRunner *, 5> m_runners;
};

} // namespace retort
