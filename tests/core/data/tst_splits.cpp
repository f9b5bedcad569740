// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/project_fixture.h"

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
            out[row.id] = row.split;
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
        const auto v2 = store.deriveVersion(v1, store.version(v1).sources, other, "");
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

QTEST_GUILESS_MAIN(TestSplits)
#include "tst_splits.moc"
