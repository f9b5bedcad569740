// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/record.h"

#include "test_main.h"

using namespace retort;

class TestRecord : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void refusals_say_what_is_wrong_and_where_data();
    void refusals_say_what_is_wrong_and_where();
    void odd_numbers_are_kept_as_they_are_written();
    void the_last_of_equal_keys_wins_and_none_is_lost();
    void a_million_fields_are_read();
    void values_become_text();
    void metadata_is_what_was_placed_nowhere();
    void split_words();
};

void TestRecord::refusals_say_what_is_wrong_and_where_data() {
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("part");
    QTest::newRow("lone high") << QByteArray(R"({"a":"\ud800"})") << "(\\ud800) at byte 7";
    QTest::newRow("lone low") << QByteArray(R"({"a":"x\udc00"})") << "(\\udc00) at byte 8";
    QTest::newRow("two highs") << QByteArray(R"({"a":"\ud800\ud800"})") << "(\\ud800) at byte 7";
    QTest::newRow("bad escape") << QByteArray(R"({"a":"\q"})") << "The escape \\q at byte 7";
    QTest::newRow("invalid utf-8") << QByteArray("{\"a\":\"\xFF\"}") << "Byte 7 is not valid UTF-8";
    QTest::newRow("nul") << QByteArray("{\"a\":\"x\0y\"}", 11) << "A NUL byte at byte 8";
    QTest::newRow("control") << QByteArray("{\"a\":\"x\x02y\"}")
                             << "control character or line end inside a string at byte 8";
    QTest::newRow("not closed") << QByteArray(R"({"a":"x)") << "A string is not closed";
    QTest::newRow("python") << QByteArray(R"({"a":None})") << "None at byte 6";
    QTest::newRow("python true") << QByteArray(R"({"a": True})") << "True at byte 7";
    QTest::newRow("single quotes") << QByteArray("{'a':1}") << "Not valid JSON";
    QTest::newRow("missing brace") << QByteArray(R"({"a":1)") << "Not valid JSON";
    QTest::newRow("two values") << QByteArray(R"({"a":1}{"b":2})") << "Not valid JSON";
    QTest::newRow("list") << QByteArray("[1,2]") << "Not an object";
    QTest::newRow("number") << QByteArray("17") << "Not an object";
    QTest::newRow("wrong number") << QByteArray(R"({"a":1-2})") << "number";
    QTest::newRow("empty") << QByteArray("") << "empty";
    QTest::newRow("too deep") << QByteArray("{\"a\":" + QByteArray(3000, '[') + QByteArray(3000, ']') + "}")
                              << "deeper than 1,024";
}

void TestRecord::refusals_say_what_is_wrong_and_where() {
    QFETCH(QByteArray, json);
    QFETCH(QString, part);
    const ParsedRecord parsed(std::string_view(json.constData(), std::size_t(json.size())));
    QVERIFY(!parsed.valid());
    const QString reason = QString::fromStdString(renderEnglish(parsed.refusal()));
    QVERIFY2(reason.contains(part), qPrintable(reason));
}

void TestRecord::odd_numbers_are_kept_as_they_are_written() {
    ParsedRecord parsed(
        R"({"s":"1e400 NaN","a":1e400,"b":-123456789012345678901234567890,"c":[NaN,-Infinity],"d":18446744073709551615,"e":1.5})");
    QVERIFY(parsed.valid());
    QCOMPARE(
        parsed.record().metadata(),
        std::string(
            R"({"s":"1e400 NaN","a":"1e400","b":"-123456789012345678901234567890","c":["NaN","-Infinity"],"d":18446744073709551615,"e":1.5})"));
}

void TestRecord::the_last_of_equal_keys_wins_and_none_is_lost() {
    ParsedRecord parsed(R"({"q":"1","q":"2","q":"3","n":null})");
    QCOMPARE(*stringOf(*parsed.record().find("q")), std::string_view("3"));
    QCOMPARE(parsed.record().metadata(),
             std::string(R"json({"q (repeated 1)":"1","q (repeated 2)":"2","q":"3"})json"));
    QVERIFY(!parsed.record().has("n"));
}

void TestRecord::a_million_fields_are_read() {
    std::string json = "{";
    for (int i = 0; i < 1'000'000; ++i)
        json += "\"k" + std::to_string(i) + "\":" + std::to_string(i) + ",";
    json += R"("question":"q","answer":"a"})";
    QElapsedTimer timer;
    timer.start();
    ParsedRecord parsed(json);
    QVERIFY(parsed.valid());
    QCOMPARE(parsed.record().fields().size(), std::size_t(1'000'002));
    const RecordResult result = findImportFormat("qa_table")->reader({})(parsed.record());
    QCOMPARE(result.samples.size(), std::size_t(1));
    QVERIFY2(timer.elapsed() < 5000, qPrintable(QString::number(timer.elapsed())));
}

void TestRecord::values_become_text() {
    ParsedRecord parsed(R"({"s":"x","n":5,"d":0.25,"b":true,"z":null,"l":["a",1,null],"o":[{"a":1}]})");
    const auto at = [&](const char *key) { return *parsed.record().find(key); };
    QCOMPARE(textOf(at("s")), std::string("x"));
    QCOMPARE(textOf(at("n")), std::string("5"));
    QCOMPARE(textOf(at("d")), std::string("0.25"));
    QCOMPARE(textOf(at("b")), std::string("true"));
    QCOMPARE(textOf(at("l")), std::string("a\n1\n"));
    QCOMPARE(textOf(at("o")), std::string(R"([{"a":1}])"));
}

void TestRecord::metadata_is_what_was_placed_nowhere() {
    ParsedRecord parsed(
        R"({"question":"q","x":{"deep":["\n\"",1]},"中":"文","tags":["a","b"],"repo_name":"r","problem_key":"k","split":"dev","finish_reason":"length"})");
    Record &record = parsed.record();
    Sample sample;
    sample.question = record.take("question", place::question);
    const RecordResult result = finishRecord(record, sample);
    QVERIFY(!result.refusal);
    const Sample &done = result.samples[0];
    QCOMPARE(done.metadata, std::string(R"({"x":{"deep":["\n\"",1]},"中":"文","finish_reason":"length"})"));
    QCOMPARE(done.tags.size(), std::size_t(2));
    QCOMPARE(done.source, std::string("r"));
    QCOMPARE(done.groupKey, std::string("k"));
    QCOMPARE(done.split, std::string("valid"));
    QCOMPARE(done.faults, faultBit(Fault::CutByLength));
}

void TestRecord::split_words() {
    QCOMPARE(splitWord("Train"), std::string("train"));
    QCOMPARE(splitWord("validation"), std::string("valid"));
    QCOMPARE(splitWord("TEST"), std::string("test"));
    QCOMPARE(splitWord("trainer"), std::string());
}

RETORT_TEST(TestRecord)
#include "tst_record.moc"
