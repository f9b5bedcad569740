// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/derived.h"
#include "core/data/project_fixture.h"
#include "core/data/samples/sample.h"
#include "test_main.h"

#include <map>
#include <set>

using namespace retort;

class TestSplits : public QObject {
    Q_OBJECT
    static Sample problem(int key, int wording) {
        Sample s;
        s.groupKey = "add:" + std::to_string(key);
        s.question = "wording " + std::to_string(wording) + " of " + std::to_string(key);
        s.answer = "x";
        return s;
    }
    static VersionId importAll(const std::shared_ptr<Project> &project, const std::vector<Sample> &samples,
                               SplitRatios split = {}) {
        SourceWriterConfig config;
        config.name = "s";
        config.split = split;
        SourceWriter writer(project, config);
        for (const auto &s : samples)
            writer.add(s);
        return *writer.finish(0).version;
    }
    static std::map<SampleId, Split> splitsOf(const VersionStore &store, VersionId version) {
        std::map<SampleId, Split> out;
        for (const auto &row : store.rows(version, allIds(store, version)))
            out[row.id] = Split(row[RowColumn::Split].code);
        return out;
    }
    // Group keys by split, from the texts themselves.
    static std::map<Split, std::set<std::string>> keysOf(const VersionStore &store, VersionId version) {
        std::map<Split, std::set<std::string>> keys;
        for (const auto &[id, split] : splitsOf(store, version))
            keys[split].insert(splitGroupKey(store.sample(version, id)));
        return keys;
    }
    static bool disjoint(std::map<Split, std::set<std::string>> keys) {
        std::set<std::string> all;
        std::size_t sum = 0;
        for (const auto &[split, part] : keys) {
            all.insert(part.begin(), part.end());
            sum += part.size();
        }
        return sum == all.size();
    }
private Q_SLOTS:
    void no_group_key_is_in_two_splits() {
        ProjectFixture f;
        std::vector<Sample> samples;
        for (int i = 0; i < 6000; ++i)
            samples.push_back(problem(i % 1500, i));
        const auto version = importAll(f.project, samples);
        const VersionStore store(f.project);
        const auto keys = keysOf(store, version);
        QVERIFY(disjoint(keys));
        QVERIFY(keys.at(Split::Test).size() > 0 && keys.at(Split::Validation).size() > 0);
        QVERIFY(store.version(version).test >= 100 && store.version(version).validation >= 100);
    }
    void questions_that_differ_in_width_space_and_case_are_one_group() {
        Sample a, b;
        a.question = "Ａ 加 １２ 等于多少？";
        b.question = "a加12等于多少?";
        QCOMPARE(splitGroupKey(a), splitGroupKey(b));
        b.groupKey = splitGroupKey(a);
        QVERIFY(splitGroupKey(a) != splitGroupKey(b));
    }
    void the_ratio_is_kept_on_many_groups() {
        ProjectFixture f;
        std::vector<Sample> samples;
        for (int i = 0; i < 20'000; ++i)
            samples.push_back(problem(i, i));
        const auto info = VersionStore(f.project).version(importAll(f.project, samples));
        QVERIFY2(info.test > 320 && info.test < 480, std::to_string(info.test).c_str());
        QVERIFY2(info.validation > 320 && info.validation < 480, std::to_string(info.validation).c_str());
    }
    void a_small_version_keeps_most_rows_for_training() {
        for (const int rows : {1, 3, 10, 40, 450}) {
            ProjectFixture f;
            std::vector<Sample> samples;
            for (int i = 0; i < rows; ++i)
                samples.push_back(problem(i, i));
            const auto info = VersionStore(f.project).version(importAll(f.project, samples));
            QVERIFY2(info.train >= rows / 2, std::to_string(rows).c_str());
            QCOMPARE(info.test >= std::min(100, rows / 4), true);
        }
    }
    void the_same_data_gives_the_same_splits() {
        const auto once = [] {
            ProjectFixture f;
            std::vector<Sample> samples;
            for (int i = 0; i < 3000; ++i)
                samples.push_back(problem(i % 1000, i));
            const auto version = importAll(f.project, samples);
            return splitsOf(VersionStore(f.project), version);
        };
        QVERIFY(once() == once());
    }
    void another_seed_gives_other_splits() {
        ProjectFixture f;
        std::vector<Sample> samples;
        for (int i = 0; i < 3000; ++i)
            samples.push_back(problem(i, i));
        const auto v1 = importAll(f.project, samples);
        VersionStore store(f.project);
        SplitRatios other;
        other.seed = 7;
        const auto v2 = derived(store, v1, other);
        QVERIFY(splitsOf(store, v1) != splitsOf(store, v2));
        QVERIFY(disjoint(keysOf(store, v2)));
    }
    void a_group_never_moves_from_training_to_a_held_out_part_by_growth_or_dropping() {
        ProjectFixture f;
        std::vector<Sample> first, second;
        for (int i = 0; i < 3000; ++i)
            (i < 1500 ? first : second).push_back(problem(i % 900, i));
        const auto v1 = importAll(f.project, first);
        VersionStore store(f.project);
        const auto before = keysOf(store, v1);
        const auto v2 = importAll(f.project, second);
        auto writer = store.newVersion(v2, "{}");
        const auto ids = allIds(store, v2);
        for (std::size_t i = 0; i < ids.size(); i += 3)
            writer.decide({ids[i], Decision::Drop, "x", "y", {}});
        const auto v3 = writer.finish("");
        for (const VersionId version : {v2, v3}) {
            const auto keys = keysOf(store, version);
            QVERIFY(disjoint(keys));
            for (const Split held : {Split::Test, Split::Validation})
                for (const auto &key : before.at(held))
                    QVERIFY(!keys.at(Split::Train).contains(key));
        }
    }
    void a_small_first_import_does_not_set_the_shares_of_what_follows() {
        ProjectFixture f;
        std::vector<Sample> first, second;
        for (int i = 0; i < 450; ++i)
            first.push_back(problem(i, i));
        for (int i = 400; i < 20'400; ++i) // fifty problems come again in other words
            second.push_back(problem(i, i + 1));
        const auto v1 = importAll(f.project, first);
        const VersionStore store(f.project);
        QVERIFY(store.version(v1).test >= 100);
        const auto v2 = importAll(f.project, second);
        const auto info = store.version(v2);
        QVERIFY2(info.test > 420 && info.test < 600, std::to_string(info.test).c_str());
        QVERIFY2(info.validation > 420 && info.validation < 600, std::to_string(info.validation).c_str());
        const auto now = splitsOf(store, v2);
        for (const auto &[id, split] : splitsOf(store, v1))
            QCOMPARE(now.at(id), split);
        QVERIFY(disjoint(keysOf(store, v2)));
    }
    void cleaning_moves_no_row_that_stays() {
        ProjectFixture f;
        std::vector<Sample> samples;
        for (int i = 0; i < 900; ++i)
            samples.push_back(problem(i % 450, i));
        const auto v1 = importAll(f.project, samples);
        VersionStore store(f.project);
        const auto before = splitsOf(store, v1);
        auto writer = store.newVersion(v1, "{}");
        int dropped = 0;
        for (const auto &[id, split] : before)
            if (split == Split::Test && ++dropped <= 60)
                writer.decide({id, Decision::Drop, "x", "y", {}});
        const auto v2 = writer.finish("");
        for (const auto &[id, split] : splitsOf(store, v2))
            QCOMPARE(before.at(id), split);
    }
    void a_part_that_cleaning_emptied_is_filled_again() {
        ProjectFixture f;
        std::vector<Sample> samples;
        for (int i = 0; i < 450; ++i)
            samples.push_back(problem(i, i));
        const auto v1 = importAll(f.project, samples);
        VersionStore store(f.project);
        auto writer = store.newVersion(v1, "{}");
        for (const auto &[id, split] : splitsOf(store, v1))
            if (split == Split::Test)
                writer.decide({id, Decision::Drop, "x", "y", {}});
        const auto info = store.version(writer.finish(""));
        QVERIFY2(info.test > 50 && info.test <= 100, std::to_string(info.test).c_str());
        QCOMPARE(info.validation, store.version(v1).validation);
    }
    void a_files_own_test_row_takes_its_group_out_of_training() {
        ProjectFixture f;
        std::vector<Sample> first, second;
        for (int i = 0; i < 1000; ++i)
            first.push_back(problem(i, i));
        for (int i = 0; i < 200; ++i) {
            second.push_back(problem(i, i + 5000));
            second.back().split = "test";
        }
        const auto v1 = importAll(f.project, first);
        const VersionStore store(f.project);
        const auto v2 = importAll(f.project, second);
        auto keys = keysOf(store, v2);
        QVERIFY(disjoint(keys));
        for (const Sample &sample : second)
            QVERIFY(keys.at(Split::Test).contains(splitGroupKey(sample)));
        const auto before = keysOf(store, v1);
        for (const auto &key : before.at(Split::Test))
            QVERIFY(keys.at(Split::Test).contains(key));
    }
    void a_row_whose_edited_question_is_a_test_question_leaves_training() {
        ProjectFixture f;
        importSamples(f.project, 0, 600);
        VersionStore store(f.project);
        const VersionId v1 = *store.newestVersion();
        const auto before = splitsOf(store, v1);
        const auto idIn = [&](Split split) {
            for (const auto &[id, s] : before)
                if (s == split)
                    return id;
            return SampleId(0);
        };
        Sample edited = store.sample(v1, idIn(Split::Train));
        edited.question = store.sample(v1, idIn(Split::Test)).question;
        auto writer = store.newVersion(v1, "{}");
        writer.decide({idIn(Split::Train), Decision::Change, "x", "y", edited});
        const auto v2 = writer.finish("");
        QVERIFY(disjoint(keysOf(store, v2)));
        QCOMPARE(splitsOf(store, v2).at(idIn(Split::Test)), Split::Test);
        QCOMPARE(splitsOf(store, v2).at(idIn(Split::Train)), Split::Test);
    }
    void other_sizes_alone_split_anew() {
        ProjectFixture f;
        std::vector<Sample> samples;
        for (int i = 0; i < 450; ++i)
            samples.push_back(problem(i, i));
        const auto v1 = importAll(f.project, samples);
        VersionStore store(f.project);
        for (const int wanted : {20, 110}) {
            SplitRatios other;
            other.atLeast = wanted;
            const auto v2 = derived(store, v1, other);
            QCOMPARE(store.version(v2).test, std::int64_t(wanted));
        }
    }
    void a_files_own_split_is_kept_and_the_missing_part_is_cut_from_training() {
        ProjectFixture f;
        std::vector<Sample> samples;
        for (int i = 0; i < 4000; ++i) {
            samples.push_back(problem(i, i));
            samples.back().split = i < 3000 ? "train" : "test";
        }
        const auto version = importAll(f.project, samples);
        const VersionStore store(f.project);
        for (const auto &[id, split] : splitsOf(store, version)) {
            const bool ownTest = store.sample(version, id).split == "test";
            QCOMPARE(split == Split::Test, ownTest);
        }
        QVERIFY(store.version(version).validation >= 100);
    }
    void a_group_that_a_file_has_in_two_splits_goes_to_the_test() {
        ProjectFixture f;
        std::vector<Sample> samples;
        for (int i = 0; i < 1000; ++i) {
            samples.push_back(problem(i % 500, i));
            samples.back().split = i < 500 ? "train" : (i < 600 ? "test" : "train");
        }
        const auto version = importAll(f.project, samples);
        const VersionStore store(f.project);
        QVERIFY(disjoint(keysOf(store, version)));
        QCOMPARE(keysOf(store, version).at(Split::Test).size(), std::size_t(100));
    }
    void an_own_split_can_be_ignored() {
        ProjectFixture f;
        std::vector<Sample> samples;
        for (int i = 0; i < 2000; ++i) {
            samples.push_back(problem(i, i));
            samples.back().split = "test";
        }
        SplitRatios split;
        split.keepOwn = false;
        QVERIFY(VersionStore(f.project).version(importAll(f.project, samples, split)).train > 1500);
    }
    void one_huge_group_stays_in_training() {
        ProjectFixture f;
        std::vector<Sample> samples;
        for (int i = 0; i < 2000; ++i)
            samples.push_back(problem(i < 1500 ? 1 : i, i));
        QVERIFY(VersionStore(f.project).version(importAll(f.project, samples)).train >= 1500);
    }
    void no_held_out_part_is_made_when_none_is_wished() {
        ProjectFixture f;
        std::vector<Sample> samples;
        for (int i = 0; i < 2000; ++i)
            samples.push_back(problem(i, i));
        SplitRatios split;
        split.test = 0;
        split.validation = 0;
        QCOMPARE(VersionStore(f.project).version(importAll(f.project, samples, split)).train, 2000);
    }
};

RETORT_TEST(TestSplits)
#include "tst_splits.moc"
