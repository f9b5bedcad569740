// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/project_fixture.h"
#include "test_main.h"

using namespace retort;

class TestPending : public QObject {
    Q_OBJECT
    struct Fixture : ProjectFixture {
        VersionId v1 = *importSamples(project, 0, 100).version;
        VersionStore store{project};
        std::vector<SampleId> ids = allIds(store, v1);
        void again() {
            store.~VersionStore();
            reopen();
            new (&store) VersionStore(project);
        }
        std::string verdict(std::size_t i) const {
            return store.rows(v1, {ids[i]})[0][RowColumn::Verdict].text;
        }
        std::vector<std::string> tags(std::size_t i) const { return store.sample(v1, ids[i]).tags; }
    };
private Q_SLOTS:
    void marks_are_seen_at_once_and_counted() {
        Fixture f;
        f.store.addPending(f.v1, {f.ids[1], f.ids[2]}, PendingKind::Verdict, "discard");
        f.store.addPending(f.v1, {f.ids[2]}, PendingKind::Tag, "nice");
        f.store.addPending(f.v1, {f.ids[2]}, PendingKind::Tag, "nice"); // is so already
        QCOMPARE(f.verdict(1), std::string("discard"));
        QCOMPARE(f.tags(2), std::vector<std::string>{"nice"});
        QCOMPARE(f.store.pendingCount(f.v1), 3);
        f.store.addPending(f.v1, {f.ids[1]}, PendingKind::Verdict, "keep"); // one sample, one verdict
        QCOMPARE(f.store.pendingCount(f.v1), 3);
        f.store.undoPending(f.v1);
        RowFilter filter;
        filter.values[RowColumn::Verdict] = {"discard"};
        QCOMPARE(allIds(f.store, f.v1, filter).size(), std::size_t(2));
        filter = {};
        filter.values[RowColumn::Tags] = {"nice"};
        QCOMPARE(allIds(f.store, f.v1, filter), std::vector<SampleId>{f.ids[2]});
    }
    void undo_and_redo_go_call_by_call_and_survive_a_restart() {
        Fixture f;
        f.store.addPending(f.v1, {f.ids[0]}, PendingKind::Verdict, "keep");
        f.store.addPending(f.v1, {f.ids[0], f.ids[1]}, PendingKind::Verdict, "discard");
        f.again();
        QVERIFY(f.store.undoPending(f.v1));
        QCOMPARE(f.verdict(0), std::string("keep"));
        QCOMPARE(f.verdict(1), std::string("none"));
        f.again();
        QVERIFY(f.store.redoPending(f.v1));
        QCOMPARE(f.verdict(1), std::string("discard"));
        QVERIFY(!f.store.redoPending(f.v1));
        QVERIFY(f.store.undoPending(f.v1));
        QVERIFY(f.store.undoPending(f.v1));
        QVERIFY(!f.store.undoPending(f.v1));
        QCOMPARE(f.store.pendingCount(f.v1), 0);
        QVERIFY(f.store.redoPending(f.v1));
        QCOMPARE(f.verdict(0), std::string("keep"));
    }
    void a_new_mark_ends_the_redo() {
        Fixture f;
        f.store.addPending(f.v1, {f.ids[0]}, PendingKind::Tag, "a");
        f.store.undoPending(f.v1);
        f.store.addPending(f.v1, {f.ids[0]}, PendingKind::Tag, "b");
        QVERIFY(!f.store.redoPending(f.v1));
        QCOMPARE(f.tags(0), (std::vector<std::string>{"b", "quarter", "t0"}));
    }
    void a_mark_that_changes_nothing_is_no_step() {
        Fixture f;
        QVERIFY(f.store.addPending(f.v1, {f.ids[0]}, PendingKind::Verdict, "keep") > 0);
        QCOMPARE(f.store.addPending(f.v1, {f.ids[0]}, PendingKind::Verdict, "keep"), 0);
        QCOMPARE(f.store.addPending(f.v1, {f.ids[1]}, PendingKind::Verdict, ""), 0);
        QCOMPARE(f.store.addPending(f.v1, {f.ids[0]}, PendingKind::Tag, "t0"), 0); // it came with it
        QCOMPARE(f.store.addPending(f.v1, {f.ids[1]}, PendingKind::Untag, "other"), 0);
        QVERIFY(f.store.addPending(f.v1, {f.ids[0], f.ids[1]}, PendingKind::Verdict, "keep") > 0);
        QVERIFY(f.store.undoPending(f.v1));
        QCOMPARE(f.verdict(0), std::string("keep")); // the second step was of the other row only
        QCOMPARE(f.verdict(1), std::string("none"));
        QVERIFY(f.store.undoPending(f.v1));
        QVERIFY(!f.store.undoPending(f.v1));
    }
    void a_step_is_undone_whatever_came_after_it() {
        Fixture f;
        const auto first = f.store.addPending(f.v1, {f.ids[0], f.ids[1]}, PendingKind::Verdict, "discard");
        f.store.addPending(f.v1, {f.ids[1]}, PendingKind::Verdict, "keep");
        QVERIFY(f.store.undoPending(f.v1, first));
        QVERIFY(!f.store.undoPending(f.v1, first));
        QCOMPARE(f.verdict(0), std::string("none"));
        QCOMPARE(f.verdict(1), std::string("keep"));
        QCOMPARE(f.store.pendingCount(f.v1), 1);
        QVERIFY(f.store.redoPending(f.v1));
        QCOMPARE(f.verdict(0), std::string("discard"));
    }
    void redo_begins_with_what_was_undone_last() {
        Fixture f;
        const auto first = f.store.addPending(f.v1, {f.ids[0]}, PendingKind::Verdict, "discard");
        f.store.addPending(f.v1, {f.ids[1]}, PendingKind::Verdict, "keep");
        QVERIFY(f.store.undoPending(f.v1, first));
        QVERIFY(f.store.undoPending(f.v1));
        QVERIFY(f.store.redoPending(f.v1));
        QCOMPARE(f.verdict(0), std::string("none"));
        QCOMPARE(f.verdict(1), std::string("keep"));
        QVERIFY(f.store.redoPending(f.v1));
        QCOMPARE(f.verdict(0), std::string("discard"));
        QVERIFY(!f.store.redoPending(f.v1));
    }
    void a_verdict_taken_away_again_is_no_change() {
        Fixture f;
        f.store.addPending(f.v1, {f.ids[0]}, PendingKind::Verdict, "discard");
        f.store.addPending(f.v1, {f.ids[0]}, PendingKind::Verdict, "");
        QCOMPARE(f.store.pendingCount(f.v1), 0);
        JobContext job;
        QCOMPARE_ERROR(f.store.applyPending(f.v1, "", job), "invalid_argument");
    }
    void an_edit_is_read_searched_and_measured() {
        Fixture f;
        Sample edited = f.store.sample(f.v1, f.ids[5]);
        edited.question = "改过的问题";
        edited.reasoning = "短";
        f.store.editPending(f.v1, f.ids[5], edited);
        QCOMPARE(f.store.sample(f.v1, f.ids[5]).question, std::string("改过的问题"));
        const auto row = f.store.rows(f.v1, {f.ids[5]})[0];
        QCOMPARE(row[RowColumn::ReasoningChars].code, 1u);
        QCOMPARE(row[RowColumn::Question].text, std::string("改过的问题"));
        RowFilter filter;
        filter.contains = "改过";
        QCOMPARE(allIds(f.store, f.v1, filter), std::vector<SampleId>{f.ids[5]});
        QCOMPARE(f.store.originalSample(f.ids[5]).question, madeUpSample(5).question);
    }
    void applying_makes_a_version_and_empties_the_list() {
        Fixture f;
        f.store.addPending(f.v1, {f.ids[0], f.ids[1]}, PendingKind::Verdict, "discard");
        f.store.addPending(f.v1, {f.ids[1]}, PendingKind::Verdict, ""); // taken back
        f.store.addPending(f.v1, {f.ids[2]}, PendingKind::Verdict, "keep");
        f.store.addPending(f.v1, {f.ids[3]}, PendingKind::Tag, "good");
        Sample edited = f.store.sample(f.v1, f.ids[4]);
        edited.answer = "42";
        f.store.editPending(f.v1, f.ids[4], edited);
        f.store.addPending(f.v1, {f.ids[4]}, PendingKind::Tag, "edited");
        JobContext job;
        const auto v2 = f.store.applyPending(f.v1, "", job);
        QCOMPARE(f.store.pendingCount(f.v1), 0);
        QCOMPARE(f.verdict(0), std::string("none"));
        for (int pass = 0; pass < 2; ++pass) {
            QCOMPARE(f.store.version(v2).rows, 99);
            QCOMPARE(f.store.version(v2).name, std::string("v2 · hand"));
            QCOMPARE_ERROR(f.store.sample(v2, f.ids[0]), "not_found");
            QCOMPARE(f.store.rows(v2, {f.ids[2]})[0][RowColumn::Verdict].text, std::string("keep"));
            QCOMPARE(f.store.sample(v2, f.ids[3]).tags, std::vector<std::string>{"good"});
            QCOMPARE(f.store.sample(v2, f.ids[4]).answer, std::string("42"));
            const auto tags = f.store.sample(v2, f.ids[4]).tags;
            QVERIFY(std::count(tags.begin(), tags.end(), "edited") == 1);
            f.again();
        }
        QCOMPARE_ERROR(f.store.applyPending(f.v1, "", job), "invalid_argument");
    }
    void discarding_takes_everything_back() {
        Fixture f;
        f.store.addPending(f.v1, {f.ids[0]}, PendingKind::Verdict, "discard");
        f.store.discardPending(f.v1);
        QCOMPARE(f.verdict(0), std::string("none"));
        QVERIFY(!f.store.undoPending(f.v1));
    }
    void nonsense_is_refused() {
        Fixture f;
        QCOMPARE_ERROR(f.store.addPending(f.v1, {f.ids[0]}, PendingKind::Verdict, "perhaps"),
                       "invalid_argument");
        QCOMPARE_ERROR(f.store.addPending(f.v1, {f.ids[0]}, PendingKind::Tag, " "), "invalid_argument");
        QCOMPARE_ERROR(f.store.addPending(77, {f.ids[0]}, PendingKind::Tag, "x"), "not_found");
    }
};

RETORT_TEST(TestPending)
#include "tst_pending.moc"
