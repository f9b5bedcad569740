// SPDX-License-Identifier: GPL-3.0-or-later
// Projects in several states, and a window with fresh settings around them.
#pragma once

#include "core/data/project/project.h"
#include "core/data/runs/run_store.h"
#include "core/data/versions/version_store.h"
#include "ui/jobs/task_center.h"
#include "ui/settings.h"
#include "ui/state/app_state.h"
#include "ui/text.h"
#include "ui/theme/theme.h"
#include "ui/window/main_window.h"
#include "ui/window/page_stack.h"

#include <QAbstractButton>
#include <QApplication>
#include <QDialog>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <fstream>
#include <memory>

namespace retort {

enum class Filled { Empty, Data, Trained };

inline void importSamples(const std::shared_ptr<Project> &project, int count) {
    SourceWriterConfig config;
    config.name = "arithmetic";
    config.format = "test";
    config.files = {"a.jsonl"};
    SourceWriter writer(project, config);
    for (int i = 0; i < count; ++i) {
        Sample s;
        s.question = std::to_string(i) + " + 1 = ?";
        s.reasoning = "个位相加。";
        s.answer = "\\boxed{" + std::to_string(i + 1) + "}";
        s.language = "zh";
        writer.add(s);
    }
    writer.finish(0);
}

inline void train(const std::shared_ptr<Project> &project) {
    VersionStore versions(project);
    RunStore runs(project);
    TokenizerRecord tokenizer;
    tokenizer.name = "bpe-2k";
    tokenizer.kind = "sentencepiece";
    tokenizer.file = "models/tokenizer-0001/tokenizer.model";
    tokenizer.hash = "0123";
    tokenizer.version = *versions.newestVersion();
    tokenizer.vocabSize = 2048;
    tokenizer.id = runs.addTokenizer(tokenizer);
    StudentRecord student;
    student.name = "1M-4L-128";
    student.configJson = "{}";
    student.tokenizer = tokenizer.id;
    student.parameters = 1'048'576;
    student.id = runs.addStudent(student);
    RunRecord run;
    run.version = tokenizer.version;
    run.tokenizer = tokenizer.id;
    run.student = student.id;
    run.configJson = "{}";
    run.totalSteps = 100;
    run.id = runs.addRun(run);
    run = runs.run(run.id);
    run.state = RunState::Finished;
    run.step = 100;
    run.lastLoss = 0.42;
    runs.updateRun(run);
    CheckpointRecord checkpoint;
    checkpoint.run = run.id;
    checkpoint.step = 100;
    checkpoint.name = "step 100";
    checkpoint.folder = run.folder / "step-100";
    std::filesystem::create_directories(checkpoint.folder);
    std::ofstream(checkpoint.folder / "model.safetensors") << "weights";
    checkpoint.reason = "final";
    checkpoint.bytes = 7;
    checkpoint.id = runs.addCheckpoint(checkpoint);
    EvaluationRecord evaluation;
    evaluation.checkpoint = checkpoint.id;
    evaluation.run = run.id;
    evaluation.name = "test";
    evaluation.asked = 200;
    evaluation.correct = 150;
    evaluation.accuracy = 0.75;
    evaluation.low95 = 0.69;
    evaluation.high95 = 0.80;
    runs.addEvaluation(evaluation, {});
}

inline QString makeProject(const QString &folder, Filled filled) {
    const auto project = Project::create(toUtf8(folder), "Probe");
    if (filled != Filled::Empty)
        importSamples(project, 1234);
    if (filled == Filled::Trained)
        train(project);
    return folder;
}

// A window whose settings begin empty. Members die in the right order: window, state.
struct WindowFixture {
    QTemporaryDir dir;
    std::unique_ptr<AppState> app;
    std::unique_ptr<MainWindow> window;

    explicit WindowFixture(WindowOptions options = {}, const std::function<void(Settings &)> &prepare = {}) {
        static int number = 0;
        qputenv("XDG_CONFIG_HOME", dir.filePath(QStringLiteral("config%1").arg(++number)).toUtf8());
        app = std::make_unique<AppState>();
        if (prepare)
            prepare(app->settings());
        window = std::make_unique<MainWindow>(*app, std::move(options));
        window->start();
    }

    void open(const QString &folder) {
        QSignalSpy ready(app.get(), &AppState::snapshotChanged);
        app->openProject(folder);
        QTRY_VERIFY_WITH_TIMEOUT(app->hasProject() && app->snapshotReady(), 20000);
    }

    QWidget *dialog() const {
        for (QWidget *w : QApplication::topLevelWidgets())
            if (qobject_cast<QDialog *>(w) && w->isVisible())
                return w;
        return nullptr;
    }

    static void press(QWidget *dialog, const QString &verb) {
        for (auto *button : dialog->findChildren<QAbstractButton *>())
            if (button->text() == verb) {
                button->click();
                return;
            }
        QFAIL(qPrintable("no button " + verb));
    }
};

} // namespace retort
