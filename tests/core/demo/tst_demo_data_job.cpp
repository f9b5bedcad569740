// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/base/file.h"
#include "core/data/samples/sample.h"
#include "core/demo/demo_data_job.h"
#include "core/demo/faults.h"
#include "core/demo/trace_check.h"
#include "core/text/think_splitter.h"

#include <nlohmann/json.hpp>

#include "test_main.h"

#include <map>
#include <set>

using namespace retort;
using Json = nlohmann::json;

namespace {

std::vector<Json> linesOf(const std::filesystem::path &path) {
    std::vector<Json> lines;
    const std::string all = readFile(path);
    for (std::size_t start = 0; start < all.size();) {
        const std::size_t end = all.find('\n', start);
        lines.push_back(Json::parse(all.substr(start, end - start)));
        start = end + 1;
    }
    return lines;
}

} // namespace

class TestDemoDataJob : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    std::filesystem::path at(const char *name) const {
        return std::filesystem::path(m_folder.path().toStdString()) / name;
    }
    DemoDataConfig config(const char *name, std::uint64_t count) const {
        DemoDataConfig c;
        c.options.count = count;
        c.path = at(name);
        return c;
    }

private Q_SLOTS:
    void a_sound_file_has_every_field() {
        JobContext job;
        const DemoDataConfig c = config("sound.jsonl", 3000);
        const DemoDataResult result = runDemoDataJob(c, job);
        const auto lines = linesOf(c.path);
        QCOMPARE(lines.size(), 3000u);
        QCOMPARE(result.lines, 3000u);
        QCOMPARE(result.distinctKeys, 3000u);
        QCOMPARE(result.bytes, std::filesystem::file_size(c.path));
        std::map<std::string, std::uint64_t> byKind;
        std::set<std::string> ids;
        for (const Json &line : lines) {
            for (const char *field : {"id", "question", "reasoning_content", "content", "reference_answer",
                                      "kind", "problem_key"})
                QVERIFY2(!line.at(field).get<std::string>().empty(), field);
            QCOMPARE(line.at("level").get<int>(), 1);
            ++byKind[line.at("kind")];
            ids.insert(line.at("id"));
            QVERIFY(checkTrace(line.at("question").get<std::string>(),
                               line.at("reasoning_content").get<std::string>(),
                               line.at("reference_answer").get<std::string>())
                        .holds);
        }
        QCOMPARE(ids.size(), lines.size());
        QVERIFY(byKind == result.byKind);
    }

    void the_same_options_give_the_same_bytes() {
        JobContext job;
        for (const char *name : {"once.jsonl", "again.jsonl"}) {
            DemoDataConfig c = config(name, 2000);
            c.options.levels = {};
            c.options.faultShare = 0.2;
            c.options.duplicateShare = 0.1;
            c.keyPath = at(name).string() + ".key";
            runDemoDataJob(c, job);
        }
        QCOMPARE(readFile(at("once.jsonl")), readFile(at("again.jsonl")));
        QCOMPARE(readFile(at("once.jsonl.key")), readFile(at("again.jsonl.key")));
    }

    void planted_faults_are_exactly_where_the_key_says() {
        JobContext job;
        DemoDataConfig c = config("faults.jsonl", 20'000);
        c.options.levels = {};
        c.options.faultShare = 0.1;
        c.options.duplicateShare = 0.05;
        c.keyPath = at("faults.key.jsonl");
        const DemoDataResult result = runDemoDataJob(c, job);
        const auto lines = linesOf(c.path);
        std::map<std::size_t, Json> key;
        for (const Json &entry : linesOf(c.keyPath))
            QVERIFY(key.emplace(entry.at("line").get<std::size_t>(), entry).second);
        QCOMPARE(key.size(), result.faults + result.duplicates);
        QVERIFY(result.faults > 1800 && result.faults < 2200);
        QVERIFY(result.duplicates > 850 && result.duplicates < 1150);
        QCOMPARE(result.byFault.size(), demoFaults().size());

        // A sound problem's text is unique, so a repeated question or content is a duplicate or a planted
        // one.
        std::map<std::string, std::size_t> seen; // question + content of sound lines → line
        for (std::size_t n = 1; n <= lines.size(); ++n) {
            const Json &line = lines[n - 1];
            QVERIFY(!line.contains("reasoning_content"));
            const std::string content = line.at("content");
            const std::uint32_t found = splitThink(content).faults;
            const auto entry = key.find(n);
            if (entry == key.end()) {
                const ThinkSplit split = splitThink(content);
                QVERIFY2(split.tags == ThinkTags::Think && found == 0, content.c_str());
                QCOMPARE("<think>\n" + split.reasoning + "\n</think>\n\n" + split.answer, content);
                QVERIFY(seen.emplace(line.at("question").get<std::string>() + content, n).second);
                continue;
            }
            QCOMPARE(entry->second.at("id"), line.at("id"));
            if (entry->second.contains("fault"))
                continue; // looked at below
            const Json &original = lines.at(entry->second.at("of_line").get<std::size_t>() - 1);
            QCOMPARE(original.at("id"), entry->second.at("of_id"));
            QCOMPARE(original.at("problem_key"), line.at("problem_key"));
            QCOMPARE(original.at("content"), line.at("content"));
            QCOMPARE(original.at("question") == line.at("question"),
                     entry->second.at("duplicate") == "exact");
        }
    }

    void planted_faults_are_seen_by_the_splitter() {
        JobContext job;
        DemoDataConfig c = config("seen.jsonl", 4000);
        c.options.faultShare = 1;
        c.keyPath = at("seen.key.jsonl");
        runDemoDataJob(c, job);
        const auto lines = linesOf(c.path), key = linesOf(c.keyPath);
        QCOMPARE(key.size(), lines.size());
        for (std::size_t i = 0; i < lines.size(); ++i) {
            const ThinkSplit split = splitThink(lines[i].at("content").get<std::string>());
            const std::uint32_t found =
                split.faults
                | textFaults(lines[i].at("question").get<std::string>(), split.reasoning, split.answer);
            const std::uint32_t expected = faultBits(key[i].at("expect").get<std::vector<std::string>>());
            QVERIFY2((found & expected) == expected,
                     (key[i].dump() + "\n" + lines[i].at("content").get<std::string>()).c_str());
        }
    }

    void faults_without_a_bit_still_differ_from_the_sound_text() {
        DemoOptions options;
        options.levels = {};
        DemoGenerator generator(options);
        DemoRandom random(7);
        for (int i = 0; i < 500; ++i) {
            const DemoProblem problem = generator.next();
            for (const DemoFault &fault : demoFaults()) {
                if (fault.applies && !fault.applies(problem))
                    continue;
                const std::string text = fault.text(problem, random);
                QVERIFY2(text != soundText(problem), std::string(fault.id).c_str());
                QVERIFY2(Json::accept(Json(text).dump()),
                         std::string(fault.id).c_str()); // throws on ill-formed UTF-8
            }
        }
    }

    void contradicting_options_are_refused_before_anything_is_written() {
        JobContext job;
        DemoDataConfig c = config("refused.jsonl", 10);
        c.options.faultShare = 0.7;
        c.options.duplicateShare = 0.7;
        QVERIFY_EXCEPTION_THROWN(runDemoDataJob(c, job), Error);
        c.options.duplicateShare = 0;
        c.options.noTraces = true;
        QVERIFY_EXCEPTION_THROWN(runDemoDataJob(c, job), Error);
        c.options = {};
        c.options.count = 0;
        QVERIFY_EXCEPTION_THROWN(runDemoDataJob(c, job), Error);
        c.options.count = 10;
        c.options.kinds = {"nothing"};
        QVERIFY_EXCEPTION_THROWN(runDemoDataJob(c, job), Error);
        QVERIFY(!std::filesystem::exists(c.path));
    }

    void cancel_keeps_the_old_file() {
        JobContext job;
        DemoDataConfig c = config("old.jsonl", 10);
        runDemoDataJob(c, job);
        const std::string before = readFile(c.path);
        c.options.count = 100'000;
        job.cancel();
        QVERIFY_EXCEPTION_THROWN(runDemoDataJob(c, job), Cancelled);
        QCOMPARE(readFile(c.path), before);
        std::size_t files = 0;
        for ([[maybe_unused]] const auto &entry : std::filesystem::directory_iterator(c.path.parent_path()))
            files += entry.path().filename().string().starts_with("old.jsonl");
        QCOMPARE(files, 1u);
    }

    void options_become_a_choice() {
        const DemoOptions defaults = demoOptionsFrom({});
        QVERIFY(defaults.levels == std::vector<int>{1});
        QCOMPARE(defaults.count, DemoOptions{}.count);
        const DemoOptions options = demoOptionsFrom({{"count", std::int64_t{5}},
                                                     {"seed", std::int64_t{9}},
                                                     {"levels", std::string("2, 3")},
                                                     {"kinds", std::string("units,order")},
                                                     {"no_traces", true}});
        QVERIFY((options.levels == std::vector<int>{2, 3}));
        QVERIFY((options.kinds == std::vector<std::string>{"units", "order"}));
        QVERIFY(options.noTraces && options.count == 5 && options.seed == 9);
        QVERIFY(demoOptionsFrom({{"levels", std::string()}}).levels.empty());
        for (const char *wrong : {"0", "4", "easy", "1-3"})
            QVERIFY_EXCEPTION_THROWN(demoOptionsFrom({{"levels", std::string(wrong)}}), Error);
        QVERIFY_EXCEPTION_THROWN(demoOptionsFrom({{"kinds", std::string("algebra")}}), Error);
        QVERIFY_EXCEPTION_THROWN(demoOptionsFrom({{"fault_share", 1.5}}), Error);
    }
};

RETORT_TEST(TestDemoDataJob)
#include "tst_demo_data_job.moc"
