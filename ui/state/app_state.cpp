// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/state/app_state.h"

#include "core/base/log.h"
#include "core/data/artifacts/run_import.h"
#include "core/data/care/backup.h"
#include "core/data/care/copy.h"
#include "core/data/runs/best_checkpoint.h"
#include "ui/jobs/job_hub.h"
#include "ui/settings.h"
#include "ui/text.h"

#include <QDir>

#include <algorithm>

namespace retort {
namespace {

constexpr int poll_ms = 500;

std::filesystem::path toPath(const QString &path) {
    return std::filesystem::path(toUtf8(path));
}

} // namespace

AppState::AppState(QObject *parent)
    : QObject(parent),
      m_settings(std::make_unique<Settings>()),
      m_jobs(std::make_unique<JobHub>()) {
    m_jobs->setThreads(m_settings->threads());
    connect(m_settings.get(), &Settings::changed, this,
            [this] { m_jobs->setThreads(m_settings->threads()); });
    connect(m_jobs.get(), &JobHub::unhandledFailure, this, &AppState::showFailure);
    m_poll.setInterval(poll_ms);
    connect(&m_poll, &QTimer::timeout, this, &AppState::poll);
}

// Jobs hold the project; they end before it does.
AppState::~AppState() {
    m_jobs.reset();
}

void AppState::openBy(JobRunner &runner, const QString &folder, const QString &label,
                      std::function<std::shared_ptr<Project>(JobContext &)> work) {
    if (m_opening)
        return;
    // A job holds the project it started on; its results would land in a window that shows another one.
    if (m_project && !m_jobs->tasks().empty()) {
        toast({ToastKind::Warning,
               tr("Something is still running in this project."),
               tr("Wait for it or cancel it in the task list, then open the other project."),
               {},
               {}});
        return;
    }
    m_opening = true;
    Q_EMIT openingChanged();
    JobRequest request{this, label};
    request.channel = QStringLiteral("project");
    const JobNumber number = runner.start(
        std::move(request), std::move(work),
        [this](std::shared_ptr<Project> project) {
            m_opening = false;
            setProject(std::move(project));
            Q_EMIT openingChanged();
        },
        [this, folder](const JobFailure &failure) {
            m_opening = false;
            Q_EMIT openingChanged();
            Q_EMIT projectFailed(folder, failure);
        });
    connect(&runner, &JobRunner::cancelled, this, [this, number](JobNumber ended) {
        if (ended != number || !m_opening)
            return;
        m_opening = false;
        Q_EMIT openingChanged();
    });
}

void AppState::openProject(const QString &folder, OpenMode mode) {
    openBy(m_jobs->rows(), folder, tr("Opening %1").arg(formatPath(folder)),
           [path = toPath(folder), mode](JobContext &) { return Project::open(path, mode); });
}

void AppState::createProject(const QString &folder, const QString &name) {
    openBy(m_jobs->rows(), folder, tr("Making %1").arg(formatPath(folder)),
           [path = toPath(folder), n = toUtf8(name)](JobContext &) { return Project::create(path, n); });
}

void AppState::restoreAndOpen(const QString &folder, const QString &backup) {
    openBy(m_jobs->rows(), folder, tr("Restoring %1").arg(formatPath(folder)),
           [path = toPath(folder), from = toPath(backup)](JobContext &) {
               restoreBackup(path, from);
               return Project::open(path);
           });
}

void AppState::openMade(const QString &folder, const QString &label,
                        std::function<std::shared_ptr<Project>(JobContext &)> make) {
    openBy(m_jobs->data(), folder, label, std::move(make));
}

void AppState::saveCopy(const QString &folder) {
    if (!m_project)
        return;
    m_jobs->data().start(
        {this, tr("Saving a copy to %1").arg(formatPath(folder))},
        [from = m_project->folder(), to = toPath(folder)](JobContext &job) { copyProject(from, to, &job); },
        [this, folder] {
            toast({ToastKind::Success, tr("The copy is complete."), formatPath(folder), tr("Open it"),
                   [this, folder] { openProject(folder); }});
        });
}

void AppState::closeProject() {
    setProject(nullptr);
}

void AppState::setProject(std::shared_ptr<Project> project) {
    m_poll.stop();
    m_project = std::move(project);
    m_versions = m_project ? std::make_shared<VersionStore>(m_project) : nullptr;
    m_runs = m_project ? std::make_shared<RunStore>(m_project) : nullptr;
    m_chats = m_project ? std::make_shared<ChatStore>(m_project) : nullptr;
    m_snapshot = {};
    m_snapshotReady = false;
    m_selected.fill(0);
    m_chosenByHand.fill(false);
    m_seenChange = -1;
    if (m_project) {
        m_snapshot.info = m_project->info();
        const QString folder = fromUtf8(m_project->folder().string());
        m_settings->addRecent(folder, fromUtf8(m_snapshot.info.name));
    }
    Q_EMIT projectChanged();
    if (!m_project) {
        Q_EMIT snapshotChanged();
        return;
    }
    for (const Text &notice : m_snapshot.info.notices)
        toast({ToastKind::Warning, render(notice), {}, {}, {}});
    if (readOnly())
        toastReadOnly();
    refresh();
    m_poll.start();
}

// On the worker: asking opens a connection the first time, and may wait on a network disk.
void AppState::poll() {
    JobRequest request{this, tr("Looking for changes")};
    request.channel = QStringLiteral("poll");
    request.quiet = true;
    struct Seen {
        Project *project;
        std::int64_t change;
        bool runDied; // killed: it leaves no change behind, only a free lock
    };
    std::vector<RunId> training;
    for (const RunRecord &run : m_snapshot.runs)
        if (run.state == RunState::Running || run.state == RunState::Paused)
            training.push_back(run.id);
    m_jobs->rows().start(
        std::move(request),
        [project = m_project, runs = m_runs, training](JobContext &) {
            for (const RunId run : training) // of a cluster job; its rows are a change like any other
                watchRun(*project, run);
            Seen seen{project.get(), project->changeCounter(), false};
            for (const RunId run : training)
                seen.runDied = seen.runDied || !runs->runOwned(run);
            return seen;
        },
        [this](const Seen &now) {
            if (now.project == m_project.get() && (now.change != m_seenChange || now.runDied))
                refresh();
        },
        [](const JobFailure &failure) { log(LogLevel::Warning, renderEnglish(failure.text)); });
}

void AppState::refresh() {
    if (!m_project)
        return;
    struct Read {
        Project *project;
        std::int64_t change;
        ProjectSnapshot snapshot;
    };
    JobRequest request{this, tr("Reading the project's lists")};
    request.channel = QStringLiteral("snapshot");
    request.quiet = true;
    m_jobs->rows().start(
        std::move(request),
        [project = m_project, versions = m_versions, runs = m_runs, chats = m_chats,
         chosen = selected(InputKind::Version)](JobContext &) {
            const std::int64_t change =
                project->changeCounter(); // before: a change while reading is seen again
            return Read{project.get(), change, readSnapshot(*project, *versions, *runs, *chats, chosen)};
        },
        [this](Read read) {
            if (read.project != m_project.get())
                return;
            m_seenChange = read.change;
            takeSnapshot(std::move(read.snapshot));
        },
        [this](const JobFailure &failure) {
            showFailure(tr("Reading the project's lists"), failure);
            m_poll.stop(); // one message, not two a second; “Refresh” tries again
        });
}

void AppState::takeSnapshot(ProjectSnapshot snapshot) {
    m_snapshot = std::move(snapshot);
    m_snapshotReady = true;
    m_poll.start();
    presetFrom(InputKind::Version);
    Q_EMIT snapshotChanged();
}

bool AppState::fits(InputKind kind, std::int64_t id) const {
    switch (kind) {
    case InputKind::Version:
        return m_snapshot.version(id) != nullptr;
    case InputKind::Tokenizer:
        return m_snapshot.tokenizer(id) != nullptr;
    case InputKind::Student: {
        const StudentRecord *student = m_snapshot.student(id);
        return student && student->tokenizer == selected(InputKind::Tokenizer);
    }
    case InputKind::Run:
        return m_snapshot.run(id) != nullptr;
    case InputKind::Checkpoint:
        return m_snapshot.checkpoint(id) != nullptr;
    }
    return false;
}

std::int64_t AppState::preset(InputKind kind) const {
    const auto newestOf = [&](const auto &list, auto &&suits) -> std::int64_t {
        for (auto it = list.rbegin(); it != list.rend(); ++it)
            if (fits(kind, it->id) && suits(*it))
                return it->id;
        return 0;
    };
    const auto any = [](const auto &) { return true; };
    switch (kind) {
    case InputKind::Version:
        return newestOf(m_snapshot.versions, any);
    case InputKind::Tokenizer: {
        const std::int64_t version = selected(InputKind::Version);
        const std::int64_t own =
            newestOf(m_snapshot.tokenizers, [&](const auto &t) { return t.version == version; });
        return own ? own : newestOf(m_snapshot.tokenizers, any);
    }
    case InputKind::Student:
        return newestOf(m_snapshot.students, any);
    case InputKind::Run:
        return newestOf(m_snapshot.runs, any);
    case InputKind::Checkpoint: {
        const std::int64_t run = selected(InputKind::Run);
        std::vector<CheckpointRecord> own;
        for (const CheckpointRecord &c : m_snapshot.checkpoints)
            if (c.run == run)
                own.push_back(c);
        const CheckpointRecord *best = bestCheckpoint(own);
        return best ? best->id : newestOf(m_snapshot.checkpoints, any);
    }
    }
    return 0;
}

// A choice by hand stays as long as it exists and fits; everything else follows the newest, and the run's
// best checkpoint.
void AppState::presetFrom(InputKind first) {
    for (int i = int(first); i < inputKindCount; ++i) {
        const auto kind = InputKind(i);
        const auto at = std::size_t(i);
        if (m_chosenByHand[at] && fits(kind, m_selected[at]))
            continue;
        m_chosenByHand[at] = false;
        const std::int64_t id = preset(kind);
        if (id == m_selected[at])
            continue;
        m_selected[at] = id;
        Q_EMIT selectionChanged(kind);
    }
}

void AppState::select(InputKind kind, std::int64_t id) {
    const auto at = std::size_t(kind);
    m_chosenByHand[at] = true;
    if (m_selected[at] == id)
        return;
    m_selected[at] = id;
    Q_EMIT selectionChanged(kind);
    if (int(kind) + 1 < inputKindCount)
        presetFrom(InputKind(int(kind) + 1));
    if (kind == InputKind::Version)
        refresh(); // pending count
}

void AppState::markDone(const QString &step) {
    if (!m_project || isDone(step))
        return;
    m_settings->remember(QStringLiteral("done/%1/%2").arg(fromUtf8(m_snapshot.info.uuid), step), true);
    Q_EMIT stepDone(step);
}

bool AppState::isDone(const QString &step) const {
    return m_project
           && m_settings->remembered(QStringLiteral("done/%1/%2").arg(fromUtf8(m_snapshot.info.uuid), step))
                  .toBool();
}

void AppState::goTo(const QString &pageId, const QVariantMap &args) {
    Q_EMIT pageRequested(pageId, args);
}

void AppState::toast(ToastRequest toast) {
    Q_EMIT toastRequested(toast);
}

void AppState::toastError(const Text &text) {
    toast({ToastKind::Error, render(text), {}, {}, {}});
}

void AppState::toastReadOnly() {
    toast({ToastKind::Info,
           tr("This project is open for reading only."),
           tr("To change something, save a copy (File ▸ Save a copy…) and open that."),
           {},
           {}});
}

void AppState::showFailure(const QString &label, const JobFailure &failure) {
    log(LogLevel::Error,
        toUtf8(label) + ": " + errorCodeName(failure.code) + ": " + renderEnglish(failure.text));
    toast({ToastKind::Error, label, render(failure.text), {}, {}});
}

void AppState::setActiveRun(std::int64_t run, const QString &name) {
    if (run == m_activeRun && name == m_activeRunName)
        return;
    m_activeRun = run;
    m_activeRunName = name;
    Q_EMIT activeRunChanged();
}

void AppState::setDeviceText(const QString &text) {
    if (text == m_deviceText)
        return;
    m_deviceText = text;
    Q_EMIT deviceTextChanged();
}

} // namespace retort
