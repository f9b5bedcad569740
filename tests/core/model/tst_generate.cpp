// SPDX-License-Identifier: GPL-3.0-or-later
#include "test_main.h"

#include "core/model/generate.h"
#include "core/model/model_fixture.h"

using namespace retort;
using torch::Tensor;

namespace {

std::vector<std::vector<TokenId>> somePrompts(int n, std::int64_t vocab) {
    SplitMix64 random(12);
    std::vector<std::vector<TokenId>> prompts;
    for (int i = 0; i < n; ++i)
        prompts.push_back(randomIds(random, 2 + std::int64_t(random.below(20)), vocab));
    return prompts;
}

std::vector<Generation> generated(Model &student, const std::vector<std::vector<TokenId>> &prompts,
                                  const GenerationConfig &config, int threads) {
    JobContext job;
    job.setThreads(threads);
    std::vector<Generation> results;
    ThreadPool::with(job, [&](ThreadPool &pool) { results = generateAll(student, prompts, config, pool); });
    return results;
}

} // namespace

class TestGenerate : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // More prompts than rows, unequal lengths: rows end and are refilled.
    void greedy_equals_the_likeliest_token_of_the_whole_text() {
        const ModelPtr studentModel = makeModel(tinyStudent(), {});
        Model &student = *studentModel;
        randomise(student.parameters());
        const auto prompts = somePrompts(40, 37);
        GenerationConfig config;
        config.maxNewTokens = 12;
        config.batchRows = 7;
        config.endId = 5;
        config.never = {0, 1};
        const std::vector<Generation> results = generated(student, prompts, config, 1);
        const at::NoGradGuard noGrad;
        int ended = 0;
        for (std::size_t i = 0; i < prompts.size(); ++i) {
            std::vector<TokenId> text = prompts[i];
            QVERIFY(!results[i].ids.empty() && int(results[i].ids.size()) <= 12);
            for (const TokenId id : results[i].ids) {
                Tensor logits_TV = student.logits(student.forward(promptBatch(text)));
                Tensor last_V = logits_TV[std::int64_t(text.size()) - 1];
                last_V[0] = last_V[1] = -INFINITY;
                // Equal up to rounding: the one taken is as likely as the best.
                QVERIFY(last_V.max().item<double>() - last_V[id].item<double>() < 1e-4);
                text.push_back(id);
            }
            QCOMPARE(results[i].finished, results[i].ids.back() == 5);
            QVERIFY(results[i].finished || int(results[i].ids.size()) == 12);
            ended += results[i].finished ? 1 : 0;
        }
        QVERIFY(ended > 0);
    }

    void threads_change_nothing() {
        const ModelPtr studentModel = makeModel(tinyStudent(), {});
        Model &student = *studentModel;
        randomise(student.parameters());
        const auto prompts = somePrompts(150, 37);
        for (const double temperature : {0.0, 0.8}) {
            GenerationConfig config;
            config.sampler = {temperature, 0.9, 20};
            config.maxNewTokens = 15;
            config.endId = 5;
            config.batchRows = 16;
            const auto one = generated(student, prompts, config, 1),
                       three = generated(student, prompts, config, 3);
            for (std::size_t i = 0; i < prompts.size(); ++i)
                QCOMPARE(one[i].ids, three[i].ids);
        }
    }

    void a_seed_gives_the_same_draws_and_another_seed_others() {
        const ModelPtr studentModel = makeModel(tinyStudent(), {});
        Model &student = *studentModel;
        randomise(student.parameters());
        const auto prompts = somePrompts(8, 37);
        GenerationConfig config;
        config.sampler.temperature = 1;
        config.maxNewTokens = 20;
        const auto a = generated(student, prompts, config, 1), b = generated(student, prompts, config, 1);
        config.seed = 2;
        const auto c = generated(student, prompts, config, 1);
        int same = 0;
        for (std::size_t i = 0; i < prompts.size(); ++i) {
            QCOMPARE(a[i].ids, b[i].ids);
            same += a[i].ids == c[i].ids ? 1 : 0;
        }
        QVERIFY(same < 8);
    }

    void the_context_is_never_overrun() {
        const ModelPtr studentModel = makeModel(tinyStudent(), {}); // 96 positions
        Model &student = *studentModel;
        randomise(student.parameters());
        SplitMix64 random(1);
        GenerationConfig config;
        config.maxNewTokens = 500;
        const auto results =
            generated(student, {randomIds(random, 90, 37), randomIds(random, 3, 37)}, config, 1);
        QCOMPARE(results[0].ids.size(), std::size_t(7));
        QCOMPARE(results[1].ids.size(), std::size_t(94));
        QVERIFY_EXCEPTION_THROWN(generated(student, {randomIds(random, 96, 37)}, config, 1), Error);
    }

    void what_the_callback_throws_ends_it() {
        const ModelPtr studentModel = makeModel(tinyStudent(), {});
        Model &student = *studentModel;
        JobContext job;
        job.setThreads(2);
        int left = 5;
        std::mutex mutex;
        QVERIFY_EXCEPTION_THROWN(ThreadPool::with(job,
                                                  [&](ThreadPool &pool) {
                                                      generateAll(student, somePrompts(80, 37), {}, pool,
                                                                  [&] {
                                                                      const std::lock_guard lock(mutex);
                                                                      if (--left == 0)
                                                                          throw Cancelled();
                                                                  });
                                                  }),
                                 Cancelled);
    }

    void the_sampler_keeps_to_top_k_and_top_p() {
        const Tensor logits = torch::log(torch::tensor({{0.5f, 0.25f, 0.15f, 0.1f}}));
        const auto shares = [&](const SamplerConfig &config) {
            const Sampler sampler(config, {}, 4, at::kCPU);
            std::vector<double> counts(4, 0);
            SplitMix64 generator(9);
            for (int i = 0; i < 4000; ++i)
                counts[std::size_t(sampler.pick(logits.clone(), std::span(&generator, 1)).front())] +=
                    1.0 / 4000;
            return counts;
        };
        const std::vector<double> all = shares({1, 1, 0}), two = shares({1, 1, 2}),
                                  nucleus = shares({1, 0.7, 0}), cold = shares({0.25, 1, 0});
        QVERIFY(std::abs(all[0] - 0.5) < 0.04 && std::abs(all[3] - 0.1) < 0.03);
        QVERIFY(two[2] == 0 && two[3] == 0 && std::abs(two[0] - 2.0 / 3) < 0.04);
        QVERIFY(nucleus[2] == 0 && nucleus[3] == 0 && nucleus[1] > 0); // 0.5 + 0.25 reaches 0.7
        QVERIFY(cold[0] > 0.9);
        const Sampler banned({0, 1, 0}, {0, 1}, 4, at::kCPU);
        SplitMix64 generator(1);
        QCOMPARE(banned.pick(logits.clone(), std::span(&generator, 1)).front(), TokenId(2));
    }
};

RETORT_TEST(TestGenerate)
#include "tst_generate.moc"
