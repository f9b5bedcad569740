// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/state/app_state.h"

#include "core/base/log.h"
#include "core/data/artifacts/run_import.h"
#include "core/data/care/backup.h"
#include "core/data/care/copy.h"
#include "ui/jobs/task_center.h"
#include "ui/models/kind_info.h"
#include "ui/settings.h"
#include "ui/state/page_info.h"
#include "ui/state/run_queue.h"
#include "ui/text.h"

#include <QFileInfo>

namespace retort {
namespace {

constexpr int poll_ms = 500;

QString inputKey(const ProjectSnapshot &s, const KindInfo &info) {
    return QStringLiteral("inputs/%1/%2").arg(fromUtf8(s.info.uuid), QLatin1String(info.word));
}

void logFailure(const QString &label, const JobFailure &failure) {
    log(LogLevel::Error,
        toUtf8(label) + ": " + errorCodeName(failure.code) + ": " + renderEnglish(failure.text));
}

} // namespace

AppState::AppState(QObject *parent)
    : QObject(parent),
      m_settings(std::make_unique<Settings>()),
      m_jobs(std::make_unique<TaskCenter>()) {
    m_jobs->setThreads(m_settings->threads());
    connect(m_settings.get(), &Settings::changed, this,
            [this] { m_jobs->setThreads(m_settings->threads()); });
    connect(m_jobs.get(), &TaskCenter::unhandledFailure, this, &AppState::showFailure);
    connect(m_jobs.get(), &TaskCenter::unseenFailure, this, &AppState::showTaskFailure);
    m_queue = std::make_unique<RunQueue>(*this);
    m_poll.setInterval(poll_ms);
    connect(&m_poll, &QTimer::timeout, this, &AppState::poll);
}

// Jobs hold the project; they end before it does.
AppState::~AppState() {
    m_queue.reset();
    m_jobs.reset();
}

void AppState::openMade(const QString &folder, const JobLabel &label,
                        std::function<std::shared_ptr<Project>(JobContext &)> work) {
    if (m_opening)
        return;
    if (m_project && !m_jobs->tasks().empty()) {
        // A task holds the project it began on; its result would land in a window that shows another one.
        Q_EMIT leavingAsked([this, folder, label, work] { openMade(folder, label, work); });
        return;
    }
    m_opening = true;
    Q_EMIT openingChanged();
    struct Opened {
        std::shared_ptr<Project> project;
        ProjectInfo info; // read there: it may wait for the database
    };
    JobSpec request{this, label};
    request.onEnd = [this] { // also when it was cancelled
        if (std::exchange(m_opening, false))
            Q_EMIT openingChanged();
    };
    m_jobs->on(Resource::Disk)
        .start(
            std::move(request),
            [work = std::move(work)](JobContext &job) {
                auto project = work(job);
                return Opened{project, project->info()};
            },
            [this](Opened opened) {
                m_opening = false;
                const auto show = [this, opened] {
                    setProject(opened.project, opened.info);
                    Q_EMIT openingChanged();
                };
                const auto tasks = m_jobs->tasks(); // this one is still among them
                if (!m_project || (tasks.size() == 1 && m_jobs->on(Resource::Disk).runningNumber() != 0))
                    return show();
                Q_EMIT openingChanged(); // something was begun meanwhile
                Q_EMIT leavingAsked(show);
            },
            [this, folder](const JobFailure &failure) {
                m_opening = false;
                Q_EMIT openingChanged();
                Q_EMIT projectFailed(folder, failure);
            });
}

void AppState::openProject(const QString &folder, OpenMode mode) {
    openMade(
        folder, [folder] { return tr("Opening %1").arg(formatPath(folder)); },
        [path = toPath(folder), mode](JobContext &) { return Project::open(path, mode); });
}

void AppState::createProject(const QString &folder, const QString &name) {
    openMade(
        folder, [folder] { return tr("Making %1").arg(formatPath(folder)); },
        [path = toPath(folder), n = toUtf8(name)](JobContext &) { return Project::create(path, n); });
}

void AppState::restoreAndOpen(const QString &folder, const QString &backup) {
    openMade(
        folder, [folder] { return tr("Restoring %1").arg(formatPath(folder)); },
        [path = toPath(folder), from = toPath(backup)](JobContext &) {
            restoreBackup(path, from);
            return Project::open(path);
        });
}

void AppState::saveCopy(const QString &folder) {
    if (!m_project)
        return;
    m_jobs->start(
        Resource::Disk,
        {QStringLiteral("project/copy"),
         [folder] { return tr("Saving a copy to %1").arg(formatPath(folder)); },
         [] { return tr("The copy is complete."); }},
        [from = m_project->folder(), to = toPath(folder)](JobContext &job) { copyProject(from, to, &job); },
        [this, folder] {
            toast({MessageKind::ok, tr("The copy is complete."), formatPath(folder), tr("Open it"),
                   [this, folder] { openProject(folder); }});
        });
}

void AppState::saveFile(const QString &page, const QString &path, std::function<QByteArray()> make) {
    m_jobs->start(
        Resource::Disk,
        {page + QStringLiteral("/file"), [path] { return tr("Saving %1").arg(formatPath(path)); },
         [path] { return tr("Saved as %1").arg(formatPath(path)); }},
        [path, make = std::move(make)](JobContext &) {
            const QByteArray bytes = make();
            atomicWrite(toUtf8(path), {bytes.constData(), std::size_t(bytes.size())});
        },
        [this, path] { toastSuccess(tr("Saved as %1").arg(formatPath(path))); });
}

void AppState::closeProject() {
    if (m_project && !m_jobs->tasks().empty())
        Q_EMIT leavingAsked([this] { closeProject(); });
    else
        setProject(nullptr, {});
}

void AppState::setProject(std::shared_ptr<Project> project, ProjectInfo info) {
    m_jobs->forgetEnded();
    m_poll.stop();
    m_project = std::move(project);
    m_versions = m_project ? std::make_shared<VersionStore>(m_project) : nullptr;
    m_runs = m_project ? std::make_shared<RunStore>(m_project) : nullptr;
    m_chats = m_project ? std::make_shared<ChatStore>(m_project) : nullptr;
    m_snapshot = {};
    m_snapshotReady = false;
    m_selected.fill(0);
    m_byHand = {};
    m_seenChange = -1;
    if (m_project) {
        m_snapshot.info = std::move(info);
        const QString folder = fromUtf8(m_project->folder().string());
        m_settings->addRecent(folder, fromUtf8(m_snapshot.info.name));
    }
    Q_EMIT projectChanged();
    Q_EMIT changed(Kinds::all());
    if (!m_project) {
        Q_EMIT snapshotChanged();
        return;
    }
    for (const Text &notice : m_snapshot.info.notices)
        toast({MessageKind::warn, render(notice)});
    if (readOnly())
        toastReadOnly();
    refresh();
    m_poll.start();
}

// On the worker: asking opens a connection the first time, and may wait on a network disk.
void AppState::poll() {
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
        {this, tr("Looking for changes"), QStringLiteral("poll"), true},
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
    m_jobs->rows().start(
        {this, tr("Reading the project's lists"), QStringLiteral("snapshot"), true},
        [project = m_project, chosen = selected(ArtifactKind::Version)](JobContext &) {
            const std::int64_t change =
                project->changeCounter(); // before: a change while reading is seen again
            return Read{project.get(), change, readSnapshot(project, chosen)};
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
    const auto counted = selected(ArtifactKind::Version); // whose pending changes were read
    Kinds changed = m_snapshotReady ? changedKinds(m_snapshot, snapshot) : Kinds::all();
    m_snapshot = std::move(snapshot);
    m_snapshotReady = true;
    m_poll.start();
    changed.add(applyPresets());
    const auto &versions = m_snapshot.versions;
    if (!versions.empty() && selected(ArtifactKind::Version) != 0
        && selected(ArtifactKind::Version) != (m_snapshot.version(counted) ? counted : versions.back().id))
        refresh(); // another one is chosen than was counted
    if (!changed.empty())
        Q_EMIT this->changed(changed);
    Q_EMIT snapshotChanged();
}

bool AppState::fits(ArtifactKind kind, std::int64_t id) const {
    return kindInfo(kind).fits(m_snapshot, m_selected, id);
}

std::int64_t AppState::newer(ArtifactKind kind) const {
    const KindInfo &info = kindInfo(kind);
    const std::int64_t newest = (info.newest ? info.newest : info.preset)(m_snapshot, m_selected);
    return newest > selected(kind) ? newest : 0;
}

Kinds AppState::applyPresets(std::size_t first) {
    Kinds changed;
    for (std::size_t i = first; i < kindCount; ++i) {
        const KindInfo &info = kindTable()[i];
        std::int64_t &at = m_selected[std::size_t(info.kind)];
        if (!info.isInput() || (m_byHand.has(info.kind) && fits(info.kind, at)))
            continue;
        // What was chosen last, also by an earlier session: it may have come back from the trash.
        const std::int64_t wanted = m_settings->remembered(inputKey(m_snapshot, info)).toLongLong();
        const bool back = wanted != 0 && fits(info.kind, wanted);
        back ? m_byHand.add(info.kind) : m_byHand.remove(info.kind);
        const std::int64_t now = back ? wanted : info.preset(m_snapshot, m_selected);
        if (std::exchange(at, now) != now)
            changed.add(info.kind);
    }
    return changed;
}

void AppState::remember(ArtifactKind kind) {
    m_byHand.add(kind);
    m_settings->remember(inputKey(m_snapshot, kindInfo(kind)), qlonglong(selected(kind)));
}

void AppState::select(ArtifactKind kind, std::int64_t id) {
    std::int64_t &at = m_selected[std::size_t(kind)];
    const bool other = at != id;
    at = id;
    keepSelected(kindInfo(kind).needs);
    remember(kind);
    if (!other)
        return;
    Kinds changed = applyPresets(std::size_t(kind) + 1); // this one may not be in the lists yet
    changed.add(kind);
    Q_EMIT this->changed(changed);
    if (kind == ArtifactKind::Version)
        refresh(); // pending count
}

void AppState::goOnWith(ArtifactKind kind, std::int64_t from, std::int64_t to) {
    if (selected(kind) == from)
        select(kind, to);
}

void AppState::keepSelected(const Kinds &kinds) {
    for (const KindInfo &info : kindTable())
        if (kinds.has(info.kind) && selected(info.kind) != 0)
            remember(info.kind);
}

void AppState::change(const JobLabel &label, Change work, std::function<void()> done) {
    if (readOnly())
        return toastReadOnly();
    m_jobs->writes().start(
        {this, label, {}, true},
        [project = m_project, work = std::move(work)](JobContext &) { work(project); },
        [this, from = std::weak_ptr(m_project), done = std::move(done)] {
            refresh();
            if (done && from.lock() == m_project)
                done();
        });
}

void AppState::lookFor(const QString &path, QObject *asker, std::function<void(bool)> then) {
    m_jobs->on(Resource::Network)
        .start(
            {asker, tr("Looking for the folder"), {}, true},
            [path](JobContext &) { return QFileInfo::exists(path); }, std::move(then));
}

// In another project the numbers of what is undone mean others.
void AppState::toast(ToastSpec toast) {
    if (toast.undoes) {
        const auto ours = [this, from = std::weak_ptr(m_project)] { return from.lock() == m_project; };
        toast.action = [ours, action = std::move(toast.action)] {
            if (ours())
                action();
        };
        toast.holds = [ours, holds = std::move(toast.holds)] { return ours() && (!holds || holds()); };
    }
    Q_EMIT toastRequested(toast);
}

void AppState::toastError(const Text &text) {
    toast({MessageKind::bad, render(text)});
}

void AppState::toastReadOnly() {
    toastInfo(tr("This project is open for reading only."),
              tr("To change something, save a copy (File ▸ Save a copy…) and open that."));
}

void AppState::showFailure(const QString &label, const JobFailure &failure) {
    logFailure(label, failure);
    toast({MessageKind::bad, label, render(failure.text)});
}

void AppState::showTaskFailure(const Task &task) {
    logFailure(task.label(), task.failure);
    toast({MessageKind::bad, task.label(), render(task.failure.text),
           findPage(task.page()) ? tr("Show") : QString(), [this, page = task.page()] { goTo(page); }});
}

void AppState::setActiveRun(std::int64_t run) {
    if (std::exchange(m_activeRun, run) == run)
        return;
    Q_EMIT activeRunChanged();
}

void AppState::setDeviceText(const QString &text) {
    if (std::exchange(m_deviceText, text) == text)
        return;
    Q_EMIT deviceTextChanged();
}

} // namespace retort
