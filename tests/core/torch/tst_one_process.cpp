// SPDX-License-Identifier: GPL-3.0-or-later
// sentencepiece and LibTorch in one process. Debian's own LibTorch cannot do this: both it and
// libsentencepiece export google::protobuf, and the program dies before main().
#include <torch/serialize.h>
#include <torch/types.h>

#include "test_main.h"

#include <sentencepiece_processor.h>
#include <sentencepiece_trainer.h>

#include <fstream>
#include <set>
#include <sstream>
#include <string>

class TestOneProcess : public QObject {
    Q_OBJECT

    // Paths of mapped files whose name contains the word.
    static std::set<std::string> mapped(const std::string &word) {
        std::set<std::string> paths;
        std::ifstream maps("/proc/self/maps");
        for (std::string line; std::getline(maps, line);) {
            const auto slash = line.find('/');
            if (slash != std::string::npos && line.find(word, slash) != std::string::npos)
                paths.insert(line.substr(slash));
        }
        return paths;
    }

private Q_SLOTS:
    void sentencepiece_trains_and_encodes_beside_torch() {
        QTemporaryDir folder;
        const std::string base = folder.filePath("piece").toStdString();
        {
            std::ofstream text(base + ".txt");
            for (int i = 0; i < 400; ++i)
                text << "先算个位，" << i << " 加 " << i * 7 % 90 << "，写下来，再算十位。\n";
        }
        const auto trained =
            sentencepiece::SentencePieceTrainer::Train({{"input", base + ".txt"},
                                                        {"model_prefix", base},
                                                        {"vocab_size", "320"},
                                                        {"model_type", "bpe"},
                                                        {"byte_fallback", "true"},
                                                        {"normalization_rule_name", "identity"},
                                                        {"hard_vocab_limit", "false"},
                                                        {"minloglevel", "2"}});
        QVERIFY2(trained.ok(), trained.ToString().c_str());
        sentencepiece::SentencePieceProcessor pieces;
        QVERIFY(pieces.Load(base + ".model").ok());
        std::vector<int> ids;
        QVERIFY(pieces.Encode("先算个位，再算十位。", &ids).ok());
        QVERIFY(ids.size() > 1);
        std::string back;
        QVERIFY(pieces.Decode(ids, &back).ok());
        QCOMPARE(back, std::string("先算个位，再算十位。"));
    }

    void torch_multiplies_and_serialises_to_memory() {
        const auto a_NN = torch::eye(64) * 2;
        const auto b_NN = torch::arange(64 * 64, torch::kFloat32).view({64, 64});
        const auto c_NN = torch::matmul(a_NN, b_NN);
        QVERIFY(torch::equal(c_NN, b_NN * 2));

        std::string bytes;
        torch::serialize::OutputArchive out;
        out.write("c", c_NN);
        out.save_to([&bytes](const void *data, size_t size) {
            bytes.append(static_cast<const char *>(data), size);
            return size;
        });
        QVERIFY(bytes.size() > 64 * 64 * sizeof(float));
        torch::serialize::InputArchive in;
        in.load_from(bytes.data(), bytes.size());
        torch::Tensor read;
        in.read("c", read);
        QVERIFY(torch::equal(read, c_NN));
    }

    void only_one_openmp_runtime_is_mapped() {
        (void)torch::matmul(torch::rand({256, 256}), torch::rand({256, 256}));
        auto runtimes = mapped("libgomp");
        runtimes.merge(mapped("libiomp"));
        runtimes.merge(mapped("libomp"));
        QCOMPARE(runtimes.size(), size_t(1));
    }
};

RETORT_TEST(TestOneProcess)
#include "tst_one_process.moc"
