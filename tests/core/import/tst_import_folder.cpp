// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/import_folder.h"

#include "core/base/error.h"

#include "test_main.h"
#include <QTemporaryDir>

#include <fstream>

using namespace retort;
namespace fs = std::filesystem;

class TstImportFolder : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void endings_are_known_in_any_case_and_packed() {
        for (const char *yes : {"a.jsonl", "a.JSON", "a.b.jsonl.gz", "Ä.json.GZ"})
            QVERIFY2(hasImportEnding(yes), yes);
        for (const char *no : {"a.txt", ".json", "json", "a.json.zip", "a.parquet", "a.gz"})
            QVERIFY2(!hasImportEnding(no), no);
    }

    void files_at_any_depth_come_in_order() {
        QTemporaryDir dir;
        const fs::path root = dir.path().toStdString();
        for (const char *file :
             {"b.jsonl", "a/z.json", "a/b/c.jsonl.gz", "a/notes.txt", ".git/x.json", ".h.json"}) {
            fs::create_directories((root / file).parent_path());
            std::ofstream(root / file) << "{}";
        }
        fs::create_directories(root / "folder.json"); // a folder of such a name is no file
        fs::create_directory_symlink(root, root / "a/round");
        JobContext job;
        const std::vector<fs::path> found = importFilesBelow(root, job);
        const std::vector<fs::path> wanted{root / "a/b/c.jsonl.gz", root / "a/z.json", root / "b.jsonl"};
        QVERIFY(found == wanted);
    }

    void no_folder_is_an_error_and_cancel_ends_it() {
        QTemporaryDir dir;
        std::ofstream(dir.filePath("a.json").toStdString()) << "{}";
        JobContext job;
        QVERIFY_EXCEPTION_THROWN(importFilesBelow(dir.filePath("none").toStdString(), job), Error);
        job.cancel();
        QVERIFY_EXCEPTION_THROWN(importFilesBelow(dir.path().toStdString(), job), Cancelled);
    }
};

RETORT_TEST(TstImportFolder)
#include "tst_import_folder.moc"
