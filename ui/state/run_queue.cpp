// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/state/run_queue.h"

#include "core/base/command_line.h"
#include "core/learn/eval_job.h"
#include "ui/jobs/task_center.h"
#include "ui/models/kind_info.h"
#include "ui/models/labels.h"
#include "ui/state/app_state.h"
#include "ui/text.h"

#include <algorithm>

namespace retort {
namespace {

using ProjectPtr = std::shared_ptr<Project>;

EvalResult evaluateQueued(const QueuedTask &waiting, const ProjectPtr &project, JobContext &job) {
    EvalConfig config = evalConfigFromJson(waiting.configJson, project);
    config.queued = waiting.id;
    return runEvalJob(config, job);
}

TrainResult trainQueued(const QueuedTask &waiting, const ProjectPtr &project, JobContext &job) {
    TrainConfig config = trainConfigFromJson(waiting.configJson, project);
    config.queued = waiting.id;
    return runTrainJob(config, job);
}

// What is not as usual, so that one entry can be told from another.
QStringList settingsOf(const OptionTable &table, const OptionValues &values) {
    QStringList facts;
    for (const auto &[spec, value] : differingOptions(table, values))
        facts << QStringLiteral("%1 %2 %3")
                     .arg(render(spec.label), optionLabel(spec, value), render(spec.unit))
                     .trimmed();
    return facts;
}

QString describeTraining(const ProjectSnapshot &s, const std::string &settings) {
    const TrainConfig config = trainConfigFromJson(settings, nullptr);
    const StudentRecord *student = s.student(config.studentId);
    const VersionInfo *version = s.version(config.version);
    QStringList facts{student ? fromUtf8(student->name) : RunQueue::tr("a student that is gone"),
                      version ? fromUtf8(version->name) : RunQueue::tr("a version that is gone")};
    return joinedFacts(facts + settingsOf(trainOptions(), config.options));
}

QString describeEvaluation(const ProjectSnapshot &s, const std::string &settings) {
    const EvalConfig config = evalConfigFromJson(settings, nullptr);
    const QString checkpoint = artifactTitle(s, {ArtifactKind::Checkpoint, config.checkpoint});
    QStringList facts{kindLabel(ArtifactKind::Evaluation),
                      checkpoint.isEmpty() ? RunQueue::tr("a checkpoint that is gone") : checkpoint,
                      splitLabel(config.split)};
    return joinedFacts(facts + settingsOf(evalOptions(), config.options));
}

// The task has the key of the page that makes the same by hand, which shows how it goes and ends.
template <auto work>
JobNumber beginTask(AppState &app, Resource resource, TaskRequest request, const QueuedTask &waiting) {
    using Result = std::invoke_result_t<decltype(work), const QueuedTask &, const ProjectPtr &, JobContext &>;
    return app.jobs().start(
        resource, std::move(request),
        [waiting, project = app.project()](JobContext &job) {
            const TaskQueue queue(project);
            const FileLock own = queue.own();
            const auto now = queue.tasks();
            if (std::ranges::find(now, waiting) == now.end()) // our list of it is older
                throw Cancelled();
            return work(waiting, project, job); // takes it out of the queue
        },
        [](const Result &) {});
}

struct Verb {
    const char *verb;
    Resource resource;
    const char *key; // of its task
    const char *label, *ended;
    JobNumber (*begin)(AppState &app, Resource resource, TaskRequest request, const QueuedTask &waiting);
    QString (*describe)(const ProjectSnapshot &s, const std::string &settings);
};

constexpr Verb verbs[] = {
    {"train", Resource::Device, "train", QT_TRANSLATE_NOOP("retort::RunQueue", "Training"),
     QT_TRANSLATE_NOOP("retort::RunQueue", "Training ended"), beginTask<trainQueued>, describeTraining},
    {"eval", Resource::Evaluate, "evaluate/scores", QT_TRANSLATE_NOOP("retort::RunQueue", "Evaluating"),
     QT_TRANSLATE_NOOP("retort::RunQueue", "Evaluation finished"), beginTask<evaluateQueued>,
     describeEvaluation},
};
constexpr const Verb &training = verbs[0];

TaskRequest requestOf(const Verb &verb) {
    return {QString::fromLatin1(verb.key), [&verb] { return RunQueue::tr(verb.label); },
            [&verb] { return RunQueue::tr(verb.ended); }};
}

const Verb *findVerb(const std::string &name) {
    const auto it = std::ranges::find(verbs, name, &Verb::verb);
    return it == std::end(verbs) ? nullptr : it;
}

} // namespace

RunQueue::RunQueue(AppState &app) : m_app(app) {
    connect(&app.jobs(), &TaskCenter::taskEnded, this, [this](const Task &task) {
        if (task.key != QLatin1String(training.key) && task.number != m_task)
            return;
        m_app.refresh();
        const JobRequest asked = task.context->request();
        const bool byHand = asked == JobRequest::Stop || asked == JobRequest::Abort;
        if (byHand)
            hold();
        if (task.number != m_task)
            return;
        if (task.state == Task::State::Failed)
            m_failed.insert_or_assign(m_begun, task.failure.text);
        m_done = task.state == Task::State::Failed || byHand ? 0 : m_begun;
        m_begun = 0;
        m_task = 0;
        Q_EMIT changed();
    });
    for (const Verb &verb : verbs) // after taskEnded
        connect(&app.jobs().on(verb.resource), &JobRunner::idle, this, &RunQueue::next);
    connect(&app, &AppState::projectChanged, this, [this] {
        m_goesOn = m_offered = false;
        m_begun = m_done = 0; // the other project counts its entries from 1 too
        m_task = 0;
        m_failed.clear();
    });
    connect(&app, &AppState::changed, this, [this](const Kinds &kinds) {
        if (kinds.meets(Kinds::Queue))
            listsChanged();
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
    m_app.jobs().start(training.resource, requestOf(training), std::move(work), [](const TrainResult &) {});
}

void RunQueue::add(std::string verb, std::function<std::string()> settings) {
    change([verb = std::move(verb), settings = std::move(settings)](TaskQueue &queue) {
        queue.add(verb, settings());
    });
}

void RunQueue::remove(std::int64_t queued) {
    change([queued](TaskQueue &queue) { queue.remove(queued); });
}

void RunQueue::swap(std::int64_t queued, std::int64_t other) {
    change([queued, other](TaskQueue &queue) { queue.swap(queued, other); });
}

void RunQueue::change(std::function<void(TaskQueue &)> work) {
    m_app.change([] { return tr("Changing the queue"); },
                 [work = std::move(work)](const std::shared_ptr<Project> &project) {
                     TaskQueue queue(project);
                     work(queue);
                 });
}

bool RunQueue::canGoOn() const {
    const auto &queue = m_app.snapshot().queue;
    return !m_goesOn || std::ranges::any_of(queue, [this](const QueuedTask &waiting) {
        return m_failed.contains(waiting.id);
    });
}

void RunQueue::goOn() {
    m_goesOn = true;
    m_failed.clear();
    m_done = 0;
    Q_EMIT changed();
    next();
}

void RunQueue::hold() {
    m_goesOn = m_app.snapshot().queue.empty(); // nothing to hold: what is added later begins in its turn
    Q_EMIT changed();
}

// One after the other on this machine, whichever process trains.
bool RunQueue::busy() const {
    return m_begun != 0 || m_app.activeRun() != 0 || std::ranges::any_of(verbs, [this](const Verb &verb) {
               return m_app.jobs().on(verb.resource).busy();
           });
}

void RunQueue::next() {
    if (!m_goesOn || busy() || m_app.readOnly() || m_app.opening()) // another project takes the place of ours
        return Q_EMIT changed();
    for (const QueuedTask &waiting : m_app.snapshot().queue) {
        const Verb *verb = findVerb(waiting.verb);
        if (!verb || waiting.id == m_done || m_failed.contains(waiting.id))
            continue;
        m_begun = waiting.id;
        m_task = verb->begin(m_app, verb->resource, requestOf(*verb), waiting);
        break;
    }
    Q_EMIT changed();
}

int RunQueue::waiting() const {
    return int(std::ranges::count_if(m_app.snapshot().queue,
                                     [this](const QueuedTask &task) { return task.id != m_begun; }));
}

// Where nothing runs and nothing waits, beginning it does the same.
bool RunQueue::takesMore() const {
    return busy() || !m_app.snapshot().queue.empty();
}

void RunQueue::listsChanged() {
    const auto waiting = int(m_app.snapshot().queue.size());
    if (!m_app.snapshotReady())
        return;
    m_goesOn = m_goesOn || waiting == 0;
    if (!std::exchange(m_offered, true) && waiting > 0 && !m_app.readOnly())
        m_app.toast({MessageKind::info,
                     tr("%Ln task(s) of the last session still wait in the queue.", nullptr, waiting),
                     {},
                     tr("Show"),
                     [this] {
                         m_app.goTo(QStringLiteral("train"), {{QStringLiteral("queue"), true}});
                     }});
    next();
}

QString RunQueue::describe(const QueuedTask &waiting) const {
    const Verb *verb = findVerb(waiting.verb);
    if (!verb)
        return tr("“%1”, which this version of Retort cannot do").arg(fromUtf8(waiting.verb));
    QString text;
    try {
        text = verb->describe(m_app.snapshot(), waiting.configJson);
    } catch (const std::exception &) {
        text = tr("settings that cannot be read");
    }
    if (waiting.id == m_begun)
        return tr("%1 · runs now").arg(text);
    const auto failed = m_failed.find(waiting.id);
    return failed == m_failed.end() ? text : tr("%1 · did not begin: %2").arg(text, render(failed->second));
}

} // namespace retort
