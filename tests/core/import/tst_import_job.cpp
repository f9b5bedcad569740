// SPDX-License-Identifier: GPL-3.0-or-later
// timeout: 240
#include "core/import/import_job.h"

#include "core/base/error.h"
#include "core/base/hash.h"
#include "import_files.h"

#include "test_main.h"

#include <nlohmann/json.hpp>
#include <thread>

using namespace retort;

namespace {

std::string record(int i) {
    return R"({"input":"第)" + std::to_string(i) + R"(题：)" + std::to_string(i)
           + R"( 加 1 等于多少？","reasoning_content":"把 )" + std::to_string(i)
           + R"( 和 1 相加。","content":"\\boxed{)" + std::to_string(i + 1)
           + R"(}","repo_name":"math","score":)" + std::to_string(i % 11) + "}";
}

std::string records(int from, int to) {
    std::string text;
    for (int i = from; i < to; ++i)
        (text += record(i)) += '\n';
    return text;
}

std::vector<Sample> samplesOf(const VersionStore &store, VersionId version) {
    std::vector<Sample> all;
    JobContext job;
    store.forEachSample(version, std::nullopt, job, [&](SampleId, const Sample &sample) {
        all.push_back(sample);
        return true;
    });
    return all;
}

QString reasonOf(const std::function<void()> &work, ErrorCode code) {
    try {
        work();
    } catch (const Error &error) {
        return error.code() == code
                   ? QString::fromUtf8(error.what())
                   : QString("other code %1: %2").arg(errorCodeName(error.code()), error.what());
    }
    return "nothing was thrown";
}

} // namespace

class TestImportJob : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        m_files = std::make_unique<ImportFiles>();
        m_project = Project::create(m_files->folder() / "project", "Probe");
    }
    void cleanup() {
        m_project.reset();
        m_files.reset();
    }
    void every_text_arrives_as_it_was();
    void any_number_of_threads_gives_the_same_rows();
    void refused_records_are_reported_and_do_not_stop_the_rest();
    void several_files_of_several_formats_become_one_source();
    void benchmarks_make_no_version();
    void a_split_can_come_from_the_file_name();
    void cancelling_leaves_nothing();
    void failing_leaves_nothing();
    void nothing_readable_is_an_error();
    void preview_writes_nothing_and_agrees_with_the_job();
    void mapped_fields_choose_the_mapping();
    void options_that_no_chosen_format_has_are_refused();
    void one_file_hinders_the_preview_of_no_other();
    void progress_ends_at_the_size_of_the_files();
    void memory_does_not_grow_with_the_file();
    void options_fill_the_config();
    void issue_reports_are_json_lines();

private:
    ImportConfig config(std::vector<std::filesystem::path> files) const {
        ImportConfig config;
        config.project = m_project;
        config.files = std::move(files);
        return config;
    }
    bool isEmpty() const {
        const VersionStore store(m_project);
        if (!store.sources(true).empty() || !store.versions(true).empty())
            return false;
        return std::filesystem::is_empty(m_project->samplesFolder());
    }
    std::unique_ptr<ImportFiles> m_files;
    std::shared_ptr<Project> m_project;
};

void TestImportJob::every_text_arrives_as_it_was() {
    JobContext job;
    const ImportResult result = runImportJob(config({m_files->write("a b.jsonl", records(0, 5000))}), job);
    QCOMPARE(result.rows, std::int64_t(5000));
    QCOMPARE(result.records, std::int64_t(5000));
    QCOMPARE(result.refused, std::int64_t(0));
    QCOMPARE(result.formats, std::vector<std::string>{"chinese_r1"});
    QCOMPARE(result.languages.at("zh"), std::int64_t(5000));
    QVERIFY(result.version.has_value());
    const VersionStore store(m_project);
    const SourceInfo source = store.sources().at(0);
    QCOMPARE(source.name, std::string("a b"));
    QCOMPARE(source.rows, std::int64_t(5000));
    QCOMPARE(source.format, std::string("chinese_r1"));
    const std::vector<Sample> samples = samplesOf(store, *result.version);
    QCOMPARE(samples.size(), std::size_t(5000));
    QCOMPARE(samples[4321].question, std::string("第4321题：4321 加 1 等于多少？"));
    QCOMPARE(samples[4321].reasoning, std::string("把 4321 和 1 相加。"));
    QCOMPARE(samples[4321].answer, std::string("\\boxed{4322}"));
    QCOMPARE(samples[4321].source, std::string("math"));
    QCOMPARE(samples[4321].language, std::string("zh"));
    QCOMPARE(samples[4321].metadata, std::string(R"({"score":9})"));
}

