// SPDX-License-Identifier: GPL-3.0-or-later
// timeout: 240
#include "test_main.h"

#include "core/base/error.h"
#include "core/data/artifacts/artifact.h"
#include "core/learn/device.h"
#include "core/learn/eval_job.h"
#include "core/learn/generate.h"
#include "core/train/run_fixture.h"

#include <climits>
#include <set>

using namespace retort;

class TestRunEval : public QObject {
    Q_OBJECT

    std::unique_ptr<RunFixture> m_fixture;
    TrainResult m_run;

    EvalConfig config(OptionValues options = {}) const {
        EvalConfig c;
        c.project = m_fixture->fixture.project;
        c.checkpoint = m_run.checkpoint;
        c.split = Split::Train; // many rows, and some learnt
        c.options = {{"limit", std::int64_t(40)},
                     {"max_new_tokens", std::int64_t(24)},
                     {"device", std::string("cpu")}};
        for (const auto &[id, value] : options)
            c.options[id] = value;
        return c;
    }

private Q_SLOTS:
    void initTestCase() {
        m_fixture = std::make_unique<RunFixture>(80);
        JobContext job;
        job.setThreads(2);
        m_run = runTrainJob(m_fixture->config({{"max_steps", std::int64_t(150)},
                                               {"eval_every", std::int64_t(0)},
                                               {"checkpoint_every", std::int64_t(0)},
                                               {"learning_rate", 1e-2}}),
                            job);
    }
    void cleanupTestCase() { m_fixture.reset(); }

    void every_answer_is_stored_and_counted() {
        JobContext job;
        job.setThreads(2);
        const EvalResult result = runEvalJob(config(), job);
        const EvalSummary &s = result.summary;
        QCOMPARE(s.asked, std::int64_t(40));
        const std::vector<EvaluationAnswer> answers = m_fixture->store.evaluationAnswers(result.evaluation);
        QCOMPARE(answers.size(), std::size_t(40));
        std::int64_t correct = 0, closed = 0, tokens = 0;
        for (const EvaluationAnswer &a : answers) {
            QVERIFY(!a.question.empty() && !a.reference.empty());
            QVERIFY(!a.correct || (a.thinkClosed && a.finished)); // only after its end and closed thinking
            QVERIFY(a.correct || !a.traceHolds);
            correct += a.correct ? 1 : 0;
            closed += a.thinkClosed ? 1 : 0;
            tokens += a.tokens;
        }
        QCOMPARE(s.correct, correct);
        QCOMPARE(s.thinkClosed, closed);
        QVERIFY2(correct > 0, "the student learnt nothing: nothing is tested here");
        QVERIFY(s.low95 < s.accuracy && s.accuracy < s.high95);
        QVERIFY(s.traceChecked > 0 && s.traceHolds <= s.traceChecked);
        QVERIFY(std::abs(s.meanTokens - double(tokens) / 40) < 1e-9);
        QCOMPARE(s.byKind.size(), std::size_t(2));
        QCOMPARE(s.byKind[0].asked + s.byKind[1].asked, std::int64_t(40));
        QCOMPARE(s.byLevel[0].id, std::string("1"));
        const VersionStore versions(m_fixture->fixture.project);
        QCOMPARE(s.rows, versions.rowCount(m_fixture->fixture.version, Split::Train));
        QCOMPARE(s.withoutReference + s.tooLong + s.repeats, std::int64_t(0));
        QVERIFY(s.badge.empty());
        QVERIFY(!s.mostFrequentAnswer.empty() && s.mostFrequentAccuracy < 0.3);
        QVERIFY(s.parameters > 0 && s.modelBytes >= 4 * s.parameters);

        const EvaluationRecord record = m_fixture->store.evaluations(m_run.run).back();
        QCOMPARE(record.id, result.evaluation);
        QCOMPARE(record.correct, correct);
        const EvalSummary back = evalSummaryFromJson(record.summaryJson);
        QCOMPARE(back.accuracy, s.accuracy);
        QCOMPARE(back.byKind.size(), s.byKind.size());
        QCOMPARE(back.mostFrequentAnswer, s.mostFrequentAnswer);
        QCOMPARE(back.rows, s.rows);
    }

    void what_is_left_out_is_stored_with_the_score() {
        EvalSummary s;
        s.rows = 714;
        s.withoutReference = 12;
        s.tooLong = 3;
        s.repeats = 45;
        s.badge = Text("CPU · slower");
        const EvalSummary back = evalSummaryFromJson(evalSummaryToJson(s));
        QCOMPARE(back.rows, s.rows);
        QCOMPARE(back.withoutReference, s.withoutReference);
        QCOMPARE(back.tooLong, s.tooLong);
        QCOMPARE(back.repeats, s.repeats);
        QCOMPARE(renderEnglish(back.badge), std::string("CPU · slower"));
    }

