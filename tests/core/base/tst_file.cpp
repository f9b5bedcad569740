// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/hash.h"

#include "test_main.h"
#include <QTemporaryDir>

#include <csignal>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace retort;
namespace fs = std::filesystem;

class TestFile : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;
    fs::path path(const char *name) const { return fs::path(m_dir.path().toStdString()) / name; }
    std::size_t filesInFolder() const {
        return std::size_t(
            std::distance(fs::directory_iterator(m_dir.path().toStdString()), fs::directory_iterator()));
    }
private Q_SLOTS:
    void atomic_write_replaces_whole() {
        atomicWrite(path("a"), "old");
        atomicWrite(path("a"), "new 新");
        QCOMPARE(readFile(path("a")), std::string("new 新"));
        QCOMPARE(filesInFolder(), std::size_t(1));
    }
    void failed_write_keeps_the_old_file() {
        atomicWrite(path("a"), "old");
        QVERIFY_THROWS_EXCEPTION(std::runtime_error, atomicWrite(path("a"), [](CheckedFile &f) {
                                     f.write("half");
                                     throw std::runtime_error("power");
                                 }));
        QCOMPARE(readFile(path("a")), std::string("old"));
        QCOMPARE(filesInFolder(), std::size_t(1));
    }
    void a_full_file_size_limit_is_an_error_and_not_a_short_file() {
        // RLIMIT_FSIZE stands for a full disk: write() comes back short, then fails.
        const pid_t child = ::fork();
        if (child == 0) {
            std::signal(SIGXFSZ, SIG_IGN);
            const rlimit limit{1000, 1000};
            ::setrlimit(RLIMIT_FSIZE, &limit);
            try {
                atomicWrite(path("big"), std::string(5000, 'x'));
            } catch (const Error &) {
                ::_exit(fs::exists(path("big")) ? 2 : 0);
            }
            ::_exit(1);
        }
        int status = 0;
        ::waitpid(child, &status, 0);
        QCOMPARE(WIFEXITED(status) ? WEXITSTATUS(status) : -1, 0);
    }
    void errors_name_path_and_kind() {
        try {
            readFile(path("missing"));
            QFAIL("no error");
        } catch (const Error &e) {
            QCOMPARE(e.code(), ErrorCode::NotFound);
            QVERIFY(std::string(e.what()).find("missing") != std::string::npos);
        }
    }
    void a_lock_is_exclusive_between_processes_and_freed_by_death() {
        const auto lockPath = path("lock");
        int ready[2];
        QCOMPARE(::pipe(ready), 0);
        const pid_t child = ::fork();
        if (child == 0) {
            auto lock = FileLock::tryLock(lockPath);
            lock.writeNote("child");
            [[maybe_unused]] const auto n = ::write(ready[1], "x", 1);
            ::pause();
            ::_exit(0);
        }
        char c = 0;
        QCOMPARE(::read(ready[0], &c, 1), ssize_t(1));
        QVERIFY(!FileLock::tryLock(lockPath).held());
        QCOMPARE(readFile(lockPath), std::string("child"));
        ::kill(child, SIGKILL);
        ::waitpid(child, nullptr, 0);
        QVERIFY(FileLock::tryLock(lockPath).held());
    }
    void hash_of_file_equals_hash_of_bytes() {
        const std::string bytes(3'000'000, 'q');
        atomicWrite(path("h"), bytes);
        QCOMPARE(xxh3HexOfFile(path("h").string()), xxh3Hex(bytes));
        QCOMPARE(
            xxh3Hex(""),
            std::string("99aa06d3014798d86001c324468d497f")); // XXH3-128 of nothing, from its specification
    }
    void split_mix_is_the_published_sequence() {
        SplitMix64 random(1234567); // Rosetta Code's published values for this seed
        QCOMPARE(random.next(), 6457827717110365317ull);
        QCOMPARE(random.next(), 3203168211198807973ull);
        for (int i = 0; i < 1000; ++i)
            QVERIFY(random.below(7) < 7);
    }
};

RETORT_TEST(TestFile)
#include "tst_file.moc"