void TestImportJob::any_number_of_threads_gives_the_same_rows() {
    SplitMix64 random(3);
    std::string text;
    for (int i = 0; i < 20000; ++i)
        text += random.below(50) == 0 ? "{\"broken\":\n" : record(int(random.below(100000))) + "\n";
    const auto path = m_files->write("a.jsonl", text);
    std::vector<std::string> questions[2];
    std::vector<std::int64_t> lines[2];
    for (int run = 0; run < 2; ++run) {
        const auto project = Project::create(m_files->folder() / ("p" + std::to_string(run)), "Probe");
        JobContext job;
        job.setThreads(run == 0 ? 1 : 7);
        ImportConfig own = config({path});
        own.project = project;
        const ImportResult result = runImportJob(own, job);
        for (const Sample &sample : samplesOf(VersionStore(project), *result.version))
            questions[run].push_back(sample.question);
        for (const Issue &issue : job.issues())
            lines[run].push_back(issue.line);
    }
    QVERIFY(questions[0].size() > 19000);
    QVERIFY(questions[0] == questions[1]);
    QVERIFY(lines[0] == lines[1] && lines[0].size() > 300);
}

void TestImportJob::refused_records_are_reported_and_do_not_stop_the_rest() {
    const auto path =
        m_files->write("a.jsonl", record(1) + "\n{\"input\":\"\xFF\"}\n\n" + record(2)
                                      + "\n{\"input\":{},\"reasoning_content\":\"x\",\"content\":\"y\"}\n"
                                      + record(3) + "\n{\"inp");
    ImportConfig own = config({path});
    own.refusedReport = m_files->folder() / "refused.jsonl";
    JobContext job;
    const ImportResult result = runImportJob(own, job);
    QCOMPARE(result.rows, std::int64_t(3));
    QCOMPARE(result.refused, std::int64_t(3));
    QCOMPARE(job.issueCount(), std::int64_t(3));
    QCOMPARE(result.refusedReport, own.refusedReport);
    QCOMPARE(VersionStore(m_project).sources().at(0).refused, std::int64_t(3));
    std::ifstream report(own.refusedReport);
    std::vector<nlohmann::json> found;
    for (std::string line; std::getline(report, line);)
        found.push_back(nlohmann::json::parse(line));
    QCOMPARE(found.size(), std::size_t(3));
    QCOMPARE(found[0]["line"].get<int>(), 2);
    QCOMPARE(found[0]["file"].get<std::string>(), path.string());
    QVERIFY(found[0]["reason"].get<std::string>().find("not valid UTF-8") != std::string::npos);
    QCOMPARE(found[0]["record"].get<std::string>(), std::string("{\"input\":\"\uFFFD\"}"));
    QCOMPARE(found[1]["line"].get<int>(), 5);
    QCOMPARE(found[1]["field"].get<std::string>(), std::string("input"));
    QVERIFY(found[2]["reason"].get<std::string>().find("ends inside") != std::string::npos);
    QVERIFY(!std::filesystem::exists(own.refusedReport.string() + ".part"));
}

