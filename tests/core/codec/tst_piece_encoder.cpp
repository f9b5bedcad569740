// SPDX-License-Identifier: GPL-3.0-or-later
// timeout: 240
// Every id is compared with what sentencepiece itself gives.
#include "core/base/file.h"
#include "core/base/hash.h"
#include "core/base/utf8.h"
#include "core/codec/tiny_tokenizer.h"
#include "core/codec/tokenizer.h"
#include "core/tokenize/sentencepiece_trainer.h"

#include <nlohmann/json.hpp>
#include <sentencepiece_processor.h>

#include "test_main.h"

#include <chrono>
#include <sstream>

using namespace retort;

namespace {

struct Pair {
    explicit Pair(const std::string &model) : ours(tokenizerFromBytes("sentencepiece", model, "x.model")) {
        if (!theirs.LoadFromSerializedProto(model).ok())
            throw std::runtime_error("not loaded");
    }
    // Text that sentencepiece takes unchanged: valid, no NUL, no written "▁".
    void compare(const std::string &text) const {
        std::vector<int> expected;
        QVERIFY(theirs.Encode(text, &expected).ok());
        const std::vector<TokenId> found = ours->encode(text);
        if (!std::ranges::equal(found, expected))
            QFAIL(qPrintable(QString::fromStdString(text.substr(0, 300))));
    }
    TokenizerPtr ours;
    sentencepiece::SentencePieceProcessor theirs;
};

std::string trainedModel(const OptionValues &options, const std::vector<std::string> &texts) {
    setSentencePieceProgram({});
    JobContext job;
    return trainSentencePiece(options, texts, job).model;
}

std::vector<std::string> realTexts(const char *file, std::size_t most) {
    const char *shared = std::getenv("RETORT_SHARED_DATA");
    std::vector<std::string> texts;
    if (!shared)
        return texts;
    std::istringstream lines(readFile(std::filesystem::path(shared) / file));
    for (std::string line; std::getline(lines, line) && texts.size() < most;)
        for (const auto &value : nlohmann::json::parse(line))
            if (value.is_string() && value.get_ref<const std::string &>().find("▁") == std::string::npos)
                texts.push_back(value.get<std::string>());
    return texts;
}

// Pieces glued together at random, so that there is much to choose from.
void compareRandom(const Pair &pair, int rounds, std::uint64_t seed) {
    SplitMix64 random(seed);
    for (int i = 0; i < rounds; ++i) {
        std::string text;
        for (std::uint64_t n = random.below(60); n > 0; --n) {
            const auto id = TokenId(random.below(std::uint64_t(pair.ours->vocabSize())));
            const TokenInfo &info = pair.ours->token(id);
            if (random.below(20) == 0)
                appendCodePoint(text, char32_t(1 + random.below(0xd000)));
            else if (info.kind != TokenKind::Byte)
                text += info.bytes;
        }
        if (text.find("▁") == std::string::npos)
            pair.compare(text);
        if (QTest::currentTestFailed())
            return;
    }
}

} // namespace

class PieceEncoderTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void the_same_ids_as_sentencepiece_data() {
        QTest::addColumn<QString>("algorithm");
        QTest::addColumn<bool>("bytes");
        QTest::addColumn<bool>("symbols");
        for (const char *algorithm : {"unigram", "bpe"})
            for (const bool bytes : {true, false})
                for (const bool symbols : {false, true})
                    QTest::addRow("%s%s%s", algorithm, bytes ? "" : ", no bytes", symbols ? ", symbols" : "")
                        << algorithm << bytes << symbols;
    }
    void the_same_ids_as_sentencepiece() {
        QFETCH(QString, algorithm);
        QFETCH(bool, bytes);
        QFETCH(bool, symbols);
        OptionValues options{{"model_type", algorithm.toStdString()}, {"byte_fallback", bytes}};
        if (bytes)
            options["vocab_size"] = std::int64_t(450);
        if (symbols) // overlapping each other and common pieces
            options["user_symbols"] = std::string("等一下,一下,\\boxed{,box,检查一遍：,er");
        const Pair pair(trainedModel(options, tinyCorpus()));
        for (const std::string &text : tinyCorpus())
            pair.compare(text);
        for (const std::string &text : nastyTexts())
            if (isValidUtf8(text) && text.find('\0') == std::string::npos
                && text.find("▁") == std::string::npos)
                pair.compare(text);
        compareRandom(pair, 1500, 1);
    }

    void the_same_ids_on_real_texts() {
        std::vector<std::string> texts = realTexts("zh_agri/train.jsonl", 700);
        if (texts.empty())
            QSKIP("no shared data here");
        const std::vector<std::string> sums = realTexts("gsm8k/test.jsonl", 1500);
        texts.insert(texts.end(), sums.begin(), sums.end());
        for (const char *algorithm : {"unigram", "bpe"}) {
            const Pair pair(trainedModel({{"model_type", std::string(algorithm)},
                                          {"vocab_size", std::int64_t(3000)},
                                          {"max_characters", 0.1}},
                                         texts));
            for (const std::string &text : texts)
                pair.compare(text);
            compareRandom(pair, 500, 2);
        }
    }

    // Not quadratic: a text of a megabyte in every shape that could be one.
    void long_texts_take_linear_time() {
        const auto seconds = [](const Tokenizer &tokenizer, const std::string &unit, std::size_t bytes) {
            std::string text;
            while (text.size() < bytes)
                text += unit;
            const auto start = std::chrono::steady_clock::now();
            const std::size_t tokens = tokenizer.encode(text).size();
            if (tokens == 0)
                qFatal("nothing");
            return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        };
        for (const char *algorithm : {"unigram", "bpe"})
            for (const std::string unit :
                 {"a", "计算", "▁", " ", "\xff", "先看个位，再看十位。", "▁a\xff", "0", "龘"})
                QVERIFY2(seconds(*tinyTokenizer(algorithm), unit, 1 << 20) < 8, unit.c_str());
    }

    void faster_than_sentencepiece() {
        const Pair pair(tinyModel());
        std::string text;
        for (const std::string &part : tinyCorpus())
            text += part;
        const auto time = [](const auto &work) {
            double best = 1e9;
            for (int i = 0; i < 5; ++i) {
                const auto start = std::chrono::steady_clock::now();
                work();
                best = std::min(
                    best, std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
            }
            return best;
        };
        std::vector<int> ids;
        const double theirs = time([&] { (void)pair.theirs.Encode(text, &ids).ok(); });
        const double ours = time([&] { pair.ours->encode(text); });
        qInfo("%.1f MB/s, sentencepiece %.1f MB/s", double(text.size()) / 1e6 / ours,
              double(text.size()) / 1e6 / theirs);
        QVERIFY(ours < theirs);
    }
};

RETORT_TEST(PieceEncoderTest)
#include "tst_piece_encoder.moc"
