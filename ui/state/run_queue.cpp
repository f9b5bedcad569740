// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/state/run_queue.h"

#include "core/data/runs/task_queue.h"
#include "ui/jobs/task_center.h"
#include "ui/state/app_state.h"
#include "ui/text.h"

namespace retort {
namespace {

constexpr const char *trainVerb = "train";

// The first that waits, taken out of the queue; a result without a run when nothing is left.
TrainResult trainNext(const std::shared_ptr<Project> &project, JobContext &job) {
    TaskQueue queue(project);
    for (const QueuedTask &waiting : queue.tasks())
        if (waiting.verb == trainVerb && queue.take(waiting.id))
            return runTrainJob(trainConfigFromJson(waiting.configJson, project), job);
    return {};
}

} // namespace

RunQueue::RunQueue(AppState &app) : m_app(app) {
    connect(&app.jobs(), &TaskCenter::taskEnded, this, [this](const Task &task) {
        if (task.key == QLatin1String(trainVerb))
            m_app.refresh();
    });
    connect(&app.jobs().on(Resource::Device), &JobRunner::idle, this, &RunQueue::next); // after its end
    connect(&app, &AppState::projectChanged, this, [this] { m_goesOn = m_offered = false; });
    connect(&app, &AppState::snapshotChanged, this, [this] {
        offer();
        next();
    });
    connect(&app, &AppState::activeRunChanged, this, &RunQueue::next);
}

void RunQueue::start(Config config) {
    train([config = std::move(config)](JobContext &job) { return runTrainJob(config(), job); });
}

void RunQueue::resume(RunId run) {
    train([project = m_app.project(), run](JobContext &job) { return resumeTrainJob(project, run, job); });
}

void RunQueue::train(std::function<TrainResult(JobContext &)> work) {
    m_app.jobs().start(Resource::Device, {QString::fromLatin1(trainVerb), tr("Training")}, std::move(work),
                       [this](const TrainResult &result) {
                           if (result.run == 0) // nothing was left in the queue
                               hold();
                       });
}

void RunQueue::add(Config config) {
    m_goesOn = m_offered = true;
    change([config = std::move(config)](TaskQueue &queue) {
        queue.add(trainVerb, trainConfigToJson(config()));
    });
}

void RunQueue::remove(std::int64_t queued) {
    change([queued](TaskQueue &queue) { queue.take(queued); });
}

void RunQueue::swap(std::int64_t queued, std::int64_t other) {
    change([queued, other](TaskQueue &queue) { queue.swap(queued, other); });
}

void RunQueue::change(std::function<void(TaskQueue &)> work) {
    m_app.jobs().writes().start(
        {this, tr("Changing the queue"), {}, true},
        [project = m_app.project(), work = std::move(work)](JobContext &) {
            TaskQueue queue(project);
            work(queue);
        },
        [this] { m_app.refresh(); });
}

void RunQueue::startWaiting() {
    m_goesOn = true;
    next();
}

// One at a time on this machine, whichever process trains.
void RunQueue::next() {
    if (!m_goesOn || m_app.snapshot().queue.empty() || m_app.activeRun() != 0
        || m_app.jobs().on(Resource::Device).busy())
        return;
    train([project = m_app.project()](JobContext &job) { return trainNext(project, job); });
}

void RunQueue::offer() {
    const auto waiting = int(m_app.snapshot().queue.size());
    if (m_offered || !m_app.snapshotReady())
        return;
    m_offered = true;
    if (waiting == 0 || m_app.readOnly())
        return;
    m_app.toast({ToastKind::Info,
                 tr("%Ln training(s) of the last session still wait in the queue.", nullptr, waiting),
                 {},
                 tr("Show"),
                 [this] {
                     m_app.goTo(QStringLiteral("train"), {{QStringLiteral("queue"), true}});
                 }});
}

QString RunQueue::describe(const std::string &configJson) const {
    const ProjectSnapshot &s = m_app.snapshot();
    try {
        const TrainConfig config = trainConfigFromJson(configJson, nullptr);
        const StudentRecord *student = s.student(config.studentId);
        const VersionInfo *version = s.version(config.version);
        return QStringList{
            student ? fromUtf8(student->name) : tr("a student that is gone"),
            version ? fromUtf8(version->name) : tr("a version that is gone"),
            tr("learning rate %1")
                .arg(formatNumber(optionFloat(trainOptions(), config.options, "learning_rate")))}
            .join(QStringLiteral(" · "));
    } catch (const Error &e) {
        return render(e.text());
    }
}

} // namespace retort
