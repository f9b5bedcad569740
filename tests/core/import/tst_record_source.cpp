// SPDX-License-Identifier: GPL-3.0-or-later
// Files as they come: shapes, encodings, packed, broken (reliability.md B3).
#include "core/import/record_source.h"

#include "core/base/error.h"
#include "core/base/hash.h"
#include "core/import/record.h"
#include "import_files.h"

#include "test_main.h"

#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace retort;

namespace {

struct Cut {
    std::vector<std::string> texts;
    std::vector<std::int64_t> lines;
    int tooLong = 0, cut = 0;
};

Cut cutAll(const std::filesystem::path &path, std::size_t batch_bytes = 1 << 20, RecordLimits limits = {}) {
    RecordSource source(path, limits);
    RawBatch batch;
    Cut all;
    while (source.next(batch, batch_bytes)) {
        for (const RawRecord &record : batch.records) {
            all.texts.emplace_back(batch.of(record));
            all.lines.push_back(record.line);
            all.tooLong += record.tooLong;
            all.cut += record.cut;
        }
    }
    return all;
}

std::string toUtf16(const QString &text, bool little, bool mark) {
    std::string bytes;
    const auto put = [&](char16_t unit) {
        bytes += char(little ? unit & 0xFF : unit >> 8);
        bytes += char(little ? unit >> 8 : unit & 0xFF);
    };
    if (mark)
        put(0xFEFF);
    for (const QChar c : text)
        put(c.unicode());
    return bytes;
}

QString causeOf(const std::function<void()> &work, ErrorCode code) {
    try {
        work();
    } catch (const Error &error) {
        return error.code() == code ? QString::fromUtf8(error.what())
                                    : QString("other code: %1").arg(error.what());
    }
    return "nothing was thrown";
}

} // namespace

class TestRecordSource : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { m_files = std::make_unique<ImportFiles>(); }
    void shapes_are_told_by_content_data();
    void shapes_are_told_by_content();
    void any_batch_size_gives_the_same_records();
    void encodings_are_recognised_data();
    void encodings_are_recognised();
    void undecodable_bytes_spoil_only_their_record();
    void a_broken_element_does_not_take_the_others_with_it();
    void long_lines_are_refused_without_being_kept();
    void packed_files_are_told_by_content();
    void cut_and_damaged_packed_files_say_so();
    void a_bomb_is_not_unpacked_to_its_end();
    void what_is_no_file_is_refused();
    void known_binaries_are_named_data();
    void known_binaries_are_named();
    void a_changed_file_is_noticed();
    void odd_names_work();

private:
    std::unique_ptr<ImportFiles> m_files;
};

void TestRecordSource::shapes_are_told_by_content_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("shape");
    QTest::addColumn<QList<int>>("lines");
    QTest::newRow("empty") << QByteArray() << "empty" << QList<int>{};
    QTest::newRow("only line ends") << QByteArray("\n\r\n \n") << "empty" << QList<int>{};
    QTest::newRow("lines") << QByteArray("{\"a\":1}\n{\"a\":2}\n") << "lines" << QList<int>{1, 2};
    QTest::newRow("crlf and blank lines")
        << QByteArray("\r\n{\"a\":1}\r\n\r\n{\"a\":2}\r\n") << "lines" << QList<int>{2, 4};
    QTest::newRow("no line end at the end")
        << QByteArray("{\"a\":1}\n{\"a\":2}") << "lines" << QList<int>{1, 2};
    QTest::newRow("mark") << QByteArray("\xEF\xBB\xBF{\"a\":1}\n") << "lines" << QList<int>{1};
    QTest::newRow("array on one line") << QByteArray("[{\"a\":1},{\"a\":2}]") << "array" << QList<int>{1, 1};
    QTest::newRow("array on lines") << QByteArray("[\n  {\"a\": [1, \"]\"]},\n  {\"a\": \"}\\\"\"}\n]\n")
                                    << "array" << QList<int>{2, 3};
    QTest::newRow("array, indented") << QByteArray(
        "[\n    {\n        \"a\": 1\n    },\n    {\n        \"a\": 2\n    }\n]")
                                     << "array" << QList<int>{2, 5};
    QTest::newRow("array of other things")
        << QByteArray("[1, \"x, ]\", [2], {\"a\":1}, null]") << "array" << QList<int>{1, 1, 1, 1, 1};
    QTest::newRow("empty array") << QByteArray("[ ]") << "array" << QList<int>{};
    QTest::newRow("lines of arrays") << QByteArray("[1,2]\n[3]\n") << "lines" << QList<int>{1, 2};
    QTest::newRow("one object over lines") << QByteArray("{\n  \"a\": 1\n}\n") << "objects" << QList<int>{1};
    QTest::newRow("objects over lines")
        << QByteArray("{\n  \"a\": 1\n}\n{\n  \"a\": 2\n}\n") << "objects" << QList<int>{1, 4};
    QTest::newRow("first line broken") << QByteArray("{\"a\":\n{\"a\":2}\n") << "lines" << QList<int>{1, 2};
    QTest::newRow("not json") << QByteArray("hello\nworld") << "lines" << QList<int>{1, 2};
}