    // Not what the process held before: the same model takes the same in the demo and by itself.
    void memory_is_what_the_evaluation_took() {
        constexpr std::size_t much = 400 << 20;
        { std::vector<char> held(much, 1); }
        std::vector<char> kept(much / 2, 1);
        QVERIFY(peakResidentMemory_B() > std::int64_t(much));
        if (!resetPeakResidentMemory())
            QSKIP("this kernel keeps its peaks");
        JobContext job;
        const EvalSummary s = runEvalJob(config(), job).summary;
        const double model_MiB = double(s.modelBytes) / double(1 << 20);
        QVERIFY2(s.memory_MiB >= model_MiB / 2 && s.memory_MiB < 100,
                 qPrintable(QString("%1 MiB, model %2").arg(s.memory_MiB).arg(model_MiB)));
        QVERIFY(kept.back() == 1);
    }

    void an_answer_that_was_cut_off_does_not_count() {
        JobContext job;
        const auto whole = runEvalJob(config(), job);
        const auto answers = m_fixture->store.evaluationAnswers(whole.evaluation);
        int shortest = INT_MAX; // of the right ones: one token less cuts off the end mark alone
        for (const EvaluationAnswer &a : answers)
            if (a.correct)
                shortest = std::min(shortest, a.tokens);
        QVERIFY(shortest > 1 && shortest < INT_MAX);
        const auto cut = runEvalJob(config({{"max_new_tokens", std::int64_t(shortest - 1)}}), job);
        QCOMPARE(cut.summary.correct, std::int64_t(0));
    }

    void the_same_settings_give_the_same_answers() {
        JobContext one, three;
        one.setThreads(1);
        three.setThreads(3);
        const auto a = m_fixture->store.evaluationAnswers(runEvalJob(config(), one).evaluation);
        const auto b = m_fixture->store.evaluationAnswers(
            runEvalJob(config({{"batch_rows", std::int64_t(64)}}), three).evaluation);
        for (std::size_t i = 0; i < a.size(); ++i) {
            QCOMPARE(a[i].sample, b[i].sample);
            QCOMPARE(a[i].answer, b[i].answer);
        }
    }

    void the_untrained_student_knows_nothing() {
        EvalConfig c = config();
        c.checkpoint = 0;
        c.run = m_run.run;
        JobContext job;
        const EvalResult result = runEvalJob(c, job);
        QCOMPARE(result.summary.correct, std::int64_t(0));
        QCOMPARE(m_fixture->store.evaluations(m_run.run).back().checkpoint, std::int64_t(0));
    }

    void questions_can_be_narrowed_down() {
        JobContext job;
        const EvalResult odd = runEvalJob(config({{"kind", std::string("odd")}}), job);
        QCOMPARE(odd.summary.byKind.size(), std::size_t(1));
        QCOMPARE(odd.summary.byKind[0].id, std::string("odd"));
        QVERIFY_EXCEPTION_THROWN(runEvalJob(config({{"kind", std::string("nonsense")}}), job), Error);
        QVERIFY_EXCEPTION_THROWN(runEvalJob(config({{"limit", std::int64_t(-1)}}), job), Error);
        EvalConfig nothing = config();
        nothing.checkpoint = 0;
        QVERIFY_EXCEPTION_THROWN(runEvalJob(nothing, job), Error);
    }

    void a_checkpoint_that_goes_to_the_trash_meanwhile_costs_nothing() {
        const ArtifactKey key{"checkpoint", m_run.checkpoint};
        const auto project = m_fixture->fixture.project;
        bool moved = false;
        JobContext job;
        job.setOnProgress([&](const Progress &progress) {
            if (progress.done > 0 && !std::exchange(moved, true))
                moveArtifactToTrash(project, key);
        });
        const EvalResult result = runEvalJob(config({{"limit", std::int64_t(4)}}), job);
        QVERIFY(moved);
        QVERIFY(result.summary.modelBytes > 0);
        QCOMPARE(m_fixture->store.evaluationAnswers(result.evaluation).size(), std::size_t(4));
        restoreArtifact(project, key);
    }

    void cancelling_stores_nothing() {
        const std::size_t before = m_fixture->store.evaluations(m_run.run).size();
        JobContext job;
        job.cancel();
        QVERIFY_EXCEPTION_THROWN(runEvalJob(config(), job), Cancelled);
        QCOMPARE(m_fixture->store.evaluations(m_run.run).size(), before);
    }

