// SPDX-License-Identifier: GPL-3.0-or-later
// The same step, answers and losses on every device, in every precision and layout. Where there is a GPU it
// is compared with the CPU; elsewhere the CPU stands in for it, with the layout and number type of a GPU.
#include "test_main.h"

#include "core/learn/device.h"
#include "core/learn/engine.h"
#include "core/model/generate.h"
#include "core/model/model_fixture.h"
#include "core/train/learner.h"

#include <ATen/Context.h>

using namespace retort;
using torch::Tensor;

namespace {

// Head size 16: what flash attention takes.
StudentConfig parityStudent() {
    StudentConfig s = tinyStudent();
    s.hidden = 48;
    s.heads = 4;
    s.headDim = 16;
    return s;
}

bool hasGpu() {
    return at::globalContext().hasCUDA();
}

struct Other {
    const char *name;
    DeviceTraits device;
    double tolerance; // relative, of losses and of how far weights move
};

DeviceTraits traits(const char *precision, AttentionKernel kernel) {
    DeviceTraits device;
    if (hasGpu())
        device = openDevice("cuda:0", precision);
    else if (std::string(precision) == "bf16")
        device.compute = at::kBFloat16;
    device.attention = kernel;
    return device;
}

// What is compared with float32 on the CPU. CUDA's flash takes 16 bits only.
std::vector<Other> others() {
    std::vector<Other> all = {{"fp32, bucketed", traits("fp32", AttentionKernel::Bucketed), 2e-3},
                              {"bf16, bucketed", traits("bf16", AttentionKernel::Bucketed), 3e-2},
                              {"bf16, varlen", traits("bf16", AttentionKernel::Varlen), 3e-2}};
    if (!hasGpu())
        all.push_back({"fp32, varlen", traits("fp32", AttentionKernel::Varlen), 2e-3});
    return all;
}

void onOneThread(const std::function<void(ThreadPool &)> &body) {
    JobContext job;
    job.setThreads(1);
    ThreadPool::with(job, body);
}

struct Trained {
    std::vector<double> losses;
    Tensor moved; // by the last step, on the CPU
    double validation = 0;
};

Trained train(const DeviceTraits &device) {
    const EncodedSet set = randomSet({30, 9, 80, 21, 50, 64, 70, 33}, 37);
    LearnerConfig config;
    config.tokensPerStep = 512; // one replica everywhere
    config.adamw.eps = 1e-3;    // a tiny gradient of either sign does not become a whole step
    Learner learner(parityStudent(), device, config);
    learner.student().initialise(1);
    Trained result;
    onOneThread([&](ThreadPool &pool) {
        for (int step = 0; step < 4; ++step) {
            const Tensor before = learner.student().parameters().flat(ParameterGroup::Decay).clone();
            result.losses.push_back(learner.step(set, allOf(set), 1e-2, pool).total.item<double>());
            result.moved = (learner.student().parameters().flat(ParameterGroup::Decay) - before).to(at::kCPU);
        }
        result.validation = learner.evaluate(set, allOf(set), pool);
    });
    return result;
}

// How much less likely, at most, a chosen token was than the best, by the CPU's float32 logits.
double worstChoice(const DeviceTraits &device) {
    const ModelPtr model = makeModel(parityStudent(), device), judge = makeModel(parityStudent(), {});
    randomise(model->parameters());
    randomise(judge->parameters());
    SplitMix64 random(6);
    std::vector<std::vector<TokenId>> prompts;
    for (int i = 0; i < 12; ++i)
        prompts.push_back(randomIds(random, 2 + std::int64_t(random.below(20)), 37));
    GenerationConfig config;
    config.maxNewTokens = 12;
    config.batchRows = 5;
    std::vector<Generation> answers;
    onOneThread([&](ThreadPool &pool) { answers = generateAll(*model, prompts, config, pool); });
    const at::NoGradGuard noGrad;
    double worst = 0;
    for (std::size_t i = 0; i < prompts.size(); ++i) {
        std::vector<TokenId> text = prompts[i];
        text.insert(text.end(), answers[i].ids.begin(), answers[i].ids.end());
        const Tensor logits_TV = judge->logits(judge->forward(promptBatch(text)));
        for (std::size_t t = 0; t < answers[i].ids.size(); ++t) {
            const Tensor logits_V = logits_TV[std::int64_t(prompts[i].size() + t) - 1];
            worst =
                std::max(worst, logits_V.max().item<double>() - logits_V[answers[i].ids[t]].item<double>());
        }
    }
    return worst;
}

} // namespace

class TestParity : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Without this the CPU would be compared with itself where there is a GPU: only the loader opens CUDA.
    void initTestCase() {
        engine();
        QVERIFY2(hasGpu() || !nvidiaDriverPresent(), "there is a driver, but CUDA was not opened");
    }

    void steps_and_validation_are_the_same() {
        const Trained cpu = train({});
        for (const Other &other : others()) {
            const Trained there = train(other.device);
            for (std::size_t i = 0; i < cpu.losses.size(); ++i)
                QVERIFY2(std::abs(there.losses[i] - cpu.losses[i]) < other.tolerance * cpu.losses[i],
                         other.name);
            QVERIFY2(std::abs(there.validation - cpu.validation) < other.tolerance * cpu.validation,
                     other.name);
            const double away = (there.moved - cpu.moved).norm().item<double>();
            QVERIFY2(away < 10 * other.tolerance * cpu.moved.norm().item<double>(),
                     qPrintable(QString("%1: %2").arg(other.name).arg(away)));
        }
    }

    void answers_are_the_same() {
        QVERIFY(worstChoice({}) < 1e-4);
        for (const Other &other : others()) {
            const double worst = worstChoice(other.device);
            QVERIFY2(worst < (other.device.compute == at::kFloat ? 1e-3 : 0.3),
                     qPrintable(QString("%1: %2").arg(other.name).arg(worst)));
        }
    }

    // Our kernel against ATen's formula: on the GPU, and in float64 on the CPU, which takes the same path.
    void cross_entropy_of_our_kernel_equals_that_of_aten() {
        torch::manual_seed(5);
        const LossTerm term = makeLossTerm("cross_entropy");
        const TokenLoss &loss = *std::get<std::shared_ptr<const TokenLoss>>(term.loss);
        const Tensor logits_CV = torch::randn({70, 37}) * 9, ids_C = torch::randint(0, 37, {70}, at::kLong),
                     scales_C = torch::rand({70});
        const auto run = [&](const at::TensorOptions &options) {
            Tensor buffer;
            LogitGradient gradient(buffer);
            const LossChunk chunk{
                logits_CV.to(options), {ids_C.to(options.device()), {}, {}, {}, {}}, scales_C.to(options)};
            const double value = loss.add(chunk, 0.7, &gradient).item<double>();
            return std::pair{value, gradient.sum_CV().to(at::kCPU, at::kDouble)};
        };
        const auto [value, gradient_CV] = run(at::TensorOptions().dtype(at::kFloat));
        const auto [expected, expected_CV] =
            run(hasGpu() ? at::TensorOptions().dtype(at::kFloat).device(at::kCUDA)
                         : at::TensorOptions().dtype(at::kDouble));
        QVERIFY(std::abs(value - expected) < 1e-5 * expected);
        QVERIFY(largest(gradient_CV - expected_CV) < 1e-6);
    }
};

RETORT_TEST(TestParity)
#include "tst_parity.moc"
