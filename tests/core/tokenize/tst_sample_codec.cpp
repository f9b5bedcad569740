// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tokenize/sample_codec.h"

#include "core/base/error.h"
#include "core/codec/tiny_tokenizer.h"
#include "core/tokenize/tokenize_fixture.h"

#include "test_main.h"

using namespace retort;

class SampleCodecTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_sample_becomes_messages() {
        Sample sample = fixtureSamples(1)[0];
        std::vector<ChatMessage> messages = sampleMessages(sample);
        QCOMPARE(messages.size(), std::size_t(3));
        QVERIFY(messages[0].role == ChatRole::System && messages[0].text == sample.system);
        QVERIFY(messages[1].role == ChatRole::User && messages[1].text == sample.question);
        QVERIFY(messages[2].role == ChatRole::Assistant && messages[2].text == sample.answer);
        QCOMPARE(messages[2].reasoning, sample.reasoning);
        sample.system.clear();
        QCOMPARE(sampleMessages(sample).size(), std::size_t(2));
        QCOMPARE(promptMessages(sample).size(), std::size_t(1));
    }

    void a_split_is_encoded_in_order_on_any_number_of_threads() {
        FixtureProject fixture(fixtureSamples(700));
        const VersionStore versions(fixture.project);
        const ChatTemplate chat(tinyTokenizer());
        EncodeConfig config;
        config.version = fixture.version;
        config.split = Split::Train;
        JobContext one, four;
        one.setThreads(1);
        four.setThreads(4);
        const EncodedSet first = encodeVersion(versions, chat, config, one);
        const EncodedSet second = encodeVersion(versions, chat, config, four);
        QCOMPARE(std::int64_t(first.size()), versions.rowCount(fixture.version, Split::Train));
        QCOMPARE(first.size(), second.size());
        for (std::size_t i = 0; i < first.size(); ++i) {
            QVERIFY(i == 0 || first.sampleId(i) > first.sampleId(i - 1));
            QCOMPARE(first.sampleId(i), second.sampleId(i));
            QVERIFY(std::ranges::equal(first.ids(i), second.ids(i)));
            const Sample sample = versions.sample(fixture.version, first.sampleId(i));
            QVERIFY(std::ranges::equal(first.ids(i), chat.encode(sampleMessages(sample)).ids));
        }
    }

    void samples_without_question_or_answer_are_left_out_and_told() {
        std::vector<Sample> samples = fixtureSamples(30);
        samples[3].question.clear();
        samples[5].answer.clear();
        samples[5].reasoning.clear();
        samples[7].answer.clear(); // a trace alone still teaches
        FixtureProject fixture(samples);
        EncodeConfig config;
        config.version = fixture.version;
        JobContext job;
        const EncodedSet set =
            encodeVersion(VersionStore(fixture.project), ChatTemplate(tinyTokenizer()), config, job);
        QCOMPARE(set.size(), std::size_t(28));
        QCOMPARE(job.issueCount(), std::int64_t(2));
        QCOMPARE(job.issues()[0].field, std::string("question"));
        QCOMPARE(job.issues()[1].field, std::string("answer"));
        QVERIFY(job.issues()[0].level == Issue::Level::Warning);
    }

    void too_long_samples_are_left_out() {
        const std::vector<Sample> samples = fixtureSamples(50);
        FixtureProject fixture(samples);
        const ChatTemplate chat(tinyTokenizer());
        EncodeConfig config;
        config.version = fixture.version;
        config.maxTokens =
            int(chat.encode(sampleMessages(samples[0])).promptTokens()) + 3; // the longest prompt
        JobContext job;
        const VersionStore versions(fixture.project);
        const EncodedSet dropped = encodeVersion(versions, chat, config, job);
        QVERIFY(dropped.size() < 50);
        for (std::size_t i = 0; i < dropped.size(); ++i)
            QVERIFY(dropped.ids(i).size() <= std::size_t(config.maxTokens));
    }

    void cancelled_while_encoding() {
        FixtureProject fixture(fixtureSamples(700));
        EncodeConfig config;
        config.version = fixture.version;
        JobContext job;
        job.setOnProgress([&](const Progress &progress) {
            if (progress.done > 0)
                job.cancel();
        });
        QVERIFY_THROWS_EXCEPTION(Cancelled, encodeVersion(VersionStore(fixture.project),
                                                          ChatTemplate(tinyTokenizer()), config, job));
    }
};

RETORT_TEST(SampleCodecTest)
#include "tst_sample_codec.moc"
