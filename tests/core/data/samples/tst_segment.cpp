// SPDX-License-Identifier: GPL-3.0-or-later
// timeout: 300
#include "core/base/hash.h"
#include "core/data/project_fixture.h"
#include "core/data/samples/segment.h"
#include "test_main.h"

#include <arrow/api.h>
#include <arrow/io/file.h>
#include <arrow/ipc/writer.h>

using namespace retort;
namespace fs = std::filesystem;

class TestSegment : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;
    fs::path m_path;
    SegmentSeal m_seal;
    std::string m_bytes;

    fs::path folder() const { return m_dir.path().toStdString(); }
    SegmentSeal writeSegment(const fs::path &path, int rows) {
        const fs::path temporary = path.string() + ".writing";
        SegmentWriter writer(std::make_unique<CheckedFile>(temporary), temporary, path,
                             {{"kind", "import"}, {"import_id", "abc"}});
        for (int i = 0; i < rows; ++i)
            writer.add(i, madeUpSample(i));
        return writer.finish({{"parts", "1"}});
    }
    // Reads everything there is; a damaged file may only throw.
    static std::string readAll(const fs::path &path, const std::optional<SegmentSeal> &seal, bool map) {
        return errorOf([&] {
            const auto segment = Segment::open(path, seal, map);
            for (std::int64_t row = 0; row < segment->rows(); row += 7)
                segment->sample(row);
        });
    }
    // A file of these columns alone, with two rows, that says it has that format.
    static void writeColumns(const fs::path &path, const std::vector<std::string> &names,
                             const std::string &format) {
        std::vector<std::shared_ptr<arrow::Field>> fields;
        std::vector<std::shared_ptr<arrow::Array>> arrays;
        for (const std::string &name : names) {
            arrow::Int64Builder numbers;
            arrow::StringBuilder texts;
            for (int i = 0; i < 2; ++i)
                QVERIFY(numbers.Append(i).ok() && texts.Append(name + " " + std::to_string(i)).ok());
            arrow::ArrayBuilder &builder =
                name == "sample" ? static_cast<arrow::ArrayBuilder &>(numbers) : texts;
            arrays.push_back(builder.Finish().ValueOrDie());
            fields.push_back(arrow::field(name, arrays.back()->type(), false));
        }
        const auto schema =
            arrow::schema(fields)->WithMetadata(arrow::key_value_metadata({"retort.schema"}, {format}));
        auto file = arrow::io::FileOutputStream::Open(path.string()).ValueOrDie();
        auto writer = arrow::ipc::MakeFileWriter(file, schema).ValueOrDie();
        QVERIFY(writer->WriteRecordBatch(*arrow::RecordBatch::Make(schema, 2, arrays)).ok());
        QVERIFY(writer->Close().ok() && file->Close().ok());
    }
    fs::path copyWith(const std::string &bytes) {
        const fs::path path = folder() / "damaged.arrow";
        atomicWrite(path, bytes);
        return path;
    }
