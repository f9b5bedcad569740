// SPDX-License-Identifier: GPL-3.0-or-later
#include "test_main.h"

#include "core/codec/tiny_tokenizer.h"
#include "core/model/question_set.h"
#include "core/tokenize/sample_codec.h"
#include "core/tokenize/tokenize_fixture.h"

#include <set>

using namespace retort;

// Sums in two wordings under one problem key, some without anything to check against, some very long.
static std::vector<Sample> questionSamples() {
    std::vector<Sample> list;
    for (int i = 0; i < 240; ++i) {
        const int a = i / 2;
        Sample s;
        s.question = (i % 2 ? "小明有" : "计算") + std::to_string(a) + "+1";
        s.groupKey = "add:" + std::to_string(a) + "+1";
        s.answer = "\\boxed{" + std::to_string(a + 1) + "}";
        s.reference = std::to_string(a + 1);
        s.metadata = a % 3 ? R"({"kind":"plain"})" : R"({"kind":"third"})";
        if (a % 10 == 0) {
            s.reference.clear();
            s.answer = "不知道";
        }
        if (a % 7 == 0)
            s.question += std::string(400, 'x');
        list.push_back(s);
    }
    return list;
}

struct QuestionProject {
    FixtureProject project{questionSamples()};
    VersionStore versions{project.project};
    ChatTemplate chat{tinyTokenizer()};
    JobContext job;

    QuestionSet choose(QuestionChoice choice) {
        choice.version = project.version;
        choice.split = Split::Train;
        choice.maxPromptTokens = 100;
        return chooseQuestions(versions, chat, choice, job);
    }
    std::string keyOf(SampleId id) const { return splitGroupKey(versions.originalSample(id)); }
};

class TestQuestionSet : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void no_problem_is_asked_twice_and_what_is_left_out_is_counted() {
        QuestionProject f;
        const QuestionSet all = f.choose({});
        std::set<std::string> keys;
        for (const Question &q : all.questions) {
            QVERIFY(keys.insert(f.keyOf(q.sample)).second);
            QVERIFY(q.prompt == f.chat.encodePrompt(promptMessages(f.versions.originalSample(q.sample))));
        }
        std::int64_t without = 0, tooLong = 0;
        f.versions.forEachSample(f.project.version, Split::Train, f.job, [&](SampleId, const Sample &s) {
            without += checkableReference(s).empty();
            tooLong += !checkableReference(s).empty() && f.chat.encodePrompt(promptMessages(s)).size() > 100;
            return true;
        });
        QVERIFY(without > 0 && tooLong > 0 && all.repeats > 0);
        QCOMPARE(all.rows, f.versions.rowCount(f.project.version, Split::Train));
        QCOMPARE(all.withoutReference, without);
        QCOMPARE(all.tooLong, tooLong);
        QCOMPARE(std::ssize(all.questions) + all.repeats + without + tooLong, all.rows);
    }

    void a_limit_leaves_the_counts_as_they_are_and_a_larger_one_only_adds() {
        QuestionProject f;
        const QuestionSet all = f.choose({});
        std::set<SampleId> before;
        for (const std::int64_t limit : {5, 20, 60}) {
            QuestionChoice choice;
            choice.limit = limit;
            const QuestionSet some = f.choose(choice);
            QCOMPARE(std::ssize(some.questions), limit);
            QCOMPARE(some.rows, all.rows);
            QCOMPARE(some.tooLong, all.tooLong);
            QCOMPARE(some.withoutReference, all.withoutReference);
            QCOMPARE(some.repeats, all.repeats);
            std::set<SampleId> now;
            for (const Question &q : some.questions)
                now.insert(q.sample);
            QVERIFY(std::includes(now.begin(), now.end(), before.begin(), before.end()));
            before = now;
        }
    }

    void rows_of_another_kind_are_not_left_out() {
        QuestionProject f;
        QuestionChoice choice;
        choice.kind = "third";
        const QuestionSet third = f.choose(choice);
        QVERIFY(third.rows > 0 && third.rows < f.choose({}).rows / 2);
        for (const Question &q : third.questions)
            QCOMPARE(q.kind, std::string("third"));
    }

    // "An answer that has not ended by then counts as wrong."
    void an_answer_that_was_cut_off_is_wrong() {
        const ChatTemplate chat(tinyTokenizer());
        Question question;
        question.question = "1+2";
        question.reference = "3";
        const EncodedSample whole = chat.encode(std::vector<ChatMessage>{
            {ChatRole::User, "1+2", {}}, {ChatRole::Assistant, "\\boxed{3}", "1+2=3"}});
        Generation said;
        said.ids.assign(
            whole.ids.begin()
                + std::ptrdiff_t(
                    chat.encodePrompt(std::vector<ChatMessage>{{ChatRole::User, "1+2", {}}}).size()),
            whole.ids.end());
        QCOMPARE(said.ids.back(), chat.endId());
        said.finished = true;
        QVERIFY(judge(question, said, chat).correct);
        said.ids.pop_back(); // by the length limit, right behind the answer
        said.finished = false;
        const Judgement cut = judge(question, said, chat);
        QCOMPARE(cut.extracted, std::string("3"));
        QVERIFY(!cut.correct && !cut.traceHolds);
    }
};

RETORT_TEST(TestQuestionSet)
#include "tst_question_set.moc"
