// SPDX-License-Identifier: GPL-3.0-or-later
// timeout: 400
// kill -9 at random moments, and several processes at one project.
#include "core/base/hash.h"
#include "core/data/child_process.h"
#include "core/data/project_fixture.h"
#include "core/data/whole_project.h"

#include <fstream>

using namespace retort;
namespace fs = std::filesystem;

namespace {

constexpr int importRows = 40'000;

void tell(const fs::path &folder, const std::string &what) {
    std::ofstream(folder / "told", std::ios::app) << what << std::endl;
}

// Imports for ever; each finished import is told after it returned: from then on it must never be lost.
int importForEver(const fs::path &folder) {
    const auto project = Project::open(folder);
    for (int n = 0;; ++n) {
        const auto done =
            importSamples(project, 0, importRows / 20 * (1 + n % 3), SourceRole::TrainPool, "child");
        tell(folder, "source " + std::to_string(done.source));
    }
}

int oneImport(const fs::path &folder) {
    const auto project = Project::open(folder);
    tell(folder, "start");
    const auto done = importSamples(project, 0, importRows, SourceRole::TrainPool, "child");
    tell(folder, "source " + std::to_string(done.source));
    return 0;
}

int cleanForEver(const fs::path &folder) {
    const auto project = Project::open(folder);
    VersionStore store(project);
    JobContext job;
    tell(folder, "start");
    for (;;) {
        const VersionId parent = *store.newestVersion();
        auto writer = store.newVersion(parent, "{}");
        std::int64_t n = 0;
        store.forEachSample(parent, {}, job, [&](SampleId id, const Sample &sample) {
            if (++n % 500 == 0)
                writer.decide({id, Decision::Drop, "probe", "dropped", {}});
            if (n % 3 == 0) {
                Sample changed = sample;
                changed.answer += "+";
                writer.decide({id, Decision::Change, "probe", "changed", changed});
            }
            return true;
        });
        tell(folder, "version " + std::to_string(writer.finish("")));
    }
}

int logForEver(const fs::path &folder, RunId id) {
    const auto project = Project::open(folder);
    RunStore store(project);
    const auto lock = store.ownRun(id);
    RunRecord run = store.run(id);
    run.state = RunState::Running;
    store.updateRun(run);
    for (std::int64_t step = 1;; ++step) {
        store.addMetrics({{id, step, "train/loss", double(step), 0}});
        tell(folder, "step " + std::to_string(step));
    }
}

int tagForEver(const fs::path &folder) {
    const auto project = Project::open(folder);
    VersionStore store(project);
    const VersionId version = store.versions().front().id;
    const auto ids = allIds(store, version);
    for (std::size_t i = 0;; ++i) {
        store.addPending(version, {ids[i % ids.size()]}, PendingKind::Tag,
                         "told" + std::to_string(i / ids.size()));
        tell(folder, "tag " + std::to_string(i + 1));
    }
}

// Largest number told with this word; 0: none. A line that a kill cut short is none.
std::int64_t told(const fs::path &folder, const std::string &word) {
    std::ifstream file(folder / "told");
    std::int64_t largest = 0;
    for (std::string line; std::getline(file, line) && !file.eof();)
        if (line.starts_with(word + " "))
            largest = std::max<std::int64_t>(largest, std::stoll(line.substr(word.size() + 1)));
    return largest;
}

} // namespace

static int killChild(const std::vector<std::string> &arguments) {
    try {
        const fs::path folder = arguments[1];
        if (arguments[0] == "import")
            return importForEver(folder);
        if (arguments[0] == "one")
            return oneImport(folder);
        if (arguments[0] == "clean")
            return cleanForEver(folder);
        if (arguments[0] == "log")
            return logForEver(folder, std::stoll(arguments[2]));
        if (arguments[0] == "tag")
            return tagForEver(folder);
    } catch (const std::exception &e) {
        std::fprintf(stderr, "%s: %s\n", arguments[0].c_str(), e.what());
    }
    return 99;
}

class TestKill : public QObject {
    Q_OBJECT
    SplitMix64 m_random{20260101};

    std::chrono::microseconds moment(int most_ms) {
        return std::chrono::microseconds(m_random.below(std::uint64_t(most_ms) * 1000));
    }

