// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/artifacts/artifact.h"
#include "core/data/versions/derive.h"

#include "core/data/project_fixture.h"
#include "test_main.h"

using namespace retort;

namespace {

// Two sources of 1,000 rows each in version 2, of which version 3 drops every tenth row.
struct Sources : ProjectFixture {
    SourceId first = 0, second = 0;
    VersionId v3 = 0;
    JobContext job;

    Sources() {
        first = importSamples(project, 0, 1000, SourceRole::TrainPool, "first").source;
        second = importSamples(project, 1000, 2000, SourceRole::TrainPool, "second").source;
        VersionStore store(project);
        auto writer = store.newVersion(2, "{}");
        const auto ids = allIds(store, 2);
        for (std::size_t i = 0; i < ids.size(); i += 10)
            writer.decide({ids[i], Decision::Drop, "x", "y", {}});
        v3 = writer.finish("cleaned");
    }
    DeriveConfig config() const {
        const VersionStore store(project);
        DeriveConfig c;
        c.project = project;
        c.parent = v3;
        c.sources = usableSources(store, store.version(v3));
        c.split = store.version(v3).split;
        return c;
    }
};

} // namespace

class TestDerive : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_preview_counts_what_the_job_makes_and_writes_nothing() {
        Sources s;
        DeriveConfig config = s.config();
        applyDeriveOptions(config, {{"validation_share", 0.2}, {"test_share", 0.1}});
        const VersionInfo counted = previewDerived(config, s.job);
        VersionStore store(s.project);
        QCOMPARE(store.versions().size(), std::size_t(3));
        const VersionInfo made = runDeriveJob(config, s.job);
        QCOMPARE(store.versions().size(), std::size_t(4));
        QCOMPARE(made.rows, 1800);
        QCOMPARE(std::tuple(made.rows, made.train, made.validation, made.test),
                 std::tuple(counted.rows, counted.train, counted.validation, counted.test));
        QVERIFY2(made.validation > 300 && made.validation < 420, std::to_string(made.validation).c_str());
        QCOMPARE(made.train + made.validation + made.test, made.rows);
        QCOMPARE(made.parent, std::optional<VersionId>(s.v3));
        QCOMPARE(made.name, std::string("v4 · splits"));
        QCOMPARE(store.version(s.v3).rows, 1800); // the parent stays as it is
    }
    void without_a_source_its_rows_are_gone_and_the_dropped_ones_do_not_come_back() {
        Sources s;
        DeriveConfig config = s.config();
        config.sources = {s.second};
        const VersionInfo made = runDeriveJob(config, s.job);
        QCOMPARE(made.rows, 900);
        QCOMPARE(made.name, std::string("v4 · sources"));
        VersionStore store(s.project);
        for (const SampleRow &row : store.rows(made.id, allIds(store, made.id)))
            QCOMPARE(SourceId(row[RowColumn::Source].code), s.second);
        // Back in: as it was imported.
        config.parent = made.id;
        config.sources = {s.first, s.second};
        QCOMPARE(runDeriveJob(config, s.job).rows, 1900);
    }
    void what_cannot_be_in_a_version_is_refused_with_its_name() {
        Sources s;
        VersionStore store(s.project);
        DeriveConfig config = s.config();
        config.sources.clear();
        QCOMPARE_ERROR(previewDerived(config, s.job), "invalid_argument");
        config = s.config();
        store.setSourceRole(s.first, SourceRole::Benchmark);
        QCOMPARE_ERROR(previewDerived(config, s.job), "invalid_argument");
        QCOMPARE(s.config().sources, std::vector<SourceId>{s.second}); // what is offered instead
        store.setSourceRole(s.first, SourceRole::TrainPool);
        moveArtifactToTrash(store.project(), {"source", s.first});
        try {
            runDeriveJob(config, s.job);
            QFAIL("made of a source in the trash");
        } catch (const Error &e) {
            QVERIFY(renderEnglish(e.text()).find("“first” is in the trash") != std::string::npos);
        }
        QCOMPARE(s.config().sources, std::vector<SourceId>{s.second});
        QCOMPARE(store.versions().size(), std::size_t(3));
        config.parent = -s.second;
        QCOMPARE_ERROR(previewDerived(config, s.job), "invalid_argument");
    }
    void options_that_are_not_given_stay_as_they_were() {
        DeriveConfig config;
        config.split = {0.05, 0.1, 7, false, 42};
        applyDeriveOptions(config, {{"name", std::string("mine")}, {"test_share", 0.2}});
        QCOMPARE(config.name, std::string("mine"));
        QCOMPARE(config.split.validation, 0.05);
        QCOMPARE(config.split.test, 0.2);
        QCOMPARE(config.split.atLeast, 7);
        QCOMPARE(config.split.keepOwn, false);
        QCOMPARE(config.split.seed, std::uint64_t(42));
        QCOMPARE_ERROR(applyDeriveOptions(config, {{"test_share", 0.9}}), "invalid_argument");
    }
    void the_command_that_makes_it_again_says_only_what_differs() {
        Sources s;
        DeriveConfig config = s.config();
        config.sources = {s.second};
        config.name = "second only";
        applyDeriveOptions(config, {{"split_seed", std::int64_t(3)}, {"keep_own_split", false}});
        const VersionStore store(s.project);
        const VersionInfo made = runDeriveJob(config, s.job);
        const std::string command = deriveCommand("/p", store.version(s.v3), made);
        QCOMPARE(command, "retort-cli project derive --project /p --data-version 3 --without "
                              + std::to_string(s.first)
                              + " --keep-own-split false --split-seed 3 --name 'second only'");
        QCOMPARE(deriveCommand("/p", store.version(2), store.version(s.v3)), std::string());
    }
    void it_is_cancelled_without_a_trace() {
        Sources s;
        s.job.setRequest(JobRequest::Abort);
        QCOMPARE_ERROR(runDeriveJob(s.config(), s.job), "cancelled");
        QCOMPARE(VersionStore(s.project).versions(true).size(), std::size_t(3));
    }
};

RETORT_TEST(TestDerive)
#include "tst_derive.moc"
