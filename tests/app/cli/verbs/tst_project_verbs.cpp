// SPDX-License-Identifier: GPL-3.0-or-later
// project copy and repair, and import --create, by the real program.
#include "app/cli/cli_process.h"
#include "core/base/file.h"
#include "core/data/project_fixture.h"
#include "test_main.h"

#include <QDir>
#include <QJsonArray>

using namespace retort;
namespace fs = std::filesystem;

class TestProjectVerbs : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;
    QString path(const char *name) const { return m_dir.filePath(name); }

private Q_SLOTS:
    void initTestCase() {
        CliProcess data({"demo-data", "demo.jsonl", "--count", "3000", "--json"}, m_dir.path());
        QCOMPARE(data.wait(), 0);
        CliProcess first({"import", "--project", "p", "--create", "demo.jsonl", "--json"}, m_dir.path());
        QVERIFY2(first.wait() == 0, first.err());
        for (int i = 0; i < 5; ++i) {
            CliProcess more({"import", "--project", "p", "demo.jsonl", "--json"}, m_dir.path());
            QCOMPARE(more.wait(), 0);
        }
    }
    void a_failed_import_leaves_no_new_project() {
        atomicWrite(path("bad.jsonl").toStdString(), "this is no JSON\n");
        QDir(m_dir.path()).mkdir("given");
        for (const char *folder : {"deep/new", "given"}) {
            CliProcess import({"import", "--project", folder, "--create", "bad.jsonl", "--json"},
                              m_dir.path());
            QCOMPARE(import.wait(), 1);
        }
        QVERIFY(!QDir(path("deep")).exists());
        QVERIFY(QDir(path("given")).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot));
        CliProcess into({"import", "--project", "p", "--create", "bad.jsonl", "--json"}, m_dir.path());
        QCOMPARE(into.wait(), 1);
        QVERIFY(Project::isProject(path("p").toStdString())); // was there before
    }
    void a_copy_tells_its_progress_and_what_is_missing() {
        QVERIFY(QDir(path("p/samples")).entryList({"*.arrow"}).size() > 2);
        QVERIFY(QFile::rename(path("p/samples/0001.arrow"), path("aside.arrow")));
        CliProcess copy({"project", "copy", "--project", "p", "lacking"}, m_dir.path());
        QCOMPARE(copy.wait(), 0);
        QVERIFY2(copy.err().contains("Copying files"), copy.err());
        QVERIFY2(copy.out().contains("0001.arrow"), copy.out());
        QVERIFY(QFile::rename(path("aside.arrow"), path("p/samples/0001.arrow")));
        CliProcess whole({"project", "copy", "--project", "p", "whole", "--json"}, m_dir.path());
        QCOMPARE(whole.wait(), 0);
        QVERIFY(whole.json()["issues"].toArray().isEmpty());
    }
    void an_interrupted_copy_leaves_nothing() {
        const QStringList before = QDir(m_dir.path()).entryList(QDir::AllEntries | QDir::Hidden);
        bool cancelled = false;
        for (int wait_ms = 0; wait_ms < 400 && !cancelled; wait_ms += 5) {
            CliProcess copy({"project", "copy", "--project", "p", "cut", "--json"}, m_dir.path());
            QTest::qWait(wait_ms);
            ::kill(pid_t(copy.pid()), SIGINT);
            const int code = copy.wait();
            cancelled = code == 130;
            if (cancelled)
                QCOMPARE(copy.json()["error"].toObject()["code"].toString(), QString("cancelled"));
            else
                QDir(path("cut")).removeRecursively(); // too late, or the signal came before there was a job
        }
        QVERIFY(cancelled);
        QCOMPARE(QDir(m_dir.path()).entryList(QDir::AllEntries | QDir::Hidden), before);
    }
    void a_repair_tells_its_progress_and_goes_back_to_a_backup() {
        CliProcess repair({"project", "repair", "--project", "p"}, m_dir.path());
        QCOMPARE(repair.wait(), 0);
        QVERIFY2(repair.err().contains("Checking sample files"), repair.err());
        backupOf(*Project::open(path("p").toStdString()));
        CliProcess restore({"project", "repair", "--project", "p", "--restore", "--json"}, m_dir.path());
        QCOMPARE(restore.wait(), 0);
        QVERIFY(restore.json()["done"].toArray()[0].toString().contains("was restored"));
    }
};

RETORT_TEST(TestProjectVerbs)
#include "tst_project_verbs.moc"
