// SPDX-License-Identifier: GPL-3.0-or-later
// retort-cli as a process: run to its end, or started and killed.
#pragma once

#include "core/train/run_fixture.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>

#include <csignal>
#include <functional>

namespace retort {

class CliProcess {
public:
    explicit CliProcess(const QStringList &arguments, const QString &folder = {}) {
        if (!folder.isEmpty())
            m_process.setWorkingDirectory(folder);
        m_process.start(qEnvironmentVariable("RETORT_CLI"), arguments);
        m_process.waitForStarted();
        m_pid = m_process.processId();
    }
    ~CliProcess() { kill(); }

    qint64 pid() const { return m_pid; }
    bool running() const { return m_process.state() == QProcess::Running; }
    void kill() {
        m_process.kill(); // SIGKILL
        m_process.waitForFinished();
    }
    // Exit code; -1: it did not end in time, -2: it crashed.
    int wait(int timeout_ms = 60'000) {
        if (m_process.state() != QProcess::NotRunning && !m_process.waitForFinished(timeout_ms)) {
            kill();
            return -1;
        }
        return m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -2;
    }
    QByteArray out() { return m_out += m_process.readAllStandardOutput(); }
    QByteArray err() { return m_err += m_process.readAllStandardError(); }
    QJsonObject json() { return QJsonDocument::fromJson(out()).object(); }

private:
    QProcess m_process;
    qint64 m_pid = 0;
    QByteArray m_out, m_err;
};

// One call, run to its end.
struct Ran {
    int code = -1; // as CliProcess::wait()
    QByteArray out, err;
    QJsonObject json; // of `out`
    QString message() const { return json["error"].toObject()["message"].toString(); }
};
inline Ran runCli(const QStringList &arguments, const QString &folder = {}, int timeout_ms = 120'000) {
    CliProcess process(arguments, folder);
    Ran ran;
    ran.code = process.wait(timeout_ms);
    ran.out = process.out();
    ran.err = process.err();
    ran.json = QJsonDocument::fromJson(ran.out).object();
    return ran;
}

// Waits in steps of 2 ms, for moments that pass quickly; false: they did not come in time.
inline bool soon(const std::function<bool()> &holds, int timeout_ms = 30'000) {
    QElapsedTimer time;
    time.start();
    while (!holds()) {
        if (time.elapsed() > timeout_ms)
            return false;
        QTest::qWait(2);
    }
    return true;
}

// A training that a test waits for: the student of RunFixture, `steps` steps of a few milliseconds, a
// checkpoint every `save` steps (0: only at the end).
inline QStringList tinyTraining(const std::filesystem::path &project, int steps, int save = 40) {
    const QString flags =
        "--hidden 32 --layers 2 --heads 4 --kv-heads 2 --head-dim 8 --intermediate 48 --max-positions 128 "
        "--max-minutes 0 --tokens-per-step 1024 --warmup-steps 4 --log-every 5 --accuracy-questions 2 "
        "--accuracy-max-new-tokens 8 --device cpu --threads 1 --json";
    return QStringList{"train", "--project", QString::fromStdString(project.string())}
           + QString("--max-steps %1 --checkpoint-every %2 --eval-every %3")
                 .arg(steps)
                 .arg(save)
                 .arg(5 * save)
                 .split(' ')
           + flags.split(' ');
}

inline bool withoutTorch() {
    return qEnvironmentVariable("RETORT_LEARN_LIBRARY").isEmpty();
}

} // namespace retort
