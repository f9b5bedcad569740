// SPDX-License-Identifier: GPL-3.0-or-later
// A project in a folder of its own, filled with made-up samples.
#pragma once

#include "core/base/error.h"
#include "core/data/project/project.h"
#include "core/data/runs/run_store.h"
#include "core/data/sql/sqlite.h"
#include "core/data/versions/version_store.h"

#include <QTemporaryDir>
#include <QTest>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace retort {

// Runs `call`, which must throw Error with this code; tells the code that came instead.
template <typename Fn>
std::string errorOf(Fn &&call) {
    try {
        call();
    } catch (const Error &e) {
        return errorCodeName(e.code());
    } catch (const Cancelled &) {
        return "cancelled";
    }
    return "nothing thrown";
}
#define QCOMPARE_ERROR(call, code) QCOMPARE(errorOf([&] { call; }), std::string(code))

inline Sample madeUpSample(int i) {
    Sample s;
    s.question = "第" + std::to_string(i) + "题：" + std::to_string(i) + " + 1 等于多少？";
    s.reasoning = "把 " + std::to_string(i) + " 和 1 相加。" + std::string(std::size_t(i % 50), 'r');
    s.answer = "\\boxed{" + std::to_string(i + 1) + "}";
    s.reference = i % 2 ? std::to_string(i + 1) : "";
    s.source = i % 3 ? "math" : "exam";
    s.language = i % 5 ? "zh" : "en";
    s.tags =
        i % 4 ? std::vector<std::string>{} : std::vector<std::string>{"quarter", "t" + std::to_string(i % 8)};
    s.metadata = "{\"i\":" + std::to_string(i) + "}";
    s.faults = i % 10 ? 0 : std::uint32_t(Fault::TagInField);
    return s;
}

inline ImportedSource importSamples(const std::shared_ptr<Project> &project, int from, int to,
                                    SourceRole role = SourceRole::TrainPool,
                                    const std::string &name = "made up") {
    SourceWriterConfig config;
    config.name = name;
    config.format = "test";
    config.files = {"a.jsonl"};
    config.role = role;
    SourceWriter writer(project, config);
    for (int i = from; i < to; ++i)
        writer.add(madeUpSample(i));
    return writer.finish(0);
}

inline std::filesystem::path backupOf(const Project &project) {
    const auto path = project.folder() / "backups" / "99990101-000000-probe.retort";
    std::filesystem::create_directories(path.parent_path());
    SQLite::Database db((project.folder() / "project.retort").string(), SQLite::OPEN_READWRITE);
    Query(db, "VACUUM INTO ?").bind(path.string()).run();
    return path;
}

struct ProjectFixture {
    QTemporaryDir dir;
    std::filesystem::path root() const { return dir.path().toStdString(); }
    std::filesystem::path folder() const { return root() / "project"; }
    std::shared_ptr<Project> project = Project::create(folder(), "Probe");
    void reopen() {
        project.reset();
        project = Project::open(folder());
    }
    std::vector<std::string> filesIn(const std::string &sub) const {
        std::vector<std::string> names;
        for (const auto &entry : std::filesystem::directory_iterator(folder() / sub))
            names.push_back(entry.path().filename().string());
        std::sort(names.begin(), names.end());
        return names;
    }
};

inline std::vector<SampleId> allIds(const VersionStore &store, VersionId version,
                                    const RowFilter &filter = {}, const RowSort &sort = {}) {
    JobContext job;
    return store.rowIds(version, filter, sort, job);
}

} // namespace retort
