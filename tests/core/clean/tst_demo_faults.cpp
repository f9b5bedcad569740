// SPDX-License-Identifier: GPL-3.0-or-later
// Import and cleaning measured on demo data with planted faults and duplicates and a key that names them.
#include "core/clean/clean_job.h"
#include "core/demo/demo_data_job.h"
#include "core/import/import_job.h"

#include "test_main.h"
#include <QTemporaryDir>

#include <nlohmann/json.hpp>

#include <fstream>
#include <map>
#include <set>

using namespace retort;

class TestDemoFaults : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void every_planted_fault_is_found_and_no_other();
    void exact_duplicates_are_dropped_and_no_original();
    void repair_leaves_no_tag_behind();

private:
    void write(double faults, double duplicates) {
        DemoDataConfig config;
        config.options.count = 4000;
        config.options.seed = 5;
        config.options.faultShare = faults;
        config.options.duplicateShare = duplicates;
        config.path = path();
        config.keyPath = m_folder.filePath("key.jsonl").toStdString();
        JobContext job;
        runDemoDataJob(config, job);
        m_key.clear();
        std::ifstream key(config.keyPath);
        for (std::string line; std::getline(key, line);) {
            const auto json = nlohmann::json::parse(line);
            m_key[json["line"].get<std::int64_t>()] = json;
        }
    }
    std::filesystem::path path() const { return m_folder.filePath("demo.jsonl").toStdString(); }

    VersionId import(const std::shared_ptr<Project> &project) const {
        ImportConfig config;
        config.project = project;
        config.files = {path()};
        JobContext job;
        return *runImportJob(config, job).version;
    }

    QTemporaryDir m_folder;
    std::map<std::int64_t, nlohmann::json> m_key; // by line
};

void TestDemoFaults::every_planted_fault_is_found_and_no_other() {
    write(0.4, 0);
    ImportConfig config;
    config.files = {path()};
    JobContext job;
    const ImportPreview preview = previewImport(config, 4000, job);
    QCOMPARE(preview.samples.size(), std::size_t(4000));
    QCOMPARE(preview.refused, std::int64_t(0));
    std::map<std::string, int> found;
    for (const PreviewSample &row : preview.samples) {
        const auto planted = m_key.find(row.line);
        if (planted == m_key.end()) {
            QVERIFY2(row.sample.faults == 0, row.sample.metadata.c_str());
            continue;
        }
        const std::uint32_t expected = faultBits(planted->second["expect"].get<std::vector<std::string>>());
        QVERIFY2((row.sample.faults & expected) == expected, planted->second.dump().c_str());
        ++found[planted->second["fault"].get<std::string>()];
    }
    QVERIFY(found.size() > 10);
    QVERIFY(!preview.samples[0].sample.groupKey.empty()); // problem_key: splits go by it
    QVERIFY(!preview.samples[0].sample.reference.empty());
}

void TestDemoFaults::exact_duplicates_are_dropped_and_no_original() {
    write(0, 0.3);
    const auto project = Project::create(m_folder.filePath("duplicates").toStdString(), "Probe");
    const VersionId version = import(project);
    const VersionStore store(project);
    JobContext job;
    const Recipe recipe{{{"exact_duplicates", true, {{"compare", std::string("all")}}}}};
    const CleanResult result = runCleanJob({project, version, recipe, {}, {}}, job);
    std::set<std::int64_t> dropped, planted;
    const std::vector<SampleId> ids = store.rowIds(version, {}, {}, job);
    for (std::size_t i = 0; i < ids.size(); ++i)
        if (!store.history(ids[i]).empty())
            dropped.insert(std::int64_t(i + 1));
    for (const auto &[line, entry] : m_key)
        if (entry.value("duplicate", "") == "exact")
            planted.insert(line);
    QVERIFY(planted.size() > 300);
    // A near one may equal another near one, or differ by a space only.
    for (const std::int64_t line : dropped)
        QVERIFY2(m_key.contains(line), qPrintable("an original was dropped: line " + QString::number(line)));
    for (const std::int64_t line : planted)
        QVERIFY2(dropped.contains(line), m_key.at(line).dump().c_str());
    QCOMPARE(result.dropped, std::int64_t(dropped.size()));
}

void TestDemoFaults::repair_leaves_no_tag_behind() {
    write(0.4, 0);
    const auto project = Project::create(m_folder.filePath("faults").toStdString(), "Probe");
    const VersionId version = import(project);
    const VersionStore store(project);
    JobContext job;
    const Recipe recipe{{{"think_tag_repair", true, {}}, {"missing_parts", true, {}}}};
    const CleanResult result = runCleanJob({project, version, recipe, {}, {}}, job);
    QVERIFY(result.changed > 100);
    const std::uint32_t gone =
        faultBits({"several_end_tags", "nested_tags", "tag_in_field", "empty_reasoning", "empty_answer"});
    std::size_t bad = 0;
    store.forEachSample(result.version, std::nullopt, job, [&](SampleId, const Sample &sample) {
        const std::string all = sample.reasoning + sample.answer;
        bad += (sample.faults & gone) != 0 || all.find("think>") != std::string::npos;
        return true;
    });
    QCOMPARE(bad, std::size_t(0));
}

RETORT_TEST(TestDemoFaults)
#include "tst_demo_faults.moc"
