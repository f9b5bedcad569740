// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/app_state.h"
#include "ui/window_fixture.h"

#include <QDir>
#include <QSignalSpy>
#include <QTest>

using namespace retort;

class TestAppState : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void saving_a_copy_tells_its_progress_and_can_be_cancelled() {
        QTemporaryDir dir;
        {
            const auto project = Project::create(toUtf8(dir.filePath("p")), "Probe");
            RunStore runs(project);
            for (int i = 0; i < 400; ++i) { // each file of the copy is made durable: time enough to cancel
                RunRecord run;
                run.configJson = "{}";
                runs.addRun(run);
            }
        }
        qputenv("XDG_CONFIG_HOME", dir.filePath("config").toUtf8());
        AppState app;
        QSignalSpy ready(&app, &AppState::projectChanged);
        app.openProject(dir.filePath("p"));
        QTRY_VERIFY_WITH_TIMEOUT(app.hasProject(), 20000);
        JobRunner &runner = app.jobs().data();
        QSignalSpy cancelled(&runner, &JobRunner::cancelled), finished(&runner, &JobRunner::finished);
        bool told = false;
        connect(&runner, &JobRunner::progress, this, [&](JobNumber number, const Progress &p) {
            if (p.total == 0)
                return;
            told = true;
            runner.cancel(number);
        });
        app.saveCopy(dir.filePath("copy"));
        QTRY_VERIFY_WITH_TIMEOUT(!runner.busy(), 30000);
        QVERIFY(told);
        QCOMPARE(cancelled.count(), 1);
        QCOMPARE(finished.count(), 0);
        QCOMPARE(QDir(dir.path()).entryList(QDir::Dirs | QDir::Hidden | QDir::NoDotAndDotDot).filter("cop"),
                 QStringList());
    }
};

QTEST_MAIN(TestAppState)
#include "tst_app_state.moc"
