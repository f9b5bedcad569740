// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/json_path.h"

#include "core/base/error.h"
#include "core/import/format_choice.h"

#include "test_main.h"

using namespace retort;

class TestJsonPath : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void leads_to_text_data();
    void leads_to_text();
    void wrong_paths_are_refused_data();
    void wrong_paths_are_refused();
    void columns_of_a_file_are_paths();
};

void TestJsonPath::leads_to_text_data() {
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("text"); // "-": leads nowhere
    QTest::newRow("member") << "a"
                            << "1";
    QTest::newRow("nested") << "m.x"
                            << "2";
    QTest::newRow("first") << "l[0].t"
                           << "甲";
    QTest::newRow("last") << "l[-1].t"
                          << "乙";
    QTest::newRow("all") << "l[*].t"
                         << "甲\n乙";
    QTest::newRow("odd name") << "[\"a.b\"]"
                              << "3";
    QTest::newRow("odd name inside") << "m[\"y z\"]"
                                     << "4";
    QTest::newRow("pointer") << "/l/1/t"
                             << "乙";
    QTest::newRow("pointer escape") << "/a~1b"
                                    << "5";
    QTest::newRow("object") << "m"
                            << R"({"x":2,"y z":"4"})";
    QTest::newRow("missing") << "none"
                             << "-";
    QTest::newRow("missing inside") << "a.b"
                                    << "-";
    QTest::newRow("beyond the end") << "l[2].t"
                                    << "-";
    QTest::newRow("null") << "z"
                          << "-";
}

void TestJsonPath::leads_to_text() {
    QFETCH(QString, path);
    QFETCH(QString, text);
    ParsedRecord parsed(
        R"({"a":1,"m":{"x":2,"y z":"4"},"a.b":"3","a/b":"5","l":[{"t":"甲"},{"t":"乙"}],"z":null})");
    const auto found = textAt(parsed.record(), parseJsonPath(path.toStdString()));
    QCOMPARE(QString::fromStdString(found.value_or("-")), text);
}

void TestJsonPath::wrong_paths_are_refused_data() {
    QTest::addColumn<QString>("path");
    for (const char *path : {"", ".", "a.", "a..b", "[0]", "a[", "a[x]", "a[1", "a]b[", "[*]", "a[1]b"})
        QTest::newRow(path) << path;
}

void TestJsonPath::wrong_paths_are_refused() {
    QFETCH(QString, path);
    QVERIFY_EXCEPTION_THROWN(parseJsonPath(path.toStdString()), Error);
}

// Whatever the preview offers can be used as it stands.
void TestJsonPath::columns_of_a_file_are_paths() {
    ParsedRecord parsed(
        R"({"a":1,"m":{"x":2,"y z":{"deep":"4"}},"a.b":"3","l":[{"t":"甲"},{"t":"乙"}],"w":["p","q"],"z":null})");
    std::vector<std::string> paths;
    for (const FieldColumn &column : columnsOf({parsed.record()})) {
        paths.push_back(column.path);
        QCOMPARE(textAt(parsed.record(), parseJsonPath(column.path)).value_or("-"),
                 column.path == "w" ? "p\nq" : column.example);
        QCOMPARE(column.records, std::int64_t(1));
    }
    QCOMPARE(paths,
             (std::vector<std::string>{"a", "m.x", "m.y z.deep", "[\"a.b\"]", "l[0].t", "l[-1].t", "w"}));
}

RETORT_TEST(TestJsonPath)
#include "tst_json_path.moc"
