// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/run_watch.h"

#include "ui/jobs/task_center.h"
#include "ui/state/app_state.h"
#include "ui/text.h"

#include <algorithm>
#include <cmath>

namespace retort {
namespace {

constexpr double leastSpan_s = 3; // of watching, before a time left is shown

} // namespace

RunWatch::RunWatch(AppState &app, QObject *parent) : QObject(parent), m_app(app) {
    JobRunner &train = app.jobs().on(Resource::Device);
    connect(&train, &JobRunner::started, this, [this] {
        m_jobRun = 0;
        m_jobName.clear();
        m_jobLoss.reset();
        m_jobStep = 0;
    });
    connect(&train, &JobRunner::events, this, [this](JobNumber, const std::vector<RunEvent> &events) {
        for (const RunEvent &e : events)
            if (e.kind == "started") { // the first event of a run carries its name
                m_jobRun = e.run;
                m_jobName = retort::render(e.what);
            }
        update();
    });
    connect(&train, &JobRunner::metrics, this, [this](JobNumber, const std::vector<MetricPoint> &points) {
        for (const MetricPoint &p : points) {
            m_jobRun = p.run;
            m_jobStep = p.step;
            if (p.name == "train/loss" && std::isfinite(p.value))
                m_jobLoss = p.value;
        }
        update();
    });
    connect(&train, &JobRunner::failed, this, [this] { Q_EMIT ended(true, m_status.name); });
    connect(&train, &JobRunner::finished, this, [this] { Q_EMIT ended(false, m_status.name); });
    connect(&app.jobs(), &TaskCenter::tasksChanged, this, &RunWatch::update);
    connect(&app, &AppState::changed, this, [this](const Kinds &kinds) {
        if (kinds.has(ArtifactKind::Run))
            update();
    });
}

std::optional<double> RunWatch::leftOfOthers(const RunRecord &run) {
    if (run.id != m_seenRun || run.state == RunState::Paused) {
        m_seenRun = run.state == RunState::Paused ? 0 : run.id;
        m_seenStep = run.step;
        m_seenSince.start();
        return {};
    }
    const double since_s = double(m_seenSince.elapsed()) / 1000;
    const auto done = run.step - m_seenStep;
    if (since_s < leastSpan_s || done <= 0 || run.totalSteps <= 0)
        return {};
    return std::round(since_s / double(done) * double(std::max<std::int64_t>(0, run.totalSteps - run.step)));
}

// Of this process's training as it reports itself, else of the first that the project's lists call active.
RunStatus RunWatch::statusNow() {
    const ProjectSnapshot &lists = m_app.snapshot();
    const Task *task = m_app.jobs().running(Resource::Device);
    const auto active = std::ranges::find_if(lists.runs, [](const RunRecord &run) {
        return run.state == RunState::Running || run.state == RunState::Paused;
    });
    const RunRecord *run = task ? lists.run(m_jobRun) : active == lists.runs.end() ? nullptr : &*active;
    RunStatus s;
    s.active = task || run;
    s.ours = task != nullptr;
    if (run) {
        s.run = run->id;
        s.name = fromUtf8(run->name);
        s.paused = run->state == RunState::Paused;
        // By its steps: what the job counts before the first one (rows, files) is not the run.
        const std::int64_t step = task ? std::max(run->step, m_jobStep) : run->step;
        if (run->totalSteps > 0)
            s.share = std::clamp(double(step) / double(run->totalSteps), 0.0, 0.99); // 1 is the end
        if (std::isfinite(run->lastLoss))
            s.loss = run->lastLoss;
        if (!task)
            s.left_s = leftOfOthers(*run);
    }
    if (!task)
        return s;
    s.run = m_jobRun;
    s.name = m_jobName.isEmpty() ? task->info.label : m_jobName;
    s.paused = task->context->request() == JobRequest::Pause;
    s.loss = m_jobLoss;
    // Whole seconds from the minute on: a title that flickers is worse than one that is a little late.
    if (task->info.left_s && !s.paused && m_jobStep > 0) // before the first step it is that of the encoding
        s.left_s = std::round(*task->info.left_s);
    return s;
}

void RunWatch::update() {
    const RunStatus now = statusNow();
    if (std::exchange(m_status, now) == now)
        return;
    m_app.setActiveRun(now.run);
    Q_EMIT changed();
}

QString RunWatch::summary() const {
    if (!m_status.active)
        return {};
    QStringList parts{m_status.paused ? tr("paused") : formatShare(m_status.share, 0)};
    if (m_status.loss)
        parts << tr("loss %1").arg(formatNumber(*m_status.loss, 3));
    parts << m_status.name;
    return parts.join(QStringLiteral(" · "));
}

} // namespace retort
