// SPDX-License-Identifier: GPL-3.0-or-later
// A window on a project in which a tiny student can really be trained, and what its Train page shows.
#pragma once

#include "core/train/run_fixture.h"
#include "tests/ui/window_fixture.h"
#include "ui/pages/page.h"
#include "ui/widgets/metric_tile.h"
#include "ui/widgets/option_form.h"
#include "ui/window/window_actions.h"

#include <QAction>

#include <csignal>
#include <sstream>

namespace retort {

// The project of RunFixture, with its student stored, as the window wants it.
class TrainableProject : public RunFixture {
public:
    TrainableProject() {
        StudentRecord record;
        StudentConfig config = *this->config().student;
        config.vocabSize = tinyTokenizer()->vocabSize();
        record.name = "tiny";
        record.configJson = studentToJson(config);
        record.tokenizer = tokenizer;
        record.parameters = parameterCount(config).total;
        store.addStudent(record);
    }
    ~TrainableProject() { // a test that failed leaves no process behind
        for (const RunRecord &run : now().runs())
            if (const pid_t pid = trainer(run.id); pid > 0 && pid != ::getpid())
                ::kill(pid, SIGKILL);
    }
    QString folder() const { return QString::fromStdString(fixture.project->folder().string()); }
    // On a network file system the window may have closed the project for others.
    RunStore now() const {
        const auto &known = fixture.project;
        for (int tries = 0; known->isClosed(); ++tries)
            try {
                return RunStore(Project::open(known->folder()));
            } catch (const Error &e) { // the trainer imports its journal just now
                if (e.code() != ErrorCode::Busy || tries == 100)
                    throw;
                QTest::qWait(100);
            }
        return RunStore(known);
    }
    // The process that trains the run now; 0: nobody.
    pid_t trainer(RunId run) const {
        if (!store.runOwned(run))
            return 0;
        std::istringstream note(readFile(now().run(run).folder / "owner.lock"));
        pid_t pid = 0;
        note >> pid;
        return pid;
    }
    RunRecord newest() const {
        const auto runs = now().runs();
        return runs.empty() ? RunRecord{} : runs.back();
    }
};

struct RunWindow : WindowFixture {
    explicit RunWindow(const TrainableProject &project, const QString &language = "en",
                       const QString &theme = "light")
        : WindowFixture({}, [&](Settings &s) {
              s.setValue("language", toUtf8(language));
              s.setValue("theme", toUtf8(theme));
              s.setValue("threads", std::int64_t(1));
          }) {
        open(project.folder());
        window->pages().showPage("train");
    }
    Page *page() const { return window->pages().currentPage(); }
    QAction *action(const char *id) const { return page()->findAction(id); }
    void abort() const {
        action("train_abort")->trigger();
        QVERIFY(dialog());
        press(dialog(), "Abort");
    }
    QString tile(const char *id) const {
        return page()->findChild<MetricStrip *>()->tile(QString::fromLatin1(id))->value();
    }
    // Starts a run that a test can wait for.
    void startRun(int steps, const OptionValues &more = {}) {
        OptionValues values{{"max_steps", std::int64_t(steps)},
                            {"tokens_per_step", std::int64_t(1024)},
                            {"warmup_steps", std::int64_t(4)},
                            {"eval_every", std::int64_t(200)},
                            {"checkpoint_every", std::int64_t(100)},
                            {"log_every", std::int64_t(5)},
                            {"accuracy_questions", std::int64_t(2)},
                            {"accuracy_max_new_tokens", std::int64_t(8)},
                            {"max_minutes", 0.0},
                            {"device", std::string("cpu")}};
        for (const auto &[id, value] : more)
            values[id] = value;
        auto *form = page()->findChild<OptionForm *>();
        form->setValues(values);
        Q_EMIT form->changed(form->values()); // as typed: it is checked a moment later
        QTRY_VERIFY_WITH_TIMEOUT(action("train_start")->isEnabled(), 20'000);
        action("train_start")->trigger();
    }
};

} // namespace retort
