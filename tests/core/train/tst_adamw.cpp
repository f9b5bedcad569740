// SPDX-License-Identifier: GPL-3.0-or-later
#include "test_main.h"

#include "core/model/model_fixture.h"
#include "core/train/adamw.h"
#include "core/train/lr_schedule.h"

using namespace retort;
using torch::Tensor;

namespace {

// One matrix and one norm.
struct Store {
    Store() {
        store.declare("w", {5, 7}, ParameterGroup::Decay, 0.5);
        store.declare("n", {7}, ParameterGroup::NoDecay, 0, 1.0);
        store.allocate(at::kCPU);
        store.initialise(4);
        store.requireGradients(true);
    }
    Tensor w() { return store.parameter("w").master; }
    Tensor n() { return store.parameter("n").master; }
    void give(const Tensor &gradient_w, const Tensor &gradient_n) {
        w().mutable_grad().copy_(gradient_w);
        n().mutable_grad().copy_(gradient_n);
    }
    ParameterStore store;
};

struct Reference { // Loshchilov, Hutter 2019, algorithm 2, in float64
    Tensor p, m, v;
    void step(const Tensor &g, double lr, const AdamWConfig &c, double decay, int t) {
        p = p * (1 - lr * decay);
        m = c.beta1 * m + (1 - c.beta1) * g;
        v = c.beta2 * v + (1 - c.beta2) * g * g;
        p = p - lr * (m / (1 - std::pow(c.beta1, t))) / ((v / (1 - std::pow(c.beta2, t))).sqrt() + c.eps);
    }
};

} // namespace

class TestAdamw : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { torch::manual_seed(3); }

    void it_equals_the_algorithm_with_clipping() {
        Store store;
        AdamWConfig config;
        config.clipNorm = 2.0;
        AdamW adamw(store.store, config);
        Reference w{store.w().detach().to(at::kDouble), torch::zeros({5, 7}, at::kDouble),
                    torch::zeros({5, 7}, at::kDouble)};
        Reference n{store.n().detach().to(at::kDouble), torch::zeros({7}, at::kDouble),
                    torch::zeros({7}, at::kDouble)};
        const Tensor loss = torch::tensor(1.0);
        for (int t = 1; t <= 12; ++t) {
            const double size = t % 3 == 0 ? 3.0 : 0.05; // clipped, not clipped
            const Tensor gw = torch::randn({5, 7}) * size, gn = torch::randn({7}) * size,
                         lr = torch::rand({1}) * 0.01;
            store.give(gw, gn);
            const double norm =
                std::sqrt(gw.square().sum().item<double>() + gn.square().sum().item<double>());
            const double factor = std::min(1.0, config.clipNorm / norm);
            adamw.step(lr.item<double>(), loss);
            w.step(gw.to(at::kDouble) * factor, lr.item<double>(), config, config.weightDecay, t);
            n.step(gn.to(at::kDouble) * factor, lr.item<double>(), config, 0, t); // norms do not decay
            QVERIFY(std::abs(adamw.gradientNorm().item<double>() - norm) < 1e-4 * norm);
            QVERIFY(largest(store.w() - w.p) < 2e-6);
            QVERIFY(largest(store.n() - n.p) < 2e-6);
            QVERIFY(largest(store.store.flatGradient(ParameterGroup::Decay)) == 0);
        }
    }

    // The failed step changes nothing, and neither does any after it.
    void a_non_finite_step_changes_no_weight() {
        for (const bool byLoss : {false, true}) {
            Store store;
            AdamW adamw(store.store, {});
            store.give(torch::randn({5, 7}), torch::randn({7}));
            adamw.step(1e-2, torch::tensor(1.0));
            QCOMPARE(adamw.nonFinite().item<float>(), 0.0f);
            const Tensor w = store.w().detach().clone(), n = store.n().detach().clone();
            Tensor bad = torch::randn({5, 7});
            if (!byLoss)
                bad[2][3] = INFINITY;
            store.give(bad, torch::randn({7}));
            adamw.step(1e-2, torch::tensor(byLoss ? double(NAN) : 1.0));
            QCOMPARE(adamw.nonFinite().item<float>(), 1.0f);
            store.give(torch::randn({5, 7}), torch::randn({7}));
            adamw.step(1e-2, torch::tensor(1.0));
            QCOMPARE(adamw.nonFinite().item<float>(), 1.0f);
            QVERIFY(at::equal(store.w(), w));
            QVERIFY(at::equal(store.n(), n));
        }
    }

    void the_schedule_rises_holds_and_falls() {
        LrSchedule s;
        s.peak = 1.0;
        s.warmupSteps = 10;
        QCOMPARE(s.at(0, 100), 0.1);
        QCOMPARE(s.at(9, 100), 1.0);
        QCOMPARE(s.at(50, 100), 1.0);
        QCOMPARE(s.at(75, 100), 0.5);
        QVERIFY(std::abs(s.at(99, 100) - 0.02) < 1e-12);
        QCOMPARE(s.at(100, 100), 0.0);
        s.finalShare = 0.1;
        QCOMPARE(s.at(100, 100), 0.1);
        s.decay = Decay::Cosine;
        QVERIFY(std::abs(s.at(75, 100) - 0.55) < 1e-12);
        s.decay = Decay::None;
        QCOMPARE(s.at(99, 100), 1.0);
        s.decay = Decay::Linear;
        s.decayShare = 0;
        QCOMPARE(s.at(99, 100), 1.0);
    }
};

RETORT_TEST(TestAdamw)
#include "tst_adamw.moc"
