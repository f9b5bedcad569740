// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/codec/tokenizer.h"

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/hash.h"
#include "core/base/utf8.h"
#include "core/codec/tiny_tokenizer.h"

#include <nlohmann/json.hpp>

#include "test_main.h"
#include <QTemporaryDir>

#include <cstring>
#include <functional>
#include <set>
#include <sstream>

using namespace retort;

namespace {

QByteArray shown(const std::string &s) {
    return QByteArray::fromStdString(s).toPercentEncoding();
}

// Expects an Error with that code; returns its text.
std::string errorOf(ErrorCode code, const std::string &model) {
    try {
        tokenizerFromBytes("sentencepiece", model, "x.model");
    } catch (const Error &e) {
        if (e.code() == code)
            return e.what();
        return std::string("other code: ") + e.what();
    }
    return "no error";
}

// Enough protobuf to write damaged models.
std::string field(int number, const std::string &bytes) {
    std::string out(1, char(number << 3 | 2));
    for (std::size_t n = bytes.size();; n >>= 7) {
        out += char((n & 0x7f) | (n > 0x7f ? 0x80 : 0));
        if (n <= 0x7f)
            break;
    }
    return out + bytes;
}
std::string number(int field, int value) {
    return {char(field << 3), char(value)};
}
std::string piece(const std::string &name, int type, float score = 0) {
    std::string bits(4, '\0');
    std::memcpy(bits.data(), &score, 4);
    return field(1, field(1, name) + char(2 << 3 | 5) + bits + number(3, type));
}

void forEachString(const nlohmann::json &value, const std::function<void(const std::string &)> &take) {
    if (value.is_string())
        take(value.get<std::string>());
    else if (value.is_structured())
        for (const auto &inner : value)
            forEachString(inner, take);
}

} // namespace

class TokenizerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void every_text_comes_back_exactly_data() {
        QTest::addColumn<QString>("algorithm");
        QTest::newRow("unigram") << "unigram";
        QTest::newRow("bpe") << "bpe";
    }
    void every_text_comes_back_exactly() {
        QFETCH(QString, algorithm);
        const TokenizerPtr tokenizer = tinyTokenizer(algorithm.toStdString());
        QCOMPARE(tokenizer->algorithm(), algorithm.toStdString());
        for (const std::string &text : nastyTexts())
            QCOMPARE(shown(tokenizer->decode(tokenizer->encode(text))), shown(text));
        for (const std::string &text : tinyCorpus())
            QCOMPARE(tokenizer->decode(tokenizer->encode(text)), text);
    }

    void random_bytes_come_back_exactly() {
        const TokenizerPtr tokenizer = tinyTokenizer();
        SplitMix64 random(7);
        const std::vector<std::string> parts = nastyTexts();
        for (int i = 0; i < 1000; ++i) {
            std::string text;
            for (std::uint64_t n = random.below(40); n > 0; --n) {
                if (random.below(3) == 0)
                    appendCodePoint(text, char32_t(random.below(0x110000)));
                else if (random.below(2) == 0)
                    text += char(random.below(256));
                else
                    text += parts[random.below(parts.size() - 4)];
            }
            QCOMPARE(shown(tokenizer->decode(tokenizer->encode(text))), shown(text));
        }
    }

    void very_long_texts_come_back_exactly() {
        std::string text = "x"; // parts end inside a character unless care is taken
        while (text.size() < (9u << 20))
            text += "计算一遍，对吗？";
        QVERIFY(tinyTokenizer()->decode(tinyTokenizer()->encode(text)) == text);
        QVERIFY(tinyTokenizer("bpe")->decode(tinyTokenizer("bpe")->encode(text)) == text);
    }

    void pieces_tile_the_text() {
        const TokenizerPtr tokenizer = tinyTokenizer();
        for (const std::string &text : nastyTexts()) {
            std::size_t at = 0;
            for (const TokenPiece &place : tokenizer->encodePieces(text)) {
                QCOMPARE(place.begin, at);
                QCOMPARE(text.substr(place.begin, place.end - place.begin), tokenizer->token(place.id).bytes);
                at = place.end;
            }
            QCOMPARE(at, text.size());
        }
    }

    void no_text_yields_a_control_symbol() {
        for (const char *algorithm : {"unigram", "bpe"}) {
            const TokenizerPtr tokenizer = tinyTokenizer(algorithm);
            std::vector<std::string> texts = nastyTexts();
            for (TokenId id = 0; id < tokenizer->vocabSize(); ++id)
                texts.push_back("x" + tokenizer->token(id).name + tokenizer->token(id).name);
            for (const std::string &text : texts)
                for (const TokenId id : tokenizer->encode(text))
                    QVERIFY2(!tokenizer->isControl(id), text.c_str());
        }
    }

    void spelled_byte_pieces_stay_text() {
        const TokenizerPtr tokenizer = tinyTokenizer();
        for (const TokenId id : tokenizer->encode("<0x41>"))
            QVERIFY(!tokenizer->isByte(id) || tokenizer->token(id).bytes != "A");
        QCOMPARE(tokenizer->decode(tokenizer->encode("<0x41>")), std::string("<0x41>"));
    }

    void every_digit_is_one_token() {
        for (const char *algorithm : {"unigram", "bpe"}) {
            const TokenizerPtr tokenizer = tinyTokenizer(algorithm);
            QCOMPARE(tokenizer->encode("9876543210").size(), std::size_t(10));
            QCOMPARE(tokenizer->encode("1000000000").size(), std::size_t(10));
            for (TokenId id = 0; id < tokenizer->vocabSize(); ++id) {
                const std::string &bytes = tokenizer->token(id).bytes;
                if (bytes.size() > 1)
                    QVERIFY2(bytes.find_first_of("0123456789") == std::string::npos, bytes.c_str());
            }
        }
    }

    void space_and_line_break_are_tokens_of_their_own() {
        const TokenizerPtr tokenizer = tinyTokenizer();
        QCOMPARE(tokenizer->encode("  \n\n").size(), std::size_t(4));
        for (TokenId id = 0; id < tokenizer->vocabSize(); ++id)
            if (const std::string &bytes = tokenizer->token(id).bytes; bytes.size() > 1)
                QVERIFY2(bytes.find_first_of(" \n") == std::string::npos, bytes.c_str());
    }

    void every_role_has_its_id() {
        const TokenizerPtr tokenizer = tinyTokenizer();
        std::set<TokenId> seen;
        for (int i = 0; i < controlRoleCount; ++i) {
            const TokenId id = tokenizer->control(ControlRole(i));
            QVERIFY(tokenizer->valid(id));
            QVERIFY(tokenizer->isControl(id));
            QVERIFY(tokenizer->roleOf(id) == ControlRole(i));
            QCOMPARE(tokenizer->token(id).name, std::string(controlSymbol(ControlRole(i))));
            QCOMPARE(tokenizer->decode(std::vector{id}), std::string());
            QCOMPARE(tokenizer->decodeWithControls(std::vector{id}),
                     std::string(controlSymbol(ControlRole(i))));
            QVERIFY(seen.insert(id).second);
        }
        QVERIFY(!tokenizer->roleOf(noToken));
        QVERIFY(!tokenizer->roleOf(tokenizer->vocabSize() - 1));
    }

    void decode_ignores_ids_that_are_none() {
        const TokenizerPtr tokenizer = tinyTokenizer();
        QCOMPARE(tokenizer->decode(std::vector<TokenId>{-1, 1 << 30, tokenizer->vocabSize()}), std::string());
    }

    void display_shows_white_space() {
        const TokenizerPtr tokenizer = tinyTokenizer();
        QCOMPARE(tokenizer->display(tokenizer->encode(" ")[0]), std::string("␣"));
        QCOMPARE(tokenizer->display(tokenizer->encode("\n")[0]), std::string("↵"));
        QCOMPARE(tokenizer->display(tokenizer->encode("\t")[0]), std::string("⇥"));
        QCOMPARE(tokenizer->display(tokenizer->encode("\xff")[0]), std::string("<0xFF>"));
        QCOMPARE(tokenizer->display(tokenizer->control(ControlRole::User)), std::string("<|user|>"));
        QCOMPARE(tokenizer->display(-5), std::string("?"));
    }

    void streaming_gives_the_same_text_in_whole_characters() {
        const TokenizerPtr tokenizer = tinyTokenizer();
        for (const std::string &text : nastyTexts()) {
            StreamDecoder stream(tokenizer);
            std::string together;
            const bool valid = isValidUtf8(text);
            for (const TokenId id : tokenizer->encode(text)) {
                const std::string delta = stream.push(id);
                if (valid)
                    QVERIFY2(isValidUtf8(delta), shown(text).constData());
                together += delta;
            }
            QVERIFY(!valid || !stream.waiting());
            together += stream.finish();
            QCOMPARE(shown(together), shown(text));
        }
    }

    // Bytes one by one: whatever comes out is whole, and nothing whole is held back.
    void streaming_holds_back_only_incomplete_characters() {
        const TokenizerPtr tokenizer = tinyTokenizer();
        std::array<TokenId, 256> byteIds{};
        for (TokenId id = 0; id < tokenizer->vocabSize(); ++id)
            if (tokenizer->isByte(id))
                byteIds[static_cast<unsigned char>(tokenizer->token(id).bytes[0])] = id;
        SplitMix64 random(3);
        for (int round = 0; round < 3000; ++round) {
            std::string text;
            for (int i = 0; i < 4; ++i)
                if (random.below(4) == 0)
                    text += char(random.below(256));
                else
                    appendCodePoint(text, char32_t(random.below(random.below(2) ? 0x110000 : 0x800)));
            StreamDecoder stream(tokenizer);
            std::string out, in;
            for (const char c : text) {
                in += c;
                out += stream.push(byteIds[static_cast<unsigned char>(c)]);
                const std::string held = in.substr(out.size());
                QVERIFY(in.starts_with(out));
                QVERIFY2(held.size() < 4, shown(text).constData());
                // What waits can still become one character: some completion is valid.
                bool possible = held.empty();
                for (int fill = 1; fill <= 3 && !possible; ++fill)
                    for (const char second : {'\x80', '\x90', '\xa0'})
                        possible = possible
                                   || isValidUtf8(held + std::string(1, second)
                                                  + std::string(std::size_t(fill - 1), '\x80'));
                QVERIFY2(possible, shown(text).constData());
            }
            QCOMPARE(out + stream.finish(), text);
        }
    }

    void hash_is_that_of_the_file() {
        QTemporaryDir folder;
        const std::filesystem::path file = folder.filePath("t.model").toStdString();
        atomicWrite(file, tinyModel());
        const TokenizerPtr loaded = loadTokenizer(file);
        QCOMPARE(loaded->hash(), xxh3Hex(tinyModel()));
        QCOMPARE(loaded->hash(), tinyTokenizer()->hash());
        QVERIFY(loaded->hash() != tinyTokenizer("bpe")->hash());
        QCOMPARE(loaded->kind(), std::string("sentencepiece"));
    }

    void wrong_files_are_named() {
        QTemporaryDir folder;
        const std::filesystem::path json = folder.filePath("tokenizer.json").toStdString();
        atomicWrite(json, "\xef\xbb\xbf {\"version\":\"1.0\"}");
        const auto codeOf = [](const std::filesystem::path &file) {
            try {
                loadTokenizer(file);
            } catch (const Error &e) {
                return std::string(errorCodeName(e.code()));
            }
            return std::string("loaded");
        };
        QCOMPARE(codeOf(json), std::string("unsupported"));
        QCOMPARE(codeOf(folder.filePath("missing.model").toStdString()), std::string("not_found"));
        QCOMPARE(codeOf(folder.path().toStdString()), std::string("invalid_argument"));
        QVERIFY_THROWS_EXCEPTION(Error, tokenizerFromBytes("wordpiece", "x", "x"));
    }

    void empty_and_garbage_models_are_errors() {
        QVERIFY(errorOf(ErrorCode::BadFormat, "").find("empty") != std::string::npos);
        QVERIFY(errorOf(ErrorCode::BadFormat, std::string(1, '\0')).starts_with("“x.model”"));
        QVERIFY(errorOf(ErrorCode::BadFormat, "version https://git-lfs.github.com/spec/v1\noid sha256:0\n")
                    .starts_with("“x.model”"));
        SplitMix64 random(1);
        for (int i = 0; i < 500; ++i) {
            std::string garbage;
            for (std::uint64_t n = random.below(300); n > 0; --n)
                garbage += char(random.below(256));
            QVERIFY(errorOf(ErrorCode::BadFormat, garbage).starts_with("“x.model”"));
        }
    }

    void truncated_models_are_errors_or_whole() {
        const std::string &model = tinyModel();
        for (std::size_t length = 0; length < model.size(); length += 1 + length / 50) {
            try {
                const TokenizerPtr loaded =
                    tokenizerFromBytes("sentencepiece", model.substr(0, length), "x.model");
                QCOMPARE(loaded->decode(loaded->encode("计算 1 + 1")), std::string("计算 1 + 1"));
            } catch (const Error &e) {
                QVERIFY(e.code() == ErrorCode::BadFormat || e.code() == ErrorCode::Unsupported);
            }
        }
    }

    void flipped_bytes_never_crash() {
        const std::string &model = tinyModel();
        SplitMix64 random(11);
        int refused = 0;
        for (int i = 0; i < 700; ++i) {
            std::string damaged = model;
            // Half of them near the end, where the settings are.
            const std::size_t at =
                random.below(2) ? random.below(model.size()) : model.size() - 1 - random.below(600);
            damaged[at] = char(damaged[at] ^ char(1 + random.below(255)));
            try {
                const TokenizerPtr loaded = tokenizerFromBytes("sentencepiece", damaged, "x.model");
                loaded->decode(loaded->encode("计算 12 + 7 等于多少？ <think> ▁ 👍"));
            } catch (const Error &e) {
                QVERIFY(e.code() == ErrorCode::BadFormat || e.code() == ErrorCode::Unsupported);
                ++refused;
            }
        }
        QVERIFY(refused > 100);
    }

    void strange_vocabularies_are_refused_with_the_reason() {
        const std::string unk = piece("<unk>", 2);
        const std::string tail = field(2, number(3, 1)) + field(3, number(3, 0) + number(4, 0));
        const auto why = [&](const std::string &pieces) {
            return errorOf(ErrorCode::BadFormat, pieces + tail);
        };
        QVERIFY(errorOf(ErrorCode::BadFormat, unk + piece("a", 1)).find("cut off") != std::string::npos);
        QVERIFY(why("").find("no pieces") != std::string::npos);
        QVERIFY(why(piece("a", 1)).find("unknown symbol") != std::string::npos);
        QVERIFY(why(unk + piece("<unk2>", 2)).find("unknown symbol") != std::string::npos);
        QVERIFY(why(unk + piece("a", 1) + piece("a", 1)).find("twice") != std::string::npos);
        QVERIFY(why(unk + piece("a", 1, std::nanf(""))).find("not a number") != std::string::npos);
        QVERIFY(why(unk + piece("a", 1, INFINITY)).find("not a number") != std::string::npos);
        QVERIFY(why(unk + piece("", 1)).find("empty") != std::string::npos);
        QVERIFY(why(unk + piece("\xff", 1)).find("UTF-8") != std::string::npos);
        QVERIFY(why(unk + piece(std::string(70'000, 'x'), 1)).find("too long") != std::string::npos);
        QVERIFY(why(unk + piece("a", 9)).find("cannot be read") != std::string::npos);
        QVERIFY(why(unk + piece("<0x41>", 6)).find("byte pieces") != std::string::npos);
        QVERIFY(why(unk + piece("<0xZZ>", 6) + field(2, number(35, 1))).find("byte pieces")
                != std::string::npos);
    }

    void normalising_models_are_unsupported() {
        const std::string model = piece("<unk>", 2) + piece("a", 1) + field(2, number(3, 1))
                                  + field(3, field(1, "nmt_nfkc") + field(2, "\x01\x02"));
        QVERIFY(errorOf(ErrorCode::Unsupported, model).find("nmt_nfkc") != std::string::npos);
    }

    void a_model_without_bytes_is_lossy_and_says_so() {
        const TokenizerPtr tokenizer =
            tokenizerFromBytes("sentencepiece", tinyModel("unigram", false), "x.model");
        const std::vector<TokenId> ids = tokenizer->encode("算龘▁\xff");
        QVERIFY(std::count(ids.begin(), ids.end(), tokenizer->control(ControlRole::Unknown)) >= 2);
        for (const TokenPiece &place : tokenizer->encodePieces("算龘"))
            QVERIFY(place.end <= std::string("算龘").size());
    }

    void several_threads_share_one_tokenizer() {
        const TokenizerPtr tokenizer = tinyTokenizer();
        const std::vector<std::string> texts = tinyCorpus();
        std::vector<std::vector<TokenId>> alone, together(texts.size());
        for (const std::string &text : texts)
            alone.push_back(tokenizer->encode(text));
        JobContext job;
        job.setThreads(4);
        job.parallel(texts.size(), [&](std::size_t i) { together[i] = tokenizer->encode(texts[i]); });
        QVERIFY(alone == together);
    }

    void real_texts_come_back_exactly_data() {
        QTest::addColumn<QString>("file");
        QTest::addColumn<int>("records");
        QTest::newRow("zh_agri") << "zh_agri/train.jsonl" << 450;
        QTest::newRow("zh_agri, Alpaca") << "zh_agri/train_format.jsonl" << 450;
        QTest::newRow("tooluse") << "tooluse/reason_tool_use_demo_50.jsonl" << 50;
        QTest::newRow("star1") << "star1/STAR-1.json" << 1000;
        QTest::newRow("gsm8k train") << "gsm8k/train.jsonl" << 7473;
        QTest::newRow("gsm8k test") << "gsm8k/test.jsonl" << 1319;
        QTest::newRow("ape210k valid") << "ape210k/valid.ape.json" << 5000;
        QTest::newRow("ape210k test") << "ape210k/test.ape.json" << 5000;
    }
    void real_texts_come_back_exactly() {
        const char *shared = std::getenv("RETORT_SHARED_DATA");
        if (!shared)
            QSKIP("no shared data here");
        QFETCH(QString, file);
        QFETCH(int, records);
        const std::string content = readFile(std::filesystem::path(shared) / file.toStdString());
        std::vector<nlohmann::json> found;
        if (content.starts_with('[')) {
            for (auto &record : nlohmann::json::parse(content))
                found.push_back(std::move(record));
        } else {
            std::istringstream lines(content);
            for (std::string line; std::getline(lines, line);)
                if (!line.empty())
                    found.push_back(nlohmann::json::parse(line));
        }
        QCOMPARE(int(found.size()), records);
        const TokenizerPtr tokenizer = tinyTokenizer();
        for (const nlohmann::json &record : found)
            forEachString(record, [&](const std::string &text) {
                if (tokenizer->decode(tokenizer->encode(text)) != text)
                    QFAIL(qPrintable(QString::fromStdString(text.substr(0, 200))));
            });
    }
};

RETORT_TEST(TokenizerTest)
#include "tst_tokenizer.moc"
