// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/output_path.h"

#include "core/base/error.h"
#include "core/base/file.h"

#include "test_main.h"
#include <QFile>
#include <QTemporaryDir>

#include <functional>

using namespace retort;

class TestOutputPath : public QObject {
    Q_OBJECT
    static QString said(const std::function<void()> &work, ErrorCode code) {
        try {
            work();
        } catch (const Error &error) {
            return error.code() == code ? QString::fromUtf8(error.what()) : QString("another code");
        }
        return "nothing was thrown";
    }
    std::filesystem::path at(const char *name) const { return m_dir.filePath(name).toStdString(); }
    QTemporaryDir m_dir;

private Q_SLOTS:
    void a_file_in_a_folder_can_be_written() {
        requireOutputPath(at("new.jsonl"));
        atomicWrite(at("new.jsonl"), "x");
        requireOutputPath(at("new.jsonl")); // again
        requireOutputPath("new.jsonl");     // here
    }
    void a_missing_folder_is_named_and_not_our_temporary_file() {
        for (const auto &work : {std::function<void()>([&] { requireOutputPath(at("no/such/a.jsonl")); }),
                                 std::function<void()>([&] { atomicWrite(at("no/such/a.jsonl"), "x"); })}) {
            const QString text = said(work, ErrorCode::NotFound);
            QVERIFY2(text.contains("/no/such” does not exist") && text.contains("“a.jsonl”"),
                     qPrintable(text));
            QVERIFY(!text.contains("tmp-"));
        }
    }
    void a_folder_is_no_file() {
        QVERIFY(said([&] { requireOutputPath(m_dir.path().toStdString()); }, ErrorCode::InvalidArgument)
                    .contains("is a folder"));
        QVERIFY(
            said([&] { requireOutputPath(at("x/")); }, ErrorCode::InvalidArgument).contains("is a folder"));
    }
    void a_file_is_no_folder() {
        atomicWrite(at("file"), "x");
        QVERIFY(said([&] { requireOutputPath(at("file/a.jsonl")); }, ErrorCode::NotFound)
                    .contains("is not a folder"));
    }
};

RETORT_TEST(TestOutputPath)
#include "tst_output_path.moc"
