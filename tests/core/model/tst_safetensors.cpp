// SPDX-License-Identifier: GPL-3.0-or-later
#include "test_main.h"

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/model/safetensors.h"

#include <QTemporaryDir>

#include <fstream>

using namespace retort;

namespace {

std::string fileOf(std::uint64_t length, const std::string &json, std::size_t dataBytes) {
    std::string file;
    for (int i = 0; i < 8; ++i)
        file += char(length >> (8 * i) & 0xff);
    return file + json + std::string(dataBytes, '\7');
}
std::string fileOf(const std::string &json, std::size_t dataBytes) {
    return fileOf(json.size(), json, dataBytes);
}

std::string entry(const std::string &name, const std::string &dtype, const std::string &shape,
                  const std::string &offsets) {
    return "\"" + name + "\":{\"dtype\":\"" + dtype + "\",\"shape\":" + shape + ",\"data_offsets\":" + offsets
           + "}";
}

} // namespace

class TestSafetensors : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::filesystem::path path(const char *name) const { return m_folder.filePath(name).toStdString(); }
    void put(const std::string &bytes) const { std::ofstream(path("f"), std::ios::binary) << bytes; }

private Q_SLOTS:
    void what_is_written_is_read() {
        const NamedTensors tensors = {{"a", torch::randn({3, 5})},
                                      {"b.weight", torch::randn({4, 6}).t()}, // another stride
                                      {"empty", torch::zeros({0, 7})},
                                      {"scalar", torch::tensor(2.5f)},
                                      {"ids", torch::arange(9, at::kLong)},
                                      {"half", torch::randn({3}).to(at::kBFloat16)},
                                      {"nan", torch::tensor({NAN, INFINITY, -0.0f})}};
        writeSafeTensors(path("f"), tensors, {{"format", "pt"}, {"名字", "值"}});
        const SafeTensorsReader reader(path("f"));
        QCOMPARE(reader.header().tensors.size(), tensors.size());
        QCOMPARE(reader.header().metadata.at("名字"), std::string("值"));
        for (const auto &[name, tensor] : tensors) {
            const torch::Tensor back = reader.read(name);
            QCOMPARE(back.sizes(), tensor.sizes());
            QCOMPARE(back.scalar_type(), tensor.scalar_type());
            const torch::Tensor flat = tensor.contiguous();
            const std::size_t bytes = std::size_t(flat.numel()) * flat.element_size();
            QVERIFY(bytes == 0 || std::memcmp(back.data_ptr(), flat.data_ptr(), bytes) == 0);
        }
        torch::Tensor target = torch::zeros({3, 5}, at::kDouble);
        reader.readInto("a", target);
        QVERIFY(at::equal(target, tensors[0].second.to(at::kDouble)));
        QVERIFY_EXCEPTION_THROWN(reader.readInto("a", torch::zeros({5, 3})), Error);
        QVERIFY_EXCEPTION_THROWN(reader.read("c"), Error);
        QCOMPARE(std::filesystem::file_size(path("f")) % 1, std::uintmax_t(0));
    }

    void bad_files_are_refused_data() {
        QTest::addColumn<QByteArray>("bytes");
        const auto row = [](const char *name, const std::string &bytes) {
            QTest::newRow(name) << QByteArray(bytes.data(), qsizetype(bytes.size()));
        };
        const std::string good = entry("a", "F32", "[2]", "[0,8]");
        row("nothing", "");
        row("seven bytes", "1234567");
        row("no header", fileOf("", 0));
        row("header longer than the file", fileOf(1000, "{}", 0));
        row("header of 2^63 bytes", fileOf(std::uint64_t(1) << 63, "{}", 0));
        row("header above the limit", fileOf(100'000'001, "{}", 0));
        row("git-lfs pointer", "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 12\n");
        row("not an object", fileOf("[]", 0));
        row("white space first", fileOf(" {}", 0));
        row("not JSON", fileOf("{\"a\":", 0));
        row("bad UTF-8", fileOf("{\"\xff\":1}", 0));
        row("deep", fileOf("{\"a\":" + std::string(10'000, '[') + std::string(10'000, ']') + "}", 0));
        row("a name twice", fileOf("{" + good + "," + good + "}", 8));
        row("metadata of numbers", fileOf("{\"__metadata__\":{\"a\":1}}", 0));
        row("metadata is a list", fileOf("{\"__metadata__\":[]}", 0));
        row("entry is a number", fileOf("{\"a\":1}", 0));
        row("unknown type", fileOf("{" + entry("a", "F31", "[2]", "[0,8]") + "}", 8));
        row("further field", fileOf(R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8],"x":1}})", 8));
        row("field missing", fileOf(R"({"a":{"dtype":"F32","shape":[2]}})", 8));
        row("shape overflows", fileOf("{" + entry("a", "F32", "[8589934592,8589934592]", "[0,8]") + "}", 8));
        row("shape times bits overflows",
            fileOf("{" + entry("a", "F32", "[2305843009213693952]", "[0,0]") + "}", 0));
        row("negative shape", fileOf("{" + entry("a", "F32", "[-2]", "[0,8]") + "}", 8));
        row("fraction in shape", fileOf("{" + entry("a", "F32", "[2.0]", "[0,8]") + "}", 8));
        row("huge number in shape", fileOf("{" + entry("a", "F32", "[1e400]", "[0,8]") + "}", 8));
        row("begin after end", fileOf("{" + entry("a", "F32", "[2]", "[8,0]") + "}", 8));
        row("end after the file", fileOf("{" + entry("a", "F32", "[4]", "[0,16]") + "}", 8));
        row("three offsets", fileOf("{" + entry("a", "F32", "[2]", "[0,8,8]") + "}", 8));
        row("length is not the shape's", fileOf("{" + entry("a", "F32", "[3]", "[0,8]") + "}", 8));
        row("overlap", fileOf("{" + good + "," + entry("b", "F32", "[2]", "[4,12]") + "}", 12));
        row("same bytes", fileOf("{" + good + "," + entry("b", "F32", "[2]", "[0,8]") + "}", 8));
        row("hole", fileOf("{" + good + "," + entry("b", "F32", "[2]", "[12,20]") + "}", 20));
        row("bytes before the first", fileOf("{" + entry("a", "F32", "[2]", "[4,12]") + "}", 12));
        row("bytes after the last", fileOf("{" + good + "}", 9));
        row("zero times huge", fileOf("{" + entry("a", "F32", "[0,18446744073709551615]", "[0,0]") + "}", 0));
    }
    void bad_files_are_refused() {
        QFETCH(QByteArray, bytes);
        put(bytes.toStdString());
        try {
            SafeTensorsReader reader(path("f"));
            QFAIL("accepted");
        } catch (const Error &e) {
            QCOMPARE(e.code(), ErrorCode::BadFormat);
            QVERIFY2(QString::fromUtf8(e.what()).contains(QString::fromStdString(path("f").string())),
                     e.what());
        }
    }

    void a_folder_or_nothing_is_no_file() {
        QVERIFY_EXCEPTION_THROWN(SafeTensorsReader(path("absent")), Error);
        QVERIFY_EXCEPTION_THROWN(SafeTensorsReader(m_folder.path().toStdString()), Error);
    }

    // Never a signal, always a message or the same tensors.
    void a_file_cut_anywhere_is_refused() {
        writeSafeTensors(path("g"), {{"a", torch::randn({3, 3})}, {"b", torch::randn({2})}});
        const std::string whole = readFile(path("g"));
        for (std::size_t length = 0; length < whole.size(); ++length) {
            put(whole.substr(0, length));
            QVERIFY_EXCEPTION_THROWN(SafeTensorsReader(path("f")), Error);
        }
    }

    void a_flipped_header_bit_never_crashes() {
        writeSafeTensors(path("g"), {{"a", torch::randn({3, 3})}, {"b", torch::randn({2})}});
        const std::string whole = readFile(path("g"));
        int refused = 0;
        for (std::size_t at = 0; at + 44 < whole.size(); ++at) {
            for (int bit = 0; bit < 8; ++bit) {
                std::string bytes = whole;
                bytes[at] = char(bytes[at] ^ (1 << bit));
                put(bytes);
                try {
                    const SafeTensorsReader reader(path("f"));
                    for (const SafeTensorInfo &t : reader.header().tensors)
                        reader.read(t.name);
                } catch (const Error &) {
                    ++refused;
                }
            }
        }
        QVERIFY(refused > 500);
    }

    void a_full_disk_is_an_error() {
        if (!std::filesystem::exists("/dev/full"))
            QSKIP("no /dev/full");
        try {
            writeSafeTensors("/dev/full", {{"a", torch::randn({1000})}});
            QFAIL("written");
        } catch (const Error &e) {
            QCOMPARE(e.code(), ErrorCode::DiskFull);
        }
    }
};

RETORT_TEST(TestSafetensors)
#include "tst_safetensors.moc"
