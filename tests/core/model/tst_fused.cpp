// SPDX-License-Identifier: GPL-3.0-or-later
// Our own loops against ATen's formulas in float64.
#include "test_main.h"

#include "core/model/model_fixture.h"
#include "core/model/ops/fused.h"

using namespace retort;
using torch::Tensor;

namespace {

// Values and gradients of fn(inputs) with float32 inputs, compared with plain(inputs) in float64.
template <typename Fn, typename Plain>
double worst(std::vector<Tensor> inputs, const Fn &fn, const Plain &plain) {
    std::vector<Tensor> wide;
    for (Tensor &t : inputs) {
        wide.push_back(t.to(at::kDouble).set_requires_grad(true));
        t = t.clone().set_requires_grad(true);
    }
    const Tensor value = fn(inputs), expected = plain(wide);
    const Tensor pull = torch::randn(value.sizes());
    value.backward(pull);
    expected.backward(pull.to(at::kDouble));
    double difference = largest(value - expected) / std::max(1.0, largest(expected));
    for (std::size_t i = 0; i < inputs.size(); ++i)
        difference = std::max(difference, largest(inputs[i].grad() - wide[i].grad())
                                              / std::max(1.0, largest(wide[i].grad())));
    return difference;
}

} // namespace

class TestFused : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { torch::manual_seed(17); }

    void rms_norm_and_its_gradient() {
        for (const auto &[rows, size] : {std::pair{1, 1}, {3, 7}, {300, 24}, {130, 129}}) {
            const Tensor x = torch::randn({rows, size}) * 3, w = torch::randn({size});
            const double difference = worst(
                {x, w}, [](const auto &t) { return ops::rmsNorm(t[0], t[1], 1e-5); },
                [](const auto &t) { return t[0] * at::rsqrt(t[0].pow(2).mean(-1, true) + 1e-5) * t[1]; });
            QVERIFY2(difference < 3e-6, qPrintable(QString::number(difference)));
        }
    }

    void swiglu_and_its_gradient() {
        for (const std::int64_t n : {1, 5, 8, 1003, 70'000}) {
            const Tensor gate = torch::randn({n}) * 6, up = torch::randn({n});
            const double difference = worst(
                {gate, up}, [](const auto &t) { return ops::swiglu(t[0], t[1]); },
                [](const auto &t) { return at::silu(t[0]) * t[1]; });
            QVERIFY2(difference < 2e-6, qPrintable(QString::number(difference)));
        }
    }

    void swiglu_of_huge_gates_stays_finite() {
        const Tensor gate =
            torch::tensor({-1e30f, -200.f, -90.f, 90.f, 200.f, 1e30f, 0.f}).set_requires_grad(true);
        const Tensor up = torch::ones({7}).set_requires_grad(true);
        const Tensor y = ops::swiglu(gate, up);
        y.sum().backward();
        QVERIFY(at::isfinite(y).all().item<bool>());
        QVERIFY(at::isfinite(gate.grad()).all().item<bool>());
        QCOMPARE(y[5].item<float>(), 1e30f);
        QVERIFY(std::abs(y[0].item<float>()) < 1e-6f);
    }

    void rotary_turn_and_its_gradient() {
        for (const auto &[heads, size] : {std::pair{1, 2}, {3, 10}, {2, 32}}) {
            const Tensor angles = torch::rand({40, size / 2}) * 6;
            const Tensor cos = angles.cos(), sin = angles.sin();
            const Tensor positions = torch::randint(0, 40, {140}, at::kLong);
            const double difference = worst(
                {torch::randn({140, heads, size})},
                [&](const auto &t) { return ops::rotate(t[0], cos, sin, positions); },
                [&](const auto &t) {
                    return ops::rotatePlain(t[0].to(at::kFloat), cos, sin, positions).to(at::kDouble);
                });
            QVERIFY2(difference < 2e-6, qPrintable(QString::number(difference)));
        }
    }

    void inputs_of_any_stride_are_taken() {
        const Tensor x = torch::randn({16, 20}).t(), w = torch::randn({16});
        QVERIFY(largest(ops::rmsNorm(x, w, 1e-6) - ops::rmsNormPlain(x, w, 1e-6)) < 1e-5);
        const Tensor gate = torch::randn({9, 7}).t(), up = torch::randn({9, 7}).t();
        QVERIFY(largest(ops::swiglu(gate, up) - ops::swigluPlain(gate, up)) < 1e-5);
    }
};

RETORT_TEST(TestFused)
#include "tst_fused.moc"