void TestImportJob::several_files_of_several_formats_become_one_source() {
    const auto tagged = m_files->write(
        "tagged.json",
        R"([{"instruction":"你是老师。","input":"一","output":"<think>甲</think>1"},{"instruction":"你是老师。","input":"二","output":"<think>乙</think>2"},{"instruction":"你是老师。","input":"三","output":"<think>丙</think></think>3"}])");
    const auto packed = m_files->write("r1.jsonl.gz", ImportFiles::gzip(records(0, 10)));
    const auto empty = m_files->write("empty.jsonl", "\n");
    ImportConfig own = config({tagged, packed, empty});
    own.name = "mixed";
    JobContext job;
    const ImportResult result = runImportJob(own, job);
    QCOMPARE(result.rows, std::int64_t(13));
    QCOMPARE(result.formats, (std::vector<std::string>{"alpaca", "chinese_r1", ""}));
    QCOMPARE(result.faults.at("several_end_tags"), std::int64_t(1));
    QVERIFY(!result.faults.contains("tag_in_field"));
    QCOMPARE(job.issueCount(), std::int64_t(1)); // the empty file, as a warning
    const VersionStore store(m_project);
    QCOMPARE(store.sources().at(0).format, std::string("alpaca, chinese_r1"));
    QCOMPARE(store.sources().at(0).files.size(), std::size_t(3));
    const Sample first = samplesOf(store, *result.version).at(0);
    QCOMPARE(first.system, std::string("你是老师。")); // the same in all first records: no question
    QCOMPARE(first.question, std::string("一"));
}

void TestImportJob::benchmarks_make_no_version() {
    ImportConfig own = config({m_files->write("a.jsonl", records(0, 5))});
    own.role = SourceRole::Benchmark;
    JobContext job;
    const ImportResult result = runImportJob(own, job);
    QVERIFY(!result.version.has_value());
    QCOMPARE(VersionStore(m_project).sources().at(0).role, SourceRole::Benchmark);
}

void TestImportJob::a_split_can_come_from_the_file_name() {
    ImportConfig own = config({m_files->write("set.train.jsonl", records(0, 50)),
                               m_files->write("set_test.jsonl", records(50, 60))});
    own.ownSplit = "file_name";
    JobContext job;
    const ImportResult result = runImportJob(own, job);
    const VersionStore store(m_project);
    QCOMPARE(store.rowCount(*result.version, Split::Test), std::int64_t(10));
    QCOMPARE(store.rowCount(*result.version, Split::Train)
                 + store.rowCount(*result.version, Split::Validation),
             std::int64_t(50));
    store.forEachSample(*result.version, Split::Test, job, [&](SampleId, const Sample &sample) {
        if (sample.split != "test" || sample.question < "第50题")
            QTest::qFail("not of the test file", __FILE__, __LINE__);
        return true;
    });
}

