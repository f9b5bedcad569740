// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tokenize/tokenizer_stats.h"

#include "core/base/error.h"
#include "core/codec/tiny_tokenizer.h"
#include "core/tokenize/tokenize_fixture.h"

#include <nlohmann/json.hpp>

#include "test_main.h"

#include <algorithm>

using namespace retort;

namespace {

TokenizerStats statsOf(const Tokenizer &tokenizer, const std::vector<Sample> &samples) {
    FixtureProject fixture(samples);
    JobContext job;
    return tokenizerStats(tokenizer, VersionStore(fixture.project), fixture.version, {}, job);
}

} // namespace

class TokenizerStatsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void counts_are_right_on_a_sample_done_by_hand() {
        Sample sample;
        sample.question = "计算 12"; // 5 characters, 9 bytes, words 计 算 12
        sample.answer = "龘the： 3"; // 7 characters, 11 bytes, words 龘 the 3; three byte tokens
        const TokenizerStats stats = statsOf(*tinyTokenizer(), {sample});
        QCOMPARE(stats.samples, std::int64_t(1));
        QCOMPARE(stats.texts, std::int64_t(2));
        QCOMPARE(stats.characters, std::int64_t(5 + 7));
        QCOMPARE(stats.bytes, std::int64_t(9 + 11));
        QCOMPARE(stats.words, std::int64_t(3 + 3));
        QCOMPARE(stats.byteTokens, std::int64_t(3));
        QCOMPARE(stats.mismatches, std::int64_t(0));
        const std::int64_t tokens = std::int64_t(tinyTokenizer()->encode(sample.question).size()
                                                 + tinyTokenizer()->encode(sample.answer).size());
        QCOMPARE(stats.tokens, tokens);
        QCOMPARE(stats.longestSampleTokens, int(tokens));
        QCOMPARE(stats.tokensPerCharacter(), double(tokens) / 12);
        QCOMPARE(stats.fertility(), double(tokens) / 6);
        QCOMPARE(stats.byteFallbackPercent(), 300.0 / double(tokens));
    }

    void a_version_gives_the_same_on_any_number_of_threads() {
        const std::vector<Sample> samples = fixtureSamples(700);
        FixtureProject fixture(samples);
        const VersionStore versions(fixture.project);
        std::string first;
        for (const int threads : {1, 4}) {
            JobContext job;
            job.setThreads(threads);
            const TokenizerStats stats =
                tokenizerStats(*tinyTokenizer(), versions, fixture.version, std::nullopt, job);
            QCOMPARE(stats.samples, std::int64_t(700));
            if (first.empty())
                first = statsToJson(stats);
            QCOMPARE(statsToJson(stats), first);
        }
        JobContext job;
        const TokenizerStats test =
            tokenizerStats(*tinyTokenizer(), versions, fixture.version, Split::Test, job);
        QCOMPARE(test.samples, versions.rowCount(fixture.version, Split::Test));
        QVERIFY(test.samples > 0 && test.samples < 700);
    }

    void cancelled_at_once() {
        FixtureProject fixture(fixtureSamples(50));
        JobContext job;
        job.cancel();
        QVERIFY_THROWS_EXCEPTION(Cancelled, tokenizerStats(*tinyTokenizer(), VersionStore(fixture.project),
                                                           fixture.version, std::nullopt, job));
    }

    void lossy_tokenizers_are_found_out() {
        Sample good, bad;
        good.question = "计算";
        bad.question = "龘";
        bad.answer = "龘";
        const TokenizerPtr lossy = tokenizerFromBytes("sentencepiece", tinyModel("unigram", false), "x");
        const TokenizerStats stats = statsOf(*lossy, {good, bad, bad});
        QCOMPARE(stats.mismatches, std::int64_t(4));
        QCOMPARE(stats.firstMismatch, SampleId(2));
    }

    void statistics_survive_json() {
        const TokenizerStats stats = statsOf(*tinyTokenizer(), fixtureSamples(10));
        QCOMPARE(statsToJson(statsFromJson(statsToJson(stats))), statsToJson(stats));
        QVERIFY(!statsToJson(stats).empty());
        QCOMPARE(statsFromJson("nonsense").tokens, std::int64_t(0));
        QCOMPARE(statsFromJson("{\"tokens\":\"x\",\"samples\":3}").samples, std::int64_t(3));
        QCOMPARE(TokenizerStats{}.fertility(), 0.0);
    }

    void vocabulary_has_categories() {
        const std::vector<VocabularyEntry> entries = vocabulary(*tinyTokenizer());
        QCOMPARE(int(entries.size()), tinyTokenizer()->vocabSize());
        std::map<TokenCategory, int> counts;
        for (const VocabularyEntry &entry : entries) {
            ++counts[entry.category];
            QCOMPARE(&entry - entries.data(), std::ptrdiff_t(entry.id));
            QVERIFY(!entry.shown.empty());
            QVERIFY(!tokenCategoryLabel(entry.category).empty());
        }
        QCOMPARE(counts[TokenCategory::Control], controlRoleCount);
        QCOMPARE(counts[TokenCategory::Byte], 256);
        QCOMPARE(counts[TokenCategory::Symbol], 2); // line break and space
        QCOMPARE(counts[TokenCategory::Digit], 10);
        QVERIFY(counts[TokenCategory::Chinese] > 20);
        QVERIFY(counts[TokenCategory::Latin] > 20);
        QVERIFY(counts[TokenCategory::Punctuation] > 3);
        const auto categoryOf = [&](const char *text) {
            return entries[std::size_t(tinyTokenizer()->encode(text).at(0))].category;
        };
        QVERIFY(categoryOf("算") == TokenCategory::Chinese);
        QVERIFY(categoryOf("7") == TokenCategory::Digit);
        QVERIFY(categoryOf("？") == TokenCategory::Punctuation);
    }

    void inspecting_a_sample_shows_pieces_mask_and_parts() {
        Sample sample = fixtureSamples(1)[0];
        const ChatTemplate chat(tinyTokenizer());
        const InspectedSample inspected = inspectSample(chat, sample);
        QVERIFY(inspected.roundTrip);
        std::array<std::string, chatSegmentCount> texts;
        std::int64_t weighted = 0;
        for (const InspectedPiece &piece : inspected.pieces) {
            std::string &text = texts[std::size_t(piece.segment)];
            QCOMPARE(piece.begin, text.size());
            text += piece.bytes;
            QCOMPARE(piece.end, text.size());
            weighted += piece.lossWeight > 0;
            QCOMPARE(piece.control, piece.segment == ChatSegment::Special);
            const bool response =
                piece.segment == ChatSegment::Reasoning || piece.segment == ChatSegment::Answer;
            QVERIFY(!response || piece.lossWeight == 1);
            QVERIFY((piece.segment != ChatSegment::System && piece.segment != ChatSegment::Question)
                    || piece.lossWeight == 0);
        }
        QCOMPARE(texts[std::size_t(ChatSegment::System)], sample.system);
        QCOMPARE(texts[std::size_t(ChatSegment::Question)], sample.question);
        QCOMPARE(texts[std::size_t(ChatSegment::Reasoning)], sample.reasoning);
        QCOMPARE(texts[std::size_t(ChatSegment::Answer)], sample.answer);
        QCOMPARE(inspected.responseTokens, weighted);
        QCOMPARE(inspected.promptTokens + inspected.responseTokens, std::int64_t(inspected.pieces.size()));
        QCOMPARE(inspected.pieces.back().shown, std::string("<|end|>"));
    }

    void inspecting_without_traces_is_still_a_round_trip() {
        TemplateConfig config;
        config.withReasoning = false;
        const InspectedSample inspected =
            inspectSample(ChatTemplate(tinyTokenizer(), config), fixtureSamples(1)[0]);
        QVERIFY(inspected.roundTrip);
        QVERIFY(
            std::none_of(inspected.pieces.begin(), inspected.pieces.end(), [](const InspectedPiece &piece) {
                return piece.segment == ChatSegment::Reasoning;
            }));
    }

    void the_playground_checks_any_text() {
        for (const std::string &text : nastyTexts()) {
            const InspectedText inspected = inspectText(*tinyTokenizer(), text);
            QVERIFY(inspected.roundTrip && inspected.decoded.empty());
            QCOMPARE(inspected.bytes, std::int64_t(text.size()));
            QCOMPARE(inspected.pieces.empty(), text.empty());
        }
        const TokenizerPtr lossy = tokenizerFromBytes("sentencepiece", tinyModel("unigram", false), "x");
        const InspectedText inspected = inspectText(*lossy, "算龘");
        QVERIFY(!inspected.roundTrip);
        QCOMPARE(inspected.decoded, std::string("算"));
    }
};

RETORT_TEST(TokenizerStatsTest)
#include "tst_tokenizer_stats.moc"