    static void requireIntegrity(const std::shared_ptr<Project> &project) {
        QCOMPARE(faultOfProject(project), QString());
    }

private Q_SLOTS:
    void killed_imports_leave_whole_sources_or_nothing() {
        ProjectFixture f;
        f.project.reset();
        for (int round = 0; round < 25; ++round) {
            ChildProcess({"import", f.folder().string()}).killAfter(moment(700));
            f.project = Project::open(f.folder());
            const VersionStore store(f.project);
            const auto sources = store.sources();
            // Told means committed; the other way round the last one may not have been told.
            const std::int64_t last = told(f.folder(), "source");
            QVERIFY(sources.empty() ? last == 0
                                    : sources.back().id >= last && sources.back().id <= last + 1 + round);
            requireIntegrity(f.project);
            if (QTest::currentTestFailed())
                return;
            f.project.reset();
        }
        QVERIFY(told(f.folder(), "source") > 0);
    }
    void a_large_import_killed_at_any_moment_is_taken_back() {
        int unfinished = 0;
        for (int round = 0; round < 8; ++round) {
            ProjectFixture f;
            f.project.reset();
            ChildProcess child({"one", f.folder().string()});
            QVERIFY(QTest::qWaitFor([&] { return fs::exists(f.folder() / "told"); }, 20'000));
            child.killAfter(moment(1500));
            f.project = Project::open(f.folder());
            requireIntegrity(f.project);
            const bool finished = told(f.folder(), "source") > 0;
            unfinished += VersionStore(f.project).sources().empty();
            QVERIFY(!finished || !VersionStore(f.project).sources().empty());
            importSamples(f.project, 0, 100); // and it goes on
            if (QTest::currentTestFailed())
                return;
        }
        QVERIFY(unfinished > 0);
    }
    void killed_cleaning_leaves_whole_versions_or_nothing() {
        ProjectFixture f;
        importSamples(f.project, 0, 4000);
        f.project.reset();
        for (int round = 0; round < 15; ++round) {
            ChildProcess({"clean", f.folder().string()}).killAfter(moment(900));
            f.project = Project::open(f.folder());
            {
                VersionStore store(f.project);
                QVERIFY(store.versions().back().id >= told(f.folder(), "version"));
                requireIntegrity(f.project);
            }
            if (QTest::currentTestFailed())
                return;
            f.project.reset();
        }
        QVERIFY(told(f.folder(), "version") > 1);
    }
    void killed_metric_logging_loses_no_told_row_and_leaves_no_gap() {
        ProjectFixture f;
        RunRecord record;
        record.configJson = "{}";
        const RunId id = RunStore(f.project).addRun(record);
        for (int round = 0; round < 40; ++round) {
            fs::remove(f.folder() / "told");
            std::int64_t before = 0;
            RunStore(f.project).metrics(id, 0, &before);
            ChildProcess({"log", f.folder().string(), std::to_string(id)}).killAfter(moment(250));
            std::int64_t after = 0;
            const auto points = RunStore(f.project).metrics(id, before, &after);
            QVERIFY(std::int64_t(points.size()) >= told(f.folder(), "step"));
            QCOMPARE(after, before + std::int64_t(points.size()));
            for (std::size_t i = 0; i < points.size(); ++i)
                QCOMPARE(points[i].step, std::int64_t(i) + 1);
        }
        f.reopen();
        requireIntegrity(f.project);
        QVERIFY(RunStore(f.project).run(id).state == RunState::Interrupted);
    }
    void processes_take_turns_and_killing_one_leaves_the_others_working() {
        ProjectFixture f;
        const auto version = *importSamples(f.project, 0, 500).version;
        RunRecord record;
        record.configJson = "{}";
        const RunId id = RunStore(f.project).addRun(record);
        const VersionStore store(f.project);
        {
            ChildProcess trainer({"log", f.folder().string(), std::to_string(id)});
            ChildProcess tagger({"tag", f.folder().string()});
            for (int round = 0; round < 6; ++round) {
                ChildProcess importer({"import", f.folder().string()});
                // This process, the window, writes and reads all the time.
                const auto end =
                    std::chrono::steady_clock::now() + std::chrono::milliseconds(300) + moment(400);
                for (int i = 0; std::chrono::steady_clock::now() < end; ++i) {
                    f.project->setNote(std::to_string(i));
                    QCOMPARE(f.project->info().note, std::to_string(i));
                    QCOMPARE(allIds(store, version).size(), std::size_t(500));
                }
                importer.kill();
                const auto steps = told(f.folder(), "step"), tags = told(f.folder(), "tag");
                QVERIFY(QTest::qWaitFor(
                    [&] { return told(f.folder(), "step") > steps && told(f.folder(), "tag") > tags; },
                    20'000));
            }
            QVERIFY(RunStore(f.project).run(id).state == RunState::Running);
        }
        QVERIFY(std::int64_t(RunStore(f.project).metrics(id, 0, nullptr).size()) >= told(f.folder(), "step"));
        QVERIFY(std::int64_t(store.pending(version).size()) >= told(f.folder(), "tag"));
        QVERIFY(store.sources().back().id >= told(f.folder(), "source"));
    }
    void opening_while_others_work_sweeps_nothing_of_theirs() {
        ProjectFixture f;
        ChildProcess importer({"one", f.folder().string()});
        QVERIFY(QTest::qWaitFor([&] { return fs::exists(f.folder() / "told"); }, 20'000));
        for (int i = 0; i < 20; ++i) {
            f.reopen();
            QVERIFY(f.filesIn("trash").empty());
        }
        QCOMPARE(importer.wait(), 0);
        QCOMPARE(VersionStore(f.project).sources().size(), std::size_t(1));
        requireIntegrity(f.project);
    }
};

RETORT_TEST_WITH_CHILD(TestKill, killChild)
#include "tst_kill.moc"
