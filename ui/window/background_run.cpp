// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/background_run.h"

#include "core/base/file.h"
#include "core/base/log.h"
#include "core/learn/train_job.h"
#include "ui/jobs/task_center.h"
#include "ui/settings.h"
#include "ui/state/app_state.h"
#include "ui/text.h"
#include "ui/window/desktop.h"

#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>

#include <algorithm>
#include <csignal>
#include <unistd.h>

namespace retort {
namespace {

constexpr int look_ms = 150;
constexpr int mostLooks = 400; // a minute: LibTorch from a slow disk; it lives, so it will train

// Beside this program; RETORT_CLI names another one, as where nothing is installed.
QString cliProgram() {
    const QString chosen = qEnvironmentVariable("RETORT_CLI");
    if (!chosen.isEmpty())
        return chosen;
    const QString beside = fromUtf8((programFolder() / "retort-cli").string());
    return QFileInfo::exists(beside) ? beside : QStandardPaths::findExecutable(QStringLiteral("retort-cli"));
}

// What the process said since it was started, its last line.
QString lastLine(const QString &file, qint64 from) {
    QFile log(file);
    if (!log.open(QIODevice::ReadOnly) || !log.seek(std::max(from, log.size() - 4096)))
        return {};
    const QStringList lines = QString::fromUtf8(log.readAll()).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    return lines.isEmpty() ? QString() : lines.last().trimmed();
}

} // namespace

struct BackgroundRun::Look {
    bool owned = false, resumable = false, lives = false;
    RunRecord record;
    QString said, log;
    qint64 logSize = 0;
};

BackgroundRun::BackgroundRun(AppState &app, const Desktop &desktop, RunId run, QObject *parent)
    : QObject(parent),
      m_app(app),
      m_project(app.project()),
      m_desktop(desktop),
      m_run(run) {
    m_again.setSingleShot(true);
    m_again.setInterval(look_ms);
    connect(&m_again, &QTimer::timeout, this, &BackgroundRun::look);
}

void BackgroundRun::look() {
    m_app.jobs().rows().start(
        {this, tr("Handing the run on"), QStringLiteral("background-run"), true},
        [project = m_project, run = m_run, pid = m_pid, log = m_log, from = m_logBegin](JobContext &) {
            const RunStore store(project);
            Look look;
            look.lives = pid > 0 && ::kill(pid_t(pid), 0) == 0; // asked first, as below it may end
            look.owned = store.runOwned(run);
            if (look.owned || look.lives)
                return look;
            // On a network file system it was closed here for that process, which has ended.
            const RunStore now(project->isClosed() ? Project::open(project->folder()) : project);
            look.record = now.run(run);
            look.resumable = canResume(now, run);
            look.log = fromPath(look.record.folder / "background.log");
            look.logSize = QFileInfo(look.log).size();
            if (pid > 0)
                look.said = lastLine(log, from);
            return look;
        },
        [this](const Look &look) { judge(look); },
        [this](const JobFailure &failure) { Q_EMIT failed(retort::render(failure.text)); });
}

void BackgroundRun::judge(const Look &look) {
    if (look.owned || look.record.state == RunState::Finished) {
        Q_EMIT taken();
        return;
    }
    if (m_pid == 0) {
        if (!look.resumable || look.record.state == RunState::Failed) {
            Q_EMIT failed(look.record.errorJson.empty()
                              ? tr("The run has no checkpoint.")
                              : retort::render(textFromJson(look.record.errorJson)));
            return;
        }
        m_log = look.log;
        m_logBegin = look.logSize;
        launch();
        return;
    }
    if (!look.lives) {
        reopenProject();
        log(LogLevel::Error, "the background run ended at once: " + toUtf8(look.said));
        Q_EMIT failed(look.said.isEmpty() ? tr("Its process ended at once; see %1.").arg(formatPath(m_log))
                                          : look.said);
        return;
    }
    if (++m_looks >= mostLooks)
        Q_EMIT taken();
    else
        m_again.start();
}

void BackgroundRun::reopenProject() {
    if (m_project->isClosed() && m_app.project() == m_project)
        m_app.openProject(fromPath(m_project->folder()));
}

// startDetached forks twice and makes a session, so neither the window nor its terminal takes it along.
void BackgroundRun::launch() {
    const QString program = cliProgram();
    QProcess process;
    process.setProgram(program);
    process.setArguments({QStringLiteral("train"), QStringLiteral("--project"), fromPath(m_project->folder()),
                          QStringLiteral("--resume"), QString::number(m_run), QStringLiteral("--threads"),
                          QString::number(m_app.settings().threads()), QStringLiteral("--quiet")});
    process.setStandardInputFile(QProcess::nullDevice());
    process.setStandardOutputFile(m_log, QIODevice::Append);
    process.setStandardErrorFile(m_log, QIODevice::Append);
    process.setWorkingDirectory(QFileInfo(m_log).path());
    m_project->closeForOthers(); // on a network file system, where that process needs it now
    const int awake = m_desktop.inheritableHold();
    const bool started = !program.isEmpty() && process.startDetached(&m_pid);
    if (awake >= 0)
        ::close(awake);
    if (started) {
        m_again.start();
        return;
    }
    reopenProject();
    log(LogLevel::Error, "cannot start " + toUtf8(program) + " to go on training");
    Q_EMIT failed(program.isEmpty()
                      ? tr("retort-cli is missing.")
                      : tr("%1 cannot be started: %2").arg(formatPath(program), process.errorString()));
}

} // namespace retort
