// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file.h"
#include "core/base/leftovers.h"

#include "test_main.h"
#include <QTemporaryDir>

#include <set>
#include <sys/wait.h>
#include <unistd.h>

using namespace retort;
namespace fs = std::filesystem;

class TestLeftovers : public QObject {
    Q_OBJECT
    static std::string deadPid() {
        const pid_t pid = ::fork();
        if (pid == 0)
            ::_exit(0);
        ::waitpid(pid, nullptr, 0);
        return std::to_string(pid);
    }
private Q_SLOTS:
    void only_what_a_dead_process_made_is_swept() {
        QTemporaryDir dir;
        const fs::path folder = dir.path().toStdString();
        const std::string dead = deadPid(), alive = std::to_string(::getpid());
        QVERIFY(!processLives(std::stol(dead)) && processLives(::getpid()) && processLives(1));
        const std::set<std::string> stay{
            ".run.json.tmp-" + alive + "-0", ".run.json.tmp-x", "run.json.tmp-" + dead,
            ".run.json.tmp-" + dead + "x",   ".run.json.tmp-0", "notes.txt"};
        for (const std::string &name : stay)
            atomicWrite(folder / name, "x");
        atomicWrite(folder / (".run.json.tmp-" + dead + "-0"), "x");
        fs::create_directories(folder / (".a.tmp-" + dead) / "deep");
        atomicWrite(folder / (".a.tmp-" + dead) / "deep" / "file", "x");
        QCOMPARE(sweepLeftovers(folder, ".", ".tmp-"), 2);
        std::set<std::string> left;
        for (const auto &entry : fs::directory_iterator(folder))
            left.insert(entry.path().filename().string());
        QVERIFY(left == stay);
        QCOMPARE(sweepLeftovers(folder / "nowhere", ".", ".tmp-"), 0);
    }
};

RETORT_TEST(TestLeftovers)
#include "tst_leftovers.moc"