    // Chat: the pieces are the answer, thinking first.
    void a_checkpoint_answers_in_pieces() {
        const auto model = openModel(m_fixture->store.checkpoint(m_run.checkpoint).folder, "cpu");
        GenerateConfig greedy;
        greedy.temperature = 0;
        greedy.maxNewTokens = 40;
        JobContext job;
        std::string thinking, answer;
        int lastTokens = 0;
        const std::vector<ChatTurn> turns = {{"user", "1+10=?", {}}};
        const GenerateResult result = model->generate(turns, greedy, job, [&](const GeneratedPiece &piece) {
            (piece.phase == Phase::Thinking ? thinking : answer) += piece.text;
            QVERIFY(piece.tokens >= lastTokens);
            lastTokens = piece.tokens;
        });
        QCOMPARE(thinking, result.reasoning);
        QCOMPARE(answer, result.answer);
        QVERIFY(result.tokens > 0 && result.tokens <= 40);
        QVERIFY(result.promptTokens > 0);
        QVERIFY(result.end == GenerateEnd::Finished || result.end == GenerateEnd::LengthLimit);

        QVERIFY(!thinking.empty() || !answer.empty());
    }

    // One row with its own loop against many rows that end and are refilled: the same tokens.
    void chat_says_what_the_batched_path_says() {
        JobContext job;
        const auto evaluated = runEvalJob(config({{"batch_rows", std::int64_t(7)}}), job);
        const auto answers = m_fixture->store.evaluationAnswers(evaluated.evaluation);
        const auto model = openModel(m_fixture->store.checkpoint(m_run.checkpoint).folder, "cpu");
        GenerateConfig greedy;
        greedy.temperature = 0;
        greedy.maxNewTokens = 24;
        std::set<std::string> different;
        for (const EvaluationAnswer &a : answers) {
            const GenerateResult alone = model->generate({{"user", a.question, {}}}, greedy, job, {});
            QCOMPARE(alone.reasoning, a.reasoning);
            QCOMPARE(alone.answer, a.answer);
            QCOMPARE(alone.tokens, a.tokens);
            QCOMPARE(alone.end == GenerateEnd::Finished, a.finished);
            different.insert(a.answer);
        }
        QVERIFY(different.size() > 5);
    }

    void chat_ends_within_one_token_of_a_request() {
        const auto model = openModel(m_fixture->store.checkpoint(m_run.checkpoint).folder, "cpu");
        GenerateConfig config;
        config.temperature = 5; // rambles
        config.maxNewTokens = 100;
        JobContext job;
        int pieces = 0;
        const GenerateResult result =
            model->generate({{"user", "1+10=?", {}}}, config, job, [&](const GeneratedPiece &) {
                if (++pieces == 3)
                    job.cancel();
            });
        QCOMPARE(result.end, GenerateEnd::Cancelled);
        QVERIFY(result.tokens < 20);
    }

    void a_thinking_budget_closes_thinking() {
        const auto model = openModel(m_fixture->store.checkpoint(m_run.checkpoint).folder, "cpu");
        GenerateConfig config;
        config.temperature = 0;
        config.thinkBudget = 2;
        config.maxNewTokens = 30;
        JobContext job;
        int thinking = 0;
        const GenerateResult result =
            model->generate({{"user", "1+10=?", {}}}, config, job, [&](const GeneratedPiece &piece) {
                if (piece.phase == Phase::Thinking)
                    thinking = piece.tokens;
            });
        QVERIFY(result.thinkClosed && thinking <= config.thinkBudget);
    }

    void a_conversation_that_is_too_long_is_refused() {
        const auto model = openModel(m_fixture->store.checkpoint(m_run.checkpoint).folder, "cpu");
        JobContext job;
        QVERIFY_EXCEPTION_THROWN(model->generate({{"user", std::string(5'000, 'x'), {}}}, {}, job, {}),
                                 Error);
    }

    void a_damaged_checkpoint_does_not_open() {
        const std::filesystem::path folder = m_fixture->store.checkpoint(m_run.checkpoint).folder;
        const std::string whole = readFile(folder / "model.safetensors");
        atomicWrite(folder / "model.safetensors", whole.substr(0, whole.size() / 2));
        try {
            openModel(folder, "cpu");
            QFAIL("opened");
        } catch (const Error &e) {
            QCOMPARE(e.code(), ErrorCode::Damaged);
        }
        atomicWrite(folder / "model.safetensors", whole);
        openModel(folder, "cpu");
    }
};

RETORT_TEST(TestRunEval)
#include "tst_run_eval.moc"