void TestRecordSource::shapes_are_told_by_content() {
    QFETCH(QByteArray, bytes);
    QFETCH(QString, shape);
    QFETCH(QList<int>, lines);
    const auto path = m_files->write("a.json", {bytes.constData(), std::size_t(bytes.size())});
    QCOMPARE(QString(fileShapeId(RecordSource(path).shape())), shape);
    const Cut cut = cutAll(path);
    QCOMPARE(QList<int>(cut.lines.begin(), cut.lines.end()), lines);
}

void TestRecordSource::any_batch_size_gives_the_same_records() {
    SplitMix64 random(5);
    std::string lines, array = "[";
    for (int i = 0; i < 3000; ++i) {
        std::string record =
            "{\"n\":" + std::to_string(i) + ",\"t\":\"" + std::string(random.below(3000), 'x') + "\\\"]}\"}";
        lines += record + (random.below(4) == 0 ? "\r\n\n" : "\n");
        array += (i ? ",\n " : "\n ") + record;
    }
    array += "\n]";
    for (const std::string &text : {lines, array}) {
        const auto path = m_files->write("a.json", text);
        const Cut large = cutAll(path, 1 << 24);
        QCOMPARE(large.texts.size(), std::size_t(3000));
        for (const std::size_t size : {std::size_t(1), std::size_t(4096), std::size_t(700'000)}) {
            const Cut small = cutAll(path, size);
            QVERIFY(small.texts == large.texts);
            QVERIFY(small.lines == large.lines);
        }
        for (const std::string &record : large.texts)
            QVERIFY(ParsedRecord(record).valid());
    }
}

void TestRecordSource::encodings_are_recognised_data() {
    const QString text =
        QStringLiteral("{\"question\":\"一根绳子长１２米\",\"answer\":\"𠀀\"}\n{\"question\":\"二\"}\n");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("encoding");
    const auto row = [](const char *name, const std::string &bytes, const char *encoding) {
        QTest::newRow(name) << QByteArray(bytes.data(), qsizetype(bytes.size())) << QString(encoding);
    };
    row("utf-8", text.toStdString(), "UTF-8");
    row("utf-16 le, mark", toUtf16(text, true, true), "UTF-16LE");
    row("utf-16 be, mark", toUtf16(text, false, true), "UTF-16BE");
    row("utf-16 le", toUtf16(text, true, false), "UTF-16LE");
    row("utf-16 be", toUtf16(text, false, false), "UTF-16BE");
    // The same text in GB18030; 𠀀 takes four bytes there.
    row("gb18030",
        "{\"question\":\"\xD2\xBB\xB8\xF9\xC9\xFE\xD7\xD3\xB3\xA4\xA3\xB1\xA3\xB2\xC3\xD7\",\"answer\":"
        "\"\x95\x32\x82\x36\"}\n{\"question\":\"\xB6\xFE\"}\n",
        "GB18030");
}

void TestRecordSource::encodings_are_recognised() {
    QFETCH(QByteArray, bytes);
    QFETCH(QString, encoding);
    const auto path = m_files->write("a.jsonl", {bytes.constData(), std::size_t(bytes.size())});
    QCOMPARE(QString::fromStdString(RecordSource(path).bytes().encoding()), encoding);
    const Cut cut = cutAll(path);
    QCOMPARE(cut.texts.size(), std::size_t(2));
    QCOMPARE(cut.texts[0], std::string("{\"question\":\"一根绳子长１２米\",\"answer\":\"𠀀\"}"));
    QCOMPARE(cut.texts[1], std::string("{\"question\":\"二\"}"));
}

void TestRecordSource::undecodable_bytes_spoil_only_their_record() {
    const auto validity = [&](const std::string &bytes) {
        std::vector<bool> valid;
        for (const std::string &record : cutAll(m_files->write("a.jsonl", bytes)).texts)
            valid.push_back(ParsedRecord(record).valid());
        return valid;
    };
    const std::vector<bool> middle{true, false, true};
    QCOMPARE(validity("{\"a\":\"一\"}\n{\"a\":\"\xFF\"}\n{\"a\":\"二\"}\n"), middle);
    QString lone = QStringLiteral("{\"a\":\"一\"}\n{\"a\":\"x\"}\n{\"a\":\"二\"}\n");
    lone[lone.indexOf('x')] = QChar(0xD800);
    QCOMPARE(validity(toUtf16(lone, true, true)), middle);
    QCOMPARE(validity("{\"a\":\"\xD2\xBB\xB8\xF9\xC9\xFE\xD7\xD3\"}\n{\"a\":\"\xD2\xFF\xFF\"}\n{\"a\":"
                      "\"\xB6\xFE\xB6\xFE\xB6\xFE\"}\n"),
             middle);
    // Latin-1 is not taken for Chinese: its record is refused, not turned into other characters.
    QCOMPARE(validity("{\"a\":\"caf\xE9 cr\xE8me\"}\n{\"a\":\"d\xE9j\xE0 vu\"}\n"),
             (std::vector<bool>{false, false}));
}

void TestRecordSource::a_broken_element_does_not_take_the_others_with_it() {
    const auto path = m_files->write("a.json", "[\n  {\n    \"a\": \"not closed\n  },\n  {\n    \"a\": 2\n  "
                                               "},\n  {\n    \"a\": [3\n  ,\n  {\n    \"a\": 4\n  }\n]");
    const Cut cut = cutAll(path);
    std::vector<std::int64_t> good;
    for (std::size_t i = 0; i < cut.texts.size(); ++i)
        if (ParsedRecord(cut.texts[i]).valid())
            good.push_back(cut.lines[i]);
    QCOMPARE(good, (std::vector<std::int64_t>{5, 11}));
    const Cut open = cutAll(m_files->write("b.json", "[{\"a\":1},{\"a\":"));
    QCOMPARE(open.cut, 1);
    QCOMPARE(open.texts.size(), std::size_t(2));
}

void TestRecordSource::long_lines_are_refused_without_being_kept() {
    const auto path = m_files->folder() / "long.jsonl";
    {
        std::ofstream file(path, std::ios::binary);
        const std::string block(1 << 20, 'x');
        file << "{\"a\":1}\n{\"a\":\"" << block << block << block << "\"}\n{\"a\":\"";
        for (int i = 0; i < 100; ++i)
            file << block;
        file << "\"}\n{\"a\":4}\n";
    }
    rusage before = {}, after = {};
    getrusage(RUSAGE_SELF, &before);
    QElapsedTimer timer;
    timer.start();
    const Cut cut = cutAll(path);
    QVERIFY2(timer.elapsed() < 2000, qPrintable(QString::number(timer.elapsed())));
    getrusage(RUSAGE_SELF, &after);
    QCOMPARE(cut.lines, (std::vector<std::int64_t>{1, 2, 3, 4}));
    QCOMPARE(cut.tooLong, 1);
    QVERIFY(ParsedRecord(cut.texts[1]).valid()); // 3 MiB is fine
    QVERIFY(ParsedRecord(cut.texts[3]).valid());
#ifdef __SANITIZE_ADDRESS__
    constexpr long allowed_KiB = 384 * 1024; // AddressSanitizer keeps 256 MiB of what was freed
#else
    constexpr long allowed_KiB = 128 * 1024;
#endif
    QVERIFY2(after.ru_maxrss - before.ru_maxrss < allowed_KiB,
             qPrintable(QString::number(after.ru_maxrss - before.ru_maxrss)));
    // The same inside an array.
    const Cut array =
        cutAll(m_files->write("a.json", "[{\"a\":1},{\"a\":\"" + std::string(5000, 'x') + "\"},{\"a\":3}]"),
               1 << 20, RecordLimits{1000});
    QCOMPARE(array.tooLong, 1);
    QCOMPARE(array.texts[2], std::string("{\"a\":3}"));
}

void TestRecordSource::packed_files_are_told_by_content() {
    const std::string lines = ImportFiles::repeated("{\"a\":\"一二三\"}", 50000);
    // Two members, one behind the other, and a name without .gz.
    const auto path = m_files->write("a.jsonl", ImportFiles::gzip(lines) + ImportFiles::gzip(lines));
    QCOMPARE(QString::fromStdString(RecordSource(path).bytes().compression()), QString("gzip"));
    QCOMPARE(cutAll(path).texts.size(), std::size_t(100000));
    QCOMPARE(cutAll(m_files->write("plain.jsonl.gz", lines)).texts.size(), std::size_t(50000));
}

void TestRecordSource::cut_and_damaged_packed_files_say_so() {
    SplitMix64 random(9);
    std::string lines;
    for (int i = 0; i < 40000; ++i)
        lines += "{\"a\":" + std::to_string(random.next()) + "}\n";
    std::string packed = ImportFiles::gzip(lines);
    for (const double share : {0.3, 0.9, 0.9999}) {
        const auto path =
            m_files->write("cut.jsonl.gz", packed.substr(0, std::size_t(double(packed.size()) * share)));
        const QString reason = causeOf([&] { cutAll(path); }, ErrorCode::BadFormat);
        QVERIFY2(reason.contains("ends in the middle of its packed data"), qPrintable(reason));
    }
    packed[packed.size() / 2] = char(packed[packed.size() / 2] ^ 0x40);
    const QString reason =
        causeOf([&] { cutAll(m_files->write("bad.jsonl.gz", packed)); }, ErrorCode::BadFormat);
    QVERIFY2(reason.contains("is damaged"), qPrintable(reason));
}

void TestRecordSource::a_bomb_is_not_unpacked_to_its_end() {
    std::string bomb;
    const std::string member = ImportFiles::gzip(std::string(64 << 20, '\0'));
    for (int i = 0; i < 160; ++i)
        bomb += member; // 10 GiB
    const auto path = m_files->write("bomb.jsonl.gz", bomb);
    QElapsedTimer timer;
    timer.start();
    const QString reason = causeOf([&] { cutAll(path); }, ErrorCode::BadFormat);
    QVERIFY2(reason.contains("200 times"), qPrintable(reason));
    QVERIFY2(timer.elapsed() < 4000, qPrintable(QString::number(timer.elapsed())));
}

void TestRecordSource::what_is_no_file_is_refused() {
    const auto folder = m_files->folder();
    QVERIFY(causeOf([&] { RecordSource source(folder); }, ErrorCode::BadFormat).contains("is a folder"));
    QVERIFY(causeOf([&] { RecordSource source(folder / "none.jsonl"); }, ErrorCode::NotFound)
                .contains("does not exist"));
    QCOMPARE(::mkfifo((folder / "pipe").c_str(), 0600), 0);
    QVERIFY(causeOf([&] { RecordSource source(folder / "pipe"); }, ErrorCode::BadFormat).contains("pipe"));
    QVERIFY(causeOf([&] { RecordSource source("/dev/zero"); }, ErrorCode::BadFormat).contains("device"));
    std::filesystem::create_symlink("loop", folder / "loop");
    QVERIFY(causeOf([&] { RecordSource source(folder / "loop"); }, ErrorCode::Io).contains("loop"));
    if (::geteuid() != 0) {
        const auto path = m_files->write("secret.jsonl", "{}");
        std::filesystem::permissions(path, std::filesystem::perms::none);
        QVERIFY(causeOf([&] { RecordSource source(path); }, ErrorCode::Permission).contains("No permission"));
    }
}

void TestRecordSource::known_binaries_are_named_data() {
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<QString>("kind");
    QTest::newRow("parquet") << QByteArray("PAR1\x15\x04") << "Parquet";
    QTest::newRow("zip") << QByteArray("PK\x03\x04zip") << "zip";
    QTest::newRow("zstd") << QByteArray("\x28\xB5\x2F\xFD....") << "zstd";
    QTest::newRow("git lfs") << QByteArray("version https://git-lfs.github.com/spec/v1\noid sha256:0\n")
                             << "git lfs pull";
}

void TestRecordSource::known_binaries_are_named() {
    QFETCH(QByteArray, head);
    QFETCH(QString, kind);
    const auto path = m_files->write("a.jsonl", {head.constData(), std::size_t(head.size())});
    const QString reason = causeOf([&] { RecordSource source(path); }, ErrorCode::BadFormat);
    QVERIFY2(reason.contains(kind), qPrintable(reason));
}

void TestRecordSource::a_changed_file_is_noticed() {
    const std::string text = ImportFiles::repeated("{\"a\":1}", 10);
    const auto path = m_files->write("a.jsonl", text);
    {
        RecordSource grown(path);
        grown.bytes().checkUnchanged();
        std::ofstream(path, std::ios::app) << "{\"a\":2}\n";
        QVERIFY(causeOf([&] { grown.bytes().checkUnchanged(); }, ErrorCode::Mismatch)
                    .contains("changed while it was read"));
    }
    RecordSource replaced(path);
    std::filesystem::rename(m_files->write("b.jsonl", text + "{\"a\":2}\n"), path);
    QVERIFY(causeOf([&] { replaced.bytes().checkUnchanged(); }, ErrorCode::Mismatch)
                .contains("changed while it was read"));
}

void TestRecordSource::odd_names_work() {
    for (const char *name : {"with\nline end.jsonl", "🌱 数据.jsonl", "\xB4\xCF\xCA\xC7.jsonl"}) {
        const Cut cut = cutAll(m_files->write(name, "{\"a\":1}\n"));
        QCOMPARE(cut.texts.size(), std::size_t(1));
    }
}

RETORT_TEST(TestRecordSource)
#include "tst_record_source.moc"
