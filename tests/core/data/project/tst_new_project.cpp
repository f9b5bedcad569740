// SPDX-License-Identifier: GPL-3.0-or-later
// A new project is whole or not there, however its making ends.
#include "core/data/child_process.h"
#include "core/data/project/new_project.h"
#include "core/data/project_fixture.h"

#include <sys/resource.h>

using namespace retort;
namespace fs = std::filesystem;

static int newProjectChild(const std::vector<std::string> &arguments) {
    const fs::path folder = arguments[1];
    if (arguments[0] == "full") { // no file may grow beyond this: as on a full disk, whoever runs the test
        std::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{rlim_t(std::stol(arguments[2])), RLIM_INFINITY};
        ::setrlimit(RLIMIT_FSIZE, &limit);
        return errorOf([&] { Project::create(folder, "x"); }) == "nothing thrown" ? 1 : 0;
    }
    atomicWrite(folder.parent_path() / "ready", "x");
    for (int n = 0;; ++n)
        Project::create(folder / std::to_string(n), "x");
}

class TestNewProject : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void a_failed_making_leaves_nothing() {
        for (const char *limit : {"0", "4096", "60000"}) {
            QTemporaryDir dir;
            const fs::path root = dir.path().toStdString(), given = root / "given";
            fs::create_directory(given);
            QCOMPARE(ChildProcess({"full", (root / "a" / "b" / "new").string(), limit}).wait(), 0);
            QVERIFY2(!fs::exists(root / "a"), limit);
            QCOMPARE(ChildProcess({"full", given.string(), limit}).wait(), 0);
            QVERIFY2(fs::is_empty(given), limit);
            QVERIFY(Project::create(root / "a" / "b" / "new", "x")->info().name == "x");
        }
    }
    void what_a_killed_making_left_counts_as_empty() {
        QTemporaryDir dir;
        const fs::path folder = fs::path(dir.path().toStdString()) / "p";
        for (const char *name : {"samples", "runs", "locks"})
            fs::create_directories(folder / name);
        atomicWrite(folder / "project.retort.new", std::string(5000, 'x'));
        atomicWrite(folder / "project.retort.new-journal", "x");
        atomicWrite(folder / "project.lock", "1 host create");
        QCOMPARE(Project::create(folder, "whole")->info().name, std::string("whole"));
    }
    void a_folder_with_anything_else_is_not_empty() {
        for (const char *name : {"samples/mine.txt", "notes.txt", "project.retort-mine"}) {
            QTemporaryDir dir;
            const fs::path folder = dir.path().toStdString();
            fs::create_directories(folder / "samples");
            atomicWrite(folder / name, "x");
            QCOMPARE_ERROR(Project::create(folder, "x"), "already_exists");
            QVERIFY(fs::exists(folder / name) && fs::exists(folder / "samples"));
        }
    }
    void a_making_killed_at_any_moment_can_be_repeated() {
        for (int round = 0; round < 12; ++round) {
            QTemporaryDir dir;
            const fs::path root = dir.path().toStdString(), projects = root / "projects";
            fs::create_directory(projects);
            ChildProcess child({"many", projects.string()});
            QVERIFY(QTest::qWaitFor([&] { return fs::exists(root / "ready"); }, 20'000));
            child.killAfter(std::chrono::microseconds(15'000 + 4'700 * round));
            for (const auto &entry : fs::directory_iterator(projects))
                QVERIFY((Project::isProject(entry.path()) ? Project::open(entry.path())
                                                          : Project::create(entry.path(), "x"))
                            ->info()
                            .name
                        == "x");
        }
    }
    void a_new_project_that_nothing_came_into_goes_away() {
        QTemporaryDir dir;
        const fs::path root = dir.path().toStdString();
        { const NewProject made(root / "a" / "p", "x"); }
        QVERIFY(!fs::exists(root / "a"));
        fs::create_directory(root / "given");
        { const NewProject made(root / "given", "x"); }
        QVERIFY(fs::is_empty(root / "given"));
        {
            const NewProject made(root / "p", "x");
            importSamples(made.project(), 0, 10);
        }
        QCOMPARE(VersionStore(Project::open(root / "p")).version(1).rows, 10);
        std::shared_ptr<Project> held;
        {
            const NewProject made(root / "held", "x");
            held = made.project();
        }
        QCOMPARE(held->info().name, std::string("x"));
    }
};

RETORT_TEST_WITH_CHILD(TestNewProject, newProjectChild)
#include "tst_new_project.moc"
