// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/artifacts/artifact.h"
#include "core/data/derived.h"
#include "core/data/project_fixture.h"
#include "test_main.h"

#include <set>

using namespace retort;

namespace {

std::map<std::pair<RowColumn, std::string>, std::int64_t>
facetCounts(const VersionStore &store, VersionId version, const RowFilter &filter) {
    JobContext job;
    std::map<std::pair<RowColumn, std::string>, std::int64_t> counts;
    for (const Facet &facet : store.facets(version, filter, job))
        for (const FacetCount &count : facet.counts)
            counts[{facet.column, count.value}] = count.rows;
    return counts;
}

} // namespace

class TestVersionStore : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void an_import_makes_a_version_with_every_text_back() {
        ProjectFixture f;
        const auto imported = importSamples(f.project, 0, 3000);
        QCOMPARE(imported.rows, 3000);
        QVERIFY(imported.version);
        const VersionStore store(f.project);
        const auto info = store.version(*imported.version);
        QCOMPARE(info.rows, 3000);
        QCOMPARE(info.train + info.validation + info.test, 3000);
        QCOMPARE(info.name, std::string("v1 · made up"));
        const auto ids = allIds(store, info.id);
        QCOMPARE(ids.size(), std::size_t(3000));
        for (const int i : {0, 1, 1023, 1024, 2999}) {
            const Sample expected = madeUpSample(i), got = store.sample(info.id, ids[std::size_t(i)]);
            QCOMPARE(got.question, expected.question);
            QCOMPARE(got.reasoning, expected.reasoning);
            QCOMPARE(got.metadata, expected.metadata);
            QCOMPARE(got.tags, expected.tags);
            QCOMPARE(got.faults, expected.faults);
            QCOMPARE(got.source, expected.source);
        }
    }
    void everything_is_there_after_closing_and_opening() {
        ProjectFixture f;
        const auto version = *importSamples(f.project, 0, 100).version;
        f.reopen();
        const VersionStore store(f.project);
        QCOMPARE(store.newestVersion(), std::optional<VersionId>(version));
        QCOMPARE(allIds(store, version).size(), std::size_t(100));
        QVERIFY(f.project->info().notices.empty());
    }
    void a_second_import_makes_a_version_from_the_newest_one_and_itself() {
        ProjectFixture f;
        const auto first = importSamples(f.project, 0, 100);
        const auto second = importSamples(f.project, 100, 150, SourceRole::TrainPool, "more");
        const VersionStore store(f.project);
        QCOMPARE(store.version(*second.version).parent, first.version);
        QCOMPARE(store.version(*second.version).rows, 150);
        QCOMPARE(store.version(*first.version).rows, 100);
    }
    void a_benchmark_makes_no_version_and_is_read_as_a_source() {
        ProjectFixture f;
        const auto imported = importSamples(f.project, 0, 20, SourceRole::Benchmark);
        const VersionStore store(f.project);
        QVERIFY(!imported.version);
        QVERIFY(store.versions().empty());
        QCOMPARE(allIds(store, -imported.source).size(), std::size_t(20));
        QCOMPARE(store.rows(-imported.source, {allIds(store, -imported.source)[0]})[0][RowColumn::Split].text,
                 std::string("test"));
    }
    void filters_sorts_and_facets_agree_with_a_plain_loop() {
        ProjectFixture f;
        const auto version = *importSamples(f.project, 0, 2000).version;
        const VersionStore store(f.project);
        RowFilter filter;
        filter.values[RowColumn::Language] = {"en"};
        filter.values[RowColumn::Faults] = {"none"};
        std::size_t expected = 0;
        for (int i = 0; i < 2000; ++i)
            expected += i % 5 == 0 && i % 10 != 0;
        QCOMPARE(allIds(store, version, filter).size(), expected);
        const auto sorted =
            store.rows(version, allIds(store, version, filter, {RowColumn::ReasoningChars, true}));
        for (std::size_t i = 1; i < sorted.size(); ++i)
            QVERIFY(sorted[i - 1][RowColumn::ReasoningChars].code
                    >= sorted[i][RowColumn::ReasoningChars].code);
        const auto facets = facetCounts(store, version, {});
        QCOMPARE(facets.at({RowColumn::Language, "en"}), 400);
        QCOMPARE(facets.at({RowColumn::Tags, "quarter"}), 500);
        QCOMPARE(facets.at({RowColumn::Reference, "no"}), 1000);
        QCOMPARE(facets.at({RowColumn::Faults, "none"}), 1800);
    }
    void a_facet_counts_what_the_other_filters_leave() {
        ProjectFixture f;
        const auto version = *importSamples(f.project, 0, 2000).version;
        VersionStore store(f.project);
        RowFilter filter;
        filter.values[RowColumn::Language] = {"en"};   // i % 5 == 0
        filter.values[RowColumn::Reference] = {"yes"}; // i odd
        auto facets = facetCounts(store, version, filter);
        QCOMPARE(facets.at({RowColumn::Language, "en"}), 200);
        QCOMPARE(facets.at({RowColumn::Language, "zh"}), 800); // its own filter does not count
        QCOMPARE(facets.at({RowColumn::Reference, "no"}), 200);
        QCOMPARE(facets.at({RowColumn::Tags, "quarter"}), 0); // there, but not here: i % 4 == 0
        QCOMPARE(facets.at({RowColumn::Faults, "none"}), 200);
        filter.contains = "第5题";
        facets = facetCounts(store, version, filter);
        QCOMPARE(facets.at({RowColumn::Language, "en"}), 1);
        QCOMPARE(facets.at({RowColumn::Language, "zh"}), 0);
        const auto ids = allIds(store, version);
        store.addPending(version, {ids[5], ids[6]}, PendingKind::Verdict, "discard");
        facets = facetCounts(store, version, filter);
        QCOMPARE(facets.at({RowColumn::Verdict, "discard"}), 1);
        QCOMPARE(facets.at({RowColumn::Verdict, "none"}), 0);
        filter = {};
        filter.values[RowColumn::Verdict] = {"discard"};
        QCOMPARE(facetCounts(store, version, filter).at({RowColumn::Verdict, "none"}), 1998);
        QCOMPARE(facetCounts(store, version, filter).at({RowColumn::Language, "zh"}), 1);
    }
    void every_column_that_says_so_sorts_rows() {
        ProjectFixture f;
        const auto version = *importSamples(f.project, 0, 300).version;
        const VersionStore store(f.project);
        for (const ColumnSpec &spec : columnTable()) {
            if (!spec.sorts)
                continue;
            const auto up = allIds(store, version, {}, {spec.column, false});
            auto down = allIds(store, version, {}, {spec.column, true});
            QCOMPARE(up.size(), std::size_t(300));
            QCOMPARE(down.size(), std::size_t(300));
            const auto rows = store.rows(version, up);
            if (spec.kind == ColumnKind::Count)
                for (std::size_t i = 1; i < rows.size(); ++i)
                    QVERIFY2(rows[i - 1][spec.column].code <= rows[i][spec.column].code, spec.id);
            if (spec.kind == ColumnKind::Word)
                for (std::size_t i = 1; i < rows.size(); ++i)
                    QVERIFY2(rows[i - 1][spec.column].text <= rows[i][spec.column].text, spec.id);
        }
    }
    void search_finds_one_chinese_character_and_ignores_case() {
        ProjectFixture f;
        SourceWriter writer(f.project, {"s", "test", {}, SourceRole::TrainPool, {}, {}});
        for (const char *question : {"龘字怎么读？", "plain ABC", "第二题", "abcabc", ""}) {
            Sample s;
            s.question = question;
            s.answer = "x";
            writer.add(s);
        }
        const auto version = *writer.finish(0).version;
        const VersionStore store(f.project);
        RowFilter filter;
        filter.contains = "龘";
        QCOMPARE(allIds(store, version, filter).size(), std::size_t(1));
        filter.contains = "ABC";
        QCOMPARE(allIds(store, version, filter).size(), std::size_t(1));
        filter.ignoreCase = true;
        QCOMPARE(allIds(store, version, filter).size(), std::size_t(2));
        filter.contains = "题abc"; // spans two neighbours in the column
        QCOMPARE(allIds(store, version, filter).size(), std::size_t(0));
        filter.contains = "x";
        QCOMPARE(allIds(store, version, filter).size(), std::size_t(5));
    }
    void a_new_version_keeps_changes_and_drops_and_their_history() {
        ProjectFixture f;
        const auto v1 = *importSamples(f.project, 0, 1000).version;
        VersionStore store(f.project);
        const auto ids = allIds(store, v1);
        auto writer = store.newVersion(v1, R"({"ops":["probe"]})");
        Sample changed = store.sample(v1, ids[10]);
        changed.reasoning = "neu 改写";
        changed.tags = {"mended"};
        writer.decide({ids[10], Decision::Change, "probe", text("changed %1", 10), changed});
        for (std::size_t i = 500; i < 600; ++i)
            writer.decide({ids[i], Decision::Drop, "length_window", "too long", {}});
        const auto v2 = writer.finish("");
        const auto info = store.version(v2);
        QCOMPARE(info.rows, 900);
        QCOMPARE(info.dropped, 100);
        QCOMPARE(info.changed, 1);
        QCOMPARE(info.name, std::string("v2 · probe + length window"));
        QCOMPARE(store.sample(v2, ids[10]).reasoning, std::string("neu 改写"));
        QCOMPARE(store.sample(v1, ids[10]).reasoning, madeUpSample(10).reasoning);
        QCOMPARE(store.originalSample(ids[10]).reasoning, madeUpSample(10).reasoning);
        QCOMPARE_ERROR(store.sample(v2, ids[550]), "not_found");
        RowFilter filter;
        filter.contains = "改写";
        QCOMPARE(allIds(store, v2, filter), std::vector<SampleId>{ids[10]});
        filter.contains = "把 10 和"; // its old text
        QCOMPARE(allIds(store, v2, filter).size(), std::size_t(0));
        const auto history = store.history(ids[10]);
        QCOMPARE(history.size(), std::size_t(1));
        QCOMPARE(history[0].changed->reasoning, std::string("neu 改写"));
        QCOMPARE(renderEnglish(history[0].reason), std::string("changed 10"));
    }
    void a_later_version_builds_on_the_changes_of_its_parents() {
        ProjectFixture f;
        const auto v1 = *importSamples(f.project, 0, 50).version;
        VersionStore store(f.project);
        const auto ids = allIds(store, v1);
        const auto change = [&](VersionId parent, const std::string &text) {
            auto writer = store.newVersion(parent, "{}");
            Sample s = store.sample(parent, ids[0]);
            s.answer += text;
            writer.decide({ids[0], Decision::Change, "x", "y", s});
            return writer.finish("");
        };
        const auto v3 = change(change(v1, "A"), "B");
        QCOMPARE(store.sample(v3, ids[0]).answer, madeUpSample(0).answer + "AB");
        f.reopen();
        QCOMPARE(VersionStore(f.project).sample(v3, ids[0]).answer, madeUpSample(0).answer + "AB");
    }
    void a_writer_that_is_given_up_leaves_nothing() {
        ProjectFixture f;
        const auto v1 = *importSamples(f.project, 0, 50).version;
        VersionStore store(f.project);
        const auto before = f.filesIn("samples");
        {
            auto writer = store.newVersion(v1, "{}");
            writer.decide({allIds(store, v1)[0], Decision::Change, "x", "y", madeUpSample(1)});
            SourceWriter source(f.project, {"given up", "test", {}, SourceRole::TrainPool, {}, {}});
            source.add(madeUpSample(7));
        }
        QCOMPARE(f.filesIn("samples"), before);
        QVERIFY(f.filesIn("trash").empty());
        QCOMPARE(store.versions().size(), std::size_t(1));
        QCOMPARE(store.sources().size(), std::size_t(1));
    }
    void two_sources_or_versions_never_have_the_same_name() {
        ProjectFixture f;
        VersionStore store(f.project);
        const auto first = importSamples(f.project, 0, 10);
        const auto second = importSamples(f.project, 10, 20);
        QCOMPARE(store.source(second.source).name, std::string("made up (2)"));
        QCOMPARE(store.version(*second.version).name, std::string("v2 · made up (2)"));
        QCOMPARE(store.source(importSamples(f.project, 0, 5, SourceRole::Benchmark).source).name,
                 std::string("made up (3)"));
        QCOMPARE_ERROR(renameArtifact(f.project, {"source", second.source}, "made up"), "invalid_argument");
        renameArtifact(f.project, {"source", second.source}, "made up (2)"); // its own
        renameArtifact(f.project, {"source", second.source}, "other");
        renameArtifact(f.project, {"source", first.source}, "made up (2)");
        QCOMPARE_ERROR(renameArtifact(f.project, {"version", *second.version}, "v1 · made up"),
                       "invalid_argument");
        const auto named = derived(store, *second.version, {}, "v1 · made up");
        QCOMPARE(store.version(named).name, std::string("v1 · made up (2)"));
    }
    void an_import_without_samples_is_refused() {
        ProjectFixture f;
        SourceWriter writer(f.project, {"empty", "test", {}, SourceRole::TrainPool, {}, {}});
        QCOMPARE_ERROR(writer.finish(3), "invalid_argument");
    }
    void streaming_visits_one_split_in_order() {
        ProjectFixture f;
        const auto version = *importSamples(f.project, 0, 1000).version;
        const VersionStore store(f.project);
        JobContext job;
        std::int64_t seen = 0;
        SampleId last = 0;
        store.forEachSample(version, Split::Test, job, [&](SampleId id, const Sample &) {
            ++seen;
            const bool ascending = id > last;
            last = id;
            return ascending;
        });
        QCOMPARE(seen, store.rowCount(version, Split::Test));
        job.cancel();
        QCOMPARE_ERROR(store.forEachSample(version, {}, job, [](SampleId, const Sample &) { return true; }),
                       "cancelled");
    }
};

RETORT_TEST(TestVersionStore)
#include "tst_version_store.moc"