void TestImportJob::cancelling_leaves_nothing() {
    const auto path = m_files->write("a.jsonl", records(0, 200'000));
    JobContext job;
    job.setOnProgress([&](const Progress &progress) {
        if (progress.done > progress.total / 4)
            job.cancel();
    });
    ImportConfig own = config({path});
    own.refusedReport = m_files->folder() / "refused.jsonl";
    QVERIFY_EXCEPTION_THROWN(runImportJob(own, job), Cancelled);
    QVERIFY(isEmpty());
    // Asked from another thread: soon.
    JobContext other;
    QElapsedTimer since;
    std::jthread asker([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
        since.start();
        other.cancel();
    });
    QVERIFY_EXCEPTION_THROWN(runImportJob(own, other), Cancelled);
    const qint64 waited_ms = since.elapsed();
    QVERIFY2(waited_ms < 1000,
             qPrintable(QString::number(waited_ms))); // 50 ms alone; the machine may be busy
    QVERIFY(isEmpty());
}

void TestImportJob::failing_leaves_nothing() {
    const std::string packed = ImportFiles::gzip(records(0, 100'000));
    const auto path = m_files->write("cut.jsonl.gz", packed.substr(0, packed.size() - 20));
    JobContext job;
    QVERIFY(reasonOf([&] { runImportJob(config({path}), job); }, ErrorCode::BadFormat)
                .contains("ends in the middle"));
    QVERIFY(isEmpty());
    // A file that grows while it is read.
    const auto growing = m_files->write("growing.jsonl", records(0, 50'000));
    JobContext grower;
    grower.setOnProgress(
        [&](const Progress &) { std::ofstream(growing, std::ios::app) << record(7) << "\n"; });
    QVERIFY(reasonOf([&] { runImportJob(config({growing}), grower); }, ErrorCode::Mismatch)
                .contains("changed while it was read"));
    QVERIFY(isEmpty());
    // A report that cannot be written.
    ImportConfig own = config({m_files->write("bad.jsonl", record(1) + "\nx\n")});
    own.refusedReport = m_files->folder() / "no" / "such" / "folder.jsonl";
    const QString noFolder = reasonOf([&] { runImportJob(own, job); }, ErrorCode::NotFound);
    QVERIFY2(noFolder.contains("such” does not exist") && !noFolder.contains(".part"), qPrintable(noFolder));
    QVERIFY(isEmpty());
    // A report that would take the place of something else.
    own.refusedReport = own.files[0];
    QVERIFY(reasonOf([&] { runImportJob(own, job); }, ErrorCode::InvalidArgument).contains("something else"));
    own.refusedReport = "/dev/full";
    QVERIFY(reasonOf([&] { runImportJob(own, job); }, ErrorCode::InvalidArgument).contains("something else"));
    QVERIFY(isEmpty());
    own.refusedReport = m_files->folder() / "no" / "such" / "folder.jsonl";
    // Said before anything is read, also when there would be nothing to report.
    own.files = {m_files->write("good.jsonl", records(0, 10))};
    QVERIFY(reasonOf([&] { runImportJob(own, job); }, ErrorCode::NotFound).contains("does not exist"));
    QVERIFY(isEmpty());
}

void TestImportJob::nothing_readable_is_an_error() {
    JobContext job;
    QVERIFY(reasonOf([&] { runImportJob(config({}), job); }, ErrorCode::InvalidArgument).contains("No file"));
    QVERIFY(
        reasonOf([&] { runImportJob(config({m_files->write("e.jsonl", "")}), job); }, ErrorCode::BadFormat)
            .contains("empty"));
    const QString text =
        reasonOf([&] { runImportJob(config({m_files->write("t.txt", "hello\nworld\n")}), job); },
                 ErrorCode::BadFormat);
    QVERIFY2(text.contains("t.txt") && text.contains("Line 1"), qPrintable(text));
    QVERIFY(
        reasonOf(
            [&] { runImportJob(config({m_files->write("o.jsonl", "{\"width\":1}\n{\"width\":2}\n")}), job); },
            ErrorCode::BadFormat)
            .contains("mapping"));
    ImportConfig named = config({m_files->write("n.jsonl", "{\"width\":1}\n{\"width\":2}\n")});
    named.format = "qa_table";
    const QString none = reasonOf([&] { runImportJob(named, job); }, ErrorCode::BadFormat);
    QVERIFY2(none.contains("none of 2 records") && none.contains("No question, reasoning or answer"),
             qPrintable(none));
    QVERIFY(isEmpty());
}

void TestImportJob::preview_writes_nothing_and_agrees_with_the_job() {
    const auto path = m_files->write("a.jsonl", records(0, 300) + "broken\n" + records(300, 400));
    JobContext job;
    ImportConfig own = config({path});
    const ImportPreview preview = previewImport(own, 100, job);
    QVERIFY(isEmpty());
    QVERIFY(preview.ready);
    QCOMPARE(preview.samples.size(), std::size_t(100));
    QCOMPARE(preview.samples[7].line, std::int64_t(8));
    QCOMPARE(preview.languages.at("zh"), std::int64_t(100));
    const FilePreview &file = preview.files.at(0);
    QCOMPARE(file.format, std::string("chinese_r1"));
    QCOMPARE(file.shape, std::string("lines"));
    QCOMPARE(file.encoding, std::string("UTF-8"));
    std::map<std::string, std::string> places;
    for (const FieldPlacement &field : file.fields) {
        places[field.field] = field.place;
        QCOMPARE(field.records, std::int64_t(100));
    }
    QCOMPARE(places, (std::map<std::string, std::string>{{"input", "question"},
                                                         {"reasoning_content", "reasoning"},
                                                         {"content", "answer"},
                                                         {"repo_name", "source"},
                                                         {"score", "metadata"}}));
    const ImportResult result = runImportJob(own, job);
    QCOMPARE(result.refused, std::int64_t(1));
    const std::vector<Sample> samples = samplesOf(VersionStore(m_project), *result.version);
    for (std::size_t i = 0; i < 100; ++i)
        QCOMPARE(preview.samples[i].sample.question, samples[i].question);
    // A file of refused records is not read to its end.
    own.files = {m_files->write("bad.jsonl", record(1) + "\n" + ImportFiles::repeated("x", 100'000))};
    const ImportPreview bad = previewImport(own, 10, job);
    QVERIFY(bad.recordsRead <= 200 && bad.refused > 100);
}

void TestImportJob::mapped_fields_choose_the_mapping() {
    ImportConfig own = config({m_files->write("a.jsonl", R"({"title":"甲？","question":"乙？","answer":"丙"})"
                                                         "\n")});
    own.options = {{"question", std::string("title")}, {"answer", std::string("answer")}};
    JobContext job;
    QCOMPARE(previewImport(own, 5, job).files.at(0).format, std::string("mapping"));
    const ImportResult result = runImportJob(own, job);
    QCOMPARE(result.formats, std::vector<std::string>{"mapping"});
    QCOMPARE(samplesOf(VersionStore(m_project), *result.version).at(0).question, std::string("甲？"));
}

void TestImportJob::options_that_no_chosen_format_has_are_refused() {
    JobContext job;
    ImportConfig own = config({m_files->write("a.jsonl", records(0, 5))});
    own.options = {{"boxed_answer", true}};
    const auto reason = [&](const auto &work) { return reasonOf(work, ErrorCode::InvalidArgument); };
    for (const QString &said :
         {reason([&] { runImportJob(own, job); }), reason([&] { previewImport(own, 5, job); })})
        QVERIFY2(said.contains("boxed_answer") && said.contains("gsm8k"), qPrintable(said));
    own.format = "chinese_r1";
    const QString named = reason([&] { runImportJob(own, job); });
    QVERIFY2(named.contains("boxed_answer") && named.contains("chinese_r1"), qPrintable(named));
    QVERIFY(isEmpty());
    // One file of that format is enough.
    own.format = "auto";
    own.files.push_back(m_files->write("g.jsonl", R"({"question":"1+1?","answer":"1+1=<<1+1=2>>2\n#### 2"})"
                                                  "\n"));
    QCOMPARE(runImportJob(own, job).formats, (std::vector<std::string>{"chinese_r1", "gsm8k"}));
}

void TestImportJob::one_file_hinders_the_preview_of_no_other() {
    const auto good = m_files->write("good.jsonl", records(0, 5));
    const auto empty = m_files->write("empty.jsonl", "");
    const std::string packed = ImportFiles::gzip(records(0, 5000));
    const auto cut = m_files->write("cut.jsonl.gz", packed.substr(0, 40));
    const auto unknown = m_files->write("unknown.jsonl", "{\"a\":1}\n{\"a\":2}\n");
    const auto refused = m_files->write("refused.jsonl", "{broken\n{broken\n");
    JobContext job;
    const auto preview = [&](std::vector<std::filesystem::path> files) {
        return previewImport(config(std::move(files)), 20, job);
    };
    // As the job does: an empty file is passed over.
    const ImportPreview withEmpty = preview({empty, good});
    QVERIFY(withEmpty.ready && withEmpty.hindrance.empty());
    QCOMPARE(withEmpty.samples.size(), std::size_t(5));
    for (const auto &[bad, word] : {std::pair{cut, "cut.jsonl.gz"}, std::pair{unknown, "unknown.jsonl"},
                                    std::pair{refused, "refused.jsonl"}}) {
        const ImportPreview two = preview({bad, good});
        QVERIFY2(!two.ready, word);
        QCOMPARE(two.files.size(), std::size_t(2));
        QCOMPARE(two.samples.size(), std::size_t(5));
        QVERIFY2(renderEnglish(two.hindrance).find(word) != std::string::npos, word);
        QVERIFY(std::any_of(two.issues.begin(), two.issues.end(),
                            [&](const Issue &issue) { return issue.file.ends_with(word); }));
        QVERIFY(!reasonOf(
                     [&] {
                         runImportJob(config({bad, good}), job);
                     },
                     ErrorCode::BadFormat)
                     .startsWith("nothing"));
    }
    QVERIFY(renderEnglish(preview({empty}).hindrance).find("empty") != std::string::npos);
    QVERIFY(reasonOf([&] { preview({cut}); }, ErrorCode::BadFormat).contains("ends in the middle"));
}

void TestImportJob::progress_ends_at_the_size_of_the_files() {
    const auto path = m_files->write("a.jsonl.gz", ImportFiles::gzip(records(0, 50'000)));
    JobContext job;
    std::vector<std::uint64_t> done;
    job.setOnProgress([&](const Progress &progress) { done.push_back(progress.done); });
    runImportJob(config({path}), job);
    QVERIFY(std::is_sorted(done.begin(), done.end()));
    QCOMPARE(done.back(), std::uint64_t(std::filesystem::file_size(path)));
}

void TestImportJob::memory_does_not_grow_with_the_file() {
    const auto path = m_files->folder() / "large.jsonl";
    {
        std::ofstream file(path, std::ios::binary);
        const std::string filler(2000, 'x');
        for (int i = 0; i < 100'000; ++i)
            file << R"({"input":"q)" << i << R"(","reasoning_content":")" << filler
                 << R"(","content":"a","repo_name":"r"})" << '\n';
    }
    const auto resident_KiB = [] {
        std::ifstream status("/proc/self/status");
        for (std::string line; std::getline(status, line);)
            if (line.starts_with("RssAnon:"))
                return std::stol(line.substr(8));
        return 0l;
    };
    const long before = resident_KiB();
    long peak = before;
    JobContext job;
    job.setThreads(2);
    job.setOnProgress([&](const Progress &) { peak = std::max(peak, resident_KiB()); });
    const ImportResult result = runImportJob(config({path}), job);
    QCOMPARE(result.rows, std::int64_t(100'000));
    QVERIFY2(peak - before < 250 * 1024, qPrintable(QString::number(peak - before))); // the file has 200 MB
    qInfo("%.0f MB/s, peak +%ld MiB", double(result.bytes) / 1e6 / result.seconds, (peak - before) / 1024);
}

void TestImportJob::options_fill_the_config() {
    ImportConfig own;
    applyImportOptions(own, {{"name", std::string("set")},
                             {"role", std::string("benchmark")},
                             {"own_split", std::string("test")},
                             {"test_share", 0.1}});
    QCOMPARE(own.name, std::string("set"));
    QCOMPARE(own.role, SourceRole::Benchmark);
    QCOMPARE(own.ownSplit, std::string("test"));
    QCOMPARE(own.split.test, 0.1);
    QCOMPARE(own.split.validation, SplitRatios{}.validation);
    QVERIFY_EXCEPTION_THROWN(applyImportOptions(own, {{"role", std::string("boss")}}), Error);
}

void TestImportJob::issue_reports_are_json_lines() {
    const auto path = m_files->folder() / "report.jsonl";
    writeIssueReport(path, {{Issue::Level::Refused, "a\n.jsonl", 3, "field", text("Byte %1 \"wrong\"", 5)},
                            {Issue::Level::Warning, "b", 0, "", "The file is empty."}});
    std::ifstream report(path);
    std::string line;
    std::getline(report, line);
    QCOMPARE(nlohmann::json::parse(line), (nlohmann::json{{"file", "a\n.jsonl"},
                                                          {"line", 3},
                                                          {"field", "field"},
                                                          {"level", "refused"},
                                                          {"reason", "Byte 5 \"wrong\""}}));
    std::getline(report, line);
    QCOMPARE(nlohmann::json::parse(line)["level"].get<std::string>(), std::string("warning"));
}

RETORT_TEST(TestImportJob)
#include "tst_import_job.moc"
