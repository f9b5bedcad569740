// SPDX-License-Identifier: GPL-3.0-or-later
// Every registered loss: against its formula in float64, and its gradient against differences of its value.
#include "test_main.h"

#include "core/learn/loss_info.h"
#include "core/model/model_fixture.h"
#include "core/train/loss_driver.h"
#include "core/train/token_loss.h"

#include <functional>
#include <map>

using namespace retort;
using torch::Tensor;

namespace {

struct Case {
    Tensor logits_CV, targets_C, scales_C;
};

Case someCase(std::int64_t rows, std::int64_t vocab, double spread) {
    Case c{torch::randn({rows, vocab}) * spread, torch::randint(0, vocab, {rows}, at::kLong),
           torch::rand({rows}) / double(rows)};
    if (rows > 2)
        c.scales_C[1] = 0;
    return c;
}

double valueOf(const TokenLoss &loss, const Case &c, Tensor *gradient = nullptr) {
    LossChunk chunk{c.logits_CV.clone(), c.targets_C, c.scales_C};
    const double value = loss.value(chunk, gradient != nullptr).item<double>();
    if (gradient)
        *gradient = chunk.logits_CV;
    return value;
}

using Formula = std::function<Tensor(const Tensor &logits_CV, const Case &)>; // per row

void equalsFormula(const TokenLoss &loss, const Formula &formula) {
    for (const auto &[rows, vocab, spread] :
         {std::tuple{1, 2, 1.0}, {7, 9, 3.0}, {70, 37, 20.0}, {3, 1000, 0.1}, {5, 8, 80.0}}) {
        const Case c = someCase(rows, vocab, spread);
        const Tensor wide = c.logits_CV.to(at::kDouble).set_requires_grad(true);
        const Tensor expected = (formula(wide, c) * c.scales_C.to(at::kDouble)).sum();
        expected.backward();
        Tensor gradient;
        const double value = valueOf(loss, c, &gradient);
        QVERIFY(std::abs(value - expected.item<double>())
                < 1e-5 * std::max(1.0, std::abs(expected.item<double>())));
        QVERIFY(largest(gradient - wide.grad()) < 1e-6);
        QCOMPARE(valueOf(loss, c), value);
    }
}

} // namespace

class TestTokenLoss : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { torch::manual_seed(31); }

    void both_lists_name_the_same_losses() {
        std::vector<std::string> infos;
        for (const LossInfo &info : lossInfos())
            infos.push_back(info.id);
        QCOMPARE(tokenLossIds(), infos);
        QVERIFY_EXCEPTION_THROWN(makeTokenLoss("nonsense", {}), Error);
    }

    // In float64 and with autograd; a new loss needs a line here.
    void each_loss_equals_its_formula() {
        const std::map<std::string, Formula> formulas = {
            {"cross_entropy", [](const Tensor &logits_CV, const Case &c) {
                 return -at::log_softmax(logits_CV, 1).gather(1, c.targets_C.unsqueeze(1)).squeeze(1);
             }}};
        for (const std::string &id : tokenLossIds()) {
            QVERIFY2(formulas.count(id), id.c_str());
            equalsFormula(*makeTokenLoss(id, {}), formulas.at(id));
        }
    }

    // Central differences of the value, for every registered loss.
    void gradients_equal_differences_of_the_value() {
        for (const std::string &id : tokenLossIds()) {
            const TokenLossPtr loss = makeTokenLoss(id, {});
            Case c = someCase(4, 6, 1.0);
            c.scales_C *= 100; // float32 differences need large values
            Tensor gradient;
            valueOf(*loss, c, &gradient);
            for (std::int64_t row = 0; row < 4; ++row) {
                for (std::int64_t v = 0; v < 6; ++v) {
                    const float step = 1e-2f, kept = c.logits_CV[row][v].item<float>();
                    c.logits_CV[row][v] = kept + step;
                    const double above = valueOf(*loss, c);
                    c.logits_CV[row][v] = kept - step;
                    const double below = valueOf(*loss, c);
                    c.logits_CV[row][v] = kept;
                    const double slope = (above - below) / (2.0 * double(step));
                    QVERIFY2(std::abs(slope - gradient[row][v].item<double>()) < 2e-2, id.c_str());
                }
            }
        }
    }

    // Chunks of a few rows, of all rows, and autograd over full logits give the same gradients everywhere.
    void the_driver_equals_autograd_over_all_logits() {
        const EncodedSet set = randomSet({40, 13, 29, 60}, 37);
        for (const bool tied : {true, false}) {
            StudentConfig s = tinyStudent();
            s.tieEmbeddings = tied;
            for (const std::int64_t logitsBytes :
                 {std::int64_t(1), std::int64_t(37 * 4 * 50), std::int64_t(1) << 30}) {
                DeviceTraits device;
                device.logitsBytes = logitsBytes;
                Decoder student(s, device);
                randomise(student.parameters());
                student.parameters().requireGradients(true);
                const Batch batch = makeBatch(packBatch(set, allOf(set)), device);
                const Tensor sum =
                    lossAndBackward(student, batch, *makeTokenLoss("cross_entropy", {}), batch.weightSum);
                const Tensor mine = student.parameters().flatGradient(ParameterGroup::Decay).clone();
                student.parameters().zeroGradients();
                const Tensor hidden_MD = student.forward(batch).index_select(0, batch.lossRows_M);
                const Tensor logits_MV = at::linear(hidden_MD, student.head().master);
                const Tensor losses_M =
                    -at::log_softmax(logits_MV, 1).gather(1, batch.targets_M.unsqueeze(1)).squeeze(1);
                const Tensor expected = (losses_M * batch.weights_M).sum() / batch.weightSum;
                expected.backward();
                const Tensor theirs = student.parameters().flatGradient(ParameterGroup::Decay);
                QVERIFY(std::abs(sum.item<double>() - expected.item<double>()) < 1e-5);
                QVERIFY2(largest(mine - theirs) < 1e-5 * std::max(1.0, largest(theirs)),
                         qPrintable(QString::number(logitsBytes)));
                const double again =
                    lossOnly(student, batch, *makeTokenLoss("cross_entropy", {}), batch.weightSum)
                        .item<double>();
                QVERIFY(std::abs(again - sum.item<double>()) < 1e-6);
            }
        }
    }
};

RETORT_TEST(TestTokenLoss)
#include "tst_token_loss.moc"
