// SPDX-License-Identifier: GPL-3.0-or-later
// What every registered format must do, told by its own examples.
#include "core/import/format.h"

#include "core/base/error.h"
#include "core/import/import_job.h"
#include "core/import/record.h"
#include "import_files.h"

#include "test_main.h"

#include <set>

using namespace retort;

namespace {

QString q(const std::string &s) {
    return QString::fromStdString(s);
}

void compareSamples(const std::vector<Sample> &got, const std::vector<Sample> &want) {
    QCOMPARE(got.size(), want.size());
    for (std::size_t i = 0; i < got.size(); ++i) {
        QCOMPARE(q(got[i].system), q(want[i].system));
        QCOMPARE(q(got[i].question), q(want[i].question));
        QCOMPARE(q(got[i].reasoning), q(want[i].reasoning));
        QCOMPARE(q(got[i].answer), q(want[i].answer));
        QCOMPARE(q(got[i].reference), q(want[i].reference));
        QCOMPARE(q(got[i].source), q(want[i].source));
        QCOMPARE(q(got[i].metadata), q(want[i].metadata));
        if (want[i].faults != 0)
            QCOMPARE(got[i].faults & want[i].faults, want[i].faults);
    }
}

std::vector<ImportFormat> recognised() {
    std::vector<ImportFormat> formats = importFormats();
    std::erase_if(formats,
                  [](const ImportFormat &format) { return std::string_view(format.id) == "mapping"; });
    return formats;
}

ImportConfig configFor(const std::filesystem::path &path) {
    ImportConfig config;
    config.files = {path};
    return config;
}

} // namespace

class TestFormatsContract : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { m_files = std::make_unique<ImportFiles>(); }
    void ids_and_labels_are_there_and_unique();
    void examples_give_the_expected_samples();
    void examples_are_recognised_as_their_own_format();
    void strange_records_are_refused_or_kept_whole();
    void broken_and_empty_files_say_so();
    void cancelling_throws_cancelled();
    void unknown_formats_and_options_are_named();

private:
    std::unique_ptr<ImportFiles> m_files;
};

void TestFormatsContract::ids_and_labels_are_there_and_unique() {
    std::set<std::string> ids, labels;
    for (const ImportFormat &format : importFormats()) {
        QVERIFY(ids.insert(format.id).second);
        QVERIFY(labels.insert(format.label.pattern).second);
        QVERIFY(!format.help.empty());
        QVERIFY(findImportFormat(format.id) == &format);
        std::set<std::string> options;
        for (const OptionSpec &option : format.options) {
            QVERIFY(options.insert(option.id).second);
            QVERIFY2(!option.label.empty() && !option.help.empty(), option.id.c_str());
            QVERIFY2(checkOptions(format.options, {{option.id, option.defaultValue}}).empty(),
                     option.id.c_str());
            QVERIFY2(!findOption(importOptions(), option.id),
                     option.id.c_str()); // both are flags of one verb
        }
    }
}

void TestFormatsContract::examples_give_the_expected_samples() {
    for (const ImportFormat &format : importFormats()) {
        QVERIFY2(format.examples().size() >= 2, format.id);
        bool refuses = false;
        for (const std::vector<FormatExample> examples = format.examples();
             const FormatExample &example : examples) {
            const auto context = q(format.id) + ": " + q(example.record);
            ParsedRecord parsed(example.record);
            QVERIFY2(parsed.valid(), qPrintable(context));
            const RecordResult result =
                format.reader(withDefaults(format.options, example.options))(parsed.record());
            QVERIFY2(result.refusal.has_value() == example.expected.empty(), qPrintable(context));
            refuses = refuses || result.refusal;
            if (result.refusal)
                QVERIFY2(!result.refusal->reason.empty(), qPrintable(context));
            compareSamples(result.samples, example.expected);
            if (QTest::currentTestFailed()) {
                qWarning("%s", qPrintable(context));
                return;
            }
        }
        QVERIFY2(refuses, format.id); // at least one example shows what is refused
    }
}

void TestFormatsContract::examples_are_recognised_as_their_own_format() {
    for (const ImportFormat &format : recognised()) {
        for (const std::vector<FormatExample> examples = format.examples();
             const FormatExample &example : examples) {
            if (example.expected.empty())
                continue;
            const auto path = m_files->write("example.jsonl", example.record + "\n" + example.record + "\n");
            JobContext job;
            const ImportPreview preview = previewImport(configFor(path), 10, job);
            const auto context =
                "wanted " + q(format.id) + ", got " + q(preview.files[0].format) + ": " + q(example.record);
            QVERIFY2(preview.files[0].format == format.id, qPrintable(context));
            QVERIFY(preview.ready);
        }
    }
}