private Q_SLOTS:
    void a_text_column_that_the_file_lacks_is_empty() {
        const TextColumnView lacking{};
        QVERIFY(lacking.all().empty());
        QVERIFY(lacking.at(0).empty());
    }
    void initTestCase() {
        m_path = folder() / "0001.arrow";
        m_seal = writeSegment(m_path, 1100);
        m_bytes = readFile(m_path);
    }
    void what_was_written_is_read_back() {
        for (const bool map : {true, false}) {
            const auto segment = Segment::open(m_path, m_seal, map);
            QCOMPARE(segment->rows(), 1100);
            QCOMPARE(segment->batchOfRow(1099), 1);
            for (int i = 0; i < 1100; ++i) {
                const Sample expected = madeUpSample(i), got = segment->sample(i);
                QCOMPARE(got.question, expected.question);
                QCOMPARE(got.answer, expected.answer);
                QCOMPARE(got.tags, expected.tags);
                QCOMPARE(got.faults, expected.faults);
            }
            QCOMPARE(segment->facts().at("import_id"), std::string("abc"));
            QCOMPARE(segment->facts().at("parts"), std::string("1"));
            QCOMPARE(segment->facts().at("rows"), std::string("1100"));
            QCOMPARE_ERROR(segment->sample(1100), "damaged");
        }
    }
    void the_seal_is_that_of_the_file() {
        QCOMPARE(m_seal.bytes, std::uint64_t(m_bytes.size()));
        QCOMPARE(m_seal.hash, xxh3Hex(m_bytes));
        QCOMPARE(m_seal.rows, 1100);
    }
    void every_997th_byte_flipped_is_a_message() {
        for (std::size_t at = 0; at < m_bytes.size(); at += 997) {
            std::string bytes = m_bytes;
            bytes[at] = char(~bytes[at]);
            const auto path = copyWith(bytes);
            QCOMPARE(readAll(path, m_seal, true), std::string("damaged"));
        }
    }
    void every_997th_bit_flipped_without_a_hash_is_never_a_signal() { // what repair reads
        int refused = 0;
        for (std::size_t at = 0; at < m_bytes.size(); at += 997) {
            std::string bytes = m_bytes;
            bytes[at] = char(bytes[at] ^ (1 << (at % 8)));
            const auto path = copyWith(bytes);
            for (const bool map : {true, false}) {
                const std::string result = readAll(path, std::nullopt, map);
                QVERIFY2(result == "damaged" || result == "unsupported" || result == "nothing thrown",
                         result.c_str());
                refused += result == "damaged";
            }
        }
        QVERIFY(refused > 0);
    }
    void the_tail_and_the_offsets_flipped_bit_by_bit_are_never_a_signal() {
        // Footer and first message: where lengths and offsets are.
        for (std::size_t at = 0; at < m_bytes.size();
             at += at < 2000 || at + 4000 > m_bytes.size() ? 5 : 5000) {
            std::string bytes = m_bytes;
            bytes[at] = char(bytes[at] ^ (1 << (at % 8)));
            const std::string result = readAll(copyWith(bytes), std::nullopt, true);
            QVERIFY2(result == "damaged" || result == "unsupported" || result == "nothing thrown",
                     result.c_str());
        }
    }
    void cut_at_20_lengths_is_a_message() {
        for (std::size_t i = 0; i < 20; ++i) {
            const auto path = copyWith(m_bytes.substr(0, m_bytes.size() * i / 20));
            for (const bool map : {true, false}) {
                QCOMPARE(readAll(path, m_seal, map), std::string("damaged"));
                QCOMPARE(readAll(path, std::nullopt, map), std::string("damaged"));
            }
        }
    }
    void a_cancel_is_heard_while_a_file_is_checked() {
        JobContext job;
        job.cancel();
        QCOMPARE_ERROR(Segment::open(m_path, m_seal, true, &job), "cancelled");
    }
    void a_file_of_other_columns_or_kind_is_a_message() {
        QCOMPARE(readAll(copyWith("not arrow at all"), std::nullopt, true), std::string("damaged"));
        QCOMPARE(readAll(copyWith("ARROW1\0\0"), std::nullopt, true), std::string("damaged"));
        QCOMPARE(readAll(folder() / "missing.arrow", m_seal, true), std::string("not_found"));
    }
    void a_file_of_the_first_format_opens_with_all_its_texts() {
        const fs::path path = fs::path(qEnvironmentVariable("RETORT_TEST_DATA").toStdString()) / "format_2"
                              / "samples" / "0001.arrow"; // segments of format 1 until project format 2
        for (const bool map : {true, false}) {
            const auto segment = Segment::open(path, SegmentSeal{5, 5178, xxh3Hex(readFile(path))}, map);
            QVERIFY(!segment->facts().contains("schema"));
            QCOMPARE(segment->rows(), 5);
            const Sample second = segment->sample(1);
            QCOMPARE(second.question, std::string("12 + 30 等于多少？"));
            QCOMPARE(second.reference, std::string("42"));
            QCOMPARE(segment->sample(4).tags, (std::vector<std::string>{"a", "b"}));
            QCOMPARE(segment->sample(3).faults, faultBit(Fault::TagInField));
        }
    }
    void what_a_file_lacks_is_empty_but_not_its_question() {
        writeColumns(folder() / "older.arrow", {"sample", "question", "reasoning", "answer"}, "1");
        const auto segment = Segment::open(folder() / "older.arrow", std::nullopt, true);
        const Sample sample = segment->sample(1);
        QCOMPARE(sample.answer, std::string("answer 1"));
        QVERIFY(sample.reference.empty() && sample.tags.empty() && sample.faults == 0);
        QCOMPARE(sample.metadata, std::string("{}"));
        QCOMPARE(std::string(segment->batch(0).text(TextColumn::Source).at(0)), std::string());
        writeColumns(folder() / "none.arrow", {"sample", "reasoning", "answer"}, "1");
        QCOMPARE(readAll(folder() / "none.arrow", std::nullopt, true), std::string("damaged"));
    }
    void a_file_of_a_newer_format_is_refused_with_a_message() {
        writeColumns(folder() / "newer.arrow", {"sample", "question", "reasoning", "answer"}, "77");
        QCOMPARE(readAll(folder() / "newer.arrow", std::nullopt, true), std::string("unsupported"));
    }
    void a_full_disk_is_an_error_with_its_cause_and_leaves_no_file() {
        const fs::path path = folder() / "full.arrow", temporary = path.string() + ".writing";
        const std::string error = errorOf([&] {
            // A descriptor onto /dev/full: every write says ENOSPC.
            fs::create_symlink("/dev/full", temporary);
            SegmentWriter writer(std::make_unique<CheckedFile>(temporary), temporary, path, {});
            for (int i = 0; i < 20'000; ++i)
                writer.add(i, madeUpSample(i));
            writer.finish({});
        });
        QCOMPARE(error, std::string("disk_full"));
        QVERIFY(!fs::exists(path));
    }
};

RETORT_TEST(TestSegment)
#include "tst_segment.moc"
