// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/home/stages.h"

#include "test_main.h"

#include <algorithm>

using namespace retort;

namespace {

const Stage &stage(const std::vector<Stage> &all, const char *page) {
    return *std::find_if(all.begin(), all.end(),
                         [&](const Stage &s) { return s.page->id == std::string_view(page); });
}

int nextCount(const std::vector<Stage> &all) {
    return int(
        std::count_if(all.begin(), all.end(), [](const Stage &s) { return s.mark == StageMark::Next; }));
}

int doneCount(const std::vector<Stage> &all) {
    return int(std::count_if(all.begin(), all.end(), [](const Stage &s) { return s.done; }));
}

ProjectSnapshot withData() {
    ProjectSnapshot p;
    SourceInfo source;
    source.id = 1;
    source.name = "demo";
    p.sources.push_back(source);
    VersionInfo v;
    v.id = 1;
    v.name = "v0";
    v.rows = 12004;
    p.versions.push_back(v);
    return p;
}

} // namespace

class TstStages : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void an_empty_project_begins_with_data() {
        const auto all = stagesOf({});
        QCOMPARE(all.size(), 8u);
        QCOMPARE(stage(all, "data").mark, StageMark::Next);
        QCOMPARE(nextCount(all), 1);
        QCOMPARE(doneCount(all), 0);
        for (const Stage &s : all)
            QVERIFY(!s.verb.isEmpty() && !s.detail.isEmpty());
    }

    void data_makes_cleaning_next() {
        const auto all = stagesOf(withData());
        QCOMPARE(stage(all, "data").mark, StageMark::Done);
        QVERIFY(stage(all, "data").count.contains("12,004"));
        QCOMPARE(stage(all, "clean").mark, StageMark::Next);
        QCOMPARE(nextCount(all), 1);
    }

    void who_skips_reading_is_not_held_up() {
        ProjectSnapshot p = withData();
        TokenizerRecord t;
        t.id = 1;
        t.version = 1;
        t.vocabSize = 8000;
        p.tokenizers.push_back(t);
        const auto all = stagesOf(p);
        QCOMPARE(stage(all, "clean").mark, StageMark::Open);
        QCOMPARE(stage(all, "trace").mark, StageMark::Open);
        QCOMPARE(stage(all, "student").mark, StageMark::Next);
        QCOMPARE(nextCount(all), 1);
    }

    void cleaning_is_told_with_what_it_dropped() {
        ProjectSnapshot p = withData();
        VersionInfo v;
        v.id = 2;
        v.parent = 1;
        v.name = "v1";
        v.dropped = 1204;
        v.rows = 10800;
        p.versions.push_back(v);
        const auto all = stagesOf(p);
        QCOMPARE(stage(all, "clean").mark, StageMark::Done);
        QVERIFY(stage(all, "clean").count.contains("−1,204"));
        p.versions.back().stale = true;
        QCOMPARE(stage(stagesOf(p), "clean").mark, StageMark::Stale);
    }

    void a_run_is_done_only_with_a_checkpoint() {
        ProjectSnapshot p = withData();
        RunRecord r;
        r.id = 1;
        r.state = RunState::Running;
        r.step = 31;
        r.totalSteps = 50;
        p.runs.push_back(r);
        QCOMPARE(stage(stagesOf(p), "train").mark, StageMark::Running);
        QCOMPARE(stage(stagesOf(p), "train").count, "62 %");
        p.runs.back().state = RunState::Failed;
        QVERIFY(stage(stagesOf(p), "train").mark != StageMark::Done);
        CheckpointRecord c;
        c.id = 1;
        c.run = 1;
        p.checkpoints.push_back(c);
        QCOMPARE(stage(stagesOf(p), "train").mark, StageMark::Done);
    }

    void everything_done_has_no_next_step() {
        ProjectSnapshot p = withData();
        VersionInfo v;
        v.id = 2;
        v.parent = 1;
        v.dropped = 1;
        p.versions.push_back(v);
        p.pendingCount = 3;
        p.tokenizers.resize(1);
        p.students.resize(1);
        p.runs.resize(1);
        p.runs[0].state = RunState::Finished;
        p.checkpoints.resize(1);
        p.evaluations.resize(1);
        QCOMPARE(nextCount(stagesOf(p)), 1); // chat
        p.chats.resize(1);
        QCOMPARE(nextCount(stagesOf(p)), 0);
        QCOMPARE(doneCount(stagesOf(p)), int(stagesOf(p).size()));
    }
};

RETORT_TEST(TstStages)
#include "tst_stages.moc"