void TestFormatsContract::strange_records_are_refused_or_kept_whole() {
    static const char *records[] = {
        "{}",
        R"({"messages":null})",
        R"({"messages":5})",
        R"({"messages":["x",null,[],{}]})",
        R"({"question":[[1]],"answer":{}})",
        R"({"input":[],"output":[],"instruction":[]})",
        R"({"generations":[null,5,{}],"problem":7})",
        R"({"original_text":false,"ans":0.5,"equation":[]})",
        R"({"conversations":[{"from":5,"value":{"a":1}}]})",
        R"({"messages":[{"role":"assistant","content":[{"type":5},{"type":"image_url","image_url":{"url":"x"}}]}]})",
        R"({"question":"\u0000","answer":"\uFEFF","tags":{"a":1},"finish_reason":3,"split":[]})"};
    for (const ImportFormat &format : importFormats()) {
        OptionValues options = withDefaults(format.options, {});
        if (std::string_view(format.id) == "mapping")
            options = withDefaults(format.options, {{"question", std::string("question")},
                                                    {"answer", std::string("messages[-1].content")}});
        for (const char *record : records) {
            ParsedRecord parsed{std::string_view(record)};
            QVERIFY2(parsed.valid(), record);
            const RecordResult result = format.reader(options)(parsed.record());
            QVERIFY2(result.refusal.has_value() || !result.samples.empty(), record);
            for (const Sample &sample : result.samples) {
                ParsedRecord metadata(sample.metadata);
                QVERIFY2(metadata.valid(), sample.metadata.c_str());
            }
        }
    }
}

void TestFormatsContract::broken_and_empty_files_say_so() {
    for (const ImportFormat &format : recognised()) {
        const FormatExample example = format.examples().front();
        const auto path =
            m_files->write("broken.jsonl", example.record + "\n{\"broken\": \n"
                                               + example.record.substr(0, example.record.size() / 2));
        JobContext job;
        const ImportPreview preview = previewImport(configFor(path), 10, job);
        QCOMPARE(q(preview.files[0].format), q(format.id));
        QCOMPARE(preview.refused, std::int64_t(2));
        QCOMPARE(preview.samples.size(), example.expected.size());
        QCOMPARE(preview.issues[0].line, std::int64_t(2));
        QCOMPARE(preview.issues[1].line, std::int64_t(3));
        QVERIFY(renderEnglish(preview.issues[1].reason).find("ends inside") != std::string::npos);

        ImportConfig config = configFor(m_files->write("empty.jsonl", ""));
        config.format = format.id;
        const ImportPreview empty = previewImport(config, 10, job);
        QVERIFY(!empty.ready);
        QCOMPARE(empty.issues.size(), std::size_t(1));
    }
}

void TestFormatsContract::cancelling_throws_cancelled() {
    for (const ImportFormat &format : recognised()) {
        const auto path =
            m_files->write("many.jsonl", m_files->repeated(format.examples().front().record, 1000));
        JobContext job;
        job.cancel();
        QVERIFY_EXCEPTION_THROWN(previewImport(configFor(path), 1000, job), Cancelled);
    }
}

void TestFormatsContract::unknown_formats_and_options_are_named() {
    const auto path = m_files->write("a.jsonl", "{\"question\":\"1\",\"answer\":\"1\"}\n");
    JobContext job;
    ImportConfig config = configFor(path);
    config.format = "nonsense";
    try {
        previewImport(config, 1, job);
        QFAIL("accepted an unknown format");
    } catch (const Error &error) {
        QCOMPARE(error.code(), ErrorCode::InvalidArgument);
        QVERIFY(std::string(error.what()).find("qa_table") != std::string::npos);
    }
    config.format = "mapping";
    QVERIFY_EXCEPTION_THROWN(previewImport(config, 1, job), Error); // neither question nor answer
    config.options = {{"question", std::string("a..b")}};
    QVERIFY_EXCEPTION_THROWN(previewImport(config, 1, job), Error);
    config.format = "auto";
    config.options = {{"no_such_option", true}};
    QVERIFY_EXCEPTION_THROWN(previewImport(config, 1, job), Error);
    config.options = {{"turns", std::string("each")}}; // of a format that this file does not have
    QVERIFY_EXCEPTION_THROWN(previewImport(config, 1, job), Error);
}

RETORT_TEST(TestFormatsContract)
#include "tst_formats_contract.moc"
