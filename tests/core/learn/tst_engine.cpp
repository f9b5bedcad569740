// SPDX-License-Identifier: GPL-3.0-or-later
// The loader without LibTorch, with a wrong one, and with the real one. This program is not linked with
// LibTorch.
#include "core/learn/engine.h"

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/learn/torch_finder.h"

#include "test_main.h"
#include <QTemporaryDir>

using namespace retort;
namespace fs = std::filesystem;

namespace {

void fakeTorch(const fs::path &root, const std::string &version) {
    fs::create_directories(root / "lib");
    atomicWrite(root / "lib" / "libtorch_cpu.so", "not a library");
    if (!version.empty())
        atomicWrite(root / "version.py", "__version__ = '" + version + "+cpu'\ncuda = None\n");
}

} // namespace

class TestEngine : public QObject {
    Q_OBJECT

    QByteArray m_torch;

private Q_SLOTS:
    void initTestCase() { m_torch = qgetenv("RETORT_TORCH"); }
    void init() { qputenv("RETORT_TORCH", m_torch); }

    void without_libtorch_the_message_says_how_to_get_it() {
        const QTemporaryDir empty;
        qputenv("RETORT_TORCH", empty.path().toUtf8());
        const EngineStatus status = engineStatus();
        QVERIFY(!status.available && !status.loaded);
        const QString problem = QString::fromStdString(renderEnglish(status.problem));
        QVERIFY2(problem.contains("fetch_libraries.sh") && problem.contains("RETORT_TORCH")
                     && problem.contains(empty.path()),
                 qPrintable(problem));
        try {
            engine();
            QFAIL("opened");
        } catch (const Error &e) {
            QCOMPARE(e.code(), ErrorCode::MissingLibrary);
            QCOMPARE(QString(e.what()), problem);
        }
        // The same from the front doors: no run is made, no crash.
        QVERIFY_EXCEPTION_THROWN(openModel(empty.path().toStdString()), Error);
    }

    void another_version_is_refused_before_it_is_opened() {
        const QTemporaryDir folder;
        const fs::path root = folder.path().toStdString();
        fakeTorch(root, "1.13.1");
        qputenv("RETORT_TORCH", folder.path().toUtf8());
        try {
            engine();
            QFAIL("opened");
        } catch (const Error &e) {
            QCOMPARE(e.code(), ErrorCode::MissingLibrary);
            QVERIFY2(QString(e.what()).contains("1.13.1") && QString(e.what()).contains(wantedTorchVersion()),
                     e.what());
        }
        QCOMPARE(engineStatus().version, std::string("1.13.1"));
    }

    void a_broken_library_is_a_message() {
        const QTemporaryDir folder;
        fakeTorch(folder.path().toStdString(), wantedTorchVersion());
        atomicWrite(fs::path(folder.path().toStdString()) / "lib" / "libc10.so", "not a library");
        qputenv("RETORT_TORCH", folder.path().toUtf8());
        try {
            engine();
            QFAIL("opened");
        } catch (const Error &e) {
            QCOMPARE(e.code(), ErrorCode::MissingLibrary);
            QVERIFY2(QString(e.what()).contains("libc10.so"), e.what());
        }
    }

    void versions_are_read_from_any_kind_of_folder() {
        const QTemporaryDir folder;
        const fs::path root = folder.path().toStdString();
        fakeTorch(root, "");
        QCOMPARE(torchVersionOf(root / "lib"), std::string());
        QVERIFY(!findTorch({root}, "2.11.0").problem.empty());
        atomicWrite(root / "build-version", "2.5.1+cpu\n");
        QCOMPARE(torchVersionOf(root / "lib"), std::string("2.5.1"));
        fakeTorch(root, "2.6.0");
        QCOMPARE(torchVersionOf(root / "lib"), std::string("2.6.0"));
        fs::create_directories(root / "include/torch/headeronly");
        atomicWrite(
            root / "include/torch/headeronly/version.h",
            "#define TORCH_VERSION_MAJOR 2\n#define TORCH_VERSION_MINOR 11\n#define TORCH_VERSION_PATCH 3\n");
        QCOMPARE(torchVersionOf(root / "lib"), std::string("2.11.3"));
        const TorchPlace found =
            findTorch({root / "absent", root / "lib"}, "2.11.3"); // the library's own folder will do
        QVERIFY(found.problem.empty());
        QCOMPARE(found.library, root / "lib");
    }

    // After all the failures above the real one still opens.
    void the_real_one_opens() {
        if (m_torch.isEmpty() || qEnvironmentVariableIsEmpty("RETORT_LEARN_LIBRARY"))
            QSKIP("built without LibTorch");
        QVERIFY2(engineStatus().available, renderEnglish(engineStatus().problem).c_str());
        engine();
        QVERIFY(engineStatus().loaded);
        QCOMPARE(&engine(), &engine());
        qputenv("RETORT_TORCH", "/absent"); // loaded once, it stays
        QVERIFY(engineStatus().available);
        engine();
    }
};

RETORT_TEST(TestEngine)
#include "tst_engine.moc"
